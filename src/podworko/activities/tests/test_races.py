"""Two people ask for the last place at the same moment."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from django.utils import timezone

from podworko.activities import operations
from podworko.activities.models import SignUp, SignUpList
from podworko.activities.operations import places
from podworko.activities.tests.factories import join, make_list, make_session
from podworko.audit import public as audit
from podworko.core.tests.racing import at_once, meet_after

pytestmark = pytest.mark.django_db(transaction=True)


def read_without_lock(sign_up_list: SignUpList) -> SignUpList:
    return SignUpList.objects.select_related("activity").get(pk=sign_up_list.pk)


def in_threads(*jobs: Callable[[], object]) -> list[Exception]:
    """Run jobs side by side, each on a connection of its own; return what they raised."""
    return at_once(jobs, IntegrityError, OperationalError)


def meet_after_counting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both threads count before either writes, if nothing keeps them apart."""
    meet_after(monkeypatch, SignUpList, "free")


def race_for_last_place(monkeypatch: pytest.MonkeyPatch) -> tuple[SignUpList, int]:
    """Run two sign-ups that meet after counting; return the list and how many were refused."""
    sign_up_list = make_list(capacity=1)
    meet_after_counting(monkeypatch)
    raised = in_threads(lambda: join(sign_up_list, "ada"), lambda: join(sign_up_list, "bob"))
    return sign_up_list, len(raised)


def test_lock_gives_one_the_place_and_the_other_the_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    sign_up_list, refused = race_for_last_place(monkeypatch)

    statuses = sorted(sign_up_list.sign_ups.values_list("status", flat=True))
    assert (statuses, refused) == (["confirmed", "waiting"], 0)


def test_the_race_is_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above: without the lock somebody is refused by the constraints, or lost."""
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite the transaction itself is the lock; see the next test.")
    monkeypatch.setattr(places, "lock", read_without_lock)

    sign_up_list, refused = race_for_last_place(monkeypatch)

    assert refused + sign_up_list.sign_ups.count() == 2
    assert refused == 1


def test_sqlite_needs_the_immediate_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above on SQLite: begun as Django does by default, one of two fails."""
    if connection.vendor != "sqlite":
        pytest.skip("About SQLite's way of beginning a transaction.")
    queued = type(connections["default"])
    monkeypatch.setattr(queued, "_take_turn", lambda _self: None)
    sign_up_list = make_list(capacity=1)
    meet_after_counting(monkeypatch)

    def join_deferred(name: str) -> None:
        connection.ensure_connection()
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
        join(sign_up_list, name)

    raised = in_threads(lambda: join_deferred("ada"), lambda: join_deferred("bob"))

    assert len(raised) == 1


def test_constraint_is_the_last_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even code that forgets to look cannot seat one too many."""
    sign_up_list = make_list(capacity=1)
    join(sign_up_list, "ada")
    monkeypatch.setattr(SignUpList, "free", lambda _self, **_: 99)

    with pytest.raises(IntegrityError), transaction.atomic():
        join(sign_up_list, "bob")

    sign_up_list.refresh_from_db()
    assert sign_up_list.taken == 1


def test_one_offer_is_either_taken_or_lapsed() -> None:
    sign_up_list = make_list(capacity=1)
    ada, bob = join(sign_up_list, "ada"), join(sign_up_list, "bob")
    operations.cancel_sign_up(ada, actor=audit.RESIDENT)
    same = SignUp.objects.get(pk=bob.pk)

    def accept() -> None:
        with suppress(operations.OfferGoneError):
            operations.accept_offer(bob, actor=audit.RESIDENT)

    def decline() -> None:
        with suppress(operations.OfferGoneError):
            operations.decline_offer(same, actor=audit.RESIDENT)

    in_threads(accept, decline)

    sign_up_list.refresh_from_db()
    bob.refresh_from_db()
    assert sign_up_list.taken == (1 if bob.status == SignUp.Status.CONFIRMED else 0)


def test_places_freed_together_are_offered_once_each() -> None:
    sign_up_list = make_list(capacity=4)
    signed = [join(sign_up_list, name) for name in ("a", "b", "c", "d")]
    for name in ("e", "f", "g", "h", "i"):
        join(sign_up_list, name)

    in_threads(
        *(lambda row=row: operations.cancel_sign_up(row, actor=audit.RESIDENT) for row in signed)
    )

    offered = sign_up_list.sign_ups.offered().order_by("ticket")
    assert list(offered.values_list("name", flat=True)) == ["e", "f", "g", "h"]
    sign_up_list.refresh_from_db()
    assert (sign_up_list.taken, sign_up_list.waiting) == (4, 1)


def test_calling_off_and_deciding_take_their_locks_in_one_order() -> None:
    """Both touch the list and its session: taken crosswise they would wait for each other."""
    for _ in range(5):
        session = make_session(minimum=5, decision_at=timezone.now())
        assert session.sign_up_list
        raised = in_threads(
            partial(operations.decide_minimum, session.sign_up_list),
            partial(operations.cancel_session, session, reason="x", actor=audit.SYSTEM),
        )

        assert raised == []
