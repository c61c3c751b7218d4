"""Who may see and change what of volunteering. The only place that decides."""

import uuid
from collections.abc import Iterable

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from podworko.accounts.public import May, User, may, pal_ids_where
from podworko.core import times
from podworko.network.public import Leader, LeaderQuerySet, Pal, gates
from podworko.people.public import Person
from podworko.volunteering.models import (
    Agreement,
    Application,
    Certificate,
    HoursEntry,
    Opportunity,
    Shift,
    Swap,
    Turn,
    Volunteer,
)

__all__ = [
    "checked_leaders",
    "checked_pal_ids",
    "checked_volunteers",
    "confirmable_hours",
    "is_oneself",
    "known_standards_pals",
    "may_apply_for",
    "may_confirm_hours",
    "run_agreements",
    "run_applications",
    "run_certificates",
    "run_hours",
    "run_opportunities",
    "run_pals",
    "run_shifts",
    "run_swaps",
    "run_turns",
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


def may_apply_for(user: User, *, public_id: uuid.UUID) -> bool:
    """Whether `user` may apply for somebody who calls or comes: where they run volunteering."""
    return run_opportunities(user).filter(public_id=public_id).exists()


def checked_pal_ids(user: User) -> frozenset[int] | None:
    """Return the PALs in which `user` checks people for work with minors; None means all."""
    return pal_ids_where(user, May.CHECK_PEOPLE)


def run_hours(user: User) -> QuerySet[HoursEntry]:
    """Return the hours that `user` may read and put right."""
    rows = HoursEntry.objects.select_related("volunteer__person", "volunteer__pal", "opportunity")
    return rows.filter(volunteer__pal__in=run_pals(user))


def run_certificates(user: User) -> QuerySet[Certificate]:
    """Return the requests and certificates that `user` may read, answer and withdraw."""
    rows = Certificate.objects.select_related("volunteer__person", "volunteer__pal", "issued_by")
    return rows.filter(volunteer__pal__in=run_pals(user))


def confirmable_hours(user: User) -> QuerySet[HoursEntry]:
    """Return the hours that `user` reads because they confirm them; see may_confirm_hours.

    Besides those of the PALs they run, those of days for which an agreement names them.
    """
    rows = HoursEntry.objects.select_related("volunteer__person", "volunteer__pal", "opportunity")
    supervised = Agreement.objects.filter(state__in=Agreement.AGREED).filter(
        volunteer=OuterRef("volunteer"), supervisor=user, begins_on__lte=OuterRef("day")
    )
    last = Coalesce(F("ended_on"), F("ends_on"), output_field=DateField())
    held = supervised.annotate(last=last).filter(last__gte=OuterRef("day"))
    return rows.filter(Q(volunteer__pal__in=run_pals(user)) | Q(Exists(held)))


def may_confirm_hours(user: User, entry: HoursEntry, agreements: Iterable[Agreement]) -> bool:
    """Whether `user` confirms or refuses these hours; `agreements` are all of the volunteer.

    Whoever runs volunteering in that PAL, or is named as supervisor in an agreement that held on
    that day; nobody confirms their own.
    """
    if is_oneself(entry.volunteer.person, user):
        return False
    if may(user, May.RUN_VOLUNTEERING, pal_id=entry.volunteer.pal_id):
        return True
    named = (one for one in agreements if one.supervisor_id == user.pk)
    return any(one.holds_on(entry.day) for one in named)


def is_oneself(who: Person | Leader, user: User) -> bool:
    """Whether an account is of that very person, as far as the account or the address tells."""
    is_own_card = isinstance(who, Leader) and who.user_id == user.pk
    return is_own_card or (bool(who.email) and who.email.casefold() == user.email.casefold())


def checked_leaders(user: User) -> LeaderQuerySet:
    """Return the leaders whose checks for work with minors `user` reads and notes.

    Those of the PALs in which they check people, and whoever is to lead something with minors
    there though they belong elsewhere.
    """
    pal_ids = checked_pal_ids(user)
    rows = Leader.objects.all()
    if pal_ids is None:
        return rows
    if not pal_ids:
        return rows.none()
    planned = gates.planned_with_minors(since=times.today(), pal_ids=pal_ids)
    guests = {row.leader.pk for row in planned if row.leader}
    own = Leader.objects.within(pal_ids)
    return rows.filter(Q(pk__in=own.values("pk")) | Q(pk__in=guests))


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
