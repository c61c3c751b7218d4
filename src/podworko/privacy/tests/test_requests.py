"""Requests, their clocks, breaches, clauses, and the pages of both sides."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.activities.tests.factories import join, make_session
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.privacy import GONE
from podworko.core.versions import version_of
from podworko.messages import public as messages
from podworko.messages.models import Message
from podworko.people.merging import merge
from podworko.people.models import Consent
from podworko.privacy import clocks, links, operations
from podworko.privacy.models import Breach, Clause, Erasure, RightsRequest
from podworko.privacy.operations.officer import BREACH_FIELDS
from podworko.privacy.queries import clauses, consents
from podworko.privacy.queries.collecting import collect
from podworko.privacy.tests.factories import (
    make_breach,
    make_officer,
    make_person,
    make_request,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        (date(2026, 3, 5), date(2026, 4, 7)),  # 5 April is Easter, 6 April its Monday
        (date(2026, 1, 31), date(2026, 3, 2)),  # no 31 February: the 28th, a Saturday
        (date(2026, 8, 31), date(2026, 9, 30)),
        (date(2026, 11, 25), date(2026, 12, 28)),  # Christmas, a Saturday, a Sunday
        (date(2026, 12, 1), date(2027, 1, 4)),  # New Year's Day is a Friday
    ],
)
def test_a_month_ends_as_regulation_1182_71_says(received_on: date, due_on: date) -> None:
    assert clocks.due_on(received_on) == due_on


def test_extended_it_is_three_months_from_the_day_it_came() -> None:
    assert clocks.due_on(date(2026, 1, 30), is_extended=True) == date(2026, 4, 30)


def test_72_hours_run_over_a_weekend() -> None:
    friday = datetime(2026, 5, 1, 17, 0, tzinfo=UTC)

    assert clocks.authority_until(friday) == datetime(2026, 5, 4, 17, 0, tzinfo=UTC)


def test_a_request_is_prolonged_once_within_the_first_month_and_the_person_told() -> None:
    asked = make_request(days_ago=3)

    held = operations.extend(asked, why="dużo wniosków", actor=SYSTEM)

    assert held.due_on == clocks.due_on(asked.received_on, is_extended=True)
    told = {message.template for message in messages.messages_about(asked)}
    assert told == {"privacy/request_taken", "privacy/request_extended"}
    with pytest.raises(operations.RequestError):
        operations.extend(asked, why="znowu", actor=SYSTEM)
    with pytest.raises(operations.RequestError):
        operations.extend(make_request(days_ago=50), why="późno", actor=SYSTEM)


def test_being_sure_who_asks_has_to_say_how() -> None:
    with pytest.raises(operations.RequestError, match="skąd"):
        operations.note_identity(make_request(), identity="sure", note="", actor=SYSTEM)


def test_erasure_on_request_tells_the_person_and_then_nothing_of_them_is_left() -> None:
    person = make_person(email="ada@example.org")
    asked = operations.name_person(make_request("erasure"), person=person, actor=SYSTEM)
    with pytest.raises(operations.RequestError, match="kto pyta"):
        operations.erase_for(asked, words="Usunęliśmy.", actor=SYSTEM)
    operations.note_identity(asked, identity="sure", note="przy ladzie", actor=SYSTEM)

    made = operations.erase_for(asked, words="Usunęliśmy.", actor=SYSTEM)

    asked.refresh_from_db()
    person.refresh_from_db()
    assert made.is_whole
    assert (person.name, asked.name, asked.email, asked.decision) == (GONE, "", "", "done")
    told = Message.objects.get(emptied_at=None)
    assert (told.to_email, told.template) == ("ada@example.org", "privacy/request_answered")
    RightsRequest.objects.update(emptied_at=timezone.now() - timedelta(days=31))
    operations.keep(actor=SYSTEM)
    assert not Message.objects.exclude(to_email="").exists()


def test_officers_are_reminded_once() -> None:
    make_officer()
    make_request(days_ago=27)
    make_breach(noticed_at=timezone.now() - timedelta(hours=50))
    make_breach(noticed_at=timezone.now() - timedelta(hours=50), risk=Breach.Risk.UNLIKELY)

    operations.remind(actor=SYSTEM)
    operations.remind(actor=SYSTEM)

    assert Message.objects.filter(template="privacy/clock_near").count() == 2


def test_a_breach_is_closed_only_when_weighed_and_told() -> None:
    breach = make_breach(noticed_at=timezone.now() - timedelta(hours=80))
    for fields, words in (
        ({}, "oceń ryzyko"),
        ({"risk": "high", "assessment": "lista z nazwiskami"}, "UODO"),
        ({"authority_told_at": timezone.now()}, "osobom"),
    ):
        Breach.objects.filter(pk=breach.pk).update(**fields)
        with pytest.raises(DomainError, match=words):
            operations.close_breach(breach, actor=SYSTEM)
    Breach.objects.filter(pk=breach.pk).update(people_told_at=timezone.now())

    assert operations.close_breach(breach, actor=SYSTEM).closed_at


def test_telling_the_authority_late_needs_a_reason() -> None:
    late = make_breach(noticed_at=timezone.now() - timedelta(hours=80))
    late.authority_told_at = timezone.now()

    with pytest.raises(DomainError, match="72 godziny"):
        operations.save_breach(late, seen_version="", actor=SYSTEM)


def test_a_clause_holds_from_its_day_until_the_next_one() -> None:
    today = times.today()
    for number, (words, days) in enumerate((("Stara.", -30), ("Nowa.", 0), ("Przyszła.", 9)), 1):
        day = today + timedelta(days=days)
        Clause.objects.create(form="zapisy", number=number, words=words, valid_from=day)

    yesterday = clauses.on_day("zapisy", today - timedelta(days=1))
    assert (yesterday and yesterday.words, clauses.shown("zapisy")) == ("Stara.", "Nowa.")
    past = Clause(form="zapisy", words="x", valid_from=today - timedelta(days=1))
    with pytest.raises(DomainError):
        operations.publish_clause(past, actor=SYSTEM)


def test_everything_is_collected_of_merged_cards_and_nothing_of_confidential_talks() -> None:
    session = make_session()
    assert session.sign_up_list
    sign_up = join(session.sign_up_list, "ada")
    twin = make_person("Ada Druga", email="druga@example.org")
    Consent.objects.create(person=twin, text="image", version="1", channel="paper")
    merge(sign_up.person, gone=twin, actor=SYSTEM)

    told = collect(twin)

    tables = {part.label for part in told.parts}
    assert {"people.person", "activities.signup", "people.consent"} <= tables
    assert not any(label.startswith("consultations") for label in tables)
    assert "druga@example.org" in told.as_json()
    assert session.activity.title in told.as_json()
    assert any("Poufne rozmowy" in note for note in told.notes)


def test_collecting_costs_the_same_for_one_row_and_for_many(
    django_assert_max_num_queries: Any,
) -> None:
    person = make_person()
    for version in ("1", "2", "3"):
        Consent.objects.create(person=person, text="image", version=version, channel="paper")

    with django_assert_max_num_queries(70):
        collect(person)


def test_the_ledger_reads_three_kinds_in_three_queries(django_assert_num_queries: Any) -> None:
    for number in range(3):
        person = make_person(f"Ada {number}")
        Consent.objects.create(person=person, text="image", version="1", channel="paper")

    with django_assert_num_queries(3):
        assert len(consents.lines()) == 3


def test_somebody_asks_without_an_account_and_follows_by_link_and_code(client: Client) -> None:
    answer = client.post(reverse("privacy:ask"), {"kind": "access", "name": "Ada Mak"})

    made = RightsRequest.objects.get()
    assert answer["Location"] == reverse("privacy:status", args=[links.token(made)])
    page = client.get(answer["Location"]).content.decode()
    code = links.code_of(made.public_id)
    assert code[:3] in page
    found = client.post(reverse("privacy:by_code"), {"code": code.lower()})
    assert found["Location"] == answer["Location"]
    assert client.post(reverse("privacy:by_code"), {"code": "ABC"}).status_code == 422


def test_what_was_typed_is_kept_on_a_mistake(client: Client) -> None:
    answer = client.post(reverse("privacy:ask"), {"name": "Ada Mak", "words": "proszę"})

    assert answer.status_code == 422
    assert "Ada Mak" in answer.content.decode()


def test_the_officer_answers_and_erases_on_the_desk(client: Client) -> None:
    client.force_login(make_officer())
    person = make_person(email="ada@example.org")
    asked = make_request("erasure")
    page = reverse("privacy:desk_request", args=[asked.public_id])

    def act(what: str, **data: Any) -> int:
        path = reverse("privacy:desk_request_act", args=[asked.public_id, what])
        return client.post(path, data).status_code

    client.post(
        reverse("privacy:desk_request_person", args=[asked.public_id]),
        {"person": str(person.public_id)},
    )
    assert "Usuń dane tej osoby" in client.get(page).content.decode()
    assert act("usun-dane", words="Usunęliśmy.", is_sure="on") == 422
    assert act("kto-pyta", identity="sure", note="przy ladzie") == 302
    data = client.get(reverse("privacy:desk_request_data", args=[asked.public_id]) + "?plik=json")
    assert data["Content-Type"].startswith("application/json")
    assert b"ada@example.org" in data.content
    assert act("usun-dane", words="Usunęliśmy.", is_sure="on") == 302

    made = Erasure.objects.get()
    shown = client.get(reverse("privacy:desk_erasure", args=[made.public_id])).content.decode()
    assert made.digest in shown
    assert "Ada Mak" not in shown


@pytest.mark.parametrize(
    "path", ["desk_record", "desk_assessment", "desk_keeping", "desk_consents", "desk_clauses"]
)
def test_the_officers_pages_open(client: Client, path: str) -> None:
    client.force_login(make_officer())

    assert client.get(reverse(f"privacy:{path}")).status_code == 200


def test_the_record_and_the_data_are_papers_too(client: Client) -> None:
    client.force_login(make_officer())
    asked = operations.name_person(make_request(), person=make_person(), actor=SYSTEM)
    operations.note_identity(asked, identity="sure", note="przy ladzie", actor=SYSTEM)
    data = reverse("privacy:desk_request_data", args=[asked.public_id])

    for path in (reverse("privacy:desk_record"), reverse("privacy:desk_assessment"), data):
        assert client.get(f"{path}?plik=pdf").content.startswith(b"%PDF")


def test_a_breach_is_entered_and_completed_on_the_desk(client: Client) -> None:
    client.force_login(make_officer())
    told = {"title": "Pomyłka", "words": "List.", "noticed_at": "2026-01-02T10:00"}

    answer = client.post(reverse("privacy:desk_breach_new"), told)

    breach = Breach.objects.get()
    assert answer["Location"] == breach_page(breach)
    assert "minęły 72 godziny" in client.get(breach_page(breach)).content.decode()


def breach_page(breach: Breach) -> str:
    return reverse("privacy:desk_breach", args=[breach.public_id])


@pytest.mark.parametrize("kind", ["pdf", "json"])
def test_no_copy_is_made_before_it_is_sure_who_asks(client: Client, kind: str) -> None:
    client.force_login(make_officer())
    person = make_person(email="ada@example.org")
    asked = operations.name_person(make_request(), person=person, actor=SYSTEM)
    data = reverse("privacy:desk_request_data", args=[asked.public_id])

    answer = client.get(f"{data}?plik={kind}")

    assert answer["Location"] == reverse("privacy:desk_request", args=[asked.public_id])


def test_a_copy_for_the_person_leaves_nothing_out_and_a_page_tells_how_much_more() -> None:
    person = make_person()
    for version in ("1", "2", "3"):
        Consent.objects.create(person=person, text="image", version=version, channel="paper")

    def consents_of(most: int | None) -> tuple[int, int]:
        told = collect(person, most=most)
        part = next(part for part in told.parts if part.label == "people.consent")
        return len(part.rows), part.number

    assert consents_of(None) == (3, 3)
    assert consents_of(2) == (2, 3)


def test_only_who_asks_to_be_erased_is_erased() -> None:
    person = make_person()
    asked = operations.name_person(make_request("access"), person=person, actor=SYSTEM)
    operations.note_identity(asked, identity="sure", note="przy ladzie", actor=SYSTEM)

    with pytest.raises(operations.RequestError):
        operations.erase_for(asked, words="Usunęliśmy.", actor=SYSTEM)


def test_nobody_who_is_erased_is_held() -> None:
    person = make_person()
    operations.erase(person, why=Erasure.Why.REQUEST, actor=SYSTEM)

    with pytest.raises(operations.RequestError):
        operations.begin_hold(person, reason="claim", why="spór", actor=SYSTEM)


def test_of_a_prolonged_day_officers_are_reminded_again() -> None:
    make_officer()
    asked = make_request(days_ago=25)
    operations.remind(actor=SYSTEM)
    operations.extend(asked, why="dużo wniosków", actor=SYSTEM)
    asked.refresh_from_db()
    soon = times.today() + timedelta(days=2)
    RightsRequest.objects.filter(pk=asked.pk).update(due_on=soon)

    operations.remind(actor=SYSTEM)

    assert Message.objects.filter(template="privacy/clock_near").count() == 2


def test_a_closed_breach_stays_one_that_could_be_closed_and_nothing_is_told_ahead() -> None:
    breach = make_breach(risk="unlikely", assessment="koperta wróciła", closed_at=timezone.now())
    seen = version_of(breach, BREACH_FIELDS)
    for risk in ("", "high"):
        changed = Breach.objects.get(pk=breach.pk)
        changed.risk = risk
        with pytest.raises(DomainError):
            operations.save_breach(changed, seen_version=seen, actor=SYSTEM)
    ahead = make_breach(authority_told_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(DomainError, match="dopiero"):
        operations.save_breach(ahead, seen_version="", actor=SYSTEM)
