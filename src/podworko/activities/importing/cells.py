"""One row of a table as times, places and words; what cannot be right is refused by name."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from podworko.activities.importing import words
from podworko.activities.models import Activity
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.tabular import (
    Cell,
    CellError,
    parse_age_range,
    parse_date,
    parse_datetime,
    parse_decimal,
    parse_int,
    parse_time,
    parse_time_range,
    parse_yes_no,
)
from podworko.core.text import fold, squeeze

LENGTH_UNKNOWN = timedelta(minutes=90)
OLDEST = 120
MOST_COST = 99_999  # złoty; more than the column holds must not reach the database
_TEXTS = {
    "title_en": 160,
    "title_uk": 160,
    "summary": 300,
    "description": 20_000,
    "leaders": 160,
    "organiser": 160,
    "co_organisers": 300,
    "bring": 300,
    "need": 300,
    "rules": 20_000,
}
_TIMES_OVER = re.compile(r"\b(?:x\s?)?(\d{1,3})\s?(?:razy|x|spotkan\w*|zajec\w*)?\s*\Z")
_LAST_DAY = re.compile(r"\bdo\s+(.+)\Z")
_EVERY = (
    (r"co (?:2|dwa) tyg|dwutygodn", "FREQ=WEEKLY;INTERVAL=2"),
    (r"tydzien|tygodn|weekly", "FREQ=WEEKLY"),
    (r"codzien|daily|co dzien", "FREQ=DAILY"),
    (r"miesiac|miesiec|monthly", "FREQ=MONTHLY"),
)
_RANGE = re.compile(r"\d\s*(?:[-–—−]|\bdo\b)")
_ONCE = re.compile(r"\A(?:nie|brak|jednoraz\w*|raz|-|–)?\Z")

Cells = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when; without an hour it is the whole day."""

    starts_at: datetime
    ends_at: datetime
    is_all_day: bool = False
    note: str = ""


def text(cells: Cells, name: str) -> str:
    """Return a cell as words on one line; "" when it is empty or not there."""
    value = cells.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else squeeze(str(value))


def span(cells: Cells) -> Span:
    """Return when a row's meeting is."""
    if cells.get("date") is None:
        return _from_moments(cells)
    day, clock = _day(cells["date"])
    starts, ends = _clocks(cells, clock)
    if starts is None:
        begin, end = times.day_bounds(day)
        return Span(begin, end, is_all_day=True, note=_("Bez godziny: znany jest tylko dzień."))
    begin = times.at(day, starts)
    if ends is None:
        return Span(begin, begin + LENGTH_UNKNOWN, note=_("Bez końca: przyjęto 1,5 godziny."))
    return _ordered(Span(begin, times.at(day, ends)))


def fields(cells: Cells) -> dict[str, Any]:
    """Return what the filled cells of a row say of the activity."""
    found: dict[str, Any] = {name: _long(cells, name) for name in _TEXTS if text(cells, name)}
    found.update(_ages(cells))
    if text(cells, "cost"):
        found["cost"] = _cost(cells["cost"])
    if text(cells, "languages"):
        found["languages"] = words.languages_of(text(cells, "languages")) or "pl"
    audience = words.audience_of(text(cells, "audience")) if text(cells, "audience") else None
    return found | ({"audience": audience} if audience else {})


def capacity(cells: Cells) -> int | None:
    """Return how many places there are; None when nobody said, or said there is no limit."""
    said = fold(text(cells, "capacity"))
    if not said or said.startswith(("bez", "brak", "-")):
        return None
    number = parse_int(cells["capacity"])
    if not 1 <= number <= 100_000:  # noqa: PLR2004 - nobody seats more
        raise CellError(_("Liczba miejsc ma być większa od zera."))
    return number


def mode(cells: Cells) -> str | None:
    """Return how one signs up; None when neither the word nor a limit tells."""
    said = fold(text(cells, "sign_up"))
    modes = Activity.SignUpMode
    if any(word in said for word in ("cykl", "kurs", "calosc")):
        return modes.COURSE
    if said:
        return modes.SESSION if _is_yes(cells["sign_up"]) else modes.NONE
    return modes.SESSION if capacity(cells) else None


