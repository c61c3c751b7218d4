"""Nobody leads for minors whom the gate of the network does not let (protection act, art. 21).

What nobody is named to lead passes: imports name no leaders. The report of the desk lists it.
"""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from podworko.activities.kinds import admits_minors, is_for_minors
from podworko.activities.models import Activity, Session
from podworko.audit import public as audit
from podworko.core import times
from podworko.network.public import Leader, gates

TOLD_OF = ("audience", "age_min", "age_max")
"""What tells whom an activity is for."""


def check_sessions(sessions: Iterable[Session], *, asked: Collection[Leader] | None = None) -> None:
    """Raise UncheckedLeaderError when somebody who leads one with minors may not on its day.

    Only these leaders are asked for; None means all. Four queries at most, however many sessions:
    who leads, the leaders, and what the gate reads.
    """
    gates.check(_led(sessions, asked))


def check_activity(activity: Activity) -> None:
    """Raise UncheckedLeaderError when somebody may not lead what of an activity is to come.

    What nobody is named to lead is let through, and is in the report.
    """
    check_sessions(_coming(activity))


def barred_leaders(activity: Activity) -> list[Leader]:
    """Return who leads what of an activity is to come and may not, by name; nobody twice."""
    led = _led(_coming(activity), None)
    first_days = gates.first_days_barred({leader.pk: leader for leader, _day in led}.values())
    barred = {one.pk: one for one, day in led if first_days.get(one.pk, date.max) <= day}
    return sorted(barred.values(), key=lambda leader: (leader.name, leader.pk))


def check_leaders(activity: Activity, leaders: Collection[Leader]) -> None:
    """Raise UncheckedLeaderError for somebody who is to lead an activity with minors and may not.

    As of today: whatever dates it gets, they are asked again.
    """
    if activity.includes_minors:
        gates.check((leader, times.today()) for leader in leaders)


def follow_audience(activity: Activity) -> None:
    """Have an activity include minors as soon as whom it is for lets them in; never less."""
    activity.includes_minors |= admits_minors(activity.audience, activity.age_min)


def follow_change(activity: Activity, *, before: Activity | None) -> None:
    """Have a changed activity follow whom it is for, once that changed; None stands for a new one.

    Who unticked it for what is for everybody is not overruled by another title. What is for
    minors alone always includes them.
    """
    told = [getattr(activity, name) for name in TOLD_OF]
    if before and told != [getattr(before, name) for name in TOLD_OF]:
        follow_audience(activity)
    activity.includes_minors |= is_for_minors(activity.audience, activity.age_min, activity.age_max)


def record_flip(activity: Activity, *, before: Activity, actor: audit.Actor) -> None:
    """Note in the trail that an activity is with minors from now on, or is no more."""
    if activity.includes_minors != before.includes_minors:
        audit.record(
            "activity.with_minors" if activity.includes_minors else "activity.without_minors",
            actor=actor,
            target=activity,
        )


def _coming(activity: Activity) -> QuerySet[Session]:
    coming = activity.sessions.filter(status=Session.Status.PLANNED, ends_at__gt=timezone.now())
    return coming.select_related("activity")


def _led(
    sessions: Iterable[Session], asked: Collection[Leader] | None
) -> list[tuple[Leader, date]]:
    """Return who leads which of these with minors on which day, soonest first."""
    days = {
        session.pk: times.local(session.starts_at).date()
        for session in sessions
        if session.activity.includes_minors
    }
    if not days or (asked is not None and not asked):
        return []
    led = Session.led_by.through.objects.filter(session__in=days)
    if asked is not None:
        led = led.filter(leader__in=[leader.pk for leader in asked])
    pairs = list(led.order_by("session__starts_at", "pk").values_list("leader", "session"))
    leaders = Leader.objects.in_bulk({leader for leader, _session in pairs})
    return [(leaders[leader], days[session]) for leader, session in pairs]
