"""Where it is crowded: who waits, which lists are full, who gave a place back, who did not come."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from django.db.models import F, QuerySet, Sum
from django.utils import timezone

from podworko.activities.models import Activity, Presence, SignUp, SignUpList
from podworko.activities.queries.figures import PAL, held_between, marked
from podworko.core import times
from podworko.core.figures import Distinct, Figured, by_pal, figured

LIST_PAL = "list__activity__pal"
PEOPLE = Sum("people")
DAY = timedelta(days=1)
AT_ONCE = timedelta(minutes=1)
"""Who had a place within this time did not wait for it."""


@dataclass(frozen=True, slots=True)
class ListPressure:
    """Sign-up lists as they stand, and since the beginning of the year."""

    waiting: int = 0
    full: int = 0
    days: int | None = None
    given_back: int = 0
    turned_away: int = 0
    missed: int = 0
    came: int = 0
    to_check: int = 0

    @property
    def missed_percent(self) -> int | None:
        """How many of a hundred who had a place and said nothing did not come."""
        expected = self.missed + self.came
        return round(100 * self.missed / expected) if expected else None


def list_pressure(today: date) -> Figured[ListPressure]:
    """Return where it is crowded in each PAL and in all; eight queries.

    `waiting`, `full` and `to_check` are of now, the rest of the year until today. `days` is the
    median wait of those who got a place they had waited for; a day begun is a day.
    """
    since = date(today.year, 1, 1)
    start, now = times.day_bounds(since)[0], timezone.now()
    queued = SignUp.objects.filter(status__in=("waiting", "offered"), list__is_cancelled=False)
    over = queued.filter(list__ends_at__gte=start, list__ends_at__lte=now)
    back = SignUp.objects.filter(
        status="cancelled", end_reason="by-person", confirmed_at__isnull=False
    )
    held = held_between(since, today).values("pk")
    marks = Presence.objects.filter(register__session__in=held, guest__isnull=False)
    parts = {
        "waiting": by_pal(queued.filter(list__ends_at__gt=now), pal=LIST_PAL, number=PEOPLE),
        "full": by_pal(_full(now), pal="activity__pal"),
        "given_back": by_pal(back.filter(ended_at__gte=start), pal=LIST_PAL, number=PEOPLE),
        "turned_away": by_pal(over, pal=LIST_PAL, number=PEOPLE),
        "missed": by_pal(marked(marks)["missed"], pal=PAL),
        "came": by_pal(marks.present(), pal=PAL),
        "to_check": by_pal(Activity.objects.filter(state=Activity.State.REVIEW)),
    }
    return figured(ListPressure, parts, days=_waits(start))


def _full(now: datetime) -> QuerySet[SignUpList]:
    rows = SignUpList.objects.filter(ends_at__gt=now, is_cancelled=False)
    rows = rows.filter(activity__state__in=Activity.PUBLIC_STATES)
    return rows.filter(seat_limit__isnull=False, taken__gte=F("seat_limit"))


def _waits(start: datetime) -> Distinct:
    """Return how many days those waited who got a place since then."""
    rows = SignUp.objects.filter(
        confirmed_at__gte=start, confirmed_at__gt=F("created_at") + AT_ONCE
    )
    waits: dict[int, list[timedelta]] = {}
    for pal, asked, got in rows.values_list(LIST_PAL, "created_at", "confirmed_at"):
        waits.setdefault(pal, []).append(got - asked)
    every = [wait for each in waits.values() for wait in each]
    return Distinct({pal: _days(each) for pal, each in waits.items()}, _days(every))


def _days(waits: Iterable[timedelta]) -> int | None:
    days = sorted(wait / DAY for wait in waits)
    return math.ceil(median(days)) if days else None
