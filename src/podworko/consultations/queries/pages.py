"""What residents see of help and free times: nothing here is about whoever booked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import QuerySet

from podworko.consultations import slot_tokens
from podworko.consultations.models import (
    Appointment,
    Form,
    Service,
    Specialist,
    Waiting,
)
from podworko.consultations.queries.slots import HORIZON, Slot, Wanted, free_slots
from podworko.core import times
from podworko.network.public import Pal

__all__ = [
    "Day",
    "Help",
    "OwnPage",
    "Time",
    "Week",
    "by_code",
    "form_words",
    "helps",
    "near_token",
    "week_of",
]

WEEK = timedelta(days=7)
MOST_NEAREST = 4


@dataclass(frozen=True, slots=True)
class Help:
    """One kind of help as it is listed."""

    service: Service
    forms: list[str]
    people: list[str]


@dataclass(frozen=True, slots=True)
class Time:
    """One free time: its name for the address, and with whom where there are several."""

    slot: Slot
    token: str
    who: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a week with its free times; none is a day too."""

    day: date
    times: list[Time]


@dataclass(frozen=True, slots=True)
class Week:
    """A week of free times, and where the next ones are."""

    days: list[Day]
    before: date | None
    after: date | None
    soonest: Time | None
    """The first that is free at all, None when nothing is within eight weeks."""

    @property
    def is_empty(self) -> bool:
        return not any(day.times for day in self.days)


@dataclass(frozen=True, slots=True)
class OwnPage:
    """An appointment as its holder sees it; opened by a link or a code."""

    appointment: Appointment
    token: str
    code: str
    where: str


def helps() -> list[Help]:
    """Return what can be booked, in three queries."""
    services = Service.objects.offered().prefetch_related("specialists__leader")
    return [
        Help(service, form_words(service.forms), _people(service.specialists.all()))
        for service in services
    ]


def week_of(wanted: Wanted, *, first: date) -> Week:
    """Return the free times of seven days, and the soonest of all, in five queries."""
    today = times.today()
    last = today + HORIZON
    first = max(today, min(first, last))
    slots = free_slots(wanted, first=today, last=last)
    several = len({slot.specialist.pk for slot in slots}) > 1
    days = [first + timedelta(days=number) for number in range(7)]
    by_day = {day: list(group) for day, group in groupby(slots, key=lambda slot: slot.day)}
    return Week(
        days=[Day(day, [_time(slot, several) for slot in by_day.get(day, [])]) for day in days],
        before=max(today, first - WEEK) if first > today else None,
        after=first + WEEK if first + WEEK <= last else None,
        soonest=_time(slots[0], several) if slots else None,
    )


def near_token(token: str, *, pals: QuerySet[Pal] | None = None) -> list[Time]:
    """Return the times nearest to one that was just taken, for the same help; [] for none.

    In `pals` alone, if they are told.
    """
    service, moment = slot_tokens.service_of(token), slot_tokens.moment_of(token)
    if service is None or moment is None:
        return []
    today = times.today()
    slots = free_slots(Wanted(service), first=today, last=today + HORIZON)
    if pals is not None:
        known = frozenset(pals.values_list("pk", flat=True))
        slots = [each for each in slots if each.pal.pk in known]
    near = sorted(slots, key=lambda each: abs(each.starts_at - moment))[:MOST_NEAREST]
    several = len({each.specialist.pk for each in near}) > 1
    return [_time(each, several) for each in sorted(near, key=lambda each: each.starts_at)]


def by_code(digests: Sequence[str]) -> Appointment | Waiting | None:
    """Return what a code opens: an appointment, an offer, or a place on the list."""
    held = Appointment.objects.filter(code__in=digests).order_by("-pk")
    live = held.filter(state__in=Appointment.LIVE).first()
    waits = Waiting.objects.filter(code__in=digests, state=Waiting.State.WAITING).first()
    return live or waits or held.first()


def sooner_offer(appointment: Appointment) -> Appointment | None:
    """Return the earlier time that is offered to who holds an appointment, None without one."""
    offers = Appointment.objects.filter(waiting__moves=appointment, state=Appointment.State.OFFERED)
    return offers.select_related("pal", "waiting").first()


def pals_of(service: Service) -> QuerySet[Pal]:
    """Return the PALs in which this help is given."""
    held = Pal.objects.filter(duty_hours__specialist__services=service)
    return held.filter(status=Pal.Status.ACTIVE).distinct()


def specialists_of(service: Service) -> QuerySet[Specialist]:
    """Return who gives this help and could open what is booked with them."""
    working = service.specialists.working().filter(leader__user__isnull=False)
    return working.select_related("leader")


def form_words(forms: Sequence[str]) -> list[str]:
    """Return the names of forms, in the order we always tell them."""
    return [str(form.label) for form in Form if form in forms]


def _people(specialists: Iterable[Specialist]) -> list[str]:
    return list(dict.fromkeys(each.public_words for each in specialists))


def _time(slot: Slot, several: bool) -> Time:  # noqa: FBT001 - said at each call by its name
    return Time(slot, slot_tokens.written(slot), slot.specialist.public_words if several else "")
