"""Periodic functions of the outbox."""

from datetime import timedelta

from podworko.messages import operations, runner
from podworko.messages.jobs import periodic


@periodic("messages.empty_old", every=timedelta(hours=6))
def empty_old() -> None:
    operations.empty_old()


@periodic("messages.prune_tasks", every=timedelta(hours=6))
def prune_tasks() -> None:
    runner.prune()
