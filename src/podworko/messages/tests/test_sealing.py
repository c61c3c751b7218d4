from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from podworko.audit import public as audit
from podworko.messages import policies
from podworko.messages.channels import Recipient
from podworko.messages.delivery import deliver_due
from podworko.messages.models import Message
from podworko.messages.operations import empty_old, forget_about, hold_waiting, send
from podworko.messages.sealing import unsealed
from podworko.messages.tests.conftest import Mailbox
from podworko.messages.tests.factories import CONTEXT, make_message, make_staff

pytestmark = pytest.mark.django_db


def write(name: str = "Żaneta Łoś", email: str = "zaneta@example.org") -> Message:
    return send(
        "outbox/hello",
        to=Recipient(name, email=email),
        context=CONTEXT,
        about=Message(pk=7),
        once="secret:7",
        pal_id=3,
        sealed=True,
    )


def row() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM outbox_message")
        return repr(cursor.fetchall())


def test_a_sealed_message_arrives_and_its_row_shows_nothing(mailbox: Mailbox) -> None:
    message = write()

    shown = row()
    assert deliver_due().sent == 1

    assert not [word for word in ("Żaneta", "Joga", "zaneta", "Zapis") if word in shown]
    [envelope] = mailbox.taken
    assert "zaneta@example.org" in envelope.rcpt_tos
    message.refresh_from_db()
    assert (message.status, message.to_email, message.pal_id) == ("sent", "", None)


def test_no_desk_lists_a_sealed_message() -> None:
    administrator, _pal = make_staff("administrator", is_everywhere=True)
    write()
    plain = make_message()

    assert list(policies.visible_messages(administrator)) == [plain]


def test_it_opens_for_whoever_asks_for_it_by_name() -> None:
    message = write()

    assert message.to_name == ""
    assert unsealed(Message.objects.get()).to_name == "Żaneta Łoś"


def test_it_is_emptied_a_week_after_it_arrived(mailbox: Mailbox) -> None:
    del mailbox
    write()
    make_message()
    deliver_due()

    assert empty_old(now=timezone.now() + timedelta(days=6)) == 0
    assert empty_old(now=timezone.now() + timedelta(days=8)) == 1
    assert Message.objects.get(once="secret:7").sealed == ""


def test_nobody_prints_what_is_confidential() -> None:
    with pytest.raises(ValueError, match="Nobody prints"):
        write(email="")

    assert not Message.objects.exists()


def test_database_refuses_open_words_beside_sealed_ones() -> None:
    message = write()

    with pytest.raises(IntegrityError, match="sealed_shows_nothing"):
        Message.objects.filter(pk=message.pk).update(to_phone="+48600100200")


def test_what_is_written_about_a_thing_goes_with_it() -> None:
    message, other = write(), make_message()
    Message.objects.filter(pk=message.pk).update(status="to_call")

    assert forget_about([Message(pk=7), Message(pk=8)], actor=audit.SYSTEM) == 1
    assert forget_about([Message(pk=7)], actor=audit.SYSTEM) == 0

    message.refresh_from_db()
    other.refresh_from_db()
    assert (message.status, message.sealed) == ("withdrawn", "")
    assert message.emptied_at is not None
    assert audit.history(message) == ["message.written", "message.emptied"]
    assert (other.status, other.emptied_at) == ("queued", None)


def test_a_backup_that_is_put_back_does_not_hold_what_no_desk_could_release() -> None:
    message, plain = write(), make_message()

    assert hold_waiting() == 1

    message.refresh_from_db()
    plain.refresh_from_db()
    assert (message.status, plain.status) == ("queued", "failed")
