"""The list of media: who is written to, whose address died, who objects; what they printed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.activities.tests.factories import make_pal
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.messages.models import Message, Status
from podworko.promotion import operations
from podworko.promotion.bounces import import_bounces
from podworko.promotion.models import Clipping, Dispatch, Outlet, PressContact, Release
from podworko.promotion.operations.press import PressError
from podworko.promotion.queries import press as queries
from podworko.promotion.tests.factories import writer
from podworko.promotion.tests.press_factories import (
    in_hours,
    mailed,
    make_clipping,
    make_contact,
    make_draft,
    make_outlet,
    make_release,
)
from podworko.promotion.tests.test_bounces import report

pytestmark = pytest.mark.django_db


def refuse_all() -> None:
    Message.objects.update(status=Status.FAILED, last_error="SMTPRecipientsRefused 550")


def state_of(contact: PressContact) -> str:
    return PressContact.objects.get(pk=contact.pk).state


def test_whose_address_is_refused_for_good_is_written_to_no_more() -> None:
    contact, other = make_contact(), make_contact()
    make_release(contact)
    refuse_all()

    assert operations.notice_refused_press(actor=SYSTEM) == 1
    assert operations.notice_refused_press(actor=SYSTEM) == 0

    make_release(contact, other)
    assert (state_of(contact), len(mailed(contact)), len(mailed(other))) == ("paused", 1, 1)


def test_an_address_that_works_again_is_not_paused_for_what_was() -> None:
    contact = make_contact()
    make_release(contact)
    refuse_all()
    operations.notice_refused_press(actor=SYSTEM)

    operations.resume_contact(contact, actor=writer())

    assert operations.notice_refused_press(actor=SYSTEM) == 0
    assert state_of(contact) == "active"


def test_a_server_that_refuses_all_pauses_nobody() -> None:
    contacts = [make_contact() for _number in range(7)]
    make_release(*contacts)
    refuse_all()

    assert operations.notice_refused_press(actor=SYSTEM) == 0


def test_a_report_of_dead_mail_pauses_the_address_it_names_and_no_other() -> None:
    contact, other = make_contact(), make_contact()
    make_release(contact, other)
    message = mailed(contact)[0]

    wrong = import_bounces("x.eml", report(message, email=other.email), actor=SYSTEM)
    right = import_bounces("x.eml", report(message), actor=SYSTEM)

    assert [line.outcome.value for line in (*wrong.lines, *right.lines)] == ["refused", "changed"]
    assert (state_of(contact), state_of(other)) == ("paused", "active")


def test_who_objects_is_forgotten_but_for_the_address_and_never_put_on_again() -> None:
    contact = make_contact(name="Anna Zmyślona", phone="+48126167801", role="dzielnica")
    release = make_release(contact, embargo=in_hours(3))

    for _time in range(2):
        operations.object_contact(contact, actor=RESIDENT)

    held = PressContact.objects.get()
    assert (held.name, held.role, held.phone, held.notes) == ("", "", "", "")
    assert held.email == contact.email
    assert operations.send_due(actor=SYSTEM, now=in_hours(4)) == 0
    assert Dispatch.objects.get().state == "called_off"
    with pytest.raises(PressError):
        make_contact(email=contact.email.upper())
    with pytest.raises(PressError):
        operations.remove_contact(held, actor=SYSTEM)
    assert operations.send_more(release, [held], actor=writer()) == 0


def test_what_was_written_to_who_is_removed_is_emptied_and_still_counts() -> None:
    contact, outlet = make_contact(), make_outlet()
    release = make_release(contact)
    make_release(contact, at=in_hours(3))
    other = make_contact(outlet)

    operations.remove_contact(contact, actor=SYSTEM)

    assert not PressContact.objects.filter(pk=contact.pk).exists()
    assert Message.objects.get().to_email == ""
    assert operations.send_due(actor=SYSTEM, now=in_hours(4)) == 0
    today = times.today()
    counts = queries.press_counts(since=today, until=today)
    assert (counts.dispatches, counts.outlets) == (1, 1)
    [mailed_one] = queries.dispatches_of(release)
    assert mailed_one.dispatch.outlet == contact.outlet
    assert [choice.contact for choice in queries.choices_for(release)] == [other]
    operations.withdraw_release(release, why="Powód.", actor=SYSTEM)
    assert Message.objects.count() == 1


def test_who_has_only_a_phone_and_objects_is_not_put_on_again() -> None:
    contact = make_contact(way="call", email="", phone="+48126167801", name="Anna Zmyślona")

    operations.object_contact(contact, actor=SYSTEM)

    held = PressContact.objects.get()
    assert (held.name, held.source) == ("", "–")
    with pytest.raises(PressError):
        make_contact(way="call", email="", phone="+48126167801")


def test_one_address_stands_on_the_list_once_whatever_its_letters() -> None:
    contact = make_contact()

    with pytest.raises(PressError) as refused:
        make_contact(email=contact.email.upper())
    assert contact.outlet.name in str(refused.value.message)


@pytest.mark.parametrize("fields", [{"email": ""}, {"way": "call", "email": ""}])
def test_who_cannot_be_reached_that_way_is_not_put_on(fields: dict[str, Any]) -> None:
    with pytest.raises(PressError):
        make_contact(**fields)


def test_those_who_tell_of_the_neighbourhood_are_offered_first() -> None:
    ours, theirs = make_pal(), make_pal()
    far = make_contact(make_outlet(theirs, name="A daleko"))
    near = make_contact(make_outlet(ours, name="Z blisko"))
    gone = make_contact(make_outlet(ours, name="B zamknięta", is_active=False))
    release = make_draft(pal=ours)

    told = [(choice.contact, choice.is_fit) for choice in queries.choices_for(release)]

    assert told == [(near, True), (far, False)]
    assert gone not in [contact for contact, _fit in told]


def test_a_search_finds_outlets_by_name_and_by_people_whatever_the_letters() -> None:
    found = make_outlet(name="Głos Łagiewnik")
    make_contact(found, name="Józefa Źdźbło")
    make_outlet(name="Inna")

    for text in ("glos lag", "ŹDŹBŁO"):
        assert list(queries.found_outlets(text=text)) == [found]


def test_the_same_clipping_is_noted_once() -> None:
    outlet, pal = make_outlet(), make_pal()
    for of in (None, pal):
        make_clipping(outlet=outlet, pal=of, url="https://example.org/a")
        with pytest.raises(PressError):
            make_clipping(outlet=outlet, pal=of, url="https://example.org/a")
    assert Clipping.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"kept_at": ""},
        {"appeared_on": times.today() + timedelta(days=1)},
        {"appeared_on": date(202, 11, 3)},
    ],
)
def test_what_nobody_could_look_at_is_no_clipping(fields: dict[str, object]) -> None:
    with pytest.raises(PressError):
        make_clipping(**fields)


def test_a_year_is_counted_from_what_left_and_what_appeared() -> None:
    """Each figure against rows made so that every rule changes one of them."""
    pal, now = make_pal(), timezone.now()
    radio, paper = make_outlet(kind="radio"), make_outlet()
    first, second = make_contact(radio), make_contact(paper)
    release = make_release(first, second, make_contact(paper), pal=pal)
    operations.withdraw_release(make_release(first), why="x", actor=SYSTEM)
    make_release(first, at=in_hours(5))
    old = make_release(first)
    Release.objects.filter(pk=old.pk).update(goes_at=now - timedelta(days=400))
    make_clipping(outlet=radio, release=release, reach=1000)
    make_clipping(outlet=paper, reach=None)
    make_clipping(outlet=paper, appeared_on=times.today() - timedelta(days=400), reach=9)

    today = times.today()
    counts = queries.press_counts(since=today - timedelta(days=30), until=today)

    assert (counts.releases, counts.dispatches, counts.outlets) == (1, 3, 2)
    assert (counts.clippings, counts.from_releases) == (2, 1)
    assert (counts.reach, counts.without_reach) == (1000, 1)
    assert dict(counts.by_kind) == {"radio": 1, "gazeta": 1}


@pytest.mark.parametrize(
    "fields",
    [
        {"goes_at": None},
        {"quotation": "x", "quoted": ""},
        {"contact_phone": "", "contact_email": ""},
        {"embargo_until": timezone.now() - timedelta(days=3)},
        {"title": ""},
    ],
)
def test_the_database_refuses_a_release_that_breaks_a_rule(fields: dict[str, object]) -> None:
    make_release()

    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.update(**fields)


def test_the_address_of_an_outlet_is_one_of_the_web() -> None:
    with pytest.raises(ValidationError):
        Outlet(name="X", kind="radio", web="javascript:alert(1)").full_clean()
