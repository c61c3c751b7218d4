"""Read models of the network: what is near, what is open, what is known of access."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby
from math import cos, radians

from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.core.geo import Point, distance_m, parse_point
from podworko.core.text import fold, squeeze
from podworko.network.models import (
    AddressPoint,
    District,
    OpeningException,
    OpeningRule,
    Pal,
    PalAlias,
    PalMilestone,
    Place,
    Room,
    TeamRole,
)
from podworko.ui.svgmap import MapPoint
from podworko.ui.values import AccessFact

WEEK = 7
DAYS_TOLD = 92
"""How far ahead residents are told of days unlike the others."""

__all__ = [
    "FoundPlace",
    "Hours",
    "NearPal",
    "PalList",
    "PalPage",
    "SeasonHours",
    "access_facts",
    "find_place",
    "hours_of",
    "hours_on_day",
    "hours_with",
    "pal_choices",
    "pal_list",
    "pal_page",
    "place_ids_near",
    "seasons_of",
]

METRES_PER_DEGREE = 111_320
FACT_ICONS = {
    "step_free": "accessibility",
    "lift": "lift",
    "toilet": "toilet",
    "induction_loop": "ear",
    "assistance_dog": "dog",
    "parking": "parking",
}


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Somewhere in the city that people named in words."""

    label: str
    point: Point


@dataclass(frozen=True, slots=True)
class NearPal:
    """A PAL and how far its seat is; None when nobody said where the seat is."""

    pal: Pal
    distance_m: float | None


@dataclass(frozen=True, slots=True)
class PalList:
    """Every PAL: those that work, nearest first if somebody said where they are, and others."""

    working: tuple[NearPal, ...]
    others: tuple[Pal, ...]

    @property
    def points(self) -> list[MapPoint]:
        """Those with a known seat, numbered as in the list."""
        return [
            MapPoint(
                number=number,
                label=row.pal.name,
                lat=row.pal.seat.lat or 0,
                lon=row.pal.seat.lon or 0,
                href=row.pal.get_absolute_url(),
            )
            for number, row in enumerate(self.working, start=1)
            if row.pal.seat and row.pal.seat.point
        ]


@dataclass(frozen=True, slots=True)
class PalPage:
    """One PAL with what one wants to know before coming."""

    pal: Pal
    hours: tuple["Hours", ...]
    is_week_known: bool
    is_open_now: bool
    later: tuple[OpeningException, ...]
    """Days unlike the others that go on after the week shown, or begin then."""
    team: tuple[TeamRole, ...]
    milestones: tuple[PalMilestone, ...]
    aliases: tuple[str, ...]
    facts: tuple[AccessFact, ...]
    rooms: tuple[Room, ...]

    @property
    def today(self) -> "Hours":
        return self.hours[0]

    @property
    def days(self) -> tuple["Hours", ...]:
        """The days to show: all, or where nobody told the week only those unlike others."""
        if self.is_week_known:
            return self.hours
        return tuple(day for day in self.hours if day.is_unusual)


@dataclass(frozen=True, slots=True)
class SeasonHours:
    """Hours that hold instead of the usual ones from a day to a day, both included."""

    since: date
    until: date
    rules: tuple[OpeningRule, ...]

    @property
    def code(self) -> str:
        """How the season is named in an address."""
        return f"{self.since:%Y-%m-%d}_{self.until:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class Hours:
    """One day's hours; no spans means closed, and `reason` says why when it is not as usual.

    `is_unusual` when the PAL itself said so of this day, not the calendar of holidays.
    """

    day: date
    spans: tuple[tuple[time, time], ...]
    reason: str = ""
    is_unusual: bool = False

    @property
    def is_closed(self) -> bool:
        return not self.spans


