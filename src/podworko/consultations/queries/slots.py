"""When something is free: duty hours, less what is taken, closed or too soon.

A search reads a fixed number of queries, however many specialists and weeks it covers.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from podworko.consultations.models import DutyHours, Service, Specialist
from podworko.core import times
from podworko.network.public import Hours, LeaderHold, Pal, Room, RoomHold, hours_of

__all__ = ["HORIZON", "Slot", "Wanted", "find_slot", "first_slot", "free_slots"]

HORIZON = timedelta(weeks=8)
"""How far ahead one can book."""
DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


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
    """What is taken of each thing, as spans in order that do not overlap."""

    spans: dict[int, list[Span]] = field(default_factory=dict)

    def add(self, key: int, span: Span) -> None:
        self.spans.setdefault(key, []).append(span)

    def is_free(self, key: int, span: Span) -> bool:
        taken = self.spans.get(key)
        if not taken:
            return True
        # The first that begins at or after the end cannot meet it; the one before it may.
        place = bisect_left(taken, (span[1],))
        return place == 0 or taken[place - 1][1] <= span[0]


def free_slots(
    wanted: Wanted, *, first: date, last: date, now: datetime | None = None
) -> list[Slot]:
    """Return what is free from `first` to `last`, soonest first, in five queries.

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
    """One search: what is taken and when the houses are open is read once."""

    def __init__(self, wanted: Wanted, duties: list[DutyHours], first: date, last: date) -> None:
        self.wanted = wanted
        self.duties = duties
        self.days = [first + DAY * number for number in range((last - first).days + 1)]
        bounds = times.days_bounds(first, last + DAY)
        self.leaders = _taken(
            LeaderHold, "leader_id", {duty.specialist.leader_id for duty in duties}, bounds
        )
        rooms = {duty.room_id for duty in duties if duty.room_id}
        self.rooms = _taken(RoomHold, "room_id", rooms, bounds)
        self.hours = hours_of({duty.pal for duty in duties}, self.days)

    def slots(self, earliest: datetime) -> Iterator[Slot]:
        """Yield each free slot once: hours of one person may overlap."""
        seen: set[tuple[int, datetime]] = set()
        for duty, day in self._shifts():
            for slot in self._of(duty, day):
                key = (slot.specialist.pk, slot.starts_at)
                if slot.starts_at >= earliest and key not in seen:
                    seen.add(key)
                    yield slot

    def _shifts(self) -> Iterator[tuple[DutyHours, date]]:
        for duty in self.duties:
            ends_on = duty.specialist.leader.ends_on
            for day in self.days:
                if duty.is_on(day) and (ends_on is None or day <= ends_on):
                    yield duty, day

    def _of(self, duty: DutyHours, day: date) -> Iterator[Slot]:
        forms = tuple(duty.takes_place_as(self.wanted.service))
        for starts_at in _starts(duty, day, self.wanted.service):
            if self._is_free(duty, starts_at):
                yield Slot(
                    self.wanted.service, duty.specialist, duty.pal, duty.room, starts_at, forms
                )

    def _is_free(self, duty: DutyHours, starts_at: datetime) -> bool:
        service = self.wanted.service
        talk = (starts_at, starts_at + service.length)
        rest = (starts_at, talk[1] + service.pause)
        if not self.leaders.is_free(duty.specialist.leader_id, rest):
            return False
        if duty.room is None:
            return True
        return self.rooms.is_free(duty.room.pk, talk) and self._is_open(duty, talk)

    def _is_open(self, duty: DutyHours, talk: Span) -> bool:
        """Whether the house is open, where the room is in the PAL's own."""
        if duty.room is None or duty.room.place_id != duty.pal.seat_id:
            return True
        starts, ends = times.local(talk[0]), times.local(talk[1])
        hours = self.hours.get(duty.pal_id, {}).get(starts.date())
        return hours is None or _is_within(hours, starts, ends)


def _is_within(hours: Hours, starts: datetime, ends: datetime) -> bool:
    return any(a <= starts.time() and ends.time() <= b for a, b in hours.spans)


def _duties(wanted: Wanted, first: date, last: date) -> list[DutyHours]:
    duties = DutyHours.objects.between(first, last).filter(
        specialist__services=wanted.service,
        specialist__in=Specialist.objects.working(),
        pal__status=Pal.Status.ACTIVE,
    )
    if wanted.pal:
        duties = duties.filter(pal=wanted.pal)
    if wanted.specialist:
        duties = duties.filter(specialist=wanted.specialist)
    related = duties.select_related("specialist__leader", "pal__seat", "room__place")
    return [duty for duty in related if _suits(duty, wanted)]


def _suits(duty: DutyHours, wanted: Wanted) -> bool:
    forms = duty.takes_place_as(wanted.service)
    speaks = not wanted.language or wanted.language in duty.specialist.languages
    return speaks and (wanted.form in forms if wanted.form else bool(forms))


def _starts(duty: DutyHours, day: date, service: Service) -> Iterator[datetime]:
    """Yield when talks may begin; by the clock of the world, so that no hour comes twice."""
    moment = times.at(day, duty.starts).astimezone(UTC)
    end = times.at(day, duty.ends).astimezone(UTC)
    while moment + service.length <= end:
        yield moment
        moment += service.length + service.pause


def _taken(
    model: type[LeaderHold] | type[RoomHold], key: str, keys: Iterable[int], bounds: Span
) -> _Taken:
    taken = _Taken()
    holds = model.objects.filter(
        **{f"{key}__in": set(keys)}, starts_at__lt=bounds[1], ends_at__gt=bounds[0]
    )
    for thing, starts, ends in holds.order_by("starts_at").values_list(key, "starts_at", "ends_at"):
        taken.add(thing, (starts, ends))
    return taken
