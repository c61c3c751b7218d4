"""The desk's programme as a spreadsheet: every session of the activities in the list."""

from collections.abc import Iterator

from django.db.models import QuerySet

from podworko.activities.models import Activity, Session
from podworko.activities.queries.desk import narrowed
from podworko.core import times
from podworko.core.tabular import Value


def programme_cells(
    activities: QuerySet[Activity], *, state: str = "", text: str = ""
) -> Iterator[list[Value]]:
    """Yield a row for each session, in their order, in two queries and one more for words."""
    found = narrowed(activities, state=state, text=text)
    sessions = Session.objects.filter(activity__in=found)
    related = sessions.select_related("activity__pal", "place", "room", "sign_up_list")
    for session in related.prefetch_related("led_by").order_by("starts_at", "pk"):
        yield _cells(session)


def _cells(session: Session) -> list[Value]:
    activity, held = session.activity, session.sign_up_list
    starts, ends = times.local(session.starts_at), times.local(session.ends_at)
    is_off = session.is_cancelled and not activity.cancel_reason
    return [
        activity.title,
        activity.pal.name,
        str(activity.get_kind_display()),
        str(session.get_status_display() if is_off else activity.get_state_display()),
        starts.date(),
        "" if session.is_all_day else f"{starts:%H:%M}",
        "" if session.is_all_day else f"{ends:%H:%M}",
        session.place.name if session.place else "",
        session.room.name if session.room else "",
        ", ".join(leader.name for leader in session.led_by.all()),
        held.capacity if held else None,
        held.taken if held else None,
        held.waiting if held else None,
    ]
