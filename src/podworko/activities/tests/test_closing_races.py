"""A house closes while somebody edits what is planned there: neither waits for ever."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import OperationalError

from podworko.activities import operations
from podworko.activities.models import Session
from podworko.activities.operations import ListRules, Slot, holding
from podworko.activities.operations.closing import SessionsAtSeat
from podworko.activities.tests.factories import make_activity, make_pal
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.tests.racing import Meeting, at_once, needs_row_locks
from podworko.network.closing import Closure, Decision, Fate, close_building
from podworko.network.models import OpeningRule, Pal, Place

pytestmark = pytest.mark.django_db(transaction=True)

MONDAY = times.today() + timedelta(days=14 - times.today().weekday())


def at(hour: int, *, days: int = 0) -> datetime:
    return times.at(MONDAY + timedelta(days=days), time(hour))


def open_house() -> Pal:
    pal = make_pal(seat=Place.objects.create(name="Remiza", slug="remiza"))
    for weekday in range(7):
        OpeningRule.objects.create(pal=pal, weekday=weekday, opens=time(8), closes=time(20))
    return pal


def plan(pal: Pal, hour: int) -> Session:
    activity = make_activity(pal=pal, place=pal.seat, title="Joga")
    slot = Slot(at(hour), at(hour + 1), place=pal.seat)
    (session,) = operations.add_sessions(activity, [slot], rules=ListRules(), actor=SYSTEM)
    return session


def close_and_edit(monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    """Move two meetings within a closing house while somebody edits the second of them.

    Returns what the database stopped. Whoever comes second may be told that the house is closed.
    """
    pal = open_house()
    first, second = plan(pal, 10), plan(pal, 12)
    meet_in_the_middle(monkeypatch)
    decisions = {
        str(session.public_id): Decision(Fate.MOVE, at(hour, days=1), pal.seat)
        for session, hour in ((first, 10), (second, 12))
    }
    closure = Closure(pal, at(0), MONDAY, "powódź")
    edited = Slot(at(13), at(14), place=pal.seat, note="edited")
    acts = (
        lambda: close_building(closure, decisions, actor=SYSTEM),
        lambda: operations.change_session(second, edited, actor=SYSTEM),
    )
    raised = at_once(acts, DomainError, OperationalError)
    return [error for error in raised if isinstance(error, OperationalError)]


def meet_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each go on only once the other holds what it wants next, if nothing keeps them apart."""
    meet = Meeting()
    settle, hold = SessionsAtSeat.settle, holding.hold

    def settle_then_meet(*args: object, **more: object) -> None:
        settle(*args, **more)  # type: ignore[arg-type]
        meet.wait()

    def meet_then_hold(sessions: list[Session], **more: Any) -> None:
        if sessions[0].note == "edited":
            meet.wait()
        hold(sessions, **more)

    monkeypatch.setattr(SessionsAtSeat, "settle", settle_then_meet)
    monkeypatch.setattr(holding, "hold", meet_then_hold)


def test_a_closing_and_an_edit_wait_in_one_order(monkeypatch: pytest.MonkeyPatch) -> None:
    assert close_and_edit(monkeypatch) == []


def test_that_deadlock_is_real_without_the_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    monkeypatch.setattr(SessionsAtSeat, "lock", lambda *_args: None)

    assert len(close_and_edit(monkeypatch)) == 1
