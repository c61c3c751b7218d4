"""Who may see and change what of volunteering. The only place that decides."""

from django.db.models import QuerySet

from podworko.accounts.public import May, User, pal_ids_where
from podworko.network.public import Leader, LeaderQuerySet, Pal
from podworko.volunteering.models import Agreement, Application, Opportunity, Volunteer

__all__ = [
    "checked_leaders",
    "checked_pal_ids",
    "checked_volunteers",
    "known_standards_pals",
    "run_agreements",
    "run_applications",
    "run_opportunities",
    "run_pals",
    "run_volunteers",
    "written_standards_pals",
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


def checked_leaders(user: User) -> LeaderQuerySet:
    """Return the leaders whose checks for work with minors `user` reads and notes."""
    pal_ids = checked_pal_ids(user)
    rows = Leader.objects.within(pal_ids)
    return rows.none() if pal_ids is not None and not pal_ids else rows


def checked_volunteers(user: User) -> QuerySet[Volunteer]:
    """Return the volunteers whose checks for work with minors `user` reads and notes."""
    pal_ids = checked_pal_ids(user)
    rows = Volunteer.objects.select_related("person", "pal")
    return rows if pal_ids is None else rows.filter(pal__in=pal_ids)


def written_standards_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose standards for the protection of minors `user` writes."""
    return _pals_where(user, May.EDIT_STANDARDS)


def known_standards_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose standards `user` is to know: those where they hold a role."""
    return _pals_where(user, May.SEE_DESK)


def _pals_where(user: User, permission: May) -> QuerySet[Pal]:
    pal_ids = pal_ids_where(user, permission)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)
