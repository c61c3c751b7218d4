"""What happens by itself: thin, each step safe to run twice."""

from datetime import timedelta

from podworko.audit.public import SYSTEM
from podworko.initiatives import shelf_tasks
from podworko.initiatives.operations import reminding, team
from podworko.messages.public import periodic

__all__ = ["keep_team", "shelf_tasks"]


@periodic("initiatives.keep_team", every=timedelta(hours=12))
def keep_team() -> None:
    """Remind of tasks and terms, free what former members took on, forget what is old."""
    reminding.remind_of_tasks(actor=SYSTEM)
    reminding.remind_of_terms(actor=SYSTEM)
    team.free_tasks_of_former(actor=SYSTEM)
    team.forget_old(actor=SYSTEM)
