"""When services are open: rules of RFC 5545 reckoned on the wall clock, and said in words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from podworko.core.errors import DomainError
from podworko.partners.models import Schedule
from podworko.ui.templatetags.ui import in_sentence

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_MOST_WEEKS, _MOST_DAYS = 5, 31
_LAST = {
    "MO": gettext_lazy("ostatni poniedziałek miesiąca"),
    "TU": gettext_lazy("ostatni wtorek miesiąca"),
    "WE": gettext_lazy("ostatnia środa miesiąca"),
    "TH": gettext_lazy("ostatni czwartek miesiąca"),
    "FR": gettext_lazy("ostatni piątek miesiąca"),
    "SA": gettext_lazy("ostatnia sobota miesiąca"),
    "SU": gettext_lazy("ostatnia niedziela miesiąca"),
}


class ScheduleError(DomainError):
    """Days that no rule can be made of."""

    code = "partner_schedule"


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One line of opening hours as people read it."""

    days: str
    hours: str
    note: str
    location_id: int | None


def parse_byday(text: str, *, freq: str) -> str:
    """Return days as a rule writes them, "MO,-1FR", in the order of the week.

    Raises ScheduleError for what is no day; which one of the month only a monthly rule says.
    """
    parts = [part for part in re.split(r"[,;\s]+", text.upper()) if part]
    found = {(_order(part, freq=freq), part.lstrip("+")) for part in parts}
    return ",".join(part for _key, part in sorted(found))


def parse_bymonthday(text: str) -> str:
    """Return days of the month as a rule writes them, "1,15,-1"; raise ScheduleError otherwise."""
    parts = [part for part in re.split(r"[,;\s]+", text) if part]
    try:
        days = sorted({int(part) for part in parts})
    except ValueError as error:
        raise ScheduleError(_("Dni miesiąca to liczby od 1 do 31."), field="bymonthday") from error
    if any(day == 0 or abs(day) > _MOST_DAYS for day in days):
        raise ScheduleError(_("Dni miesiąca to liczby od 1 do 31."), field="bymonthday")
    return ",".join(map(str, days))


def opens_on(schedule: Schedule, day: date) -> bool:
    """Whether a rule names `day`."""
    if not schedule.holds_on(day):
        return False
    begin = schedule.valid_from if schedule.interval > 1 and schedule.valid_from else day
    month_days = [int(number) for number in schedule.bymonthday.split(",") if number]
    rule = rrule(
        MONTHLY if schedule.freq == Schedule.Freq.MONTHLY else WEEKLY,
        interval=schedule.interval,
        dtstart=datetime.combine(begin, time()),
        until=datetime.combine(day, time()),
        byweekday=None if month_days else _weekdays(schedule),
        bymonthday=month_days or None,
    )
    return any(found.date() == day for found in rule)


def is_open(schedules: Iterable[Schedule], moment: datetime) -> bool:
    """Whether any of these rules says that it is open at a moment on the wall clock."""
    clock = moment.time()
    return any(
        row.opens_at <= clock < row.closes_at and opens_on(row, moment.date()) for row in schedules
    )


def hours_in_words(schedules: Sequence[Schedule]) -> tuple[HoursRow, ...]:
    """Return opening hours as people read them, one line a rule."""
    return tuple(
        HoursRow(
            days=_in_words(row),
            hours=f"{time_format(row.opens_at, 'H:i')}–{time_format(row.closes_at, 'H:i')}",
            note="; ".join(filter(None, (_validity(row), row.local_words))),
            location_id=row.location_id,
        )
        for row in sorted(schedules, key=_first_day)
    )


def split_byday(byday: str) -> list[tuple[int, str]]:
    """Return which day of the month each is, nought for every one, and the day's two letters."""
    found = [_BYDAY.fullmatch(part) for part in byday.split(",") if part]
    return [(int(part[1] or 0), part[2]) for part in found if part]


def _order(part: str, *, freq: str) -> tuple[int, int]:
    found = _BYDAY.fullmatch(part)
    if found is None:
        raise ScheduleError(_("Nie wiemy, jaki to dzień: %(day)s.") % {"day": part[:20]})
    number = int(found[1] or 0)
    if abs(number) > _MOST_WEEKS or (number and freq != Schedule.Freq.MONTHLY):
        raise ScheduleError(_("Nie wiemy, jaki to dzień: %(day)s.") % {"day": part[:20]})
    return DAYS.index(found[2]), number


def _weekdays(schedule: Schedule) -> list[weekday]:
    return [weekday(DAYS.index(day), number or None) for number, day in split_byday(schedule.byday)]


def _first_day(row: Schedule) -> tuple[int, int, time]:
    days = split_byday(row.byday)
    return (row.freq == Schedule.Freq.MONTHLY, DAYS.index(days[0][1]) if days else 0, row.opens_at)


def _in_words(row: Schedule) -> str:
    days = _days_in_words(row)
    if row.interval == 1:
        return days
    often = (
        ngettext("co %(n)d tydzień", "co %(n)d tygodnie", row.interval)
        if row.freq == Schedule.Freq.WEEKLY
        else ngettext("co %(n)d miesiąc", "co %(n)d miesiące", row.interval)
    )
    return f"{often % {'n': row.interval}}: {days}"


def _days_in_words(row: Schedule) -> str:
    if row.bymonthday:
        return ", ".join(_month_day(int(day)) for day in row.bymonthday.split(","))
    found = split_byday(row.byday)
    if row.freq == Schedule.Freq.MONTHLY:
        return ", ".join(_day_of_month(number, day) for number, day in found)
    return ", ".join(_runs([DAYS.index(day) for _number, day in found]))


def _month_day(day: int) -> str:
    if day == -1:
        return _("ostatni dzień miesiąca")
    if day < 0:
        return _("%(n)d. dzień od końca miesiąca") % {"n": -day}
    return _("%(n)d. dzień miesiąca") % {"n": day}


def _day_of_month(number: int, day: str) -> str:
    name = _name(DAYS.index(day))
    if number == 0:
        return name
    if number == -1:
        return str(_LAST[day])
    if number < 0:
        return _("%(n)d. od końca %(day)s miesiąca") % {"n": -number, "day": name}
    return _("%(n)d. %(day)s miesiąca") % {"n": number, "day": name}


def _runs(days: list[int]) -> list[str]:
    """Return days of the week with three or more in a row as "from – to"."""
    runs: list[list[int]] = []
    for day in sorted(set(days)):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    words = []
    for run in runs:
        names = [_name(day) for day in run]
        is_long = len(names) > 2  # noqa: PLR2004 - two days are named
        words += [f"{names[0]}–{names[-1]}"] if is_long else names
    return words


def _name(day: int) -> str:
    return in_sentence(str(WEEKDAYS[day]))


def _validity(row: Schedule) -> str:
    since = date_format(row.valid_from, "j E Y") if row.valid_from else ""
    until = date_format(row.valid_to, "j E Y") if row.valid_to else ""
    if since and until:
        return _("od %(since)s do %(until)s") % {"since": since, "until": until}
    if since:
        return _("od %(since)s") % {"since": since}
    return _("do %(until)s") % {"until": until} if until else ""
