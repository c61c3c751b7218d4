"""Who may see and change what of volunteering. The only place that decides."""

from django.db.models import QuerySet

from podworko.accounts.public import May, User, pal_ids_where
from podworko.network.public import Pal
from podworko.volunteering.models import (
    Agreement,
    Application,
    Opportunity,
    Shift,
    Swap,
    Turn,
    Volunteer,
)

__all__ = [
    "checked_pal_ids",
    "run_agreements",
    "run_applications",
    "run_opportunities",
    "run_pals",
    "run_shifts",
    "run_swaps",
    "run_turns",
    "run_volunteers",
]


def run_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose volunteering `user` runs."""
    pal_ids = pal_ids_where(user, May.RUN_VOLUNTEERING)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)


def run_opportunities(user: User) -> QuerySet[Opportunity]:
    """Return what there is to do that `user` may change."""
    return Opportunity.objects.select_related("pal", "place").filter(pal__in=run_pals(user))


def run_volunteers(user: User) -> QuerySet[Volunteer]:
    """Return the volunteers whose papers `user` may read and whom they may take further."""
    return Volunteer.objects.select_related("person", "pal").filter(pal__in=run_pals(user))


def run_applications(user: User) -> QuerySet[Application]:
    """Return the applications that `user` may read and answer."""
    rows = Application.objects.select_related("opportunity", "role", "volunteer__person")
    return rows.filter(opportunity__pal__in=run_pals(user))


def run_agreements(user: User) -> QuerySet[Agreement]:
    """Return the agreements that `user` may read, sign and end."""
    rows = Agreement.objects.select_related("volunteer__person", "volunteer__pal", "supervisor")
    return rows.filter(volunteer__pal__in=run_pals(user))


def checked_pal_ids(user: User) -> frozenset[int] | None:
    """Return the PALs in which `user` checks people for work with minors; None means all."""
    return pal_ids_where(user, May.CHECK_PEOPLE)


def run_shifts(user: User) -> QuerySet[Shift]:
    """Return the shifts that `user` plans, changes and fills."""
    related = ("opportunity__pal", "opportunity__place", "role", "place")
    return Shift.objects.select_related(*related).filter(opportunity__pal__in=run_pals(user))


def run_turns(user: User) -> QuerySet[Turn]:
    """Return who is on the shifts that `user` fills."""
    rows = Turn.objects.select_related("shift", "volunteer")
    return rows.filter(shift__opportunity__pal__in=run_pals(user))


def run_swaps(user: User) -> QuerySet[Swap]:
    """Return what volunteers ask of one another on the shifts that `user` fills."""
    related = ("turn__volunteer", "turn__shift", "to", "back__shift")
    rows = Swap.objects.select_related(*related)
    return rows.filter(turn__shift__opportunity__pal__in=run_pals(user))
