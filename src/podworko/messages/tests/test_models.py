import pytest
from django.db import IntegrityError
from django.utils import timezone

from podworko.messages.models import Message, Schedule
from podworko.messages.tests.factories import make_message

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"status": "lost"}, "outbox_message_status_known"),
        ({"channel": "pigeon", "emptied_at": timezone.now()}, "outbox_message_channel_known"),
        ({"to_email": ""}, "outbox_message_channel_has_address"),
        ({"channel": "sms"}, "outbox_message_channel_has_address"),
        ({"channel": "call"}, "outbox_message_channel_has_address"),
        ({"status": "sent"}, "outbox_message_arrived_has_time"),
        ({"status": "called"}, "outbox_message_arrived_has_time"),
        ({"status": "sending"}, "outbox_message_lease_while_sending"),
        ({"lease_until": timezone.now()}, "outbox_message_lease_while_sending"),
    ],
)
def test_the_database_refuses_a_message_that_cannot_be(
    fields: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        make_message(**fields)


def test_the_database_refuses_a_second_message_with_the_same_key() -> None:
    make_message(once="signup:7:confirmed")

    with pytest.raises(IntegrityError):
        make_message(once="signup:7:confirmed")


def test_an_emptied_message_needs_no_address() -> None:
    make_message(to_email="", emptied_at=timezone.now())

    assert Message.objects.count() == 1


def test_the_database_refuses_an_unknown_result_of_a_periodic_function() -> None:
    with pytest.raises(IntegrityError, match="outbox_schedule_status_known"):
        Schedule.objects.create(name="x", last_status="maybe")
