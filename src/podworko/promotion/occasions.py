"""When something is, in words for a wall: "w każdy wtorek, 17:00–18:30", or the days by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.activities.public import Session
from podworko.core import times
from podworko.ui.templatetags.ui import in_sentence

FEWEST = 3
"""What comes less often than this is not "every"."""
MOST_GAPS = 4
MOST_RHYTHMS = 3
WEEK = timedelta(days=7)
NO_TIME = timedelta(0)
DAY_EDGES = ("00:00", "23:59")
MOST_READ = 60
EVERY = (
    gettext_lazy("w każdy poniedziałek"),
    gettext_lazy("w każdy wtorek"),
    gettext_lazy("w każdą środę"),
    gettext_lazy("w każdy czwartek"),
    gettext_lazy("w każdy piątek"),
    gettext_lazy("w każdą sobotę"),
    gettext_lazy("w każdą niedzielę"),
)
EVERY_SECOND = (
    gettext_lazy("co drugi poniedziałek"),
    gettext_lazy("co drugi wtorek"),
    gettext_lazy("co drugą środę"),
    gettext_lazy("co drugi czwartek"),
    gettext_lazy("co drugi piątek"),
    gettext_lazy("co drugą sobotę"),
    gettext_lazy("co drugą niedzielę"),
)


@dataclass(frozen=True, slots=True)
class When:
    """Lines to read first, and a remark; of many `lines` a print may show the first few."""

    lines: tuple[str, ...]
    note: str = ""


def when_of(sessions: Sequence[Session], *, with_places: bool = False) -> When:
    """Return when `sessions` are, in order of time; a rhythm is told only where it is one.

    With `with_places` each line says where: of what is not always in the same place.
    """
    if not with_places and _is_regular(sessions):
        return _regular(sessions)
    return When(tuple(_line(each, with_place=with_places) for each in sessions))


def until(moment: datetime) -> str:
    """Return a moment after other words: "wtorek, 24 listopada, 20:00"; a whole day has no hour."""
    clock = f"{times.local(moment):%H:%M}"
    day = in_sentence(_day(times.local(moment).date(), name=True))
    return day if clock in DAY_EDGES else f"{day}, {clock}"


def _line(session: Session, *, with_place: bool) -> str:
    begin = times.local(session.starts_at)
    hours = "" if session.is_all_day else f", {_hours(session)}"
    place = f" – {session.place.name}" if with_place and session.place else ""
    return f"{_day(begin.date(), name=True)}{hours}{place}"


def _hours(session: Session) -> str:
    begin, end = times.local(session.starts_at), times.local(session.ends_at)
    return f"{begin:%H:%M}–{end:%H:%M}"


def _day(day: date, *, name: bool = False) -> str:
    """Return a day in words, with its year when that is not the running one."""
    year = "" if day.year == times.today().year else " Y"
    return date_format(day, f"{'l, ' if name else ''}j E{year}")


def _rhythms(sessions: Sequence[Session]) -> list[list[Session]]:
    """Return sessions by weekday and hours, in the order of their first days."""
    groups: dict[tuple[int, str], list[Session]] = {}
    for each in sessions:
        weekday = times.local(each.starts_at).weekday()
        groups.setdefault((weekday, _hours(each)), []).append(each)
    return list(groups.values())


def _days(sessions: Sequence[Session]) -> list[date]:
    return [times.local(each.starts_at).date() for each in sessions]


def _step(days: Sequence[date]) -> timedelta:
    """Return a week, or two when no two days are nearer than that."""
    nearest = min(later - earlier for earlier, later in pairwise(days))
    return 2 * WEEK if nearest == 2 * WEEK else WEEK


def _gaps(days: Sequence[date], *, last: date) -> list[date]:
    """Return the days until `last` that a rhythm would have and these have not."""
    step, held = _step(days), set(days)
    count = (last - days[0]) // step + 1
    return [day for n in range(count) if (day := days[0] + n * step) not in held]


def _all_gaps(sessions: Sequence[Session]) -> list[date]:
    last = _days(sessions)[-1]
    return sorted(day for held in _rhythms(sessions) for day in _gaps(_days(held), last=last))


def _is_regular(sessions: Sequence[Session]) -> bool:
    """Whether all are on a few weekdays at fixed hours, a week or two apart but for some gaps."""
    if any(each.is_all_day or each.title for each in sessions):
        return False
    rhythms = _rhythms(sessions)
    if len(rhythms) > MOST_RHYTHMS or not all(_is_rhythm(_days(held)) for held in rhythms):
        return False
    starts = [_days(held)[0] for held in rhythms]
    gaps = _all_gaps(sessions)
    return max(starts) - min(starts) < WEEK and len(gaps) <= MOST_GAPS


def _is_rhythm(days: Sequence[date]) -> bool:
    if len(days) < FEWEST or len(set(days)) < len(days):
        return False
    gaps = _gaps(days, last=days[-1])
    return all((day - days[0]) % _step(days) == NO_TIME for day in days) and 2 * len(gaps) < len(
        days
    )


def _regular(sessions: Sequence[Session]) -> When:
    days = _days(sessions)
    told = {"first": _day(days[0]), "last": _day(days[-1])}
    if len(sessions) >= MOST_READ:
        note = _("od %(first)s") % told
    else:
        note = _("od %(first)s do %(last)s") % told
    gaps = ", ".join(_day(day) for day in _all_gaps(sessions))
    lines = tuple(_every(held) for held in _rhythms(sessions))
    return When(lines, f"{note}; {_('bez spotkania:')} {gaps}" if gaps else note)


def _every(sessions: Sequence[Session]) -> str:
    days = _days(sessions)
    names = EVERY if _step(days) == WEEK else EVERY_SECOND
    return f"{names[days[0].weekday()]}, {_hours(sessions[0])}"
