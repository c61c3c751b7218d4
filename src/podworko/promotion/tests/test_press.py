"""Press releases: what may leave, when and to whom, corrected and withdrawn."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from podworko.audit.public import SYSTEM
from podworko.core.versions import ChangedMeanwhileError
from podworko.messages.models import Message, Status
from podworko.messages.public import deliver_due
from podworko.promotion import operations, press_links
from podworko.promotion.models import Dispatch, Outlet, Release
from podworko.promotion.operations import dispatches
from podworko.promotion.operations.press import PressError
from podworko.promotion.press_text import text_of
from podworko.promotion.tests.factories import make_photo, writer
from podworko.promotion.tests.press_factories import (
    changed,
    in_hours,
    mailed,
    make_contact,
    make_draft,
    make_outlet,
    make_release,
)

pytestmark = pytest.mark.django_db


def due_later(*, hours: float) -> int:
    """Let the job look in so many hours; return how many messages it wrote."""
    return operations.send_due(actor=SYSTEM, now=in_hours(hours))


def test_a_release_goes_once_to_each_contact_and_says_where_the_address_is_from() -> None:
    contact = make_contact(source="z Państwa stopki")
    release = make_release(contact)
    operations.send_more(release, [contact], actor=writer())
    operations.send_due(actor=SYSTEM)

    [message] = mailed(contact)
    assert "Sąsiedzi odnowili ławkę" in message.subject
    for told in ("Kto: PAL", "Gdzie: ul. Przykładowa 7", "Ola Wrona", "z Państwa stopki"):
        assert told in message.body_text
    assert message.unsubscribe_url == press_links.end_url(contact, language="pl")


@pytest.mark.parametrize(
    "fields",
    [
        {"who": " "},
        {"place": ""},
        {"occasion": ""},
        {"contact_phone": ""},
        {"quotation": "Cieszę się", "quoted": "Ada, sąsiadka"},
    ],
)
def test_what_a_newsroom_would_call_about_does_not_leave(fields: dict[str, str]) -> None:
    draft = make_draft(**fields)

    with pytest.raises(PressError):
        operations.release_press(draft, contacts=[make_contact()], actor=writer())
    assert not Dispatch.objects.exists()
    assert not Release.objects.public().exists()


def test_a_quotation_of_nobody_is_not_kept() -> None:
    with pytest.raises(PressError):
        make_draft(quotation="Cieszę się")


def test_under_embargo_only_who_keeps_it_gets_it_and_the_rest_when_it_ends() -> None:
    keeps = make_contact(make_outlet(keeps_embargo=True))
    rest = make_contact()
    release = make_release(keeps, rest, embargo=in_hours(5))

    [message] = mailed(keeps)
    assert message.subject.startswith("EMBARGO")
    assert press_links.early_token(release) in message.body_text
    assert mailed(rest) == []
    assert not Release.objects.public().exists()
    assert due_later(hours=4) == 0
    assert due_later(hours=6) == 1
    assert Release.objects.public(now=in_hours(6)).get() == release


def test_an_outlet_that_stopped_keeping_embargoes_waits_as_the_others_do() -> None:
    outlet = make_outlet(keeps_embargo=True)
    contact = make_contact(outlet)
    make_release(contact, at=in_hours(1), embargo=in_hours(5))
    Outlet.objects.update(keeps_embargo=False)

    assert due_later(hours=2) == 0
    assert mailed(contact) == []
    assert due_later(hours=6) == 1


def test_what_is_sent_after_an_embargo_says_nothing_of_it() -> None:
    contact = make_contact()
    release = make_release(contact, embargo=in_hours(1))
    Release.objects.filter(pk=release.pk).update(goes_at=in_hours(-3), embargo_until=in_hours(-0.1))
    Dispatch.objects.update(due_at=in_hours(-0.1))

    operations.send_due(actor=SYSTEM)

    [message] = mailed(contact)
    assert "mbargo" not in message.subject + message.body_text
    assert f"/dla-mediow/{release.public_id}/" in message.body_text


def test_an_embargo_ended_early_lets_everybody_have_it_at_once() -> None:
    contact = make_contact()
    release = make_release(contact, embargo=in_hours(5))

    operations.end_embargo(release, actor=SYSTEM)

    assert len(mailed(contact)) == 1
    assert Release.objects.public().get() == release
    with pytest.raises(PressError):
        operations.end_embargo(release, actor=SYSTEM)


def test_what_is_planned_leaves_at_its_moment_and_can_be_stopped() -> None:
    contact = make_contact()
    release = make_release(contact, at=in_hours(2))

    assert mailed(contact) == []
    assert operations.stop_release(release, actor=SYSTEM).state == "draft"
    assert due_later(hours=3) == 0
    operations.release_press(release, at=in_hours(2), contacts=[contact], actor=writer())
    assert due_later(hours=3) == 1


@pytest.mark.parametrize(("at", "embargo"), [(-1, None), (3, 2), (None, -1)])
def test_moments_that_make_no_sense_are_refused(at: float | None, embargo: float | None) -> None:
    moments = [None if hours is None else in_hours(hours) for hours in (at, embargo)]

    with pytest.raises(PressError):
        make_release(at=moments[0], embargo=moments[1])


def test_a_correction_needs_words_and_goes_to_whoever_got_it() -> None:
    told, waits = make_contact(), make_contact()
    release = make_release(told)
    deliver_due()

    with pytest.raises(PressError):
        operations.save_release(**changed(release, place="inna ulica"), actor=writer())
    assert Release.objects.get().place == "ul. Przykładowa 7"
    for words in ("Zła ulica.", "Zła godzina."):
        operations.save_release(**changed(release, place=words), correction=words, actor=writer())

    first, second, third = mailed(told)
    assert first.status == Status.SENT
    assert second.subject.startswith("Sprostowanie: ")
    assert "Zła ulica." in second.body_text
    assert second.status == Status.WITHDRAWN, "it had not left yet when it was corrected again"
    assert "Zła godzina." in third.body_text
    assert mailed(waits) == []


def test_what_has_not_left_is_changed_without_a_word_to_anybody() -> None:
    contact = make_contact()
    release = make_release(contact, at=in_hours(2))

    operations.save_release(**changed(release, place="inna ulica"), actor=writer())
    due_later(hours=3)

    [message] = mailed(contact)
    assert "inna ulica" in message.body_text
    assert Release.objects.get().corrections == 0


def test_a_planned_release_stays_whole() -> None:
    release = make_release(at=in_hours(2))

    with pytest.raises(PressError):
        operations.save_release(**changed(release, who=""), actor=writer())
    assert Release.objects.get().who == "PAL"


def test_who_saves_second_is_told() -> None:
    release = make_draft()
    mine, theirs = changed(release, who="ja"), changed(release, who="oni")
    operations.save_release(**theirs, actor=writer())

    with pytest.raises(ChangedMeanwhileError):
        operations.save_release(**mine, actor=writer())
    assert Release.objects.get().who == "oni"


def test_who_got_what_is_withdrawn_is_asked_not_to_use_it() -> None:
    told, waits = make_contact(make_outlet(keeps_embargo=True)), make_contact()
    release = make_release(told, waits, embargo=in_hours(5))
    deliver_due()

    operations.withdraw_release(release, why="Spotkanie odwołane.", actor=SYSTEM)

    assert "Spotkanie odwołane." in mailed(told)[1].body_text
    assert due_later(hours=6) == 0
    assert mailed(waits) == []
    with pytest.raises(PressError):
        operations.save_release(**changed(release, who="X"), correction="x", actor=writer())


@pytest.mark.parametrize("why", ["", "  "])
def test_nothing_is_withdrawn_without_a_reason(why: str) -> None:
    release = make_release()

    with pytest.raises(PressError):
        operations.withdraw_release(release, why=why, actor=SYSTEM)
    with pytest.raises(PressError):
        operations.withdraw_release(make_draft(), why="Powód.", actor=SYSTEM)
    assert Release.objects.public().get() == release


def test_only_a_draft_is_thrown_away() -> None:
    operations.delete_draft(make_draft(), actor=SYSTEM)
    release = make_release()

    with pytest.raises(PressError):
        operations.delete_draft(release, actor=SYSTEM)
    assert Release.objects.get() == release


def test_who_has_only_a_phone_stands_on_the_list_of_calls() -> None:
    make_release(make_contact(way="call", email="", phone="+48126167801"))

    [message] = Message.objects.all()
    assert message.status == Status.TO_CALL
    assert "Sąsiedzi odnowili ławkę" in message.call_text


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Who: PAL"), ("uk", "Хто: PAL"), ("pl", "Kto: PAL")]
)
def test_a_release_is_told_in_its_own_language(language: str, told: str) -> None:
    contact = make_contact()
    make_release(contact, language=language)

    assert told in mailed(contact)[0].body_text


def test_a_quotation_stands_in_the_marks_of_its_language() -> None:
    fields = {"quotation": "„Cieszę się”", "quoted": "Ada", "is_quotation_agreed": True}

    assert text_of(make_draft(**fields)).saying == "„Cieszę się” – Ada"
    assert text_of(make_draft(**fields, language="uk")).saying == "«Cieszę się» – Ada"


def test_words_cannot_forge_a_heading_or_a_button_of_a_message() -> None:
    contact = make_contact()
    make_release(contact, body="[[ Kliknij | https://zle.example.org ]]\n\n=== sms ===\nx")

    [message] = mailed(contact)
    assert not re.search(r'href="https://zle\.example\.org', message.body_html)
    assert "=== sms ===" not in message.call_text


@pytest.mark.parametrize(
    ("wants", "has_photo", "told"),
    [(True, True, True), (True, False, False), (False, True, False)],
)
def test_photographs_are_promised_where_there_are_some_to_take(
    *, wants: bool, has_photo: bool, told: bool
) -> None:
    contact = make_contact(make_outlet(wants_photos=wants))
    release = make_release(at=in_hours(1))
    if has_photo:
        operations.add_release_photo(release, make_photo(), actor=writer())

    operations.send_more(release, [contact], actor=writer())
    due_later(hours=2)

    [message] = mailed(contact)
    assert ("Zdjęcia i tekst do pobrania" in message.body_text) is told
    assert "ekst do pobrania" in message.body_text


def test_the_network_speaks_of_itself_by_its_name() -> None:
    make_release(make_contact(way="call", email="", phone="+48126167801"))

    assert "tu Sieć Programów Aktywności Lokalnej." in Message.objects.get().call_text


def test_who_waits_for_a_page_waits_for_few_letters_and_the_job_writes_the_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dispatches, "AT_ONCE", 1)
    contacts = [make_contact() for _number in range(3)]
    release = make_release(*contacts)
    assert Message.objects.count() == 1
    assert operations.send_due(actor=SYSTEM) == 2

    for words in ("Zła ulica.", "Zła godzina."):
        operations.save_release(**changed(release, place=words), correction=words, actor=writer())
    operations.send_due(actor=SYSTEM)

    waiting = Message.objects.exclude(status=Status.WITHDRAWN)
    assert waiting.count() == 3
    assert all("Zła godzina." in message.body_text for message in waiting)


def test_a_release_that_left_counts_from_its_moment() -> None:
    release = make_release(at=timezone.now() + timedelta(hours=1))

    assert (release.is_planned, release.is_out, release.is_public) == (True, False, False)
