from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from podworko.messages import delivery
from podworko.messages.delivery import DELAYS, Courier, claim_next, deliver_due
from podworko.messages.gateways import MemorySms
from podworko.messages.models import Message, Outcome
from podworko.messages.operations import send
from podworko.messages.tests.conftest import Mailbox
from podworko.messages.tests.factories import CONTEXT, make_message, make_recipient

pytestmark = pytest.mark.django_db


def received(mailbox: Mailbox) -> list[EmailMessage]:
    raw = [envelope.content for envelope in mailbox.taken]
    return [
        message_from_bytes(content, _class=EmailMessage, policy=policy.default)
        for content in raw
        if isinstance(content, bytes)
    ]


def make_due(message: Message) -> None:
    """Let the delay pass."""
    Message.objects.filter(pk=message.pk).update(next_try_at=timezone.now())


def outcomes(message: Message) -> list[tuple[str, str]]:
    return list(message.tries.order_by("pk").values_list("outcome", "error"))


def test_a_written_message_arrives_once_in_both_forms(mailbox: Mailbox) -> None:
    message = send(
        "outbox/hello",
        to=make_recipient(name="Żaneta Łoś"),
        context=CONTEXT,
        about=Message(pk=7),
        once="signup:7",
    )

    first, second = deliver_due(), deliver_due()

    assert (first.sent, second.total) == (1, 0)
    [mail_] = received(mailbox)
    assert mail_["Subject"] == "Zapis na Joga dla seniorów"
    assert mail_["To"] == "Żaneta Łoś <anna@example.org>"
    assert mail_["Message-ID"] == f"<{message.public_id}@localhost>"
    assert mail_["Auto-Submitted"] == "auto-generated"
    assert mail_.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in mail_.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    message.refresh_from_db()
    assert message.status == "sent"
    assert message.sent_at is not None
    assert outcomes(message) == [("sent", "")]


def test_a_stopped_server_delays_and_neither_loses_nor_doubles(mailbox: Mailbox) -> None:
    messages = [make_message() for _ in range(3)]
    mailbox.stop()

    down = deliver_due()

    assert (down.sent, down.delayed) == (0, 1)  # the others wait without spending a try
    states = set(Message.objects.values_list("status", flat=True))
    assert states == {"queued"}

    mailbox.start()
    for message in messages:
        make_due(message)

    assert deliver_due().sent == 3
    assert deliver_due().total == 0
    assert len({mail_["Message-ID"] for mail_ in received(mailbox)}) == len(mailbox.taken) == 3


def test_a_batch_goes_over_one_connection(mailbox: Mailbox) -> None:
    for _ in range(5):
        make_message()

    deliver_due()

    assert len(mailbox.taken) == 5
    assert len(mailbox.peers) == 1


@pytest.mark.parametrize("answers", ["rcpt_answers", "data_answers"])
def test_not_now_means_later(mailbox: Mailbox, answers: str) -> None:
    message = make_message()
    getattr(mailbox, answers).append("451 try again")

    assert deliver_due().delayed == 1
    message.refresh_from_db()
    assert (message.status, message.attempts) == ("queued", 1)
    assert timedelta(seconds=50) < message.next_try_at - timezone.now() < timedelta(seconds=70)

    make_due(message)
    assert deliver_due().sent == 1
    assert len(mailbox.taken) == 1
    assert [outcome for outcome, _ in outcomes(message)] == ["delayed", "sent"]


def test_one_that_is_delayed_does_not_hold_up_those_behind(mailbox: Mailbox) -> None:
    make_message()
    make_message()
    mailbox.rcpt_answers.append("451 try again")

    tally = deliver_due()

    assert (tally.sent, tally.delayed) == (1, 1)


def test_an_address_that_does_not_exist_fails_and_names_nobody(mailbox: Mailbox) -> None:
    message = make_message()
    mailbox.rcpt_answers.append("550 anna@example.org unknown")

    assert deliver_due().refused == 1

    message.refresh_from_db()
    assert message.status == "failed"
    assert message.last_error == "SMTPRecipientsRefused 550"
    assert outcomes(message) == [("refused", "SMTPRecipientsRefused 550")]


def test_who_has_a_phone_is_phoned_when_the_address_does_not_exist(mailbox: Mailbox) -> None:
    message = make_message(to_phone="+48126161616")
    mailbox.rcpt_answers.append("550 unknown")

    deliver_due()

    message.refresh_from_db()
    assert (message.channel, message.status) == ("call", "to_call")


def test_a_delay_longer_than_three_days_is_a_failure(mailbox: Mailbox) -> None:
    message = make_message(attempts=len(DELAYS))
    mailbox.rcpt_answers.append("451 try again")

    assert deliver_due().refused == 1
    message.refresh_from_db()
    assert message.status == "failed"