def place_ids_near(point: Point, *, within_m: float) -> list[int]:
    """Return the keys of places within so many metres, in one query.

    A box of degrees is asked of the database, the circle is cut here.
    """
    lat = within_m / METRES_PER_DEGREE
    lon = lat / max(cos(radians(point.lat)), 0.01)
    boxed = Place.objects.filter(
        lat__range=(point.lat - lat, point.lat + lat), lon__range=(point.lon - lon, point.lon + lon)
    )
    return [
        key
        for key, place_lat, place_lon in boxed.values_list("pk", "lat", "lon")
        if distance_m(point, Point(place_lat or 0, place_lon or 0)) <= within_m
    ]


def pal_list(point: Point | None = None) -> PalList:
    """Return every PAL, those that work sorted by distance from `point` if given; one query."""
    rows = list(Pal.objects.select_related("seat", "district"))
    near = [
        NearPal(pal, _distance(pal, point) if point else None)
        for pal in rows
        if pal.status == Pal.Status.ACTIVE
    ]
    if point:
        near.sort(key=lambda row: (row.distance_m is None, row.distance_m or 0))
    others = tuple(pal for pal in rows if pal.status != Pal.Status.ACTIVE)
    return PalList(tuple(near), others)


def pal_page(pal: Pal, *, first: date) -> PalPage:
    """Read a PAL's page in six queries."""
    rules, unusual = list(pal.opening_rules.all()), list(_unusual(pal, first, DAYS_TOLD))
    hours = tuple(hours_with(rules, unusual, first=first, days=WEEK))
    last = hours[-1].day
    clock = times.local(timezone.now()).time()
    return PalPage(
        pal=pal,
        hours=hours,
        is_week_known=any(_holds(rule, first, last) for rule in rules),
        is_open_now=any(opens <= clock < closes for opens, closes in hours[0].spans),
        later=tuple(exception for exception in unusual if exception.until > last),
        team=tuple(pal.team.all()),
        milestones=tuple(pal.milestones.all()),
        aliases=tuple(pal.aliases.values_list("name", flat=True)),
        facts=tuple(access_facts(pal.seat)) if pal.seat else (),
        rooms=tuple(pal.seat.rooms.all()) if pal.seat else (),
    )


def find_place(text: str) -> FoundPlace | None:
    """Return where `text` is: an address, a PAL by any of its names, a place or a district.

    Letters without diacritics do. Nothing of what was typed is kept. At most five queries.
    """
    words = fold(squeeze(text)).removeprefix("ul. ").removeprefix("os. ").strip(" ,.")
    if not words:
        return None
    return _address(words) or _pal(words) or _place(words) or _district(words)


def near_place(text: str) -> FoundPlace | None:
    """Return where "near" is: a position that a device sent, or a place named in words.

    None for nothing, and for what nobody knows. At most five queries.
    """
    point = parse_point(text)
    return FoundPlace(_("Twoje położenie"), point) if point else find_place(text)


def pal_choices() -> list[tuple[str, str]]:
    """Return the PALs that work for a filter, by slug and name, in one query."""
    return list(Pal.objects.open_to_people().values_list("slug", "name"))


def closed_pals(slugs: Iterable[str]) -> list[Pal]:
    """Return those of these PALs that were closed: whoever chose them reads so, not of others."""
    held = list(slugs)
    closed = Pal.objects.filter(slug__in=held, status=Pal.Status.CLOSED)
    return list(closed.order_by("name")) if held else []


def access_facts(place: Place) -> list[AccessFact]:
    """Return what is known of access to a place, what nobody checked included."""
    fields = {name: Place._meta.get_field(name) for name in Place.FACTS}  # noqa: SLF001 - Django's public _meta
    return [
        AccessFact(
            label=str(fields[name].verbose_name),  # type: ignore[union-attr]
            answer=getattr(place, name),
            icon=FACT_ICONS[name],
        )
        for name in Place.FACTS
    ]


def hours_of(pal: Pal, *, first: date, days: int = WEEK) -> list[Hours]:
    """Return the opening hours of whole days, in two queries.

    An exception beats a public holiday, a holiday beats the hours of a season, and these
    beat the usual week.
    """
    unusual = _unusual(pal, first, days)
    return hours_with(pal.opening_rules.all(), unusual, first=first, days=days)


