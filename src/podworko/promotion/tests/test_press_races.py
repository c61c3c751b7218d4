"""Two at once at the press desk: workers with one list, a withdrawal while it is being sent."""

import uuid
from collections import Counter

import pytest

from podworko.audit.public import SYSTEM
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks
from podworko.messages import public as messages
from podworko.messages.models import Message
from podworko.promotion import operations
from podworko.promotion.models import Dispatch
from podworko.promotion.operations import dispatches
from podworko.promotion.tests.press_factories import in_hours, make_contact, make_release

pytestmark = pytest.mark.django_db(transaction=True)
CONTACTS = 3


def two_workers(patch: pytest.MonkeyPatch) -> int:
    """Let two workers send what is due at once; return how many messages were written."""
    make_release(*(make_contact() for _number in range(CONTACTS)), at=in_hours(1))
    Dispatch.objects.update(due_at=in_hours(-1))
    meet_after(patch, dispatches, "_due_keys")
    work = lambda: operations.send_due(actor=SYSTEM)  # noqa: E731
    at_once([work, work])
    return Message.objects.filter(template="promotion/press_release").count()


def test_two_workers_send_each_release_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert two_workers(monkeypatch) == CONTACTS
    got = Counter(Message.objects.values_list("to_email", flat=True))
    assert set(got.values()) == {1}


def test_control_without_lock_state_and_key_they_are_doubled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs_row_locks()
    real = messages.Copy

    def keyless(**fields: object) -> object:
        return real(**{**fields, "once": uuid.uuid4().hex})  # type: ignore[arg-type] # as it came

    def unlocked(key: int, *, now: object) -> Dispatch:
        del now
        rows = Dispatch.objects.select_related("release__pal", "contact__outlet")
        return rows.get(pk=key)

    monkeypatch.setattr(messages, "Copy", keyless)
    monkeypatch.setattr(dispatches, "_taken", unlocked)

    assert two_workers(monkeypatch) == 2 * CONTACTS


def test_who_is_sent_it_while_it_is_withdrawn_is_told_of_both_or_of_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    contact = make_contact()
    release = make_release(contact, embargo=in_hours(1))
    Dispatch.objects.update(due_at=in_hours(-1))
    meet_after(monkeypatch, dispatches, "_due_keys")

    at_once(
        [
            lambda: operations.send_due(actor=SYSTEM),
            lambda: operations.withdraw_release(release, why="Powód.", actor=SYSTEM),
        ]
    )

    kinds = Counter(Dispatch.objects.filter(state="sent").values_list("kind", flat=True))
    assert kinds in (Counter(), Counter(release=1, withdrawal=1))