def repetition(cells: Cells) -> str:
    """Return the rule that a row repeats by, with its end; "" for a row that does not."""
    said = fold(text(cells, "repeat"))
    if _ONCE.match(said):
        return ""
    if "freq=" in said:
        return said.upper().removeprefix("RRULE:")
    rule = next((rule for word, rule in _EVERY if re.search(word, said)), "")
    if not rule:
        message = _("Nie rozumiem powtarzania „%(found)s”. Napisz na przykład „co tydzień”.")
        raise CellError(message % {"found": text(cells, "repeat")})
    return f"{rule};{_end_of(cells, said)}"


def _end_of(cells: Cells, said: str) -> str:
    if cells.get("until") is not None:
        return f"UNTIL={parse_date(cells['until']):%Y%m%d}"
    if last := _LAST_DAY.search(said):
        return f"UNTIL={parse_date(last[1]):%Y%m%d}"
    bare = re.sub(r"co (?:2|dwa) ", "", said)
    if count := _TIMES_OVER.search(bare):
        return f"COUNT={count[1]}"
    raise CellError(_("Nie wiadomo, do kiedy się powtarza. Dopisz „do 30.06.2027” albo „10 razy”."))


def _day(value: Cell) -> tuple[date, time | None]:
    if isinstance(value, datetime) and value.time() != time():
        return value.date(), value.time()
    try:
        return parse_date(value), None
    except CellError:
        if not re.search(r"\d{4}.*\d[:.]\d{2}", str(value)):
            raise
        moment = parse_datetime(value)
        return moment.date(), moment.time()


def _clocks(cells: Cells, clock: time | None) -> tuple[time | None, time | None]:
    """Return the two hours, from whichever columns tell them."""
    if text(cells, "time"):
        return _hours(cells["time"], cells)
    starts = parse_time(cells["starts"]) if text(cells, "starts") else clock
    return starts, parse_time(cells["ends"]) if text(cells, "ends") else None


def _hours(value: Cell, cells: Cells) -> tuple[time, time | None]:
    if _RANGE.search(fold(str(value))) and not isinstance(value, datetime):
        return parse_time_range(value)
    return parse_time(value), parse_time(cells["ends"]) if text(cells, "ends") else None


def _from_moments(cells: Cells) -> Span:
    if not text(cells, "starts"):
        raise CellError(_("Brak daty."))
    begin = parse_datetime(cells["starts"])
    if not text(cells, "ends"):
        return Span(begin, begin + LENGTH_UNKNOWN, note=_("Bez końca: przyjęto 1,5 godziny."))
    return _ordered(Span(begin, parse_datetime(cells["ends"])))


def _ordered(found: Span) -> Span:
    if found.ends_at <= found.starts_at:
        raise CellError(_("Koniec nie jest później niż początek. Popraw godziny."))
    return found


def _long(cells: Cells, name: str) -> str:
    """Return the words of a cell, lines kept where they may be; too many are refused."""
    value = str(cells[name]).strip()
    kept = value if name in ("description", "rules") else squeeze(value)
    if len(kept) > _TEXTS[name]:
        message = _("Tekst „%(start)s…” ma ponad %(limit)d znaków.")
        raise CellError(message % {"start": kept[:30], "limit": _TEXTS[name]})
    return kept


def _ages(cells: Cells) -> dict[str, int | None]:
    """Return both ages when the row tells either: one alone might not fit the other held."""
    found: dict[str, int | None] = {}
    if text(cells, "age"):
        ages = parse_age_range(cells["age"])
        found = {"age_min": ages.youngest, "age_max": ages.oldest}
    for name in ("age_min", "age_max"):
        if fold(text(cells, name)) not in ("", "none", "-", "brak"):
            found[name] = _age(cells[name])
    low, high = found.get("age_min"), found.get("age_max")
    if low is not None and high is not None and low > high:
        raise CellError(_("Wiek „od” jest większy niż „do”."))
    return {"age_min": low, "age_max": high} if found else {}


def _age(value: Cell) -> int:
    age = parse_int(value)
    if not 0 <= age <= OLDEST:
        raise CellError(_("Wiek nie może być taki: „%(found)s”.") % {"found": value})
    return age


def _cost(value: Cell) -> Decimal:
    cost = parse_decimal(value)
    if not 0 <= cost <= MOST_COST:
        raise CellError(_("Cena nie może być taka: „%(found)s”.") % {"found": value})
    return round(cost, 2)


def _is_yes(value: Cell) -> bool:
    try:
        return parse_yes_no(value)
    except DomainError:
        return not fold(str(value)).startswith(("bez", "nie", "brak", "wstep woln"))
