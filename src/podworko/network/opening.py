"""Whether something lies within the hours in which a PAL's seat is open."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.core.errors import DomainError
from podworko.network.models import OpeningException, OpeningRule, Pal, Place
from podworko.network.queries import Hours, hours_on_day

Span = tuple[datetime, datetime]


class OutsideHoursError(DomainError):
    """The seat is closed then; `hours` are those of the day."""

    code = "outside-hours"

    def __init__(self, message: str, *, hours: Hours) -> None:
        super().__init__(message, field="outside_hours")
        self.hours = hours


def hours_on(pal: Pal, days: Collection[date]) -> dict[date, Hours]:
    """Return the hours of those days of which something is known, in two queries.

    A PAL that never told its week is not said to be closed, but on days it named closed.
    """
    if not days:
        return {}
    rules = list(pal.opening_rules.all())
    unusual = list(pal.opening_exceptions.filter(since__lte=max(days), until__gte=min(days)))
    return _known(rules, unusual, days)


def hours_of(pals: Collection[Pal], days: Collection[date]) -> dict[int, dict[date, Hours]]:
    """Return by PAL's key what `hours_on` tells of each, in two queries for all of them."""
    rules: dict[int, list[OpeningRule]] = {pal.pk: [] for pal in pals}
    unusual: dict[int, list[OpeningException]] = {pal.pk: [] for pal in pals}
    if not days:
        return {}
    for rule in OpeningRule.objects.filter(pal__in=rules):
        rules[rule.pal_id].append(rule)
    for other in OpeningException.objects.filter(
        pal__in=rules, since__lte=max(days), until__gte=min(days)
    ):
        unusual[other.pal_id].append(other)
    return {pal.pk: _known(rules[pal.pk], unusual[pal.pk], days) for pal in pals}


def outside_hours(pal: Pal, spans: Sequence[Span]) -> dict[Span, Hours]:
    """Return which of these spans lie outside the opening hours, with the day's hours."""
    hours = hours_on(pal, {times.local(starts).date() for starts, _ends in spans})
    return {span: day for span in spans if (day := _outside(span, hours)) is not None}


def host_of(place: Place | None, *, pal: Pal) -> Pal | None:
    """Return the PAL whose opening hours hold at a place: `pal` itself at its own seat.

    A guest in the seat of another PAL keeps to the hours of that one. None elsewhere.
    """
    if place is None or pal.seat_id == place.pk:
        return pal if place else None
    return Pal.objects.filter(seat=place).order_by("pk").first()


def check_hours(pal: Pal, spans: Sequence[Span]) -> None:
    """Raise OutsideHoursError for the first span in which the seat of a PAL is not open.

    The PAL's row is locked until the end of the transaction, as it is while its hours are
    written: whoever comes second sees what the first one stored.
    """
    locked = Pal.objects.select_for_update(no_key=True).get(pk=pal.pk)
    for (starts_at, _ends), hours in outside_hours(locked, spans).items():
        raise OutsideHoursError(hours_words(hours, starts_at), hours=hours)


def hours_words(hours: Hours, starts_at: datetime) -> str:
    """Say when the seat is open on the day something was to be."""
    day = f"{times.local(starts_at):%d.%m}"
    if not hours.is_closed:
        open_ = ", ".join(
            f"{time_format(a, 'H:i')}–{time_format(b, 'H:i')}" for a, b in hours.spans
        )
        return _("%(day)s jest otwarte tylko %(hours)s.") % {"day": day, "hours": open_}
    if hours.reason:
        return _("%(day)s jest zamknięte: %(reason)s.") % {
            "day": day,
            "reason": hours.reason.rstrip("."),
        }
    return _("%(day)s jest zamknięte.") % {"day": day}


def _known(
    rules: Sequence[OpeningRule], unusual: Sequence[OpeningException], days: Collection[date]
) -> dict[date, Hours]:
    found = (hours_on_day(day, rules, unusual) for day in days)
    return {hours.day: hours for hours in found if rules or hours.is_unusual}


def _outside(span: Span, hours: dict[date, Hours]) -> Hours | None:
    starts, ends = times.local(span[0]), times.local(span[1])
    day = hours.get(starts.date())
    if day is None:
        return None
    is_one_day = starts.date() == ends.date()
    inside = any(a <= starts.time() and ends.time() <= b for a, b in day.spans)
    return None if is_one_day and inside else day
