"""What the programme knows of one person, for their card."""

from dataclasses import dataclass

from django.db.models import Q

from podworko.accounts.public import May, User, pal_ids_where
from podworko.activities.models import Guest, Presence, Session, SignUp
from podworko.people.public import Person

FEW = 20
CONFIRMED = SignUp.Status.CONFIRMED


@dataclass(frozen=True, slots=True)
class PersonInProgramme:
    """Sign-ups of a person, newest first, and how often they came."""

    sign_ups: tuple[SignUp, ...]
    came: int
    missed: int


def takes_part(pal_ids: frozenset[int]) -> Q:
    """Return what is true of people who signed up, came along or were there in these PALs."""
    signed = SignUp.objects.filter(list__activity__pal__in=pal_ids).values("person")
    guests = Guest.objects.filter(
        sign_up__list__activity__pal__in=pal_ids, person__isnull=False
    ).values("person")
    present = Presence.objects.filter(
        register__session__pal__in=pal_ids, person__isnull=False
    ).values("person")
    return Q(pk__in=signed) | Q(pk__in=guests) | Q(pk__in=present)


def people_at(session: Session) -> list[Person]:
    """Return who has a card and was expected or present at a session, by name; one query."""
    signed = SignUp.objects.none()
    if session.sign_up_list_id is not None:
        signed = SignUp.objects.filter(list=session.sign_up_list_id, status=CONFIRMED)
    guests = Guest.objects.filter(sign_up__in=signed, person__isnull=False)
    there = Presence.objects.filter(
        register__session=session, state=Presence.State.PRESENT, person__isnull=False
    )
    told = Q(pk__in=signed.values("person")) | Q(pk__in=guests.values("person"))
    found = Person.objects.current().filter(told | Q(pk__in=there.values("person")))
    return list(found.order_by("folded_name", "pk"))


def person_in_programme(person: Person, *, user: User) -> PersonInProgramme:
    """Read the person's sign-ups within the reader's own PALs, in two queries."""
    pal_ids = pal_ids_where(user, May.SEE_SIGN_UPS)
    sign_ups = SignUp.objects.filter(Q(person=person) | Q(guests__person=person)).distinct()
    there = Presence.objects.filter(person=person)
    if pal_ids is not None:
        sign_ups = sign_ups.filter(list__activity__pal__in=pal_ids)
        there = there.filter(register__session__pal__in=pal_ids)
    related = sign_ups.select_related("list__activity").order_by("-created_at", "-pk")
    states = list(there.values_list("state", flat=True))
    return PersonInProgramme(
        sign_ups=tuple(related[:FEW]),
        came=states.count("present"),
        missed=states.count("absent"),
    )
