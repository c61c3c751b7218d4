"""Everything that changes the network."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.text import fold, slug
from podworko.network.models import District, OpeningException, OpeningRule, Pal, Place, Room

__all__ = [
    "DistrictData",
    "HoursError",
    "Span",
    "UnusualDays",
    "add_opening_exception",
    "remove_opening_exception",
    "save_access_facts",
    "save_districts",
    "save_pal_contact",
    "save_room",
    "set_opening_hours",
]

CONTACT = ("phone", "email", "summary", "summary_en", "summary_uk", "description")
ACCESS = (*Place.FACTS, "nearest_stop", "directions", "facts_checked_on")


class HoursError(DomainError):
    """Hours that cannot be: the wrong way round, or two at once."""

    code = "hours"


@dataclass(frozen=True, slots=True)
class Span:
    """Open on this weekday (0 is Monday), from then to then."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class UnusualDays:
    """Days with other hours than usual; without hours they are closed."""

    since: date
    until: date
    reason: str
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, slots=True)
class DistrictData:
    """A district as a file or the demonstration tells of it."""

    number: int
    name: str
    lat: float
    lon: float
    geometry: dict[str, Any] | None = None
    source: str = ""


@transaction.atomic
def save_districts(rows: Iterable[DistrictData]) -> tuple[int, int]:
    """Store districts by their number; return how many are new and how many changed."""
    new = changed = 0
    for row in rows:
        _, is_new = District.objects.update_or_create(
            number=row.number,
            defaults={
                "name": row.name,
                "slug": slug(row.name),
                "folded_name": fold(row.name),
                "lat": row.lat,
                "lon": row.lon,
                "geometry": row.geometry,
                "source": row.source,
            },
        )
        new, changed = new + is_new, changed + (not is_new)
    return new, changed


@transaction.atomic
def save_pal_contact(pal: Pal, *, actor: audit.Actor) -> Pal:
    """Store how to reach a PAL and what it says of itself; nothing else of it is touched."""
    changed = _changed(_lock(pal), pal, CONTACT)
    pal.save(update_fields=CONTACT)
    audit.record("pal.contact_changed", actor=actor, target=pal, fields=changed)
    return pal


@transaction.atomic
def set_opening_hours(pal: Pal, spans: Iterable[Span], *, actor: audit.Actor) -> None:
    """Put these weekly hours in place of the ones without dates; hours of a season stay.

    Raises HoursError for hours that overlap or run backwards.
    """
    ordered = sorted(spans, key=lambda span: (span.weekday, span.opens))
    _check_spans(ordered)
    _lock(pal)
    pal.opening_rules.filter(valid_from=None, valid_to=None).delete()
    OpeningRule.objects.bulk_create(
        OpeningRule(pal=pal, weekday=span.weekday, opens=span.opens, closes=span.closes)
        for span in ordered
    )
    audit.record("pal.hours_set", actor=actor, target=pal, spans=len(ordered))


@transaction.atomic
def add_opening_exception(pal: Pal, days: UnusualDays, *, actor: audit.Actor) -> OpeningException:
    """Say that some days are unlike the others.

    Raises HoursError when other such days are among them: which would hold?
    """
    _lock(pal)
    if pal.opening_exceptions.filter(since__lte=days.until, until__gte=days.since).exists():
        raise HoursError(_("Na część tych dni jest już wyjątek. Usuń go najpierw."), field="since")
    made = OpeningException.objects.create(
        pal=pal,
        since=days.since,
        until=days.until,
        opens=days.opens,
        closes=days.closes,
        reason=days.reason,
    )
    audit.record("pal.exception_added", actor=actor, target=pal, exception=made.pk)
    return made


@transaction.atomic
def remove_opening_exception(exception: OpeningException, *, actor: audit.Actor) -> None:
    """Let the usual hours hold again."""
    audit.record("pal.exception_removed", actor=actor, target=exception.pal, exception=exception.pk)
    exception.delete()


@transaction.atomic
def save_access_facts(place: Place, *, actor: audit.Actor) -> Place:
    """Store what is known of access to a place, and how to get there."""
    stored = Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    changed = _changed(stored, place, ACCESS)
    place.save(update_fields=ACCESS)
    audit.record("place.access_changed", actor=actor, target=place, fields=changed)
    return place


@transaction.atomic
def save_room(room: Room, *, actor: audit.Actor) -> Room:
    """Store a room, new or changed."""
    verb = "room.changed" if room.pk else "room.added"
    room.save()
    audit.record(verb, actor=actor, target=room)
    return room


def _lock(pal: Pal) -> Pal:
    return Pal.objects.select_for_update(no_key=True).get(pk=pal.pk)


def _changed(stored: Pal | Place, told: Pal | Place, names: Iterable[str]) -> list[str]:
    """Name the fields that differ; the trail keeps which, not what was in them."""
    return [name for name in names if getattr(stored, name) != getattr(told, name)]


def _check_spans(ordered: Sequence[Span]) -> None:
    for span in ordered:
        if span.closes <= span.opens:
            raise HoursError(_("Koniec musi być później niż początek."))
    for one, other in pairwise(ordered):
        if one.weekday == other.weekday and other.opens < one.closes:
            raise HoursError(_("Godziny tego samego dnia zachodzą na siebie."))
