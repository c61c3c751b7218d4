"""What a session takes for itself: a room, its leaders' time, hours in which the house is open."""

from collections.abc import Collection, Iterable

from django.utils import timezone

from podworko.activities.models import Activity, Session
from podworko.activities.operations import minors
from podworko.network.public import (
    Leader,
    check_hours,
    hold_leaders,
    hold_room,
    host_of,
    release_leaders,
    release_rooms,
    rename_holds,
)


def hold(
    sessions: Iterable[Session],
    *,
    checks_hours: bool = True,
    asked: Collection[Leader] | None = None,
) -> None:
    """Take rooms and leaders for planned sessions, drafts too; give back what they had before.

    What is over, or is told by the day alone, keeps nothing. Raises RoomTakenError,
    LeaderBusyError, or OutsideHoursError for one in a PAL's seat while it is closed that
    does not say who opens it. Hours are not asked again of what stays where it is: they may
    have changed around it. Raises UncheckedLeaderError when somebody is not cleared to lead what
    is with minors; `asked` are those who came to lead, None means all: of who led it already at
    that time it is not asked again, or nobody could be taken off while a colleague lapsed too.
    """
    now, held = timezone.now(), list(sessions)
    minors.check_sessions([each for each in held if each.ends_at > now], asked=asked)
    for session in held:
        if session.is_all_day or session.ends_at <= now:
            let_go([session])
        else:
            _hold(session, checks_hours=checks_hours)


def let_go(sessions: Iterable[Session]) -> None:
    """Give back the rooms and the leaders' time of these sessions."""
    held = list(sessions)
    release_rooms(held)
    release_leaders(held)


def rename(activity: Activity) -> None:
    """Let others who meet the holds of an activity read the name it has now."""
    rename_holds(activity.sessions.filter(ends_at__gt=timezone.now()), activity.title)


def _hold(session: Session, *, checks_hours: bool) -> None:
    begins, ends = session.starts_at, session.ends_at
    title = session.activity.title
    if checks_hours and not session.outside_hours:
        _check_hours(session)
    if session.room is None:
        release_rooms([session])
    else:
        hold_room(session.room, about=session, title=title, starts_at=begins, ends_at=ends)
    # Who is cleared for minors was asked of all of them at once.
    hold_leaders(session.led_by.all(), about=session, title=title, starts_at=begins, ends_at=ends)


def _check_hours(session: Session) -> None:
    host = host_of(session.place, pal=session.activity.pal)
    if host is not None:
        check_hours(host, [(session.starts_at, session.ends_at)])
