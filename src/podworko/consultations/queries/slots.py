"""When something is free: duty hours, less what is taken, closed or too soon.

A search reads a fixed number of queries, however many specialists and weeks it covers.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Prefetch
from django.utils import timezone

from podworko.consultations.models import DutyHours, Form, Service, Specialist
from podworko.core import times
from podworko.core.db import Seconds
from podworko.network.public import LeaderHold, Pal, Room, RoomHold, gates, hours_of

__all__ = ["HORIZON", "Slot", "Wanted", "find_slot", "first_slot", "free_slots"]

HORIZON = timedelta(weeks=8)
"""How far ahead one can book."""
DAY = timedelta(days=1)
Span = tuple[int, int]
"""Seconds since 1970: what is compared by the thousand is numbers."""
_Talk = tuple[datetime, int, int, int]
"""When one begins, as a moment; when it begins, ends, and when the rest after it ends."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; None and "" mean any."""

    service: Service
    pal: Pal | None = None
    specialist: Specialist | None = None
    form: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time in which one can talk to a specialist."""

    service: Service
    specialist: Specialist
    pal: Pal
    room: Room | None
    starts_at: datetime
    forms: tuple[str, ...]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.service.length

    @property
    def day(self) -> date:
        return times.local(self.starts_at).date()


@dataclass(slots=True)
class _Taken:
    """What is taken of one thing: spans in order that do not overlap, as two columns."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def meets(self, starts: int, ends: int) -> bool:
        """Whether something takes part of that time."""
        # The first that begins at or after the end cannot meet it; the one before it may.
        place = bisect_left(self.starts, ends)
        return place > 0 and self.ends[place - 1] > starts


_NOTHING = _Taken()


def free_slots(
    wanted: Wanted, *, first: date, last: date, now: datetime | None = None
) -> list[Slot]:
    """Return what is free from `first` to `last`, soonest first, in eight queries.

    Two more where minors may come: then only specialists who are cleared for them on the day.

    Days beyond HORIZON, and hours sooner than the service's lead time, are left out.
    """
    now = now or timezone.now()
    last = min(last, times.local(now).date() + HORIZON)
    duties = _duties(wanted, first, last)
    if not duties or last < first:
        return []
    earliest = now + timedelta(hours=wanted.service.lead_hours)
    found = _Search(wanted, duties, first, last).slots(earliest)
    return sorted(found, key=lambda slot: (slot.starts_at, slot.specialist.pk))


def first_slot(wanted: Wanted) -> Slot | None:
    """Return the soonest that is free, or None within HORIZON."""
    today = times.today()
    return next(iter(free_slots(wanted, first=today, last=today + HORIZON)), None)


def find_slot(wanted: Wanted, *, starts_at: datetime) -> Slot | None:
    """Return the slot of a specialist at a moment if it is free now, else None."""
    day = times.local(starts_at).date()
    slots = free_slots(wanted, first=day, last=day)
    return next((slot for slot in slots if slot.starts_at == starts_at), None)


