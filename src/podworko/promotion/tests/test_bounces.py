"""Mail that comes back: what a report says, and whose word counts."""

import uuid

import pytest
from django.utils import timezone

from podworko.audit import public as audit
from podworko.audit.public import SYSTEM
from podworko.messages.models import Message
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


@pytest.mark.parametrize(
    "data", [b"", b"Hello", b"\xff\x00\n\n", b"Content-Type: message/rfc822\n\n"]
)
def test_what_is_no_report_is_said_to_be_none(data: bytes) -> None:
    assert read(data) == []
    assert outcomes(data) == ["refused"]
