"""When and where the demonstration's activities meet: in free rooms, on days that are open."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from podworko.activities import public as activities
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.demo.activities import MadeUp
from podworko.network import public as network

KEYS = "klucze ma osoba prowadząca"


def sessions_somewhere(
    activity: activities.Activity, row: MadeUp, rooms: list[network.Room]
) -> None:
    """Plan the sessions in the room wished for, or in one that is free at all those times."""
    wished = activity.room
    for room in [wished, *(other for other in rooms if other != wished), None]:
        activity.room = room
        try:
            with transaction.atomic():
                activity.save(update_fields=["room"])
                _sessions(activity, row)
        except network.RoomTakenError:
            continue
        return


def _sessions(activity: activities.Activity, row: MadeUp) -> None:
    today = times.today()
    monday = today - timedelta(days=today.weekday())
    first = monday + timedelta(weeks=row.week, days=row.weekday)
    if not row.rule and first <= today:
        first += timedelta(weeks=1)
    starts = time.fromisoformat(row.starts)
    rules = _rules(row, times.at(first, starts))
    if row.rule:
        closed, opens = _when_closed(activity, first, starts, row.minutes)
        plan = activities.SeriesPlan(row.rule, first, starts, row.minutes, closed, opens)
        activities.add_series(activity, plan, rules=rules, actor=SYSTEM)
        return
    begins = times.at(first, starts)
    ends = begins + timedelta(minutes=row.minutes)
    slot = activities.Slot(begins, ends, outside_hours=KEYS)
    activities.add_sessions(activity, [slot], rules=rules, actor=SYSTEM)


def _when_closed(
    activity: activities.Activity, first: date, starts: time, minutes: int
) -> tuple[tuple[date, ...], str]:
    """Return the days to leave out, and who has the keys if it goes on past closing time."""
    days = [first + timedelta(days=number) for number in range(400)]
    hours = network.hours_on(activity.pal, days)
    ends = (datetime.combine(first, starts) + timedelta(minutes=minutes)).time()
    closed = tuple(day for day in days if day in hours and hours[day].reason)
    met = [hours[day] for day in days[::7] if day in hours and day not in closed]
    fits = [any(a <= starts and ends <= b for a, b in day.spans) for day in met]
    return closed, "" if all(fits) else KEYS


def _rules(row: MadeUp, begins: datetime) -> activities.ListRules:
    return activities.ListRules(
        capacity=row.capacity,
        reserved=row.reserved,
        overbooking_percent=row.overbooking,
        minimum=row.minimum,
        decision_at=begins - timedelta(days=2) if row.minimum else None,
    )
