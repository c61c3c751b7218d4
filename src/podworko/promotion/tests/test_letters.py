"""The rules of getting the newsletter."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.activities.tests.factories import make_pal
from podworko.audit import public as audit
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.errors import DomainError
from podworko.messages.models import Message
from podworko.messages.public import unsealed
from podworko.network.public import Pal
from podworko.people.public import Channel
from podworko.promotion import letter_links, operations, policies
from podworko.promotion.models import Subscription
from podworko.promotion.operations import Choice, Contact
from podworko.promotion.tests.factories import make_edition, make_news, make_reader, writer

pytestmark = pytest.mark.django_db

ADA = Contact(email="Ada@Example.org")


@pytest.fixture
def pal() -> Pal:
    return make_pal(slug="pal", phone="+48120000001", status="active")


def ask(contact: Contact = ADA, choice: Choice | None = None) -> Subscription:
    return operations.subscribe(contact, choice or Choice(), channel=Channel.WEB, actor=RESIDENT)


def written() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("template", flat=True))


def test_an_address_gets_nothing_before_it_is_confirmed(pal: Pal) -> None:
    held = ask(choice=Choice((pal,), ("culture", "nonsense"), "uk"))
    assert (held.state, held.email, held.kinds, held.language) == (
        "waiting",
        "ada@example.org",
        ["culture"],
        "uk",
    )
    assert not Subscription.objects.active().exists()
    (message,) = Message.objects.all()
    assert message.body_text == ""
    assert letter_links.confirm_token(held) in unsealed(message).body_text

    operations.confirm(held)
    operations.confirm(held)

    assert Subscription.objects.active().get() == held
    assert audit.history(held) == ["letter.asked", "letter.confirmed"]


def test_asking_for_an_address_on_the_list_changes_nothing_of_it(pal: Pal) -> None:
    held = make_reader(email="ada@example.org", asked_at=timezone.now() - timedelta(days=1))

    ask(choice=Choice((pal,), ("culture",), "en"))

    held.refresh_from_db()
    assert (held.state, held.kinds, held.language, held.pals.count()) == ("active", [], "pl", 0)
    assert written() == ["promotion/letter_held"]


def test_asking_again_at_once_fills_nobodys_box() -> None:
    ask()
    ask()
    assert len(written()) == 1

    Subscription.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    ask()
    assert written() == ["promotion/letter_confirm"] * 2


def test_the_link_that_changes_does_not_confirm() -> None:
    held = ask()
    assert letter_links.read_confirm_token(letter_links.token(held)) is None
    assert letter_links.read_token(letter_links.confirm_token(held)) is None


def test_ending_forgets_the_person_and_what_was_sent() -> None:
    held = ask()
    operations.confirm(held)

    operations.end(held, actor=RESIDENT)
    operations.end(held, actor=RESIDENT)

    assert not Subscription.objects.exists()
    message = Message.objects.get()
    assert message.emptied_at is not None
    assert message.status == "withdrawn"


def test_nobody_confirmed_is_forgotten_after_seven_days() -> None:
    held, reader = ask(), make_reader()
    soon, late = (timezone.now() + timedelta(days=days) for days in (6, 8))

    assert operations.erase_unconfirmed(actor=SYSTEM, now=soon) == 0
    assert operations.erase_unconfirmed(actor=SYSTEM, now=late) == 1

    assert Subscription.objects.get() == reader
    assert not Subscription.objects.filter(pk=held.pk).exists()
    assert Message.objects.get().emptied_at is not None


def test_sms_and_paper_begin_at_once_for_whoever_stands_at_the_desk(pal: Pal) -> None:
    user = writer(pal=pal)
    texts = Contact(way="sms", phone="+48600700800", pal=pal)
    paper = Contact(way="paper", name="Pani Zosia", pal=pal)
    for contact in (texts, paper):
        held = operations.subscribe(contact, Choice(), channel=Channel.DESK, actor=user)
        assert (held.state, held.channel) == ("active", "desk")

    (message,) = Message.objects.all()
    assert message.channel == "sms"
    assert "12 000 00 01" in message.body_text


@pytest.mark.parametrize(
    ("contact", "field"),
    [
        (Contact(way="sms", phone="+48126164000"), "phone"),
        (Contact(way="sms", phone="+48600700800"), "pal"),
        (Contact(way="paper"), "name"),
        (Contact(way="paper", name="Zosia"), "pal"),
        (Contact(), "email"),
    ],
)
def test_what_reaches_nobody_is_refused(contact: Contact, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        ask(contact)
    assert refused.value.field == field


def test_the_database_holds_an_address_once() -> None:
    make_reader(email="ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_reader(email="ada@example.org")


def refuse(reader: Subscription, code: int = 550) -> None:
    """Have a mail server refuse a message to a reader."""
    message = Message.objects.create(
        template="promotion/edition",
        channel="email",
        status="failed",
        to_email=reader.email,
        about=audit.label(reader),
        once=f"x{code}{reader.pk}{Message.objects.count()}",
        next_try_at=timezone.now(),
        last_error=f"SMTPRecipientsRefused {code}",
    )
    assert message.pk


def test_an_address_refused_for_good_is_paused_and_the_person_asked_by_phone(pal: Pal) -> None:
    refused, fine, for_now = (
        make_reader(phone="+48600700800", pal=pal),
        make_reader(),
        make_reader(),
    )
    refuse(refused)
    refuse(for_now, code=450)

    assert operations.notice_refused(actor=SYSTEM) == 1
    assert operations.notice_refused(actor=SYSTEM) == 0

    assert list(Subscription.objects.paused()) == [refused]
    assert set(Subscription.objects.active()) == {fine, for_now}
    asked = Message.objects.get(template="promotion/letter_bounced")
    assert (asked.channel, asked.to_phone) == ("sms", "+48600700800")


def test_a_server_that_refuses_many_at_once_refuses_us_and_pauses_nobody(caplog: Any) -> None:
    for _each in range(12):
        refuse(make_reader())

    assert operations.notice_refused(actor=SYSTEM) == 0
    assert not Subscription.objects.paused().exists()
    assert "12 of 12" in caplog.text


def test_confirmed_anew_an_old_refusal_tells_nothing() -> None:
    reader = make_reader()
    refuse(reader)
    operations.notice_refused(actor=SYSTEM)

    operations.confirm(reader)

    assert operations.notice_refused(actor=SYSTEM) == 0
    assert Subscription.objects.active().get() == reader


def test_a_mended_address_is_asked_to_confirm_and_cannot_be_anothers() -> None:
    reader, other = make_reader(), make_reader()
    operations.pause(reader, why="550", actor=SYSTEM)
    with pytest.raises(DomainError) as refused:
        operations.readdress(reader, email=other.email.upper(), actor=SYSTEM)
    assert refused.value.field == "email"

    held = operations.readdress(reader, email="nowy@example.org", actor=SYSTEM)

    assert (held.state, held.email) == ("waiting", "nowy@example.org")
    assert written() == ["promotion/letter_confirm"]


def test_who_holds_links_to_a_former_address_has_no_say_over_the_new_one() -> None:
    held = ask()
    confirms, owns = letter_links.confirm_token(held), letter_links.token(held)
    operations.confirm(held)
    operations.pause(held, why="550", actor=SYSTEM)

    operations.readdress(held, email="nowy@example.org", actor=SYSTEM)

    keys = [letter_links.read_confirm_token(confirms), letter_links.read_token(owns)]
    assert not Subscription.objects.filter(public_id__in=[key for key in keys if key]).exists()


def test_what_waits_for_a_former_address_is_not_sent() -> None:
    held = make_reader()
    edition = make_edition()
    make_news()
    operations.begin(edition, actor=SYSTEM)
    operations.carry_on(actor=SYSTEM)
    operations.pause(held, why="550", actor=SYSTEM)

    operations.readdress(held, email="nowy@example.org", actor=SYSTEM)

    statuses = dict(Message.objects.values_list("template", "status"))
    assert statuses == {"promotion/edition": "withdrawn", "promotion/letter_confirm": "queued"}


@pytest.mark.parametrize("fields", [{}, {"way": "sms", "email": "", "phone": "+48600700800"}])
def test_an_address_that_works_is_not_changed_over_somebodys_head(fields: dict[str, str]) -> None:
    held = make_reader(**fields)
    with pytest.raises(DomainError) as refused:
        operations.readdress(held, email="nowy@example.org", actor=SYSTEM)
    assert refused.value.field == "email"


def test_an_address_taken_at_the_same_moment_is_told_of() -> None:
    held, other = make_reader(), make_reader()
    operations.pause(held, why="550", actor=SYSTEM)
    with pytest.raises(DomainError, match="na liście"):
        operations.readdress(held, email=other.email, actor=SYSTEM)
    held.refresh_from_db()
    assert (held.state, held.email) == ("paused", "reader0@example.org")


@pytest.mark.parametrize("way", ["sms", "paper"])
def test_who_calls_again_gets_what_they_choose_now(pal: Pal, way: str) -> None:
    contact = Contact(way=way, phone="+48600700800", name="Zosia", pal=pal)
    held = ask(contact)

    assert ask(contact, Choice((pal,), ("culture",), "uk")) == held

    held.refresh_from_db()
    assert (held.kinds, held.language, list(held.pals.all())) == (["culture"], "uk", [pal])
    assert len(written()) == (way == "sms")


def test_a_phone_is_taken_with_the_pal_that_will_call_it() -> None:
    with pytest.raises(DomainError) as refused:
        ask(Contact(email="ada@example.org", phone="+48600700800"))
    assert refused.value.field == "pal"


def test_whoever_ended_meanwhile_is_not_paused() -> None:
    held = make_reader()
    Subscription.objects.all().delete()
    assert not operations.pause(held, why="550", actor=SYSTEM)


def test_an_animator_knows_of_readers_of_their_pal_alone(pal: Pal) -> None:
    other = make_pal()
    ours, theirs, everywhere = make_reader(), make_reader(), make_reader()
    ours.pals.add(pal)
    theirs.pals.add(other)
    paper = make_reader(way="paper", email="", name="Zosia", pal=other)

    assert set(policies.kept_subscriptions(writer(pal=pal))) == {ours, everywhere}
    coordinator = writer("network-coordinator", name="Kora")
    assert not policies.kept_subscriptions(coordinator).exists()
    assert paper not in policies.kept_subscriptions(writer(pal=pal))


def refused_on(readers: Iterable[Subscription], *, days_ago: int) -> None:
    """Have a mail server refuse these readers on a day."""
    for reader in readers:
        refuse(reader)
        moment = timezone.now() - timedelta(days=days_ago)
        Message.objects.filter(pk=Message.objects.latest("pk").pk).update(created_at=moment)


def test_a_server_that_refused_us_once_does_not_keep_dead_addresses_on_the_list() -> None:
    readers = [make_reader(confirmed_at=timezone.now() - timedelta(days=40)) for _ in range(12)]
    dead, late = readers[0], readers[1]
    refused_on(readers, days_ago=8)
    refused_on([dead], days_ago=1)
    assert operations.notice_refused(actor=SYSTEM) == 1
    refused_on([late], days_ago=0)

    assert operations.notice_refused(actor=SYSTEM) == 1
    assert set(Subscription.objects.paused()) == {dead, late}


def test_who_is_refused_little_by_little_on_one_day_is_many_all_the_same() -> None:
    readers = [make_reader() for _ in range(14)]
    refused_on(readers[:7], days_ago=0)
    assert operations.notice_refused(actor=SYSTEM) == 7

    refused_on(readers[7:], days_ago=0)

    assert operations.notice_refused(actor=SYSTEM) == 0
