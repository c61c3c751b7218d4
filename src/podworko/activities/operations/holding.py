"""What a session takes for itself: a room, its leaders' time, hours in which the seat is open."""

from collections.abc import Iterable

from django.utils import timezone

from podworko.activities.models import Session
from podworko.network.public import (
    check_hours,
    hold_leaders,
    hold_room,
    release_leaders,
    release_rooms,
)


def hold(sessions: Iterable[Session]) -> None:
    """Take rooms and leaders for planned sessions, drafts too; give back what they had before.

    What is over, or is told by the day alone, keeps nothing. Raises RoomTakenError,
    LeaderBusyError, or OutsideHoursError for one at the seat while it is closed that does
    not say who opens it.
    """
    now = timezone.now()
    for session in sessions:
        if session.is_all_day or session.ends_at <= now:
            let_go([session])
        else:
            _hold(session)


def let_go(sessions: Iterable[Session]) -> None:
    """Give back the rooms and the leaders' time of these sessions."""
    held = list(sessions)
    release_rooms(held)
    release_leaders(held)


def _hold(session: Session) -> None:
    span = {"starts_at": session.starts_at, "ends_at": session.ends_at}
    title = session.activity.title
    pal = session.activity.pal
    if session.place_id is not None and session.place_id == pal.seat_id:
        _check_hours(session)
    if session.room is None:
        release_rooms([session])
    else:
        hold_room(session.room, about=session, title=title, **span)
    hold_leaders(session.led_by.all(), about=session, title=title, **span)


def _check_hours(session: Session) -> None:
    if not session.outside_hours:
        check_hours(session.activity.pal, [(session.starts_at, session.ends_at)])
