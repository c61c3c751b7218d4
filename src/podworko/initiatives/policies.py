"""Who may see and change what residents run themselves. The only place that decides."""

from django.db.models import QuerySet

from podworko.accounts.public import May, User, pal_ids_where
from podworko.initiatives.models import Meeting, Team, TeamApplication, TeamTask
from podworko.network.public import Pal

__all__ = [
    "may_join_for",
    "pals_where",
    "run_meetings",
    "run_team_applications",
    "run_team_tasks",
    "run_teams",
]


def pals_where(user: User, permission: May) -> QuerySet[Pal]:
    """Return the PALs in which `user` has a permission."""
    pal_ids = pal_ids_where(user, permission)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)


def run_teams(user: User) -> QuerySet[Team]:
    """Return the teams that `user` runs for the residents."""
    pals = pals_where(user, May.RUN_TEAM)
    return Team.objects.select_related("pal").filter(pal__in=pals)


def run_team_applications(user: User) -> QuerySet[TeamApplication]:
    """Return who wants to join the teams that `user` runs."""
    rows = TeamApplication.objects.select_related("person", "team__pal")
    return rows.filter(team__in=run_teams(user))


def run_meetings(user: User) -> QuerySet[Meeting]:
    """Return the meetings that `user` plans and writes down."""
    return Meeting.objects.select_related("team__pal").filter(team__in=run_teams(user))


def run_team_tasks(user: User) -> QuerySet[TeamTask]:
    """Return the open tasks of the teams that `user` runs."""
    rows = TeamTask.objects.open().select_related("team__pal", "member__person")
    return rows.filter(team__in=run_teams(user))


def may_join_for(user: User, *, slug: str) -> bool:
    """Whether `user` may ask to join for somebody who calls or comes."""
    return run_teams(user).filter(pal__slug=slug).exists()
