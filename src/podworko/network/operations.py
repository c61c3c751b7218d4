"""Everything that changes the network."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.text import fold, slug
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.network.models import District, OpeningException, OpeningRule, Pal, Place, Room

__all__ = [
    "ACCESS_FIELDS",
    "CONTACT_FIELDS",
    "ROOM_FIELDS",
    "DistrictData",
    "HoursError",
    "RoomNameTakenError",
    "Season",
    "SeenSeason",
    "Span",
    "UnusualDays",
    "add_opening_exception",
    "add_room",
    "change_room",
    "end_season",
    "remove_opening_exception",
    "save_access_facts",
    "save_districts",
    "save_pal_contact",
    "set_opening_hours",
    "set_season",
]

CONTACT_FIELDS = ("phone", "email", "summary", "summary_en", "summary_uk", "description")
ACCESS_FIELDS = (*Place.FACTS, "nearest_stop", "directions", "facts_checked_on")
ROOM_FIELDS = ("name", "capacity", "step_free", "is_lent")


class HoursError(DomainError):
    """Hours that cannot be: the wrong way round, or two at once."""

    code = "hours"


class RoomNameTakenError(DomainError):
    """Another room of the place is called so."""

    code = "room_name"


@dataclass(frozen=True, slots=True)
class Span:
    """Open on this weekday (0 is Monday), from then to then."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Season:
    """The days, both included, on which hours of their own hold instead of the usual ones."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class SeenSeason:
    """A season as it was on the screen of somebody who changes it."""

    season: Season
    spans: Sequence[Span]


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
def save_pal_contact(pal: Pal, *, seen_version: str, actor: audit.Actor) -> Pal:
    """Store how to reach a PAL and what it says of itself; nothing else of it is touched.

    Raises ChangedMeanwhileError, and stores nothing, when these are not `seen_version` any more.
    """
    stored = _lock(pal)
    _expect(stored, CONTACT_FIELDS, seen_version)
    changed = _changed(stored, pal, CONTACT_FIELDS)
    pal.save(update_fields=CONTACT_FIELDS)
    audit.record("pal.contact_changed", actor=actor, target=pal, fields=changed)
    return pal


@transaction.atomic
def set_opening_hours(
    pal: Pal, spans: Iterable[Span], *, seen: Iterable[Span] | None = None, actor: audit.Actor
) -> None:
    """Put these weekly hours in place of the ones without dates; hours of a season stay.

    Raises HoursError for hours that overlap or run backwards, and ChangedMeanwhileError when
    the hours that are there are not those that were `seen`, if that is told.
    """
    ordered = _in_order(spans)
    _lock(pal)
    usual = pal.opening_rules.filter(valid_from=None, valid_to=None)
    _expect_hours(usual, seen)
    usual.delete()
    OpeningRule.objects.bulk_create(
        OpeningRule(pal=pal, weekday=span.weekday, opens=span.opens, closes=span.closes)
        for span in ordered
    )
    audit.record("pal.hours_set", actor=actor, target=pal, spans=len(ordered))


@transaction.atomic
def set_season(
    pal: Pal,
    season: Season,
    spans: Iterable[Span],
    *,
    instead_of: SeenSeason | None = None,
    actor: audit.Actor,
) -> None:
    """Let these weekly hours hold during a season; `instead_of` is the one that is changed.

    Raises HoursError for hours that overlap or run backwards, for none at all (that is an
    exception: closed) and for a season that shares days with another; ChangedMeanwhileError
    when the one that is changed is not as it was seen.
    """
    ordered = _in_order(spans)
    if season.until < season.since:
        raise HoursError(_("Ostatni dzień jest przed pierwszym."), field="until")
    if not ordered:
        raise HoursError(
            _("Podaj godziny choć jednego dnia. Zamknięcie na dłużej wpisz jako dni wyjątkowe.")
        )
    _lock(pal)
    if instead_of:
        held = _rules_of(pal, instead_of.season)
        _expect_hours(held, instead_of.spans)
        held.delete()
    others = pal.opening_rules.filter(valid_from__lte=season.until, valid_to__gte=season.since)
    if others.exists():
        raise HoursError(_("Na część tych dni są już inne godziny sezonu."), field="since")
    OpeningRule.objects.bulk_create(
        OpeningRule(
            pal=pal,
            weekday=span.weekday,
            opens=span.opens,
            closes=span.closes,
            valid_from=season.since,
            valid_to=season.until,
        )
        for span in ordered
    )
    _record_season(pal, season, verb="pal.season_set", actor=actor)


@transaction.atomic
def end_season(pal: Pal, season: Season, *, actor: audit.Actor) -> None:
    """Let the usual hours hold again; doing it twice changes nothing."""
    _lock(pal)
    deleted, _rows = _rules_of(pal, season).delete()
    if deleted:
        _record_season(pal, season, verb="pal.season_removed", actor=actor)


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
    """Let the usual hours hold again; doing it twice changes nothing."""
    pal = _lock(exception.pal)
    deleted, _rows = pal.opening_exceptions.filter(pk=exception.pk).delete()
    if deleted:
        audit.record("pal.exception_removed", actor=actor, target=pal, exception=exception.pk)


@transaction.atomic
def save_access_facts(place: Place, *, seen_version: str, actor: audit.Actor) -> Place:
    """Store what is known of access to a place, and how to get there.

    Raises ChangedMeanwhileError, and stores nothing, when these are not `seen_version` any more.
    """
    stored = _lock_place(place)
    _expect(stored, ACCESS_FIELDS, seen_version)
    changed = _changed(stored, place, ACCESS_FIELDS)
    place.save(update_fields=ACCESS_FIELDS)
    audit.record("place.access_changed", actor=actor, target=place, fields=changed)
    return place


@transaction.atomic
def add_room(room: Room, *, actor: audit.Actor) -> Room:
    """Store a new room; raise RoomNameTakenError when its place has one of that name."""
    _lock_place(room.place)
    _check_name(room)
    room.save()
    audit.record("room.added", actor=actor, target=room)
    return room


@transaction.atomic
def change_room(room: Room, *, seen_version: str, actor: audit.Actor) -> Room:
    """Store what was changed of a room; raise RoomNameTakenError as adding one does.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more.
    """
    _lock_place(room.place)
    _expect(Room.objects.get(pk=room.pk), ROOM_FIELDS, seen_version)
    _check_name(room)
    room.save(update_fields=ROOM_FIELDS)
    audit.record("room.changed", actor=actor, target=room)
    return room


def _rules_of(pal: Pal, season: Season) -> QuerySet[OpeningRule]:
    return pal.opening_rules.filter(valid_from=season.since, valid_to=season.until)


def _record_season(pal: Pal, season: Season, *, verb: str, actor: audit.Actor) -> None:
    days = {"since": season.since.isoformat(), "until": season.until.isoformat()}
    audit.record(verb, actor=actor, target=pal, **days)


def _lock(pal: Pal) -> Pal:
    return Pal.objects.select_for_update(no_key=True).get(pk=pal.pk)


def _lock_place(place: Place) -> Place:
    return Place.objects.select_for_update(no_key=True).get(pk=place.pk)


def _expect(stored: Pal | Place | Room, names: Iterable[str], seen_version: str) -> None:
    if version_of(stored, names) != seen_version:
        raise ChangedMeanwhileError


def _expect_hours(stored: QuerySet[OpeningRule], seen: Iterable[Span] | None) -> None:
    held = {Span(rule.weekday, rule.opens, rule.closes) for rule in stored}
    if seen is not None and held != set(seen):
        raise ChangedMeanwhileError


def _check_name(room: Room) -> None:
    if Room.objects.filter(place=room.place, name=room.name).exclude(pk=room.pk).exists():
        raise RoomNameTakenError(_("Sala o tej nazwie już tu jest."), field="name")


def _changed(stored: Pal | Place, told: Pal | Place, names: Iterable[str]) -> list[str]:
    """Name the fields that differ; the trail keeps which, not what was in them."""
    return [name for name in names if getattr(stored, name) != getattr(told, name)]


def _in_order(spans: Iterable[Span]) -> Sequence[Span]:
    """Return the hours by day; raise HoursError when they overlap or run backwards."""
    ordered = sorted(spans, key=lambda span: (span.weekday, span.opens))
    for span in ordered:
        if span.closes <= span.opens:
            raise HoursError(_("Koniec musi być później niż początek."))
    for one, other in pairwise(ordered):
        if one.weekday == other.weekday and other.opens < one.closes:
            raise HoursError(_("Godziny tego samego dnia zachodzą na siebie."))
    return ordered