def _unusual(pal: Pal, first: date, days: int) -> Iterable[OpeningException]:
    last = first + timedelta(days=days - 1)
    return pal.opening_exceptions.filter(since__lte=last, until__gte=first)


def seasons_of(pal: Pal, *, since: date) -> list[SeasonHours]:
    """Return the seasons not over by `since`, with their hours, in one query."""
    rules = pal.opening_rules.filter(valid_from__isnull=False, valid_to__gte=since)
    ordered = rules.order_by("valid_from", "valid_to", "weekday", "opens")
    grouped = groupby(ordered, key=lambda rule: (rule.valid_from, rule.valid_to))
    return [
        SeasonHours(first, last, tuple(held))
        for (first, last), held in grouped
        if first is not None and last is not None
    ]


def hours_with(
    rules: Iterable[OpeningRule], exceptions: Iterable[OpeningException], *, first: date, days: int
) -> list[Hours]:
    """Return the hours that these rules would make, stored or not; no query of its own."""
    held, unusual = list(rules), list(exceptions)
    span = [first + timedelta(days=number) for number in range(days)]
    return [hours_on_day(day, held, unusual) for day in span]


def hours_on_day(
    day: date, rules: Sequence[OpeningRule], exceptions: Sequence[OpeningException]
) -> Hours:
    """Return the hours that these rules would make on one day; no query of its own."""
    named = [each for each in exceptions if each.since <= day <= each.until]
    if named:
        spans = sorted(span for each in named for span in _span(each))
        return Hours(day, tuple(spans), named[0].reason, is_unusual=True)
    holiday = times.public_holidays().get(day)
    if holiday:
        return Hours(day, (), holiday)
    of_season = [rule for rule in rules if _is_of_season(rule, day)]
    held = of_season or [rule for rule in rules if rule.valid_from is None]
    spans = [(rule.opens, rule.closes) for rule in held if rule.weekday == day.weekday()]
    return Hours(day, tuple(sorted(spans)))


def _holds(rule: OpeningRule, first: date, last: date) -> bool:
    """Whether the rule says something of these days: the usual week always does."""
    if rule.valid_from is None or rule.valid_to is None:
        return True
    return rule.valid_from <= last and rule.valid_to >= first


def _span(exception: OpeningException) -> tuple[tuple[time, time], ...]:
    if exception.opens is None or exception.closes is None:
        return ()
    return ((exception.opens, exception.closes),)


def _is_of_season(rule: OpeningRule, day: date) -> bool:
    """Whether the rule is one of a season, of whatever weekday, that `day` lies in."""
    return bool(rule.valid_from and rule.valid_to and rule.valid_from <= day <= rule.valid_to)


def _distance(pal: Pal, point: Point) -> float | None:
    where = pal.seat.point if pal.seat else None
    return distance_m(point, where) if where else None


def _address(words: str) -> FoundPlace | None:
    """Find a house, or else its street, in the register of addresses."""
    street, _, number = words.rpartition(" ")
    if street and number[:1].isdigit():
        rows = AddressPoint.objects.filter(folded_street=street)
        row = rows.filter(number__iexact=number).first() or rows.first()
    else:
        row = AddressPoint.objects.filter(folded_street=words).first()
    return FoundPlace(str(row), Point(row.lat, row.lon)) if row else None


def _pal(words: str) -> FoundPlace | None:
    named = Pal.objects.filter(folded_name__contains=words) | Pal.objects.filter(
        pk__in=PalAlias.objects.filter(folded_name__contains=words).values("pal")
    )
    for pal in named.select_related("seat").order_by("pk"):
        if pal.seat and pal.seat.point:
            return FoundPlace(pal.name, pal.seat.point)
    return None


def _place(words: str) -> FoundPlace | None:
    for place in Place.objects.exclude(lat=None).order_by("pk"):
        if words in fold(f"{place.name} {place.address}") and place.point:
            return FoundPlace(place.name, place.point)
    return None


def _district(words: str) -> FoundPlace | None:
    district = District.objects.filter(folded_name__contains=words).first()
    return FoundPlace(district.name, district.point) if district else None
