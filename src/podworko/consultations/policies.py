"""Who may see and do what. The only place that decides.

An appointment is its specialist's alone: no grant for a PAL or the network opens it.
"""

from django.db.models import Q, QuerySet

from podworko.accounts.public import May, User, pal_ids_where
from podworko.consultations.models import (
    Absence,
    Appointment,
    DutyHours,
    Service,
    Specialist,
    Waiting,
)
from podworko.consultations.models.booking import AppointmentQuerySet
from podworko.network.public import Leader, Pal, editable_leaders

__all__ = [
    "bookable_pals",
    "counted_pals",
    "edited_duties",
    "edited_pals",
    "edited_specialists",
    "leaders_to_choose",
    "may_edit_services",
    "offered_to",
    "own_absences",
    "own_appointments",
    "own_specialist",
    "own_waiting",
    "services",
]


def own_specialist(user: User) -> Specialist | None:
    """Return the specialist that `user` is, while they hold the role somewhere."""
    if pal_ids_where(user, May.HOLD_CONSULTATIONS) == frozenset():
        return None
    return Specialist.objects.select_related("leader").filter(leader__user=user).first()


def own_appointments(user: User) -> AppointmentQuerySet:
    """Return the appointments of the specialist that `user` is; nobody else's, ever.

    Not those booked while the specialist had another account: whoever may tie accounts to cards
    could otherwise tie their own, and read.
    """
    theirs = Appointment.objects.filter(specialist=own_specialist(user), account=user)
    return theirs.select_related(
        "service", "pal__seat", "room__place", "specialist__leader", "handed_to__leader"
    )


def offered_to(user: User) -> QuerySet[Appointment]:
    """Return what colleagues ask `user` to take over: a time and a kind of help, nobody's name."""
    specialist = own_specialist(user)
    rows = Appointment.objects.coming().select_related("service", "pal", "room__place")
    return rows.filter(handed_to=specialist) if specialist else rows.none()


def own_waiting(user: User) -> QuerySet[Waiting]:
    """Return who waits for the specialist that `user` is, or for nobody in particular.

    In the second case only for help that they give, in PALs where they are on duty. Who named
    the specialist while they had another account is not seen: see `own_appointments`.
    """
    specialist = own_specialist(user)
    rows = Waiting.objects.open().filter(moves=None).select_related("service", "pal")
    if specialist is None:
        return rows.none()
    named = Q(specialist=specialist, account=user)
    pals = list(specialist.duty_hours.values_list("pal", flat=True))
    if not pals:
        return rows.filter(named)
    anybody = Q(specialist=None, service__in=specialist.services.all())
    return rows.filter(named | (anybody & (Q(pal=None) | Q(pal__in=pals))))


def own_absences(user: User) -> QuerySet[Absence]:
    """Return the time that the specialist that `user` is keeps free."""
    return Absence.objects.filter(specialist=own_specialist(user))


def bookable_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs at whose desk `user` may book for callers, without learning who came."""
    return _pals(user, May.BOOK_CONSULTATIONS)


def edited_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose duty hours `user` may set."""
    return _pals(user, May.EDIT_CONSULTATIONS)


def may_edit_services(user: User) -> bool:
    """Whether `user` may say which kinds of help there are and who gives them: the network's."""
    return pal_ids_where(user, May.EDIT_CONSULTATIONS) != frozenset()


def edited_duties(user: User) -> QuerySet[DutyHours]:
    """Return the duty hours that `user` may change."""
    rows = DutyHours.objects.filter(pal__in=edited_pals(user))
    return rows.select_related("specialist__leader", "pal__seat", "room__place")


def edited_specialists(user: User) -> QuerySet[Specialist]:
    """Return who holds conversations and may be changed: whose leader's card `user` may change."""
    rows = Specialist.objects.select_related("leader")
    return (
        rows.filter(leader__in=editable_leaders(user)) if may_edit_services(user) else rows.none()
    )


def leaders_to_choose(user: User) -> QuerySet[Leader]:
    """Return who may begin to hold conversations: leaders of one's PALs who do not yet."""
    return Leader.objects.working().filter(pk__in=editable_leaders(user), specialist=None)


def services(user: User) -> QuerySet[Service]:
    """Return the kinds of help, those not offered any more too, that `user` may change."""
    return Service.objects.all() if may_edit_services(user) else Service.objects.none()


def counted_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose counts `user` may read, with the floor on small ones."""
    return _pals(user, May.COUNT_CONSULTATIONS)


def _pals(user: User, permission: May) -> QuerySet[Pal]:
    pal_ids = pal_ids_where(user, permission)
    pals = Pal.objects.select_related("seat")
    return pals if pal_ids is None else pals.filter(pk__in=pal_ids)
