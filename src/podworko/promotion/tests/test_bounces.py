"""Mail that comes back: what a report says, and whose word counts."""

import uuid

import pytest
from django.utils import timezone

from podworko.audit import public as audit
from podworko.audit.public import SYSTEM
from podworko.messages.models import Message
from podworko.promotion import bounces, operations
from podworko.promotion.bounces import import_bounces, read
from podworko.promotion.models import Subscription
from podworko.promotion.tests.factories import make_reader

pytestmark = pytest.mark.django_db

REPORT = """From: MAILER-DAEMON@mx.example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; {email}
Action: {action}
Status: {status}

--b
Content-Type: {enclosed}

Message-ID: <{key}@podworko.example>
Subject: x

--b--
"""


def report(message: Message, **fields: str) -> bytes:
    known = {
        "email": message.to_email.upper(),
        "key": str(message.public_id),
        "action": "failed",
        "status": "5.1.1",
        "enclosed": "text/rfc822-headers",
    }
    return REPORT.format(**{**known, **fields}).encode()


@pytest.fixture
def reader() -> Subscription:
    return make_reader()


@pytest.fixture
def message(reader: Subscription) -> Message:
    return Message.objects.create(
        template="promotion/edition",
        channel="email",
        status="sent",
        sent_at=timezone.now(),
        to_email=reader.email,
        about=audit.label(reader),
        once="x",
        next_try_at=timezone.now(),
    )


def outcomes(data: bytes, *, dry_run: bool = False) -> list[str]:
    told = import_bounces("a.eml", data, actor=SYSTEM, dry_run=dry_run)
    return [line.outcome.value for line in told.lines]


@pytest.mark.parametrize("enclosed", ["text/rfc822-headers", "message/rfc822"])
def test_a_dead_address_is_paused_once(
    reader: Subscription, message: Message, enclosed: str
) -> None:
    data = report(message, enclosed=enclosed)
    assert outcomes(data, dry_run=True) == ["changed"]
    assert Subscription.objects.active().exists()

    assert outcomes(data) == ["changed"]
    assert outcomes(data) == ["same"]
    assert Subscription.objects.paused().get() == reader


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({"action": "delayed", "status": "4.2.2"}, "same"),
        ({"email": "someone-else@example.org"}, "refused"),
        ({"key": str(uuid.uuid4())}, "refused"),
        ({"key": "nonsense"}, "refused"),
    ],
)
def test_a_report_that_proves_nothing_pauses_nobody(
    message: Message, fields: dict[str, str], outcome: str
) -> None:
    assert outcomes(report(message, **fields)) == [outcome]
    assert Subscription.objects.active().exists()


def test_several_in_a_mailbox_are_read_one_by_one(message: Message) -> None:
    one = b"From x Mon Nov 30 10:00:00 2026\n" + report(message)
    assert outcomes(one + b"\n\n" + one) == ["changed", "same"]


DEEP = b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1500)
)


@pytest.mark.parametrize("data", [DEEP, b"Content-Type: message/rfc822\n\n" * 3000])
def test_parts_within_parts_break_nothing(data: bytes) -> None:
    assert outcomes(data) == ["refused"]


def test_one_too_large_is_told_of_and_those_after_it_are_read(
    message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounces, "MOST_BYTES", 2000)
    head = b"From x Mon Nov 30 10:00:00 2026\n"
    assert outcomes(head + b"x" * 3000 + b"\n\n" + head + report(message)) == [
        "refused",
        "changed",
    ]


def test_an_old_report_read_again_tells_nothing_of_an_address_confirmed_since(
    reader: Subscription, message: Message
) -> None:
    assert outcomes(report(message)) == ["changed"]
    operations.confirm(reader)

    assert outcomes(report(message)) == ["same"]
    assert Subscription.objects.active().get() == reader


def test_of_what_the_server_says_its_code_alone_is_kept(
    reader: Subscription, message: Message
) -> None:
    assert outcomes(report(message, status="5.1.1\x00 Ela Lipowa moved")) == ["changed"]
    reader.refresh_from_db()
    assert reader.paused_why == "DSN 5.1.1"


def test_what_is_told_of_a_report_draws_nothing_on_a_terminal(message: Message) -> None:
    told = import_bounces("a.eml", report(message, key="\x1b[2J\x07x"), actor=SYSTEM)
    assert told.lines[0].title.isprintable()


@pytest.mark.parametrize(
    "data", [b"", b"Hello", b"\xff\x00\n\n", b"Content-Type: message/rfc822\n\n"]
)
def test_what_is_no_report_is_said_to_be_none(data: bytes) -> None:
    assert read(data) == []
    assert outcomes(data) == ["refused"]
