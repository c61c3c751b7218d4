from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from podworko.audit import public as audit
from podworko.messages import operations
from podworko.messages.channels import Recipient
from podworko.messages.models import Message
from podworko.messages.operations import NotPossibleNow
from podworko.messages.queries import messages_about, messages_to
from podworko.messages.tests.factories import CONTEXT, make_message, make_recipient, make_user
from podworko.messages.writing import TemplateMissing

pytestmark = pytest.mark.django_db


def send(to: Recipient | None = None, *, once: str = "signup:7:confirmed") -> Message:
    return operations.send(
        "outbox/hello",
        to=to or make_recipient(),
        context=CONTEXT,
        about=Message(pk=7),
        once=once,
    )


def test_a_message_is_written_at_once_and_waits_to_be_sent() -> None:
    message = send(make_recipient(phone="+48 600 100 200", person_id=5))

    assert message.status == "queued"
    assert message.channel == "email"
    assert message.subject == "Zapis na Joga dla seniorów"
    assert message.to_phone == "+48600100200"
    assert message.call_text.startswith("Dzień dobry, dzwonię")
    assert list(messages_about(Message(pk=7))) == [message]
    assert list(messages_to(5)) == [message]
    assert audit.history(message) == ["message.written"]


def test_asking_twice_with_one_key_writes_once() -> None:
    first = send()

    second = send(make_recipient(name="Somebody else"))

    assert second == first
    assert Message.objects.count() == 1


def test_a_message_about_what_was_rolled_back_was_never_written() -> None:
    with transaction.atomic():
        send()
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_a_missing_template_is_told_to_the_caller() -> None:
    with pytest.raises(TemplateMissing):
        operations.send(
            "outbox/nothing", to=make_recipient(), context={}, about=Message(pk=7), once="x"
        )


@pytest.mark.parametrize(
    ("to", "channel", "status"),
    [
        (Recipient("Anna", phone="+48600100200"), "sms", "queued"),
        (Recipient("Anna", phone="+48126161616"), "call", "to_call"),
        (Recipient("Anna"), "letter", "to_print"),
    ],
)
def test_who_has_no_e_mail_is_told_another_way(to: Recipient, channel: str, status: str) -> None:
    message = send(to)

    assert (message.channel, message.status) == (channel, status)


def test_a_text_message_holds_only_its_short_text() -> None:
    message = send(Recipient("Anna", phone="+48600100200"))

    assert message.body_text.startswith("Joga dla seniorów: masz miejsce.")
    assert message.body_html == ""


def test_a_name_with_line_breaks_becomes_one_line() -> None:
    assert send(make_recipient(name="Anna\r\nBcc: x@example.org")).to_name == (
        "Anna Bcc: x@example.org"
    )


def test_withdrawing_about_a_thing_takes_back_only_what_has_not_left() -> None:
    about = audit.label(Message(pk=7))
    waiting = make_message(about=about)
    to_call = make_message(about=about, channel="call", status="to_call", to_phone="+48126161616")
    sent = make_message(about=about, status="sent", sent_at=timezone.now())
    until = timezone.now() + timedelta(minutes=5)
    on_its_way = make_message(about=about, status="sending", lease_until=until)
    other = make_message()

    count = operations.cancel_pending(about=Message(pk=7))

    assert count == 2
    states = dict(Message.objects.values_list("pk", "status"))
    assert states == {
        waiting.pk: "withdrawn",
        to_call.pk: "withdrawn",
        sent.pk: "sent",
        on_its_way.pk: "sending",
        other.pk: "queued",
    }
    assert audit.history(waiting) == ["message.withdrawn"]


def test_a_failed_message_is_sent_anew() -> None:
    ola = make_user()
    message = make_message(status="failed", attempts=12)

    again = operations.retry(message, actor=ola)

    assert (again.status, again.attempts) == ("queued", 0)
    assert audit.history(message) == ["message.retried"]


@pytest.mark.parametrize("status", ["sent", "withdrawn"])
def test_what_is_over_is_neither_sent_anew_nor_withdrawn(status: str) -> None:
    message = make_message(status=status, sent_at=timezone.now())

    with pytest.raises(NotPossibleNow):
        operations.retry(message, actor=audit.SYSTEM)
    with pytest.raises(NotPossibleNow):
        operations.withdraw(message, actor=audit.SYSTEM)


def test_a_failed_message_is_put_aside() -> None:
    message = operations.withdraw(make_message(status="failed"), actor=audit.SYSTEM)

    assert message.status == "withdrawn"


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("reached", "called"),
        ("left_message", "called"),
        ("no_answer", "to_call"),
        ("wrong_number", "failed"),
    ],
)
def test_a_call_ends_as_it_went(outcome: str, status: str) -> None:
    message = make_message(channel="call", status="to_call", to_phone="+48126161616")

    called = operations.record_call(message, outcome, actor=make_user())

    called.refresh_from_db()
    assert (called.status, called.attempts) == (status, 1)
    assert [attempt.outcome for attempt in called.tries.all()] == [outcome]
    assert audit.history(message) == [f"message.{outcome}"]


def test_who_did_not_answer_goes_down_the_list() -> None:
    first, second = (
        make_message(channel="call", status="to_call", to_phone="+48126161616") for _ in range(2)
    )

    operations.record_call(first, "no_answer", actor=audit.SYSTEM)

    assert list(Message.objects.all().to_call()) == [second, first]


@pytest.mark.parametrize("outcome", ["sent", "shouted"])
def test_a_call_has_one_of_four_outcomes(outcome: str) -> None:
    message = make_message(channel="call", status="to_call", to_phone="+48126161616")

    with pytest.raises(NotPossibleNow):
        operations.record_call(message, outcome, actor=audit.SYSTEM)


def test_a_letter_is_printed_once() -> None:
    message = make_message(channel="letter", status="to_print", to_email="")

    printed = operations.mark_printed(message, actor=make_user())

    assert printed.status == "printed"
    assert printed.sent_at is not None
    with pytest.raises(NotPossibleNow):
        operations.mark_printed(message, actor=audit.SYSTEM)


def test_forgetting_a_person_empties_and_withdraws_what_was_for_them() -> None:
    sent = make_message(person_id=5, status="sent", sent_at=timezone.now())
    waiting = make_message(person_id=5)
    others = make_message(person_id=6)

    count = operations.forget_person(5, actor=audit.SYSTEM)

    assert count == 2
    kept = Message.objects.values_list("pk", "status", "to_email", "body_text", "person_id")
    assert sorted(kept) == [
        (sent.pk, "sent", "", "", None),
        (waiting.pk, "withdrawn", "", "", None),
        (others.pk, "queued", "anna@example.org", "Miejsce czeka.", 6),
    ]


def test_text_and_address_are_emptied_ninety_days_after_sending() -> None:
    now = timezone.now()
    old = {"created_at": now - timedelta(days=100)}
    emptied = make_message(status="sent", sent_at=now - timedelta(days=91), **old)
    withdrawn = make_message(status="withdrawn", **old)
    make_message(status="sent", sent_at=now - timedelta(days=89), **old)
    make_message(**old)

    count = operations.empty_old(now=now)

    assert count == 2
    gone = Message.objects.filter(to_email="", body_text="").values_list("pk", flat=True)
    assert sorted(gone) == [emptied.pk, withdrawn.pk]


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("shared_database")
def test_two_that_write_with_one_key_at_once_write_once() -> None:
    start = Barrier(4)
    written: list[int] = []

    def write() -> None:
        try:
            start.wait()
            written.append(send().pk)
        finally:
            connection.close()

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(written) == 4
    assert len(set(written)) == 1
