"""Who may see and change what residents run themselves. The only place that decides."""

import uuid

from django.db.models import QuerySet

from podworko.accounts.public import May, User, may, pal_ids_where
from podworko.initiatives.models import (
    Initiative,
    InitiativeQuerySet,
    Means,
    Meeting,
    Team,
    TeamApplication,
    TeamTask,
)
from podworko.network.public import Pal

__all__ = [
    "accompanied_initiatives",
    "answered_means",
    "granted_money",
    "may_join_for",
    "may_join_team_for",
    "may_send_idea_for",
    "pals_where",
    "run_meetings",
    "run_team_applications",
    "run_team_tasks",
    "run_teams",
    "seen_initiatives",
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


def may_join_team_for(user: User, *, slug: str) -> bool:
    """Whether `user` may ask to join for somebody who calls or comes."""
    return run_teams(user).filter(pal__slug=slug).exists()


def accompanied_initiatives(user: User) -> InitiativeQuerySet:
    """Return the initiatives whose people and papers `user` may read, and whom they answer."""
    rows = Initiative.objects.select_related("pal", "place", "sender", "animator")
    return rows.filter(pal__in=pals_where(user, May.ACCOMPANY))


def seen_initiatives(user: User) -> InitiativeQuerySet:
    """Return the initiatives whose state `user` may see, without anybody's name."""
    rows = Initiative.objects.select_related("pal")
    return rows.filter(pal__in=pals_where(user, May.SEE_PLAN))


def answered_means(user: User) -> QuerySet[Means]:
    """Return the requests `user` answers as who accompanies: all but those for money."""
    rows = Means.objects.select_related("initiative__pal", "booking__room")
    rows = rows.filter(initiative__pal__in=pals_where(user, May.ACCOMPANY))
    return rows.exclude(kind=Means.Kind.MONEY)


def granted_money(user: User) -> QuerySet[Means]:
    """Return the requests for money that `user` may say yes or no to."""
    rows = Means.objects.select_related("initiative__pal")
    return rows.filter(kind=Means.Kind.MONEY, initiative__pal__in=pals_where(user, May.GRANT_MEANS))


def may_send_idea_for(user: User) -> bool:
    """Whether `user` may send an idea for somebody who calls or comes."""
    return may(user, May.ACCOMPANY)


def may_join_for(user: User, *, public_id: uuid.UUID) -> bool:
    """Whether `user` may fill in joining or support for who calls: where they accompany."""
    return accompanied_initiatives(user).filter(public_id=public_id).exists()
