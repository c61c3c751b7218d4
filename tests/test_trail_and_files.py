"""Lists taken away as files, and the trail that tells who took them."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.activities.models import SignUp
from podworko.activities.operations import Contact
from podworko.activities.tests.factories import join, make_list
from podworko.audit.models import Entry
from podworko.audit.public import record, saw
from podworko.core.tabular import write_table
from podworko.network.public import Leader

pytestmark = pytest.mark.django_db

FORMULA = "=HYPERLINK(1)"


def staff(client: Client, role: str) -> User:
    user = User.objects.create_user(f"{role}@example.org", name=f"Ola {role}")
    Grant.objects.create(user=user, role=role, pal=None)
    client.force_login(user)
    return user


def table(answer: Any) -> list[list[Any]]:
    """Read a file back as somebody's spreadsheet would."""
    if "csv" in answer["Content-Type"]:
        text = answer.content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text), delimiter=";"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.fixture
def sign_up() -> SignUp:
    return join(make_list(), FORMULA, contact=Contact(FORMULA, email="ada@example.org"))


@pytest.mark.parametrize("as_format", ["xlsx", "csv"])
@pytest.mark.parametrize("page", ["activities:desk_sign_ups", "activities:desk_register", "people"])
def test_list_is_taken_away_safely_and_recorded(
    client: Client, sign_up: SignUp, page: str, as_format: str
) -> None:
    staff(client, "animator")
    keys = {
        "activities:desk_sign_ups": [sign_up.list.public_id],
        "activities:desk_register": [sign_up.list.sessions.get().public_id],
    }
    path = reverse("people:people") if page == "people" else reverse(page, args=keys[page])

    answer = client.get(path, {"plik": as_format})

    rows = table(answer)
    assert len(rows) == 2
    assert rows[1][0] in (FORMULA, f"'{FORMULA}")
    entry = Entry.objects.get(verb="list.exported")
    assert (entry.details["rows"], entry.details["format"]) == (1, as_format)
    assert "no-store" in answer["Cache-Control"]


def test_unknown_kind_of_file_is_the_page(client: Client, sign_up: SignUp) -> None:
    staff(client, "animator")

    answer = client.get(reverse("people:people"), {"plik": "exe"})

    assert "text/html" in answer["Content-Type"]
    assert not Entry.objects.filter(verb="list.exported").exists()
    assert sign_up.pk


def test_officer_reads_who_changed_what_with_names(client: Client, sign_up: SignUp) -> None:
    officer = staff(client, "data-protection-officer")
    record("signup.checked", actor=officer, target=sign_up, channel="phone", people=2)

    page = client.get(reverse("desk:trail")).content.decode()

    assert "signup.checked" in page
    assert "Ola data-protection-officer" in page
    assert "osób: 2" in page
    assert f"activities.signup:{sign_up.pk}" in page


def test_officer_reads_who_looked(client: Client, sign_up: SignUp) -> None:
    officer = staff(client, "data-protection-officer")
    saw(sign_up, actor=officer, purpose="desk.test")

    page = client.get(reverse("desk:trail"), {"slad": "wglady"}).content.decode()

    assert "desk.test" in page
    assert "signup.confirmed" not in page


def codes(answer: Any) -> list[str]:
    return [shown.row.what for shown in answer.context["rows"]]


def test_officer_reads_words_with_the_codes_beside(client: Client, sign_up: SignUp) -> None:
    officer = staff(client, "data-protection-officer")
    record("signup.accepted", actor="resident", target=sign_up, channel="phone")
    saw(sign_up, actor=sign_up.person, purpose="desk.sign_up")
    path = reverse("desk:trail")

    change = client.get(path, {"zdarzenie": "signup.accepted"}).context["rows"][0]
    look = client.get(path, {"slad": "wglady", "co": "desk.sign"}).context["rows"][0]

    assert (change.who, change.what) == ("osoba bez konta", "Przyjęto proponowane miejsce")
    assert (change.thing, change.channel) == (f"Zapis {sign_up.pk}", "telefon")
    assert (look.who, look.what) == (f"Osoba {sign_up.person_id}", "Zapis jednej osoby")
    assert officer.pk


def test_words_to_choose_from_are_those_of_the_trail(client: Client) -> None:
    staff(client, "data-protection-officer")
    path = reverse("desk:trail")

    changes = client.get(path, {"zdarzenie": "signup.accepted", "kto": "system"})
    looks = client.get(path, {"slad": "wglady"}).content.decode()

    assert '<optgroup label="Zajęcia i zapisy">' in changes.content.decode()
    assert "Karta osoby</option>" not in changes.content.decode()
    assert "Karta osoby</option>" in looks
    hrefs = [tab.href for tab in changes.context["tabs"]]
    assert hrefs == ["?kto=system&slad=zmiany", "?kto=system&slad=wglady"]


