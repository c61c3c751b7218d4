"""What help is offered, by whom, when, and how soon; nothing of who comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.consultations import policies
from podworko.consultations.models import Appointment, DutyHours, Form, Service, Specialist
from podworko.consultations.queries.slots import HORIZON, Slot, Wanted, free_slots
from podworko.core import times
from podworko.network.public import gates, hours_words, outside_hours

MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """A kind of help and the soonest free time of it."""

    service: Service
    next: Slot | None


@dataclass(frozen=True, slots=True)
class DutyRow:
    """Hours of somebody; `may_edit` where they are of a PAL of the reader's."""

    duty: DutyHours
    words: str
    may_edit: bool


@dataclass(frozen=True, slots=True)
class SpecialistRow:
    """Somebody who holds talks, with their hours and the soonest free time."""

    specialist: Specialist
    duties: tuple[DutyRow, ...]
    next: Slot | None
    may_edit: bool
    is_barred: bool
    """Not cleared for work with minors today, and helps where they may come (art. 21)."""


@dataclass(frozen=True, slots=True)
class Offer:
    services: tuple[ServiceRow, ...]
    specialists: tuple[SpecialistRow, ...]


def offer(user: User) -> Offer:
    """Read all that is offered, as `user` may change it; five queries more for each service."""
    services = list(policies.services(user))
    today = times.today()
    slots = {
        service.pk: free_slots(Wanted(service), first=today, last=today + HORIZON)
        for service in services
        if service.is_offered
    }
    edited = set(policies.edited_pals(user).values_list("pk", flat=True))
    changeable = set(policies.edited_specialists(user).values_list("pk", flat=True))
    specialists = list(_specialists())
    barred = _barred(specialists)
    return Offer(
        services=tuple(_service_row(service, slots.get(service.pk, [])) for service in services),
        specialists=tuple(
            SpecialistRow(
                specialist=each,
                duties=tuple(
                    duty_row(duty, may_edit=duty.pal_id in edited) for duty in each.duty_hours.all()
                ),
                next=_soonest(each, slots.values()),
                may_edit=each.pk in changeable,
                is_barred=each.pk in barred,
            )
            for each in specialists
        ),
    )


def duty_words(duty: DutyHours) -> str:
    """Return "Wtorek 10:00–14:00, w miesiącu: 1., 3., Pod Lipami, Gabinet"."""
    parts = [
        f"{_day_words(duty)} {duty.starts:%H:%M}–{duty.ends:%H:%M}",
        _weeks_words(duty),
        duty.pal.name,
        duty.room.name if duty.room else "",
        ", ".join(str(Form(form).label) for form in duty.forms),
        _dates_words(duty),
    ]
    return ", ".join(part for part in parts if part)


def duty_row(duty: DutyHours, *, may_edit: bool = True) -> DutyRow:
    """Return hours with their words."""
    return DutyRow(duty, duty_words(duty), may_edit)


def booked_within(duty: DutyHours) -> int:
    """Count what is booked in these hours and not over yet, in one query."""
    rows = Appointment.objects.coming().filter(specialist=duty.specialist, pal=duty.pal)
    return sum(_is_within(duty, one.starts_at, one.ends_at) for one in rows)


def warnings_of(duty: DutyHours) -> list[str]:
    """Return what should be looked at before these hours are stored, in a few queries."""
    return [*_closed(duty), *_clashes(duty)]


def _specialists() -> Iterable[Specialist]:
    hours = DutyHours.objects.between(times.today(), date.max).select_related("pal", "room__place")
    return (
        Specialist.objects.working()
        .select_related("leader__user")
        .prefetch_related("services", Prefetch("duty_hours", hours))
    )


def _barred(specialists: Iterable[Specialist]) -> set[int]:
    """Return by key who helps where minors may come and is not cleared for them today."""
    asked = [each for each in specialists if any(one.admits_minors for one in each.services.all())]
    first_days = gates.first_days_barred([each.leader for each in asked])
    today = times.today()
    return {each.pk for each in asked if first_days.get(each.leader_id, date.max) <= today}


def _service_row(service: Service, slots: list[Slot]) -> ServiceRow:
    return ServiceRow(service, slots[0] if slots else None)


def _soonest(specialist: Specialist, slots: Iterable[list[Slot]]) -> Slot | None:
    own = [slot for found in slots for slot in found if slot.specialist.pk == specialist.pk]
    return min(own, key=lambda slot: slot.starts_at, default=None)


def _day_words(duty: DutyHours) -> str:
    if duty.valid_from and duty.valid_from == duty.valid_to:
        return f"{duty.valid_from:%d.%m.%Y}"
    return str(WEEKDAYS[duty.weekday])


def _weeks_words(duty: DutyHours) -> str:
    if not duty.weeks:
        return ""
    numbers = ", ".join(f"{number}." for number in duty.weeks)
    return _("w miesiącu: %(weeks)s") % {"weeks": numbers}


def _dates_words(duty: DutyHours) -> str:
    if duty.valid_from == duty.valid_to:
        return ""
    since = _("od %(day)s") % {"day": f"{duty.valid_from:%d.%m.%Y}"} if duty.valid_from else ""
    until = _("do %(day)s") % {"day": f"{duty.valid_to:%d.%m.%Y}"} if duty.valid_to else ""
    return " ".join(part for part in (since, until) if part)


def _is_within(duty: DutyHours, starts_at: datetime, ends_at: datetime) -> bool:
    starts, ends = times.local(starts_at), times.local(ends_at)
    is_then = duty.starts <= starts.time() and ends.time() <= duty.ends
    return is_then and duty.is_on(starts.date())


def _closed(duty: DutyHours) -> list[str]:
    """Say on which of the coming days the house is not open for them, where they are in it."""
    is_in = duty.room is not None or not duty.forms or Form.IN_PERSON in duty.forms
    if not is_in or (duty.room and duty.room.place_id != duty.pal.seat_id):
        return []
    spans = [(times.at(day, duty.starts), times.at(day, duty.ends)) for day in _coming_days(duty)]
    found = outside_hours(duty.pal, spans)
    return [hours_words(hours, span[0]) for span, hours in list(found.items())[:MOST_TOLD]]


def _coming_days(duty: DutyHours) -> list[date]:
    first = max(times.today(), duty.valid_from or times.today())
    days = [first + timedelta(days=number) for number in range(HORIZON.days)]
    return [day for day in days if duty.is_on(day)]


def _clashes(duty: DutyHours) -> list[str]:
    """Say whose hours take the same room then, and what else the same person has."""
    same = Q(specialist=duty.specialist)
    if duty.room:
        same |= Q(room=duty.room)
    others = DutyHours.objects.filter(same, weekday=duty.weekday).exclude(pk=duty.pk)
    at_once = others.filter(starts__lt=duty.ends, ends__gt=duty.starts)
    valid = at_once.between(duty.valid_from or date.min, duty.valid_to or date.max)
    rows = valid.select_related("specialist__leader", "pal", "room")
    return [
        _("W tym samym czasie: %(who)s (%(when)s).")
        % {"who": other.specialist.leader.name, "when": duty_words(other)}
        for other in rows
        if not duty.weeks or not other.weeks or set(duty.weeks) & set(other.weeks)
    ][:MOST_TOLD]
