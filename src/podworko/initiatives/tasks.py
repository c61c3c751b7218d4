"""What happens by itself: thin, each step safe to run twice."""

from datetime import timedelta

from podworko.audit.public import SYSTEM
from podworko.initiatives import ideas_tasks, shelf_tasks
from podworko.initiatives.operations import reminding, team
from podworko.messages.public import periodic

__all__ = ["ideas_tasks", "keep_team", "shelf_tasks"]


@periodic("initiatives.keep_team", every=timedelta(hours=12))
def keep_team() -> None:
    """Free what former members took on, remind of tasks and terms, forget what is old."""
    team.free_tasks_of_former(actor=SYSTEM)
    reminding.remind_of_tasks(actor=SYSTEM)
    reminding.remind_of_terms(actor=SYSTEM)
    team.forget_old(actor=SYSTEM)