@pytest.mark.parametrize("as_format", ["xlsx", "csv"])
def test_the_trail_as_a_file_says_words_and_codes(
    client: Client, sign_up: SignUp, as_format: str
) -> None:
    staff(client, "data-protection-officer")
    record("verb.unknown", actor="system", target=sign_up, channel="web")

    headings, *rows = table(client.get(reverse("desk:trail"), {"plik": as_format}))

    label = f"activities.signup:{sign_up.pk}"
    thing = f"Zapis {sign_up.pk}"
    assert headings[2:6] == ["Co", "Kod", "Czego dotyczy", "Kod rzeczy"]
    assert rows[0][1:7] == ["system", "verb.unknown", "verb.unknown", thing, label, "strona"]
    assert ["Zapisano na zajęcia", "signup.confirmed", thing, label] in [row[2:6] for row in rows]


def test_trail_is_narrowed_and_a_wrong_filter_is_left_out(client: Client, sign_up: SignUp) -> None:
    officer = staff(client, "data-protection-officer")
    for verb in ("person.changed", "place.changed"):
        record(verb, actor=officer, target=sign_up)
    path = reverse("desk:trail")

    by_beginning = codes(client.get(path, {"co": "person.c"}))
    by_words = codes(client.get(path, {"zdarzenie": "person.changed"}))
    by_actor = codes(client.get(path, {"kto": f"accounts.user:{officer.pk}"}))
    wrong = client.get(path, {"od": "kiedyś", "przed": "x", "kto": "nikt", "zdarzenie": "nic"})

    assert by_beginning == by_words == ["person.changed"]
    assert {"person.changed", "place.changed"} <= set(by_actor)
    assert "signup.confirmed" not in by_actor
    assert wrong.status_code == 200
    assert "place.changed" in codes(wrong)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_ends_of_the_calendar_are_left_out_of_the_filter(client: Client, day: str) -> None:
    staff(client, "data-protection-officer")

    answer = client.get(reverse("desk:trail"), {"od": day, "do": day})

    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"od", "do"}


def test_trail_goes_on_page_by_page(client: Client, sign_up: SignUp) -> None:
    officer = staff(client, "data-protection-officer")
    for number in range(60):
        record(f"verb.{number:02}", actor=officer, target=sign_up)
    path = reverse("desk:trail")

    first = client.get(path, {"co": "verb."})
    older = first.context["older"]
    second = client.get(path + older)

    assert [len(page.context["rows"]) for page in (first, second)] == [50, 10]
    assert second.context["older"] == ""


def test_looking_at_the_trail_leaves_a_trace_and_a_file_another(
    client: Client, sign_up: SignUp
) -> None:
    staff(client, "data-protection-officer")
    path = reverse("desk:trail")

    client.get(path)
    answer = client.get(path, {"plik": "xlsx"})

    assert "desk.trail" in client.get(path, {"slad": "wglady"}).content.decode()
    assert "list.exported" in client.get(path).content.decode()
    assert len(table(answer)) > 1
    assert sign_up.pk


@pytest.mark.parametrize("entries", [1, 40])
def test_trail_costs_the_same_for_one_and_for_many(
    client: Client,
    sign_up: SignUp,
    entries: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    officer = staff(client, "data-protection-officer")
    for _ in range(entries):
        record("verb.x", actor=officer, target=sign_up)

    with django_assert_max_num_queries(9):
        client.get(reverse("desk:trail"))


def test_dates_and_numbers_stay_what_they_are() -> None:
    content = write_table(["a", "b", "c"], [(1, None, "05")], as_format="xlsx")

    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == [1, None, "05"]


@pytest.mark.parametrize("as_format", ["xlsx", "csv"])
@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("activities:desk_programme", ("program", "Warsztaty ceramiki")),
        ("network:desk_leaders", ("prowadzacy", FORMULA)),
        ("outbox:messages", ("wiadomosci", FORMULA)),
        ("outbox:calls", ("do-telefonu", "Ela Wilk")),
        ("desk:staff", ("zespol", "Ola administrator")),
    ],
)
def test_every_list_of_the_desk_is_taken_away(
    client: Client, sign_up: SignUp, page: str, told: tuple[str, str], as_format: str
) -> None:
    list_name, holds = told
    user = staff(client, "administrator")
    for role in ("animator", "pal-manager"):
        Grant.objects.create(user=user, role=role, pal=None)
    Leader.objects.create(name=FORMULA, role="rola")
    join(sign_up.list, "Ela Wilk", contact=Contact("Ela Wilk", phone="+48120000123"))

    answer = client.get(reverse(page), {"plik": as_format})

    _headings, *rows = table(answer)
    assert any(holds in str(cell) for row in rows for cell in row)
    entry = Entry.objects.get(verb="list.exported")
    assert entry.details == {"list": list_name, "rows": len(rows), "format": as_format}


@pytest.mark.parametrize("count", [1, 4])
def test_the_programme_as_a_file_costs_the_same_for_one_and_for_four(
    client: Client, django_assert_max_num_queries: Any, count: int
) -> None:
    staff(client, "animator")
    for _number in range(count):
        make_list()

    with django_assert_max_num_queries(8):
        client.get(reverse("activities:desk_programme"), {"plik": "csv"})
