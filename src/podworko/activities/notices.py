"""What people are told about their sign-ups, each by the channel that reaches them.

A notice is written in the transaction of the change it tells of, so that no message
leaves about something that was rolled back, and none is missing about what was not.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from podworko.activities import links, passes
from podworko.activities.models import Activity, Session, SignUp, SignUpList
from podworko.core import times
from podworko.core.http import absolute
from podworko.core.phones import display
from podworko.messages import public as messages
from podworko.network.public import Leader, Pal

W = TypeVar("W", SignUp, Leader)
MOST_DAYS = 12


@dataclass(slots=True)
class _Act:
    """What is to be told of one act, by whom it is told, what it is and why."""

    changes: dict[tuple[SignUp, str, str], list[Session]] = field(default_factory=dict)
    leading: dict[tuple[Leader, str, str], list[Session]] = field(default_factory=dict)
    guests: dict[tuple[Pal, Pal, str], list[tuple[Session, Session | None]]] = field(
        default_factory=dict
    )

    @staticmethod
    def gather(
        found: dict[tuple[W, str, str], list[Session]], key: tuple[W, str, str], session: Session
    ) -> None:
        found.setdefault(key, []).append(session)

    def tell(self) -> None:
        """Write each notice, once for all its sessions, to those whom it still concerns."""
        live = SignUp.objects.live().filter(pk__in=[key[0].pk for key in self.changes])
        concerned = set(live.values_list("pk", flat=True))
        for (sign_up, what, reason), sessions in self.changes.items():
            if sign_up.pk in concerned:
                _tell_of(sessions, sign_up, what, reason=reason)
        for (leader, what, reason), sessions in self.leading.items():
            _tell_leader(leader, sessions, what, reason=reason)
        for (pal, host, reason), became in self.guests.items():
            _tell_guests(pal, became, host=host, reason=reason)


_act: ContextVar[_Act | None] = ContextVar("act", default=None)


@contextmanager
def one_act() -> Iterator[None]:
    """Have everybody told once of all the sessions that one act moves or calls off.

    Nothing is told when the act fails; an act within an act is part of it.
    """
    if _act.get() is not None:
        yield
        return
    act = _Act()
    token = _act.set(act)
    try:
        yield
    finally:
        _act.reset(token)
    act.tell()


def tell(sign_up: SignUp, what: str, *, reason: str | Promise = "", once: str = "") -> None:
    """Write the notice `what` to the contact of a sign-up; the same one never twice."""
    with translation.override(sign_up.language):
        context = _context(sign_up, reason=reason)
    messages.send(
        f"activities/{what.replace('-', '_')}",
        to=recipient(sign_up),
        context=context,
        about=sign_up,
        once=f"signup:{sign_up.pk}:{what}:{once}",
        pal_id=sign_up.list.activity.pal_id,
    )


def send_link_again(sign_up: SignUp) -> None:
    """Tell a household once more how it stands, with its link; at most once an hour."""
    what = {"confirmed": "confirmed", "waiting": "waiting", "offered": "offered"}[sign_up.status]
    tell(sign_up, what, once=f"again-{timezone.now():%Y%m%d%H}")


def tell_all(sign_up_list: SignUpList, what: str, *, reason: str = "", once: str = "") -> None:
    """Write the notice `what` to everybody with a place, an offer or a position."""
    related = ("list__activity__pal", "list__activity__place")
    for sign_up in sign_up_list.sign_ups.live().select_related(*related):
        tell(sign_up, what, reason=reason, once=once)


def tell_of_cost(activity: Activity, *, before: Decimal) -> None:
    """Write once to each contact signed up to what is to come that it costs otherwise now."""
    coming = SignUp.objects.live().filter(
        list__activity=activity, list__is_cancelled=False, list__ends_at__gt=timezone.now()
    )
    related = coming.select_related("list__activity__pal", "list__activity__place")
    first = {recipient(each): each for each in related.order_by("-list__starts_at", "-pk")}
    for sign_up in first.values():
        with translation.override(sign_up.language):
            context = _context(sign_up, reason="")
            context |= {"cost": _cost(activity.cost), "cost_before": _cost(before)}
        messages.send(
            "activities/cost_changed",
            to=recipient(sign_up),
            context=context,
            about=sign_up,
            once=f"signup:{sign_up.pk}:cost:{activity.version}",
            pal_id=activity.pal_id,
        )


def tell_of_session(session: Session, what: str, *, reason: str = "") -> None:
    """Write to everybody signed up about one session: that it moved, or is called off."""
    if session.sign_up_list is None:
        return
    related = ("list__activity__pal", "list__activity__place")
    act = _act.get()
    for sign_up in session.sign_up_list.sign_ups.live().select_related(*related):
        if act is None:
            _tell_of([session], sign_up, what, reason=reason)
        else:
            act.gather(act.changes, (sign_up, what, reason), session)


def tell_of_leading(
    sessions: Sequence[Session], *, before: Collection[Leader], after: Collection[Leader]
) -> None:
    """Write to those who lead public sessions from now on, and to those who no longer do.

    Each hears once of all the sessions of one act.
    """
    coming = [each for each in sessions if each.ends_at > timezone.now()]
    if not coming or not coming[0].activity.is_public:
        return
    for leader in set(after) - set(before):
        _tell_leader(leader, coming, "added")
    for leader in set(before) - set(after):
        _tell_leader(leader, coming, "removed")


def tell_leaders(
    session: Session, what: str, *, leaders: Iterable[Leader] | None = None, reason: str = ""
) -> None:
    """Write to those who lead a public session, or some of them, that it moved or is off."""
    if not session.activity.is_public or session.ends_at <= timezone.now():
        return
    act = _act.get()
    for leader in session.led_by.all() if leaders is None else leaders:
        if act is None:
            _tell_leader(leader, [session], what, reason=reason)
        else:
            act.gather(act.leading, (leader, what, reason), session)


def _tell_leader(
    leader: Leader, sessions: Sequence[Session], what: str, *, reason: str = ""
) -> None:
    # Without a way to reach somebody a letter to nobody would wait to be printed.
    if not leader.phone and not leader.email:
        return
    first = sessions[0]
    with translation.override(leader.language):
        told = _facts(first.activity, first, reason=reason) | {"name": leader.name}
        told["when"] = _days(sessions)
    stamp = f"{first.pk}:{first.sequence}:{len(sessions)}:{timezone.now():%Y%m%d%H%M%S}"
    messages.send(
        f"activities/leader_{what}",
        to=messages.Recipient(
            name=leader.name, email=leader.email, phone=leader.phone, language=leader.language
        ),
        context=told,
        about=first,
        once=f"leader:{leader.pk}:{what}:{stamp}",
        pal_id=first.pal_id,
    )


def tell_guests(session: Session, now: Session | None, *, host: Pal, reason: str) -> None:
    """Have the PAL of a session hear, within one act, what the house it is a guest of did to it.

    `now` is the session as moved, and None for one called off.
    """
    act = _act.get()
    if act is None or session.pal_id == host.pk:
        return
    key = (session.activity.pal, host, reason)
    act.guests.setdefault(key, []).append((session, now))


def _tell_guests(
    pal: Pal, became: Sequence[tuple[Session, Session | None]], *, host: Pal, reason: str
) -> None:
    if not pal.phone and not pal.email:
        return
    first = became[0][0]
    with translation.override(settings.LANGUAGE_CODE):
        lines = [_became(session, now) for session, now in became]
    messages.send(
        "activities/house_closed",
        to=messages.Recipient(name=pal.name, email=pal.email, phone=pal.phone),
        context={"house": host.name, "reason": reason, "became": lines, "pal": pal.name},
        about=first,
        once=f"guests:{pal.pk}:{first.pk}:{first.sequence}:{timezone.now():%Y%m%d%H%M%S}",
        pal_id=pal.pk,
    )


def _became(session: Session, now: Session | None) -> str:
    was = {"title": session.activity.title, "was": _when(session.starts_at)}
    if now is None:
        return _("%(title)s, %(was)s: odwołane") % was
    where = ", ".join(str(part) for part in (now.place, now.room) if part)
    became = was | {"now": _when(now.starts_at), "where": where}
    return _("%(title)s, %(was)s: przeniesione na %(now)s, %(where)s") % became


def remind(session: Session, sign_ups: Iterable[SignUp]) -> None:
    """Write the reminders of one session; a session that moved is reminded of anew.

    Those who were reminded before cost one query together.
    """
    # Not by the count of changes: another note is no reason to remind twice.
    when = f"{session.starts_at:%Y%m%d%H%M}"
    asked = {_once_of(session, sign_up, "reminder", when): sign_up for sign_up in sign_ups}
    held = messages.already_written(asked)
    for once, sign_up in asked.items():
        if once not in held:
            _tell_of([session], sign_up, "reminder", reason="", once=when)


def _once_of(session: Session, sign_up: SignUp, what: str, when: str) -> str:
    return f"signup:{sign_up.pk}:{what}:{session.pk}:{when}"


def _tell_of(
    sessions: Sequence[Session], sign_up: SignUp, what: str, *, reason: str, once: str = ""
) -> None:
    session = sessions[0]
    with translation.override(sign_up.language):
        context = _context(sign_up, reason=reason, session=session)
        context["when"] = _days(sessions)
    messages.send(
        f"activities/{what}",
        to=recipient(sign_up),
        context=context,
        about=sign_up,
        once=_once_of(session, sign_up, what, once or str(session.sequence)),
        pal_id=session.pal_id,
    )


def recipient(sign_up: SignUp) -> messages.Recipient:
    """Return how the contact of a sign-up is reached."""
    return messages.Recipient(
        name=sign_up.name,
        email=sign_up.email,
        phone=sign_up.phone,
        language=sign_up.language,
        prefers=sign_up.prefers,
        person_id=sign_up.person_id,
    )


def _context(
    sign_up: SignUp, *, reason: str | Promise, session: Session | None = None
) -> dict[str, messages.JSON]:
    activity = sign_up.list.activity
    begins = session.starts_at if session else sign_up.list.starts_at
    return _facts(activity, session, reason=reason) | {
        "name": sign_up.name,
        "when": _when(begins),
        "people": sign_up.people,
        "is_course": activity.sign_up_mode == activity.SignUpMode.COURSE,
        "position": _position(sign_up),
        "offer_until": _when(sign_up.offer_until),
        "code": passes.shown(sign_up),
        "manage_url": links.manage_url(sign_up),
        "page_url": absolute(sign_up.language, "activities:activity", activity.slug),
    }


def _facts(
    activity: Activity, session: Session | None, *, reason: str | Promise
) -> dict[str, messages.JSON]:
    place = (session.place if session else None) or activity.place
    return {
        "title": activity.local_title,
        "when": _when(session.starts_at if session else None),
        "place": f"{place.name}, {place.address}".strip(", ") if place else "",
        "reason": str(reason),
        "pal": activity.pal.name,
        "pal_phone": display(activity.pal.phone) if activity.pal.phone else "",
    }


def _cost(cost: Decimal) -> str:
    """Return an amount in words of the reader's language; empty for what is free."""
    return number_format(cost, 2) if cost else ""


def _position(sign_up: SignUp) -> int:
    """Return the position in the queue, from 1; 0 for who does not wait."""
    if sign_up.status != SignUp.Status.WAITING:
        return 0
    return sign_up.list.sign_ups.waiting().filter(ticket__lte=sign_up.ticket).count()


def _when(moment: datetime | None) -> str:
    return date_format(times.local(moment), "l, j E Y, H:i") if moment else ""


def _days(sessions: Sequence[Session]) -> str:
    """Return when sessions are, a line each, as many as a message can hold."""
    lines = [_when(each.starts_at) for each in sessions[:MOST_DAYS]]
    return "\n".join([*lines, "…"] if len(sessions) > MOST_DAYS else lines)
