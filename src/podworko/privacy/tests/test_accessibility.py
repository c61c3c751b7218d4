"""Access: the declaration with all that the law asks for, its clock, and who is kept out."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.tests.makers import make_staff
from podworko.activities.tests.factories import make_pal
from podworko.audit.public import RESIDENT, SYSTEM, history
from podworko.core import times
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.messages.models import Message
from podworko.network.models import Pal, Place
from podworko.people.public import Channel
from podworko.privacy import clocks, health
from podworko.privacy.accessibility import operations
from podworko.privacy.accessibility.operations import (
    STATEMENT_FIELDS,
    AccessError,
    Barrier,
    save_statement,
)
from podworko.privacy.models import AccessRequest, AccessStatement, PalAccess
from podworko.privacy.operations import keep

pytestmark = pytest.mark.django_db

ALWAYS = [
    "a11y-wstep",
    "a11y-podmiot",
    "a11y-zakres",
    "a11y-url",
    "a11y-data-publikacja",
    "a11y-data-aktualizacja",
    "a11y-status",
    "a11y-kontakt",
    "a11y-email",
    "a11y-telefon",
    "a11y-procedura",
    "a11y-data-sporzadzenie",
    "a11y-architektura",
    "a11y-komunikacja",
]
"""Mandatory ids of the technical conditions 2.0 of 31.07.2024."""
BECAUSE = ["a11y-data-przeglad", "a11y-ocena"]
"""Those that stand only after the first look, and where an excessive cost is claimed."""
TITLES = [
    "Stan dostępności cyfrowej",
    "Niedostępne treści",
    "Przygotowanie deklaracji dostępności i jej aktualizacja",
    "Skróty klawiszowe",
    "Informacje zwrotne i dane kontaktowe",
    "Obsługa wniosków i skarg związanych z dostępnością",
    "Dostępność architektoniczna",
    "Dostępność komunikacyjno-informacyjna",
    "Pozostałe informacje",
]


def drafted(**fields: Any) -> AccessStatement:
    told = {
        "body": "Ośrodek w Miasteczku",
        "conformity": "partial",
        "not_conforming": "Stare filmy bez napisów.\nPlany bez opisu.",
        "site_published_on": date(2026, 1, 5),
        "site_changed_on": date(2026, 3, 1),
        "prepared_on": date(2026, 3, 2),
        "method": "self",
        "contact": "koordynator dostępności",
        "email": "dostepnosc@example.org",
        "phone": "+48120000111",
    }
    return AccessStatement(**{**told, **fields})


def declare(**fields: Any) -> AccessStatement:
    held = AccessStatement.objects.first()
    seen = version_of(held, STATEMENT_FIELDS) if held else ""
    return save_statement(drafted(**fields), seen_version=seen, actor=SYSTEM)


def kept_out(**fields: Any) -> AccessRequest:
    received = fields.pop("received_on", times.today())
    told = {"kind": "digital", "barrier": "Nie słyszę.", "name": "Ala", "email": "a@example.org"}
    return operations.take(
        Barrier(**{**told, **fields}), channel=Channel.WEB, received_on=received, actor=RESIDENT
    )


def ids(client: Client, path: str = "/dostepnosc/") -> Counter[str]:
    page = client.get(path).content.decode()
    return Counter(re.findall(r'id="(a11y-[a-z-]+)"', page))


@pytest.mark.parametrize("path", ["/dostepnosc/", "/en/dostepnosc/", "/uk/dostepnosc/"])
def test_every_element_the_law_names_is_there_once_in_every_language(
    client: Client, path: str
) -> None:
    make_pal(status="active")
    declare()
    assert {name: ids(client, path)[name] for name in ALWAYS} == dict.fromkeys(ALWAYS, 1)
    assert not set(BECAUSE) & set(ids(client, path))

    declare(reviewed_on=date(2026, 9, 1), burden="Archiwum nagrań.")

    found = ids(client, path)
    assert {name: found[name] for name in BECAUSE} == dict.fromkeys(BECAUSE, 1)
    assert max(found.values()) == 1


def test_titles_days_and_the_sentence_are_as_the_law_words_them(client: Client) -> None:
    declare(reviewed_on=date(2026, 9, 1))
    page = client.get("/dostepnosc/").content.decode()

    assert [title for title in TITLES if f">{title}</h2>" not in page] == []
    assert 'id="a11y-data-przeglad" datetime="2026-09-01"' in page
    assert "<strong>częściowo zgodna</strong>" in page
    assert page.count("<li>Stare filmy bez napisów.</li>") == 1
    assert "bip.brpo.gov.pl" in page
    assert "Nie ma tłumacza języka migowego online" in page


@pytest.mark.parametrize("path", ["/dostepnosc/", "/dostepnosc/pal/wniosek/"])
def test_headings_leave_no_level_out(client: Client, path: str) -> None:
    """Of a PAL too whose slug is that of the form's address."""
    pal = make_pal(status="active", slug="wniosek")
    PalAccess.objects.create(pal=pal, layout="Prosto.", evacuation="Winda.", talking="SMS.")
    declare()

    page = client.get(path).content.decode()

    levels = [int(each) for each in re.findall(r"<h([1-6])", page)]
    assert "Prosto." in page
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_every_page_leads_to_it(client: Client) -> None:
    page = client.get("/").content.decode()

    assert '<meta name="deklaracja-dostępności" content="/dostepnosc/">' in page
    assert page.count('href="/dostepnosc/"') == 1


