"""Two at once at the press desk: workers with one list, a withdrawal while it is being sent."""

import uuid
from collections import Counter
from collections.abc import Callable
from threading import Event

import pytest

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.tests.racing import (
    SURELY,
    at_once,
    meet_after,
    needs_row_locks,
    wait_unless_kept,
)
from podworko.messages import public as messages
from podworko.messages.models import Message, Status
from podworko.promotion import operations, press_notices
from podworko.promotion.models import Dispatch, Release
from podworko.promotion.operations import dispatches
from podworko.promotion.operations.press import PressError
from podworko.promotion.tests.press_factories import (
    changed,
    in_hours,
    mailed,
    make_contact,
    make_release,
)

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


def while_being_sent(
    patch: pytest.MonkeyPatch, act: Callable[[], object], *refusals: type[Exception]
) -> list[Exception]:
    """Let somebody act while a worker writes a first message that it has not stored yet."""
    real, begun, acted = press_notices.tell, Event(), Event()

    def slowly(row: Dispatch) -> None:
        if row.kind == Dispatch.Kind.RELEASE:
            begun.set()
            wait_unless_kept(acted.wait)
        real(row)

    def meanwhile() -> None:
        begun.wait(SURELY)
        act()
        acted.set()

    patch.setattr(press_notices, "tell", slowly)
    return at_once([lambda: operations.send_due(actor=SYSTEM), meanwhile], *refusals)


def corrected_while_it_is_sent(patch: pytest.MonkeyPatch) -> str:
    """Return what a contact reads last of a release that is corrected at that moment."""
    contact = make_contact()
    release = make_release(contact, at=in_hours(1))
    Dispatch.objects.update(due_at=in_hours(-1))
    Release.objects.update(goes_at=in_hours(-1))
    words = {**changed(release, place="inna ulica"), "correction": "Zła ulica."}

    while_being_sent(patch, lambda: operations.save_release(**words, actor=User.objects.all()[0]))

    return mailed(contact)[-1].body_text


def test_who_is_sent_it_while_it_is_corrected_gets_the_correction_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "inna ulica" in corrected_while_it_is_sent(monkeypatch)


def test_control_without_lock_the_correction_misses_who_is_just_sent_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs_row_locks()
    monkeypatch.setattr(dispatches, "_locked", list)

    assert "inna ulica" not in corrected_while_it_is_sent(monkeypatch)


def test_who_objects_while_it_is_sent_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    contact = make_contact()
    make_release(contact, at=in_hours(1))
    Dispatch.objects.update(due_at=in_hours(-1))

    while_being_sent(monkeypatch, lambda: operations.object_contact(contact, actor=RESIDENT))

    assert not Message.objects.filter(status=Status.QUEUED).exists()


def test_what_is_sent_at_its_moment_is_no_draft_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    contact = make_contact()
    release = make_release(contact, at=in_hours(1))
    Dispatch.objects.update(due_at=in_hours(-1))

    refused = while_being_sent(
        monkeypatch, lambda: operations.stop_release(release, actor=SYSTEM), PressError
    )

    assert len(refused) == 1
    assert Release.objects.get().state == "released"
    assert Dispatch.objects.get().state == "sent"
