"""What a file tells made facts of ours: checked one by one, and what cannot be used is said."""

import re
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import Model
from django.utils.translation import gettext as _

from podworko.core.errors import DomainError
from podworko.core.geo import Point
from podworko.core.phones import parse_phone
from podworko.core.text import fold
from podworko.core.times import is_sane
from podworko.network.public import City, NeedCategory, find_place
from podworko.partners.hsds import ReadLocation, ReadOrganisation, ReadSchedule, ReadService
from podworko.partners.languages import Language
from podworko.partners.models import (
    Cost,
    Location,
    Organisation,
    OrganisationKind,
    Schedule,
    Service,
)
from podworko.partners.models.services import MOST_AGE
from podworko.partners.opening import parse_byday, parse_bymonthday

Facts = dict[str, Any]
_URL = URLValidator(schemes=("http", "https"))
_ZONE = r"(Z|[+-]\d{2}:?\d{2})?"
_CLOCK = re.compile(rf"(\d{{1,2}})[:.](\d{{2}})(?::\d{{2}}(?:\.\d+)?)?\s*{_ZONE}", re.IGNORECASE)
_FREE = re.compile(r"\b(free|bezplatn\w*|darmo\w*|nieodplatn\w*|0 zl)\b")
_KINDS = {fold(str(label)): code for code, label in OrganisationKind.choices}
_NEEDS = {fold(str(label)): code for code, label in NeedCategory.choices}
_LANGUAGES = {
    **{fold(str(label)): code for code, label in Language.choices},
    **{code: code for code in Language.values},
    **dict(zip(("pol", "ukr", "eng", "rus"), ("pl", "uk", "en", "ru"), strict=True)),
    **dict(zip(("polish", "ukrainian", "english"), ("pl", "uk", "en"), strict=True)),
}
_LAST = time(23, 59)


@dataclass(slots=True)
class Notes:
    """What there is to say of a row: what was shortened, left out or understood otherwise."""

    lost: dict[str, None] = field(default_factory=dict)
    told: dict[str, None] = field(default_factory=dict)

    def lose(self, what: str) -> None:
        """Say that something could not be used."""
        self.lost[what] = None

    def tell(self, words: str) -> None:
        """Say something once."""
        self.told[words] = None

    def __str__(self) -> str:
        lost = _("pominięte: %(what)s") % {"what": ", ".join(self.lost)} if self.lost else ""
        return "; ".join(filter(None, (*self.told, lost)))


def organisation_facts(read: ReadOrganisation, notes: Notes) -> Facts:
    """Return what is told of an organisation; raise DomainError for one without a name."""
    if not read.name:
        raise DomainError(_("Brak nazwy organizacji."))
    kind = _KINDS.get(fold(read.kind), "")
    known = read.kind if read.kind in OrganisationKind.values else kind
    return {
        "kind": known or OrganisationKind.NGO,
        "name": _cut(read.name, 200, notes),
        "other_name": _cut(read.other_name, 200, notes),
        "words": _cut(read.words, 6000, notes),
        **_translations(Organisation, read, notes),
        **_contact(read, notes),
    }


def location_facts(read: ReadLocation, city: City, notes: Notes) -> Facts:
    """Return what is told of a place; a point outside the city is left out and said."""
    found = find_place(read.address) if read.address and read.point is None else None
    point = read.point or (found.point if found else None)
    if point is not None and not _is_here(point, city):
        notes.lose(_("położenie poza miastem"))
        point = None
    return {
        "name": _cut(read.name, 160, notes),
        "address": _cut(read.address or read.name, 200, notes),
        "getting_there": _cut(read.getting_there, 300, notes),
        **_translations(Location, read, notes),
        "lat": round(point.lat, 7) if point else None,
        "lon": round(point.lon, 7) if point else None,
        "district": city.district_of(point) if point else None,
    }


def service_facts(read: ReadService, notes: Notes) -> Facts:
    """Return what is told of a service; raise DomainError for one without a name."""
    if not read.name:
        raise DomainError(_("Brak nazwy usługi."))
    low, high = _ages(read, notes)
    return {
        "name": _cut(read.name, 200, notes),
        "words": _cut(read.words, 6000, notes),
        "answers": sorted({code for term in read.terms if (code := _need(term))}),
        "eligibility": _cut(read.eligibility, 2000, notes),
        "min_age": low,
        "max_age": high,
        "documents": _cut(read.documents, 2000, notes),
        "cost": _cost(read.fee),
        "fee": _cut(read.fee, 300, notes),
        "languages": _languages(read, notes),
        "applying": _cut(read.applying, 2000, notes),
        **_translations(Service, read, notes),
        **_contact(read, notes),
    }