def test_without_a_declaration_the_page_makes_none_up(client: Client) -> None:
    page = client.get("/dostepnosc/").content.decode()

    assert "jest w przygotowaniu" in page
    assert "a11y-status" not in page
    assert [each.code for each in health.declaration()] == ["access.none"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"conformity": "full"}, "conformity"),
        ({"conformity": "none", "not_conforming": " "}, "not_conforming"),
        ({"method": "audit"}, "auditor"),
        ({"site_changed_on": date(2025, 1, 1)}, "site_changed_on"),
        ({"site_changed_on": times.today() + timedelta(days=1)}, "site_changed_on"),
        ({"reviewed_on": date(2026, 3, 1)}, "reviewed_on"),
        ({"reviewed_on": times.today() + timedelta(days=1)}, "reviewed_on"),
    ],
)
def test_a_declaration_does_not_contradict_itself(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(AccessError) as refused:
        declare(**fields)

    assert refused.value.field == field
    assert not AccessStatement.objects.exists()


def test_the_database_refuses_what_the_operation_would() -> None:
    for wrong in ({"conformity": "full"}, {"not_conforming": ""}, {"method": "audit"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            drafted(number=1, **wrong).save()


def test_each_edition_stays_and_the_newest_is_told(client: Client) -> None:
    declare()
    declare(conformity="full", not_conforming="")

    assert list(AccessStatement.objects.values_list("number", "conformity")) == [
        (2, "full"),
        (1, "partial"),
    ]
    assert "<strong>zgodna</strong>" in client.get("/dostepnosc/").content.decode()


@pytest.mark.parametrize(
    ("looked_at", "by"),
    [
        (date(2026, 1, 2), date(2027, 3, 31)),
        (date(2026, 3, 31), date(2027, 3, 31)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_a_declaration_is_looked_at_by_the_31st_of_march_of_the_next_year(
    looked_at: date, by: date
) -> None:
    assert clocks.review_by(looked_at) == by


def test_check_tells_of_a_look_that_is_overdue() -> None:
    declare(prepared_on=date(2024, 5, 1))

    assert [each.code for each in health.declaration()] == ["access.review"]


@pytest.mark.parametrize(
    ("kind", "received", "due", "latest"),
    [
        ("digital", date(2026, 4, 30), date(2026, 5, 7), date(2026, 6, 30)),
        ("building", date(2026, 4, 30), date(2026, 5, 14), date(2026, 6, 30)),
        ("communication", date(2025, 12, 31), date(2026, 1, 14), date(2026, 2, 28)),
        # Days off do not move it: 1 and 3 May 2026 are holidays, 2 May is a Saturday.
        ("digital", date(2026, 4, 24), date(2026, 5, 1), date(2026, 6, 24)),
    ],
)
def test_clocks_of_who_is_kept_out(kind: str, received: date, due: date, latest: date) -> None:
    assert clocks.access_due_on(kind, received) == due
    assert clocks.access_latest(received) == latest


def test_somebody_kept_out_asks_without_an_account_and_sees_what_comes_of_it(
    client: Client,
) -> None:
    pal = make_pal(status="active")
    sent = {
        "kind": "building",
        "pal": pal.pk,
        "barrier": "Nie wjadę <b>wózkiem</b>.",
        "name": "Ala Nowak",
        "phone": "600 100 200",
    }
    answer = client.post("/dostepnosc/wniosek/", sent)
    page = client.get(answer["Location"].removeprefix("http://localhost:8000"))
    made = AccessRequest.objects.get()

    assert page["X-Robots-Tag"] == "noindex"
    assert made.due_on == times.today() + timedelta(days=14)
    assert "Nie wjadę &lt;b&gt;wózkiem&lt;/b&gt;." in page.content.decode()
    assert client.get("/dostepnosc/wniosek/abc/").status_code == 404
    assert [each.template for each in Message.objects.all()] == ["privacy/access_taken"]
    assert history(made) == ["access.asked"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"phone": ""}, "id_phone"), ({"barrier": ""}, "id_barrier"), ({"kind": "x"}, "id_kind")],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    client: Client, wrong: dict[str, str], field: str
) -> None:
    sent = {"kind": "digital", "barrier": "Nie słyszę.", "name": "Ala", "phone": "600100200"}

    answer = client.post("/dostepnosc/wniosek/", {**sent, **wrong})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{field}-error" in page or f"{field}_0-error" in page or f'"#{field}' in page
    assert 'value="Ala"' in page
    assert not AccessRequest.objects.exists()


def test_a_machine_that_fills_in_everything_asks_for_nothing(client: Client) -> None:
    sent = {"kind": "digital", "barrier": "x", "name": "Bot", "phone": "600100200", "website": "x"}
    client.post("/dostepnosc/wniosek/", sent)

    assert not AccessRequest.objects.exists()


def test_the_desk_answers_and_the_person_is_told(client: Client) -> None:
    made = kept_out()
    officer = make_staff("iod", "data-protection-officer")
    client.force_login(officer)
    path = reverse("privacy:desk_barrier", args=[made.public_id])
    assert "Nie słyszę." in client.get(path).content.decode()
    assert made.name not in client.get("/biurko/dostepnosc/").content.decode()

    empty = client.post(path + "odpowiedz/", {"outcome": "done", "words": " "})
    done = client.post(path + "odpowiedz/", {"outcome": "done", "words": "Napisy są."})

    assert (empty.status_code, done.status_code) == (422, 302)
    assert "Napisy są." in Message.objects.get(template="privacy/access_answered").body_text
    again = client.post(path + "odpowiedz/", {"outcome": "refused", "words": "Nie."})
    assert again.status_code == 422
    made.refresh_from_db()
    assert (made.outcome, made.answer) == ("done", "Napisy są.")


@pytest.mark.parametrize(("days", "is_taken"), [(7, False), (8, True), (70, False)])
def test_a_later_day_is_within_two_months_and_told_why(days: int, is_taken: bool) -> None:  # noqa: FBT001
    made = kept_out()
    until = made.received_on + timedelta(days=days)
    if not is_taken:
        with pytest.raises(AccessError):
            operations.extend(made, until=until, why="Czekamy na napisy.", actor=SYSTEM)
        return
    operations.extend(made, until=until, why="Czekamy na napisy.", actor=SYSTEM)

    made.refresh_from_db()
    assert made.due_on == until
    assert "Czekamy na napisy." in Message.objects.get(template="privacy/access_extended").body_text


def test_a_time_that_ran_out_is_not_made_longer() -> None:
    made = kept_out(received_on=times.today() - timedelta(days=8))

    with pytest.raises(AccessError):
        operations.extend(made, until=times.today() + timedelta(days=9), why="x", actor=SYSTEM)
    assert [each.code for each in health.barriers()] == ["access.late"]


def test_whoever_answers_is_reminded_once() -> None:
    make_staff("iod", "data-protection-officer")
    kept_out(received_on=times.today() - timedelta(days=5))
    kept_out()

    assert [operations.remind(actor=SYSTEM) for _time in range(2)] == [1, 0]
    assert Message.objects.filter(template="privacy/access_near").count() == 1


def test_a_pal_tells_of_its_access_in_easy_words(client: Client) -> None:
    place = Place.objects.create(name="Dom Lipy", slug="lipy", step_free="yes")
    pal = make_pal(slug="lipy", status="active", seat=place)
    animator = make_staff("ola", "animator", pal=pal)
    client.force_login(animator)
    path = reverse("privacy:desk_pal_access", args=["lipy"])
    version = re.search(r'name="version" value="([^"]*)"', client.get(path).content.decode())
    assert version
    sent = {"easy_text": "To jest PAL.\nMożesz tu przyjść.", "version": version[1]}

    film = {**sent, "sign_video": "http://example.org/film"}
    assert client.post(path, film).status_code == 422
    wordless = {**sent, "sign_video": "https://example.org/film"}
    assert client.post(path, wordless).status_code == 422
    assert client.post(path, sent).status_code == 302

    page = client.get("/dostepnosc/pal/lipy/").content.decode()
    assert '<p class="lead">To jest PAL.</p><p class="lead">Możesz tu przyjść.</p>' in page
    other = make_pal(slug="inny", status="active")
    assert client.get(f"/biurko/dostepnosc/pal/{other.slug}/").status_code == 404
    assert 'href="/dostepnosc/pal/lipy/"' in client.get("/pal/lipy/").content.decode()


def test_who_saves_second_overwrites_nothing() -> None:
    declare()
    with pytest.raises(ChangedMeanwhileError):
        save_statement(drafted(), seen_version="", actor=SYSTEM)
    pal = make_pal()
    operations.save_pal_access(PalAccess(pal=pal, talking="SMS"), seen_version="", actor=SYSTEM)
    with pytest.raises(ChangedMeanwhileError):
        operations.save_pal_access(PalAccess(pal=pal), seen_version="", actor=SYSTEM)


def answered_twice(monkeypatch: pytest.MonkeyPatch) -> int:
    made = kept_out()
    meet_after(monkeypatch, operations, "_open")
    acts = [
        lambda outcome=outcome: operations.answer(made, outcome=outcome, words="x", actor=SYSTEM)
        for outcome in ("done", "refused")
    ]
    return len(at_once(acts, AccessError, IntegrityError))


@pytest.mark.django_db(transaction=True)
def test_a_request_gets_one_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered_twice(monkeypatch) == 1


@pytest.mark.django_db(transaction=True)
def test_that_race_is_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    monkeypatch.setattr(
        operations, "_open", lambda row: AccessRequest.objects.get(pk=row.pk, answered_at=None)
    )
    assert answered_twice(monkeypatch) == 0


@pytest.mark.parametrize("pals", [1, 4])
def test_the_declaration_costs_the_same_however_many_pals(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, pals: int
) -> None:
    declare()
    for number in range(pals):
        place = Place.objects.create(name=f"Dom {number}", slug=f"dom-{number}")
        PalAccess.objects.create(pal=make_pal(status="active", seat=place), talking="SMS")
    client.get("/dostepnosc/")

    # The declaration, PALs with their seats, and what they tell.
    with django_assert_num_queries(3):
        client.get("/dostepnosc/")
    assert Pal.objects.count() == pals


def test_words_go_two_years_after_the_answer_and_the_count_stays() -> None:
    made = kept_out()
    operations.answer(made, outcome="done", words="Zrobione.", actor=SYSTEM)
    AccessRequest.objects.update(answered_at=timezone.now() - timedelta(days=731))

    keep(actor=SYSTEM)

    made.refresh_from_db()
    assert (made.name, made.email, made.answer, made.outcome) == ("–", "", "", "done")