def test_delays_add_up_to_three_days() -> None:
    assert timedelta(days=3) <= sum(DELAYS, timedelta()) < timedelta(days=3, hours=1)
    assert DELAYS[:6] == tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 720))


def test_a_message_for_later_waits() -> None:
    send(
        "outbox/hello",
        to=make_recipient(),
        context=CONTEXT,
        about=Message(pk=7),
        once="x",
        not_before=timezone.now() + timedelta(hours=1),
    )

    assert deliver_due().total == 0


def test_a_worker_that_died_leaves_its_message_to_the_next(mailbox: Mailbox) -> None:
    message = make_message()
    held = claim_next(["email"], worker="first")
    assert held is not None
    assert deliver_due().total == 0  # nobody else may have it yet

    _let_lease_pass(message)
    assert deliver_due().sent == 1

    assert [outcome for outcome, _ in outcomes(message)] == ["vanished", "sent"]
    [mail_] = received(mailbox)
    assert mail_["Message-ID"] == f"<{message.public_id}@localhost>"


def test_who_lost_the_lease_does_not_overwrite_the_result() -> None:
    message = make_message()
    held = claim_next(["email"])
    assert held is not None
    _let_lease_pass(message)
    deliver_due()

    delivery._settle(held, Outcome.DELAYED, worker="late", status="queued")

    message.refresh_from_db()
    assert message.status == "sent"


def test_a_message_that_kills_its_worker_each_time_is_given_up() -> None:
    message = make_message(attempts=len(DELAYS) + 1)

    assert deliver_due().refused == 1
    message.refresh_from_db()
    assert (message.status, message.last_error) == ("failed", "worker died each time")
    assert mail.outbox == []


def test_a_text_message_goes_to_the_phone() -> None:
    make_message(channel="sms", to_phone="+48600100200", body_text="Masz miejsce.")

    assert deliver_due().sent == 1
    assert MemorySms.taken == [("+48600100200", "Masz miejsce.")]


def test_the_demonstration_sends_nothing_and_says_sent(settings: Settings) -> None:
    settings.PODWORKO_EMAIL_GATEWAY = "silent"
    message = make_message()

    assert deliver_due().sent == 1
    message.refresh_from_db()
    assert message.status == "sent"
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("name", "value", "channel"),
    [
        ("PODWORKO_EMAIL_GATEWAY", "pigeon", "email"),
        ("PODWORKO_SMS_GATEWAY", "pigeon", "sms"),
    ],
)
def test_a_gateway_that_does_not_exist_delays(
    settings: Settings, name: str, value: str, channel: str
) -> None:
    setattr(settings, name, value)
    message = make_message(channel=channel, to_phone="+48600100200")

    assert deliver_due().delayed == 1
    message.refresh_from_db()
    assert message.last_error == "ImproperlyConfigured"


def test_a_header_that_cannot_be_written_is_refused(settings: Settings) -> None:
    settings.PODWORKO_EMAIL_GATEWAY = "memory"
    message = make_message(subject="one\ntwo")

    assert deliver_due().refused == 1
    message.refresh_from_db()
    assert message.last_error == "BadHeaderError"


def test_the_console_prints(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.PODWORKO_EMAIL_GATEWAY = "console"
    settings.PODWORKO_SMS_GATEWAY = "console"
    make_message(channel="sms", to_phone="+48600100200", body_text="Masz miejsce.")
    make_message(subject="Zapis")

    assert deliver_due().sent == 2
    printed = capsys.readouterr().out
    assert "SMS → +48600100200\nMasz miejsce." in printed
    assert "Subject: Zapis" in printed


def test_a_worker_told_to_stop_takes_no_more() -> None:
    make_message()

    assert deliver_due(keep_going=lambda: False).total == 0


def test_a_fault_of_ours_in_one_message_does_not_stop_the_rest() -> None:
    class Broken:
        def send(self, message: Message) -> str:
            raise KeyError(message.to_email)

        def close(self) -> None:
            pass

    courier = Courier()
    courier._gateways["email"] = Broken()
    message = make_message()
    make_message(channel="sms", to_phone="+48600100200")

    tally = deliver_due(courier=courier)

    assert (tally.sent, tally.delayed) == (1, 1)
    message.refresh_from_db()
    assert message.last_error == "KeyError"


def _let_lease_pass(message: Message) -> None:
    past: datetime = timezone.now() - timedelta(seconds=1)
    Message.objects.filter(pk=message.pk).update(lease_until=past, next_try_at=past)
