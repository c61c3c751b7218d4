"""Two ask at the same moment: for one room, or for the last booking a group may have."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from django.db import OperationalError, connection

from podworko.audit.public import RESIDENT
from podworko.network.booking import operations, rules
from podworko.network.booking.models import Booking, BookingWindow, Group
from podworko.network.booking.rules import BookingError
from podworko.network.tests.lending import make_group, make_house, wish

pytestmark = pytest.mark.django_db(transaction=True)


def both(asks: list[Callable[[], object]]) -> int:
    """Run these at the same moment; return how many were refused."""
    refused: list[Exception] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except (BookingError, OperationalError) as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in asks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(refused)


def for_one_room(monkeypatch: pytest.MonkeyPatch) -> int:
    """Have two groups ask for one room, both past every look before either takes it."""
    pal = make_house()
    groups = [make_group(pal, name=name) for name in ("Jedna", "Druga")]
    wanted = wish(pal)
    meet_at(monkeypatch, operations, "_hold", Barrier(2, timeout=1))
    return both([lambda g=g: operations.ask(g, wish=wanted, actor=RESIDENT) for g in groups])  # type: ignore[misc]


def for_the_last_booking(monkeypatch: pytest.MonkeyPatch) -> int:
    """Have one group ask twice for the one booking it may have, on two days."""
    pal = make_house()
    group = make_group(pal)
    BookingWindow.objects.create(
        pal=pal, kind=group.kind, days_ahead=30, longest_minutes=180, most_at_once=1
    )
    wishes = [wish(pal, days=days) for days in (3, 4)]
    meet_after(monkeypatch, rules, "check_window", Barrier(2, timeout=0.5))
    return both([lambda w=w: operations.ask(group, wish=w, actor=RESIDENT) for w in wishes])  # type: ignore[misc]


def meet_at(monkeypatch: pytest.MonkeyPatch, module: object, name: str, meet: Barrier) -> None:
    act = getattr(module, name)

    def meet_then_act(*args: object) -> object:
        with suppress(BrokenBarrierError):
            meet.wait()
        return act(*args)

    monkeypatch.setattr(module, name, meet_then_act)


def meet_after(monkeypatch: pytest.MonkeyPatch, module: object, name: str, meet: Barrier) -> None:
    act = getattr(module, name)

    def act_then_meet(*args: object) -> object:
        done = act(*args)
        with suppress(BrokenBarrierError):  # with the lock, the other never comes
            meet.wait()
        return done

    monkeypatch.setattr(module, name, act_then_meet)


def test_of_two_groups_one_has_the_room(monkeypatch: pytest.MonkeyPatch) -> None:
    assert for_one_room(monkeypatch) == 1
    assert Booking.objects.count() == 1


@pytest.fixture
def _without_the_trigger() -> Iterator[None]:
    """Take away what the database says of overlap, and put it back."""
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite the transaction itself is the lock.")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE network_roomhold DISABLE TRIGGER network_roomhold_no_overlap")
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE network_roomhold ENABLE TRIGGER network_roomhold_no_overlap")


@pytest.mark.usefixtures("_without_the_trigger")
def test_that_race_is_real_without_the_trigger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above: were one refused here too, it would prove nothing."""
    assert for_one_room(monkeypatch) == 0


def test_the_last_booking_is_had_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert for_the_last_booking(monkeypatch) == 1
    assert Booking.objects.count() == 1


def test_that_race_is_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite the transaction itself is the lock.")
    monkeypatch.setattr(
        operations, "_lock", lambda g: Group.objects.select_related("pal__seat").get(pk=g.pk)
    )

    assert for_the_last_booking(monkeypatch) == 0
