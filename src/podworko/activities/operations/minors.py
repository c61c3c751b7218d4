"""Nobody leads for minors whom the gate of the network does not let (protection act, art. 21)."""

from collections.abc import Collection, Iterable

from django.utils import timezone

from podworko.activities.kinds import admits_minors
from podworko.activities.models import Activity, Session
from podworko.core import times
from podworko.network.public import Leader, gates


def check_sessions(sessions: Iterable[Session]) -> None:
    """Raise UncheckedLeaderError when somebody who leads one with minors may not on its day.

    Four queries at most, however many sessions: who leads, the leaders, and what the gate reads.
    """
    days = {
        session.pk: times.local(session.starts_at).date()
        for session in sessions
        if session.activity.includes_minors
    }
    if not days:
        return
    led = Session.led_by.through.objects.filter(session__in=days)
    pairs = list(led.order_by("session__starts_at", "pk").values_list("leader", "session"))
    leaders = Leader.objects.in_bulk({leader for leader, _session in pairs})
    gates.check((leaders[leader], days[session]) for leader, session in pairs)


def check_activity(activity: Activity) -> None:
    """Raise UncheckedLeaderError when somebody may not lead what of an activity is to come."""
    coming = activity.sessions.filter(
        status=Session.Status.PLANNED, ends_at__gt=timezone.now()
    ).select_related("activity")
    check_sessions(coming)


def check_leaders(activity: Activity, leaders: Collection[Leader]) -> None:
    """Raise UncheckedLeaderError for somebody who is to lead an activity with minors and may not.

    As of today: whatever dates it gets, they are asked again.
    """
    if activity.includes_minors:
        gates.check((leader, times.today()) for leader in leaders)


def follow_audience(activity: Activity) -> None:
    """Have an activity include minors as soon as whom it is for lets them in; never less."""
    activity.includes_minors |= admits_minors(activity.audience, activity.age_min)
