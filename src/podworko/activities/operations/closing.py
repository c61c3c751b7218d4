"""What becomes of sessions when the building they are in closes."""

from contextlib import AbstractContextManager

from django.db.models import QuerySet

from podworko.activities import notices
from podworko.activities.models import Session, SignUp
from podworko.activities.operations import programme
from podworko.activities.operations.slots import Slot
from podworko.audit import public as audit
from podworko.messages import public as messages
from podworko.network.public import Affected, Closure, Decision, Fate


class SessionsAtSeat:
    """The handler of `network.closing` for sessions in the seat of a PAL, whoever's they are."""

    def affected(self, closure: Closure) -> list[Affected]:
        """Return the sessions in the building while it is shut, in three queries."""
        sessions = list(_in_building(closure))
        ways = _ways({session.sign_up_list_id for session in sessions if session.sign_up_list_id})
        return [
            Affected(
                key=str(session.public_id),
                title=session.activity.title,
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                where=session.room.name if session.room else "",
                told_by=ways.get(session.sign_up_list_id or 0, {}),
                can_move=not session.is_all_day,
                is_opened_for=bool(session.outside_hours) or session.is_all_day,
            )
            for session in sessions
        ]

    def settle(self, closure: Closure, key: str, decision: Decision, *, actor: audit.Actor) -> None:
        """Call one session off, move it, or write who opens for it.

        Raises what these raise: a taken room, a busy leader, closed hours.
        """
        related = Session.objects.select_related("activity__pal", "place", "room", "sign_up_list")
        session = related.prefetch_related("led_by").get(public_id=key)
        now: Session | None = None
        if decision.fate == Fate.CANCEL:
            programme.cancel_session(session, reason=closure.reason, actor=actor)
        else:
            now = programme.change_session(session, _slot(session, decision), actor=actor)
        if decision.fate != Fate.KEEP:
            notices.tell_guests(session, now, host=closure.pal, reason=closure.reason)

    def lock(self, closure: Closure) -> None:
        """Lock the sessions in the building and their lists, in the order that edits take them."""
        here = _in_building(closure).select_related(None).order_by("pk")
        programme.lock_lists(here)
        list(here.select_for_update(no_key=True))

    def one_act(self) -> AbstractContextManager[None]:
        """Have each household and leader, and each PAL that is a guest, hear once of all."""
        return notices.one_act()


def _in_building(closure: Closure) -> QuerySet[Session]:
    planned = Session.objects.filter(
        place=closure.pal.seat_id,
        status=Session.Status.PLANNED,
        starts_at__lt=closure.until,
        ends_at__gt=closure.since,
    )
    return planned.select_related("activity", "room").order_by("starts_at", "pk")


def _ways(lists: set[int]) -> dict[int, dict[str, str]]:
    """Return, by list, who would be told, and by which channel."""
    found: dict[int, dict[str, str]] = {}
    for sign_up in SignUp.objects.live().filter(list__in=lists):
        way = messages.way_to(notices.recipient(sign_up))
        found.setdefault(sign_up.list_id, {})[audit.label(sign_up)] = way.value
    return found


def _slot(session: Session, decision: Decision) -> Slot:
    starts_at = decision.starts_at or session.starts_at
    is_moving = decision.fate == Fate.MOVE
    return Slot(
        starts_at=starts_at if is_moving else session.starts_at,
        ends_at=starts_at + (session.ends_at - session.starts_at) if is_moving else session.ends_at,
        place=decision.place if is_moving else session.place,
        room=decision.room if is_moving else session.room,
        title=session.title,
        note=session.note,
        is_all_day=session.is_all_day,
        outside_hours=decision.who_opens or session.outside_hours,
    )
