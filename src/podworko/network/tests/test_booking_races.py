"""Two ask at the same moment: for one room, or for the last booking a group may have."""

from functools import partial

import pytest
from django.db import OperationalError
from django.db.models import QuerySet

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.tests.racing import (
    Act,
    Meeting,
    at_once,
    meet_after,
    meet_before,
    needs_row_locks,
    no_trigger,
)
from podworko.core.versions import version_of
from podworko.messages.models import Message
from podworko.network.booking import groups, operations, rules
from podworko.network.booking.models import Booking, BookingWindow, Group
from podworko.network.booking.rules import BookingError
from podworko.network.tests.lending import make_booking, make_group, make_house, wish

pytestmark = pytest.mark.django_db(transaction=True)

REFUSALS = (BookingError, OperationalError)


def for_one_room(monkeypatch: pytest.MonkeyPatch) -> int:
    """Have two groups ask for one room, both past every look before either takes it."""
    pal = make_house()
    both = [make_group(pal, name=name) for name in ("Jedna", "Druga")]
    meet_before(monkeypatch, operations, "_hold")
    acts = [partial(operations.ask, group, wish=wish(pal), actor=RESIDENT) for group in both]
    return len(at_once(acts, *REFUSALS))


def for_the_last_booking(monkeypatch: pytest.MonkeyPatch) -> int:
    """Have one group ask twice for the one booking it may have, on two days."""
    pal = make_house()
    group = make_group(pal)
    BookingWindow.objects.create(
        pal=pal, kind=group.kind, days_ahead=30, longest_minutes=180, most_at_once=1
    )
    meet_after(monkeypatch, rules, "check_window")
    wishes = [wish(pal, days=days) for days in (3, 4)]
    acts = [partial(operations.ask, group, wish=each, actor=RESIDENT) for each in wishes]
    return len(at_once(acts, *REFUSALS))


def test_of_two_groups_one_has_the_room(monkeypatch: pytest.MonkeyPatch) -> None:
    assert for_one_room(monkeypatch) == 1
    assert Booking.objects.count() == 1


def test_that_race_is_real_without_the_trigger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above: were one refused here too, it would prove nothing."""
    with no_trigger("network_roomhold"):
        assert for_one_room(monkeypatch) == 0


def test_the_last_booking_is_had_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert for_the_last_booking(monkeypatch) == 1
    assert Booking.objects.count() == 1


def without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    rows = Group.objects.select_related("pal__seat")
    monkeypatch.setattr(operations, "_lock", lambda group: rows.get(pk=group.pk))


def test_that_race_is_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    without_the_lock(monkeypatch)

    assert for_the_last_booking(monkeypatch) == 0


def end_while_it_asks(monkeypatch: pytest.MonkeyPatch) -> int:
    """Have the desk say that a group ended while it asks for a room, both past their looks."""
    pal = make_house()
    group = make_group(pal)
    seen = version_of(group, groups.GROUP_FIELDS)
    ended = Group.objects.get()
    ended.is_active = False
    looked = Meeting()
    meet_after(monkeypatch, rules, "check_window", at=looked)
    meet_after(monkeypatch, groups, "_expected", at=looked)
    acts: list[Act] = [
        partial(operations.ask, group, wish=wish(pal), actor=RESIDENT),
        partial(groups.save_group, ended, seen_version=seen, actor=SYSTEM),
    ]
    return len(at_once(acts, *REFUSALS))


def test_no_group_ends_with_a_room_it_has_just_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert end_while_it_asks(monkeypatch) == 1
    assert Group.objects.get().is_active == Booking.objects.exists()


def test_that_race_too_is_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    without_the_lock(monkeypatch)

    assert end_while_it_asks(monkeypatch) == 0


def test_a_button_pressed_twice_at_once_asks_once() -> None:
    pal = make_house()
    group = make_group(pal)
    acts: list[Act] = [partial(operations.ask, group, wish=wish(pal), actor=RESIDENT)] * 2

    assert at_once(acts, *REFUSALS) == []
    assert Booking.objects.count() == 1


def answer_at_once(monkeypatch: pytest.MonkeyPatch) -> int:
    """Have one say yes and another no, both past the look at what waits."""
    group = make_group(make_house())
    asked = make_booking(group, state=Booking.State.REQUESTED)
    meet_after(monkeypatch, operations, "_must_have")
    acts: list[Act] = [
        partial(operations.confirm, asked, actor=SYSTEM),
        partial(operations.refuse, asked, reason="Remont", actor=SYSTEM),
    ]
    return len(at_once(acts, *REFUSALS))


def test_of_two_answers_one_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer_at_once(monkeypatch) == 1
    assert Message.objects.count() == 1


def test_that_race_of_answers_is_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()

    def unlocked(booking: Booking, states: list[str]) -> QuerySet[Booking]:
        return Booking.objects.filter(series=booking.series, state__in=states)

    monkeypatch.setattr(operations, "_locked", unlocked)
    assert answer_at_once(monkeypatch) == 0
