"""Rules of repetition (RFC 5545) on a wall clock, expanded as far as asked and no further.

Days are looked at one by one up to a horizon, so that a rule that never comes true ("30
February") ends too. Zones are attached afterwards: 17:00 stays 17:00 in summer and winter.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice

from django.utils.translation import gettext as _

from podworko.core.calendars.errors import CalendarError

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")
_LONGEST = 1000
_RANGES = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYSETPOS": 366}
_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", *_RANGES}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule taken apart; `days` are pairs of place (0 for every) and weekday (Monday is 0)."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    until_in_utc: bool = False
    week_start: int = 0
    days: tuple[tuple[int, int], ...] = ()
    months: frozenset[int] = field(default_factory=frozenset)
    month_days: frozenset[int] = field(default_factory=frozenset)
    year_days: frozenset[int] = field(default_factory=frozenset)
    places: frozenset[int] = field(default_factory=frozenset)


def parse_rule(text: str) -> Rule:
    """Return the rule in `text`; raise CalendarError for what is none or repeats by the hour."""
    parts = _parts(text)
    if parts.get("FREQ") not in FREQUENCIES:
        raise _refused(_("powtarzać można co dzień, tydzień, miesiąc albo rok"))
    unknown = sorted(parts.keys() - _KNOWN)
    if unknown:
        raise _refused(_("nieobsługiwana część %(name)s") % {"name": unknown[0][:20]})
    until = _until(parts.get("UNTIL"))
    return Rule(
        frequency=parts["FREQ"],
        interval=_whole(parts.get("INTERVAL", "1"), 1000),
        count=_whole(parts["COUNT"], 10_000) if "COUNT" in parts else None,
        until=until and until[0],
        until_in_utc=bool(until and until[1]),
        week_start=_week_start(parts.get("WKST", "MO")),
        days=_days(parts.get("BYDAY"), parts["FREQ"]),
        months=_numbers(parts, "BYMONTH"),
        month_days=_numbers(parts, "BYMONTHDAY"),
        year_days=_numbers(parts, "BYYEARDAY"),
        places=_numbers(parts, "BYSETPOS"),
    )


def matching(rule: Rule, *, first: datetime, horizon: date, zone: tzinfo) -> Iterator[datetime]:
    """Yield naive moments of `rule` from `first` (naive, in `zone`) to the end of `horizon`.

    `first` itself only when the rule has it. COUNT and UNTIL are kept.
    """
    last = last_moment(rule, zone)
    days = _matching_days(rule, first.date(), min(horizon, last.date() if last else horizon))
    for day in islice(days, rule.count):
        moment = datetime.combine(day, first.time())
        if last is not None and moment > last:
            return
        yield moment


def last_moment(rule: Rule, zone: tzinfo) -> datetime | None:
    """Return the naive moment in `zone` after which a rule ends; None without UNTIL."""
    if rule.until is None or not rule.until_in_utc:
        return rule.until
    return rule.until.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def _matching_days(rule: Rule, first: date, last: date) -> Iterator[date]:
    wanted = _with_defaults(rule, first)
    for begin, end in _periods(rule, first, last):
        days = [day for day in _each(begin, end) if _fits(wanted, day)]
        if rule.places:
            count = len(days)
            places = {(p if p > 0 else count + 1 + p) for p in rule.places}
            days = [day for place, day in enumerate(days, start=1) if place in places]
        yield from (day for day in days if first <= day <= last)


def _with_defaults(rule: Rule, first: date) -> Rule:
    """Return the rule with what RFC 5545 takes from the first day when nothing is said."""
    months, month_days, days = rule.months, rule.month_days, rule.days
    says_day = bool(days or month_days or rule.year_days)
    if rule.frequency == "YEARLY" and not months and not says_day:
        months = frozenset({first.month})
    if rule.frequency in {"YEARLY", "MONTHLY"} and not says_day:
        month_days = frozenset({first.day})
    if rule.frequency == "WEEKLY" and not says_day:
        days = ((0, first.weekday()),)
    return Rule(
        rule.frequency,
        months=months,
        month_days=month_days,
        days=days,
        year_days=rule.year_days,
    )


def _fits(rule: Rule, day: date) -> bool:
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.month_days or _either_end(day.day, _month_length(day), rule.month_days))
        and (not rule.year_days or _either_end(_year_day(day), _year_length(day), rule.year_days))
        and (not rule.days or _is_weekday(rule, day))
    )


def _either_end(place: int, length: int, wanted: frozenset[int]) -> bool:
    """Tell whether a place is wanted, counted from the beginning or (negative) from the end."""
    return place in wanted or place - length - 1 in wanted


def _is_weekday(rule: Rule, day: date) -> bool:
    places = {place for place, weekday in rule.days if weekday == day.weekday()}
    if not places or 0 in places:
        return bool(places)
    in_year = rule.frequency == "YEARLY" and not rule.months
    place, length = (
        (_year_day(day), _year_length(day)) if in_year else (day.day, _month_length(day))
    )
    return (place - 1) // 7 + 1 in places or -((length - place) // 7 + 1) in places


def _periods(rule: Rule, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the first day of each period that the rule looks at, and of the one after."""
    number = 0
    while True:
        try:
            begin, end = _period(rule, first, number * rule.interval)
        except (ValueError, OverflowError):
            return
        if begin > last:
            return
        yield begin, end
        number += 1