class _Search:
    """One search: what is taken and when the houses are open is read once.

    What many shifts share, when talks begin and when a house is open on a day, is reckoned once.
    """

    def __init__(self, wanted: Wanted, duties: list[DutyHours], first: date, last: date) -> None:
        self.service = wanted.service
        self.duties, self.last = duties, last
        days = [first + DAY * number for number in range((last - first).days + 1)]
        self.days: dict[int, list[date]] = defaultdict(list)
        for day in days:
            self.days[day.weekday()].append(day)
        bounds = times.days_bounds(first, last + DAY)
        leaders = {duty.specialist.leader_id for duty in duties}
        self.leaders = _taken(LeaderHold, "leader_id", leaders, bounds)
        rooms = {duty.room_id for duty in duties if duty.room_id}
        self.rooms = _taken(RoomHold, "room_id", rooms, bounds)
        self.hours = hours_of({duty.pal for duty in duties}, days)
        self.barred = _barred(wanted.service, duties)
        self._talks: dict[tuple[int | None, date, time, time], list[_Talk]] = {}

    def slots(self, earliest: datetime) -> Iterator[Slot]:
        """Yield each free slot once: hours of one person may overlap."""
        seen: set[tuple[int, datetime]] = set()
        for duty in self.duties:
            for slot in self._of(duty, earliest):
                key = (duty.specialist_id, slot.starts_at)
                if key not in seen:
                    seen.add(key)
                    yield slot

    def _of(self, duty: DutyHours, earliest: datetime) -> Iterator[Slot]:
        specialist, pal, room, service = duty.specialist, duty.pal, duty.room, self.service
        forms = tuple(duty.takes_place_as(service))
        person = self.leaders.get(specialist.leader_id, _NOTHING)
        house = self.rooms.get(duty.room_id or 0, _NOTHING)
        for day in self._days_of(duty):
            for moment, starts, ends, rested in self._talks_of(duty, day):
                is_taken = person.meets(starts, rested) or house.meets(starts, ends)
                if moment >= earliest and not is_taken:
                    yield Slot(service, specialist, pal, room, moment, forms)

    def _days_of(self, duty: DutyHours) -> list[date]:
        ends_on = duty.specialist.leader.ends_on or self.last
        barred_from = self.barred.get(duty.specialist.leader_id, date.max)
        days = (day for day in self.days[duty.weekday] if day <= ends_on and day < barred_from)
        return [day for day in days if duty.is_on(day)]

    def _talks_of(self, duty: DutyHours, day: date) -> list[_Talk]:
        """Return the talks of a day that lie in the hours in which the house is open."""
        house = self._house_of(duty)
        key = (house, day, duty.starts, duty.ends)
        if key not in self._talks:
            hours = self._open_on(house, day)
            self._talks[key] = [
                talk
                for talk in _talks(day, duty.starts, duty.ends, self.service)
                if hours is None or any(a <= talk[1] and talk[2] <= b for a, b in hours)
            ]
        return self._talks[key]

    def _house_of(self, duty: DutyHours) -> int | None:
        """Return whose hours hold there: the PAL's own, in its own rooms and without any."""
        if duty.room is not None:
            return duty.pal_id if duty.room.place_id == duty.pal.seat_id else None
        is_here = Form.IN_PERSON in duty.takes_place_as(self.service)
        return duty.pal_id if is_here else None

    def _open_on(self, house: int | None, day: date) -> list[Span] | None:
        """Return when a house is open; None for always."""
        hours = self.hours[house].get(day) if house else None
        return None if hours is None else [_span(day, *span) for span in hours.spans]


def _duties(wanted: Wanted, first: date, last: date) -> list[DutyHours]:
    duties = DutyHours.objects.between(first, last).filter(
        specialist__services=wanted.service,
        specialist__in=Specialist.objects.working(),
        # Nobody could open what is booked with somebody who has no account.
        specialist__leader__user__isnull=False,
        pal__status=Pal.Status.ACTIVE,
    )
    if wanted.pal:
        duties = duties.filter(pal=wanted.pal)
    if wanted.specialist:
        duties = duties.filter(specialist=wanted.specialist)
    return [duty for duty in duties.prefetch_related(*_RELATED) if _suits(duty, wanted)]


# Read apart: hours are many more than people, rooms and houses.
_RELATED = (
    Prefetch("specialist", Specialist.objects.select_related("leader")),
    Prefetch("pal", Pal.objects.select_related("seat")),
    Prefetch("room", Room.objects.select_related("place")),
)


def _barred(service: Service, duties: list[DutyHours]) -> dict[int, date]:
    """Return by leader the first day on which they may not meet minors (art. 21)."""
    if not service.admits_minors:
        return {}
    leaders = {duty.specialist.leader_id: duty.specialist.leader for duty in duties}
    return gates.first_days_barred(leaders.values())


def _suits(duty: DutyHours, wanted: Wanted) -> bool:
    forms = duty.takes_place_as(wanted.service)
    speaks = not wanted.language or wanted.language in duty.specialist.languages
    return speaks and (wanted.form in forms if wanted.form else bool(forms))


def _talks(day: date, starts: time, ends: time, service: Service) -> Iterator[_Talk]:
    """Yield talks one after the other; by the clock of the world, so that no hour comes twice."""
    moment, closing = _span(day, starts, ends)
    length, rested = service.minutes * 60, (service.minutes + service.break_minutes) * 60
    while moment + length <= closing:
        yield datetime.fromtimestamp(moment, UTC), moment, moment + length, moment + rested
        moment += rested


def _span(day: date, starts: time, ends: time) -> Span:
    return int(times.at(day, starts).timestamp()), int(times.at(day, ends).timestamp())


def _taken(
    model: type[LeaderHold] | type[RoomHold],
    key: str,
    keys: set[int],
    bounds: tuple[datetime, datetime],
) -> dict[int, _Taken]:
    taken: dict[int, _Taken] = defaultdict(_Taken)
    holds = model.objects.filter(
        **{f"{key}__in": keys}, starts_at__lt=bounds[1], ends_at__gt=bounds[0]
    )
    columns = (key, Seconds("starts_at"), Seconds("ends_at", up=True))
    for thing, starts, ends in holds.order_by("starts_at").values_list(*columns):
        taken[thing].starts.append(starts)
        taken[thing].ends.append(ends)
    return taken
