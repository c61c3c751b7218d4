"""Dates and times as people write them in Poland."""

import re
from datetime import date, datetime, time, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.core.tabular.cells import is_number, plain, refused
from podworko.core.tabular.errors import CellError
from podworko.core.tabular.tables import Cell

_EPOCH = date(1899, 12, 30)  # day 0 of Excel
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 1954 to 2119: what a date here can mean
# By the noun, by the form that follows a day, and in English; three letters are enough.
_MONTHS = (
    ("styczen", "stycznia", "january"),
    ("luty", "lutego", "february"),
    ("marzec", "marca", "march"),
    ("kwiecien", "kwietnia", "april"),
    ("maj", "maja", "may"),
    ("czerwiec", "czerwca", "june"),
    ("lipiec", "lipca", "july"),
    ("sierpien", "sierpnia", "august"),
    ("wrzesien", "wrzesnia", "september"),
    ("pazdziernik", "pazdziernika", "october"),
    ("listopad", "listopada", "november"),
    ("grudzien", "grudnia", "december"),
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_WEEKDAYS = ("pon", "wto", "sro", "czw", "pia", "sob", "nie")
_WEEKDAY = re.compile(r"\A([a-z]{2,12})\.?,?\s+(?=\d)")
_YEAR_FIRST = re.compile(r"\A(\d{4})[-./](\d{1,2})[-./](\d{1,2})\Z")
_DAY_FIRST = re.compile(r"\A(\d{1,2})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{4}|\d{2})\Z")
_IN_WORDS = re.compile(r"\A(\d{1,2})\.?\s([a-z]{1,12})\.?,?\s(\d{4})\Z")
_YEAR_WORD = re.compile(r"(?<=\d)\s?(?:r|rok|roku)\.?\Z")
_MIDNIGHT = re.compile(r"[t\s]00:00(?::00(?:\.0+)?)?\Z")
_CLOCK = re.compile(r"\A(\d{1,2})(?:\s?[:.,]\s?(\d{2})(?:[:.](\d{2}))?)?\s?h?\Z")
_CLOCK_WORD = re.compile(r"\A(?:o\s)?(?:godz(?:ina|inie)?|g)?\.?\s?")
_BETWEEN = re.compile(r"\s?(?:[-–—−]|\bdo\b)\s?")
_DATE_AND_TIME = re.compile(
    r"\A(.*\d{4}|\d{1,2}[-./]\d{1,2}[-./]\d{2}|\d{4}[-./]\d{1,2}[-./]\d{1,2})"
    r"(?:\s?r\.?|\s?roku)?(?:,|t|\s)+(\D*\d{1,2}(?:[:.]\d{2}){0,2}\s?h?)\Z"
)
_OFFSET = re.compile(r"\d{2}:\d{2}.*(?:z|[+-]\d{2}:?\d{2})\Z", re.IGNORECASE)


def parse_date(value: Cell) -> date:
    """Return the day in a cell: a date, Excel's number of one, or words (24 listopada 2026)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if is_number(value) or str(value).strip().isdecimal():
        return _from_serial(value)
    day = _from_words(plain(value))
    if day is None:
        raise _no_date(value)
    return day


def parse_time(value: Cell) -> time:
    """Return the clock time in a cell: 17:00, 17.00, 17, "godz. 17:30", or Excel's fraction."""
    if isinstance(value, datetime):
        return value.time().replace(tzinfo=None)
    if isinstance(value, time):
        return value.replace(tzinfo=None)
    if isinstance(value, timedelta):
        return _from_fraction(value / timedelta(days=1), value)
    if isinstance(value, float) and 0 <= value < 1:
        return _from_fraction(value, value)
    return _from_clock(f"{value:.2f}" if isinstance(value, float) else value)


def parse_time_range(value: Cell) -> tuple[time, time]:
    """Return the two times of "17:00–18:30" or "od 17 do 18:30"; the second is later."""
    parts = _BETWEEN.split(re.sub(r"\Aod\s", "", plain(value)))
    if len(parts) != 2:  # noqa: PLR2004 - from and to
        raise refused(value, _("godzin od–do, na przykład „17:00–18:30”"))
    starts, ends = parse_time(parts[0]), parse_time(parts[1])
    if ends <= starts:
        text = _("Koniec nie jest później niż początek: „%(found)s”. Popraw godziny.")
        raise CellError(text % {"found": value})
    return starts, ends


def parse_datetime(value: Cell) -> datetime:
    """Return the moment in a cell, in Poland; without an offset it is the clock on the wall."""
    if isinstance(value, datetime):
        return times.local(value) if value.tzinfo else times.at(value.date(), value.time())
    if isinstance(value, float) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        clock = _from_fraction(value % 1, value)
        return times.at(_from_serial(int(value)), clock)
    text = plain(value)
    if _OFFSET.search(text):
        return _with_offset(text, value)
    match = _DATE_AND_TIME.match(text)
    if match is None:
        raise refused(value, _("daty i godziny, na przykład „24.11.2026 17:00”"))
    return times.at(parse_date(match.group(1)), parse_time(match.group(2).strip(" ,")))


def _with_offset(text: str, value: Cell) -> datetime:
    try:
        return times.local(datetime.fromisoformat(text.upper()))
    except (ValueError, OverflowError) as error:
        example = _("daty i godziny, na przykład „24.11.2026 17:00”")
        raise refused(value, example) from error


def _from_serial(value: Cell) -> date:
    number = float(str(value))
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        raise _no_date(value)
    return _EPOCH + timedelta(days=int(number))


def _from_words(text: str) -> date | None:
    bare = _YEAR_WORD.sub("", _MIDNIGHT.sub("", text))
    named = _WEEKDAY.match(bare)
    parts = _day_parts(bare[named.end() :] if named else bare)
    try:
        day = date(*parts) if parts else None
    except ValueError:
        return None
    if day and named:
        _check_weekday(day, named.group(1), text)
    return day


def _day_parts(text: str) -> tuple[int, int, int] | None:
    if match := _YEAR_FIRST.match(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY_FIRST.match(text):
        year = int(match[3])
        return year if year > 99 else 2000 + year, int(match[2]), int(match[1])  # noqa: PLR2004
    if match := _IN_WORDS.match(text):
        return int(match[3]), _month(match[2]), int(match[1])
    return None


def _month(word: str) -> int:
    """Return the number of a month in words or Roman digits; 0, which no date has, if none."""
    if word in _ROMAN:
        return _ROMAN.index(word) + 1
    for number, names in enumerate(_MONTHS, start=1):
        if len(word) >= 3 and any(name.startswith(word) for name in names):  # noqa: PLR2004
            return number
    return 0


def _check_weekday(day: date, word: str, text: str) -> None:
    said = next((n for n, start in enumerate(_WEEKDAYS) if word.startswith(start[:2])), None)
    if said is None:
        raise _no_date(text)
    if said != day.weekday():
        message = _("Dzień tygodnia nie zgadza się z datą: „%(found)s” to %(weekday)s.")
        raise CellError(message % {"found": text, "weekday": str(WEEKDAYS[day.weekday()]).lower()})


def _from_fraction(share: float, value: Cell) -> time:
    minutes = round(share * 24 * 60)
    if not 0 <= minutes < 24 * 60:
        raise _no_time(value)
    return time(minutes // 60, minutes % 60)


def _from_clock(value: Cell) -> time:
    match = _CLOCK.match(_CLOCK_WORD.sub("", plain(value)))
    if match is None:
        raise _no_time(value)
    try:
        return time(int(match[1]), int(match[2] or 0), int(match[3] or 0))
    except ValueError as error:
        raise _no_time(value) from error


def _no_date(value: Cell) -> CellError:
    return refused(value, _("daty, na przykład „24.11.2026”"))


def _no_time(value: Cell) -> CellError:
    return refused(value, _("godziny, na przykład „17:00”"))