def schedule_facts(read: ReadSchedule, notes: Notes) -> Facts | None:
    """Return one rule of opening hours, or None for one that cannot be kept, which is said.

    Times are those of a clock on the wall, whatever offset is written beside them.
    """
    opens, closes = clock(read.opens_at), clock(read.closes_at)
    if not read.opens_at and not read.closes_at:
        return None
    if opens is None or closes is None:
        notes.lose(_("godziny"))
        return None
    closes = _LAST if closes == time(0) else closes
    freq = read.freq if read.freq in Schedule.Freq.values else ""
    try:
        byday = parse_byday(read.byday, freq=freq)
        month_days = "" if byday else parse_bymonthday(read.bymonthday)
    except DomainError:
        freq = ""
    if not freq or closes <= opens or not (byday or month_days):
        notes.lose(_("godziny"))
        return None
    interval = int(read.interval) if read.interval.isdigit() else 1
    since, until = _day(read.valid_from), _day(read.valid_to)
    return _settled(
        {
            "freq": freq,
            "interval": interval,
            "byday": byday,
            "bymonthday": month_days,
            "valid_from": since,
            "valid_to": until,
            "opens_at": opens,
            "closes_at": closes,
            "words": read.words[:200],
            **_translations(Schedule, read, notes),
        },
        notes,
    )


def clock(text: str) -> time | None:
    """Return the time on the wall that a text tells: "9:00", "09:00:00Z", "09:00-05:00"."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    try:
        return time(0 if (hour, minute) == (24, 0) else hour, minute)
    except ValueError:
        return None


def _settled(facts: Facts, notes: Notes) -> Facts | None:
    """Leave out of a rule what the database would refuse."""
    has_interval = facts["interval"] == 1 or (2 <= facts["interval"] <= 12 and facts["valid_from"])  # noqa: PLR2004 - a year
    in_order = not (facts["valid_from"] and facts["valid_to"]) or (
        facts["valid_from"] <= facts["valid_to"]
    )
    if has_interval and in_order:
        return facts
    notes.lose(_("godziny"))
    return None


def _is_here(point: Point, city: City) -> bool:
    on_earth = abs(point.lat) <= 90 and abs(point.lon) <= 180  # noqa: PLR2004 - degrees
    return on_earth and city.holds(point)


def _translations(
    model: type[Model],
    read: ReadOrganisation | ReadLocation | ReadService | ReadSchedule,
    notes: Notes,
) -> Facts:
    """Return the words in other languages that a source has; those it has not stay the team's."""
    fields = {field.name: field for field in model._meta.fields}  # noqa: SLF001 - public _meta
    return {
        name: _cut(text, fields[name].max_length or 0, notes)
        for name, text in read.translations.items()
    }


def _ages(read: ReadService, notes: Notes) -> tuple[int | None, int | None]:
    ages = [_age(read.min_age), _age(read.max_age)]
    is_wrong = any(
        told and age is None for told, age in zip((read.min_age, read.max_age), ages, strict=True)
    )
    low, high = ages
    if is_wrong or (low is not None and high is not None and high < low):
        notes.lose(_("wiek"))
        return None, None
    return low, high


def _age(text: str) -> int | None:
    try:
        age = int(float(text.replace(",", ".")))
    except (ValueError, OverflowError):
        return None
    return age if 0 <= age <= MOST_AGE else None


def _cost(fee: str) -> str:
    if not fee:
        return Cost.UNKNOWN
    return Cost.FREE if _FREE.search(fold(fee)) else Cost.DEPENDS


def _need(term: str) -> str:
    return term if term in NeedCategory.values else _NEEDS.get(fold(term), "")


def _languages(read: ReadService, notes: Notes) -> list[str]:
    found = {told: _LANGUAGES.get(fold(told), "") for told in read.languages if told}
    if not all(found.values()):
        notes.lose(_("język"))
    return [code for code in Language.values if code in found.values()]


def _contact(read: ReadOrganisation | ReadService, notes: Notes) -> Facts:
    found = {
        "phone": _phone(read.phone),
        "email": _email(read.email),
        "website": _website(read.website),
    }
    words = {"phone": _("telefon"), "email": _("e-mail"), "website": _("strona")}
    for name, value in found.items():
        if getattr(read, name) and not value:
            notes.lose(words[name])
    return found


def _phone(text: str) -> str:
    try:
        return parse_phone(text) if text else ""
    except DomainError:
        return ""


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text if len(text) <= 254 else ""  # noqa: PLR2004 - the column's width


def _website(text: str) -> str:
    whole = text if "://" in text or not text else f"https://{text}"
    try:
        _URL(whole)
    except ValidationError:
        return ""
    return whole if len(whole) <= 200 else ""  # noqa: PLR2004 - the column's width


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if is_sane(day) else None


def assured_day(text: str) -> date | None:
    """Return on which day a source says that it is true; None for no day."""
    return _day(text)


def _cut(text: str, most: int, notes: Notes) -> str:
    if len(text) > most:
        notes.tell(_("za długi tekst skrócony"))
    return text[:most]
