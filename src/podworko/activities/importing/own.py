"""Our own sessions, met again in a calendar that took them from our feed."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.activities.models import Session
from podworko.core import times
from podworko.core.calendars import Event
from podworko.core.taking import Line, Outcome


def own_sessions(uids: Iterable[str]) -> dict[str, Session]:
    """Return the sessions that our feed gave these names, in one query.

    The host after the @ is not asked: it changes when an installation moves.
    """
    by_id = {found: uid for uid in uids if (found := _public_id(uid))}
    rows = Session.objects.filter(public_id__in=by_id).select_related("activity")
    return {by_id[session.public_id]: session for session in rows}


def said_of_own(number: int, event: Event, session: Session) -> Line:
    """Say that a session stays as it is, and where, when the calendar has it elsewhere."""
    message = _("To spotkanie pochodzi z Podwórka i zostaje, jak było.")
    if session.is_cancelled and not event.is_cancelled:
        message = _("To spotkanie pochodzi z Podwórka i jest tu odwołane; zostaje odwołane.")
    elif _is_elsewhere(event, session):
        message = _("To spotkanie pochodzi z Podwórka i zostaje tu, gdzie jest: %(when)s.")
        message %= {"when": date_format(times.local(session.starts_at), "j.m.Y, H:i")}
    return Line(number, Outcome.SAME, session.activity.title, message)


def _is_elsewhere(event: Event, session: Session) -> bool:
    begins, ends = (
        moment.replace(microsecond=0) for moment in (session.starts_at, session.ends_at)
    )
    return event.starts != begins or (not event.all_day and event.ends != ends)


def _public_id(uid: str) -> UUID | None:
    name, at, _host = uid.partition("@")
    try:
        return UUID(name) if at else None
    except ValueError:
        return None
