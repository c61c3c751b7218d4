"""A rule of repetition in words: "co drugi wtorek do 17 grudnia 2026"."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from podworko.core.calendars.phrases import EVERY, EVERY_SECOND, IN_MONTH, ON
from podworko.core.calendars.rules import Rule, last_moment, parse_rule
from podworko.core.times import WARSAW

_WORKING_DAYS = [0, 1, 2, 3, 4]
_WEEK = 7
_NIGHT = timedelta(hours=3)


def describe_rule(rrule: str) -> str:
    """Return a rule in words of the active language, with its end if it has one.

    What has no short name is told by its period only ("co miesiąc"). Raises CalendarError
    for a rule that cannot be read.
    """
    rule = parse_rule(rrule)
    describe = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly, "YEARLY": _yearly}
    return _with_end(rule, describe[rule.frequency](rule))


def _daily(rule: Rule) -> str:
    if _weekdays(rule) == _WORKING_DAYS and rule.interval == 1:
        return _("w dni robocze")
    if rule.interval == 1:
        return _("codziennie")
    text = ngettext("co %(count)d dzień", "co %(count)d dni", rule.interval)
    return text % {"count": rule.interval}


def _weekly(rule: Rule) -> str:
    days = _weekdays(rule)
    if len(days) == 1 and rule.interval <= 2:  # noqa: PLR2004 - every, or every second
        return str((EVERY if rule.interval == 1 else EVERY_SECOND)[days[0]])
    on = _days_of_week(days)
    if rule.interval == 1:
        return on or _("co tydzień")
    text = ngettext("co %(count)d tydzień", "co %(count)d tygodnie", rule.interval)
    every = text % {"count": rule.interval}
    return f"{every}, {on}" if on else every


def _days_of_week(days: list[int]) -> str:
    if len(days) == _WEEK:
        return _("codziennie")
    if days == _WORKING_DAYS:
        return _("w dni robocze")
    return _listed([ON[day] for day in days]) if days else ""


def _monthly(rule: Rule) -> str:
    on = _in_month(rule)
    if rule.interval == 1:
        return on or _("co miesiąc")
    text = ngettext("co %(count)d miesiąc", "co %(count)d miesiące", rule.interval)
    every = text % {"count": rule.interval}
    return f"{on}, {every}" if on else every


def _in_month(rule: Rule) -> str:
    """Return the days of a month in words; nothing for what has no short name."""
    if rule.months or rule.year_days:
        return ""
    if rule.days and not rule.month_days:
        return _weekday_in_month(rule)
    if rule.month_days == {-1} and not rule.days:
        return _("ostatniego dnia miesiąca")
    if rule.month_days and min(rule.month_days) > 0 and not rule.days:
        numbers = _listed(
            [
                pgettext("dzień miesiąca", "%(day)d.") % {"day": day}
                for day in sorted(rule.month_days)
            ]
        )
        return _("%(days)s dnia miesiąca") % {"days": numbers}
    return ""


def _weekday_in_month(rule: Rule) -> str:
    # Outlook writes "first of all Mondays" where others write "first Monday".
    places = rule.places or {place for place, _day in rule.days}
    weekdays = _weekdays(rule)
    if len(places) != 1 or not places <= IN_MONTH.keys():
        return ""
    (place,) = places
    if rule.places and len(weekdays) > 1:
        return ""
    return _listed([IN_MONTH[place][day] for day in weekdays])


def _yearly(rule: Rule) -> str:
    if rule.interval == 1:
        return _("co rok")
    text = ngettext("co %(count)d rok", "co %(count)d lata", rule.interval)
    return text % {"count": rule.interval}


def _with_end(rule: Rule, described: str) -> str:
    last = last_moment(rule, WARSAW)
    if last is not None:
        # "Midnight" written in UTC is an hour or two into the next day here.
        day = date_format(last - _NIGHT, "DATE_FORMAT")
        return _("%(rule)s do %(date)s") % {"rule": described, "date": day}
    if rule.count is not None:
        text = ngettext("%(rule)s, %(count)d raz", "%(rule)s, %(count)d razy", rule.count)
        return text % {"rule": described, "count": rule.count}
    return described


def _weekdays(rule: Rule) -> list[int]:
    return sorted({weekday for _place, weekday in rule.days})


def _listed(parts: list[str | Promise]) -> str:
    *first, last = [str(part) for part in parts]
    if not first:
        return last
    return _("%(first)s i %(last)s") % {"first": ", ".join(first), "last": last}
