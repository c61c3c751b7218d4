"""Organisations are asked twice a year, confirm without an account, and lose no word."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from podworko.audit.public import SYSTEM, history
from podworko.core.times import today
from podworko.messages.models import Message
from podworko.messages.public import unsealed
from podworko.partners import links, operations, tasks
from podworko.partners.models import Correction, Organisation, Service
from podworko.partners.operations import OrganisationError
from podworko.partners.tests.factories import (
    OLD,
    grow_old,
    make_contact,
    make_organisation,
    make_pal,
    make_schedule,
    make_service,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_memory_of_addresses() -> None:
    cache.clear()


def old_organisation(**contact: object) -> Organisation:
    made = make_organisation(pal=make_pal(phone="+48120000100"))
    make_contact(made, **contact)
    grow_old(made)
    return made


def test_an_owner_is_asked_once_in_half_a_year_and_reminded_once() -> None:
    made = old_organisation()

    for _time in range(3):
        tasks.ask_owners()
    assert Message.objects.count() == 1

    Organisation.objects.update(asked_on=today() - timedelta(days=21))
    for _time in range(3):
        tasks.ask_owners()
    assert Message.objects.count() == 2
    verbs = history(made)
    assert verbs.count("partner.owner_asked") == verbs.count("partner.owner_reminded") == 1


def test_who_sent_a_correction_is_not_reminded() -> None:
    made = old_organisation()
    tasks.ask_owners()
    operations.correct(made, words="Nowe godziny.", actor=SYSTEM)
    Organisation.objects.update(asked_on=today() - timedelta(days=21))
    Correction.objects.update(sent_at=made.created_at)

    tasks.ask_owners()

    assert Message.objects.count() == 1


def test_who_has_no_email_is_called() -> None:
    old_organisation(email="", phone="+48120000555")

    tasks.ask_owners()

    assert Message.objects.get().channel == "call"


@pytest.mark.parametrize("why", ["fresh", "nobody"])
def test_nobody_is_asked_about_what_is_fresh_or_when_nobody_was_named(why: str) -> None:
    made = make_organisation()
    if why == "fresh":
        make_contact(made)
    else:
        grow_old(made)

    assert not operations.ask_owner(made, actor=SYSTEM)
    assert not operations.remind_owner(made, actor=SYSTEM)


def test_an_owner_confirms_by_the_link_of_the_message_without_an_account(client: Client) -> None:
    made = old_organisation()
    make_schedule(make_service(made))
    grow_old(made)
    tasks.ask_owners()
    text = unsealed(Message.objects.get()).body_text
    path = reverse("partners:check", args=[links.token(made)])
    assert path in text

    page = client.get(path).content.decode()
    assert "09:00–15:00" in page
    answer = client.post(path, {"confirm": "1"})

    assert answer.status_code == 302
    made.refresh_from_db()
    service = Service.objects.get()
    assert {(row.assured_on, row.assured_by) for row in (made, service)} == {(today(), "owner")}


def test_a_correction_waits_and_is_shown_and_answered_once(client: Client) -> None:
    made = old_organisation()
    path = reverse("partners:check", args=[links.token(made)])

    for _time in range(2):
        client.post(path, {"words": "Otwarte do szesnastej."})

    told = Correction.objects.get()
    assert (told.state, told.words) == ("waiting", "Otwarte do szesnastej.")
    assert "Otwarte do szesnastej." in client.get(path).content.decode()
    made.refresh_from_db()
    assert made.assured_on == today() - OLD
    operations.answer_correction(told, state=Correction.State.TAKEN, actor=SYSTEM)
    with pytest.raises(OrganisationError):
        operations.answer_correction(told, state=Correction.State.DROPPED, actor=SYSTEM)


def test_words_stay_in_the_form_when_too_many_were_sent(client: Client) -> None:
    path = reverse("partners:check", args=[links.token(old_organisation())])
    for number in range(10):
        client.post(path, {"words": f"Zmiana {number}"})

    answer = client.post(path, {"words": "Zmiana ostatnia"})

    assert answer.status_code == 422
    assert "Zmiana ostatnia" in answer.content.decode()


@pytest.mark.parametrize("what", ["nonsense", "withdrawn"])
def test_a_wrong_link_and_one_of_what_is_gone_are_missing_pages(client: Client, what: str) -> None:
    made = make_organisation()
    token = links.token(made)
    if what == "withdrawn":
        operations.withdraw(made, actor=SYSTEM)
    else:
        token = f"{token[:-2]}AA"

    assert client.get(reverse("partners:check", args=[token])).status_code == 404