def _period(rule: Rule, first: date, number: int) -> tuple[date, date]:
    if rule.frequency == "DAILY":
        begin = first + timedelta(days=number)
        return begin, begin + timedelta(days=1)
    if rule.frequency == "WEEKLY":
        back = (first.weekday() - rule.week_start) % 7
        begin = first + timedelta(days=7 * number - back)
        return begin, begin + timedelta(days=7)
    if rule.frequency == "MONTHLY":
        return _month(first, number), _month(first, number + 1)
    return date(first.year + number, 1, 1), date(first.year + number + 1, 1, 1)


def _month(first: date, number: int) -> date:
    years, month = divmod(first.month - 1 + number, 12)
    return date(first.year + years, month + 1, 1)


def _each(begin: date, end: date) -> Iterator[date]:
    for number in range((end - begin).days):
        yield begin + timedelta(days=number)


def _month_length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _year_day(day: date) -> int:
    return day.timetuple().tm_yday


def _year_length(day: date) -> int:
    return 365 + (monthrange(day.year, 2)[1] == 29)  # noqa: PLR2004 - days of a leap February


def _parts(text: str) -> dict[str, str]:
    bare = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    pairs = [part.partition("=") for part in bare.split(";")]
    if len(text) > _LONGEST or not all(name and value for name, _sign, value in pairs):
        raise _refused(_("to nie jest reguła powtarzania"))
    parts = {name: value for name, _sign, value in pairs}
    if len(parts) != len(pairs) or {"COUNT", "UNTIL"} <= parts.keys():
        raise _refused(_("ta sama rzecz jest powiedziana dwa razy"))
    return parts


def _whole(text: str, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= most:
        raise _refused(
            _("„%(found)s” nie jest liczbą od 1 do %(most)d") % {"found": text[:20], "most": most}
        )
    return int(text)


def _numbers(parts: dict[str, str], name: str) -> frozenset[int]:
    if name not in parts:
        return frozenset()
    found = parts[name].split(",")
    signed = name != "BYMONTH"
    return frozenset(
        -_whole(text[1:], _RANGES[name])
        if signed and text.startswith("-")
        else _whole(text.removeprefix("+"), _RANGES[name])
        for text in found
    )


def _days(text: str | None, frequency: str) -> tuple[tuple[int, int], ...]:
    days = []
    for part in text.split(",") if text else ():
        match = _WEEKDAY.fullmatch(part)
        place = int(match[1] or 0) if match else 0
        placeless = frequency in {"DAILY", "WEEKLY"}
        if match is None or (match[1] and not place) or (place and placeless):
            raise _refused(_("„%(found)s” nie jest dniem tygodnia") % {"found": part[:20]})
        days.append((place, WEEKDAYS.index(match[2])))
    return tuple(days)


def _week_start(text: str) -> int:
    if text not in WEEKDAYS:
        raise _refused(_("„%(found)s” nie jest dniem tygodnia") % {"found": text[:20]})
    return WEEKDAYS.index(text)


def _until(text: str | None) -> tuple[datetime, bool] | None:
    if text is None:
        return None
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise _no_end(text)
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    clock = (int(match[4]), int(match[5]), int(match[6])) if match[4] else (23, 59, 59)
    try:
        moment = datetime(year, month, day, *clock)  # noqa: DTZ001 - wall clock
    except ValueError as error:
        raise _no_end(text) from error
    return moment, bool(match[7])


def _no_end(text: str) -> CalendarError:
    return _refused(_("„%(found)s” nie jest datą końca") % {"found": text[:20]})


def _refused(reason: str) -> CalendarError:
    return CalendarError(_("Nie rozumiem reguły powtarzania: %(reason)s.") % {"reason": reason})
