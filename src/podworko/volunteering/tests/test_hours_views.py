"""Pages of hours: ten seconds for a report, a list to tick, a sheet that keeps what was typed."""

import csv
import io
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import User
from podworko.audit.models import Access, Entry
from podworko.audit.public import RESIDENT
from podworko.core import times
from podworko.diagnosis.tests.factories import make_pal
from podworko.volunteering import links, operations
from podworko.volunteering.models import HoursEntry, Volunteer
from podworko.volunteering.queries import hours as hours_queries
from podworko.volunteering.queries.hours import own_hours, people_with_hours, waiting_hours
from podworko.volunteering.queries.hours_value import Wanted, value_of, value_table
from podworko.volunteering.tests.factories import day_in, make_opportunity, make_volunteer
from podworko.volunteering.tests.hours_factories import (
    make_confirmed,
    make_coordinator,
    make_entry,
    make_helper,
    make_told,
)

pytestmark = pytest.mark.django_db


def sign_in(client: Client, user: User | None = None) -> User:
    user = user or make_coordinator()
    client.force_login(user)
    return user


def own(volunteer: Volunteer, name: str = "own_hours", *args: object) -> str:
    return reverse(f"volunteering:{name}", args=[links.token(volunteer), *args])


def report_of(**fields: object) -> dict[str, object]:
    today = times.today().isoformat()
    told = {"day": today, "length": "1:30", "words": "lekcje", "key": uuid.uuid4()}
    return {**told, **fields}


# The volunteer's own pages


def test_a_report_is_one_form_and_twice_is_once(client: Client) -> None:
    helper, told = make_helper(), report_of()

    answers = [client.post(own(helper), told) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    entry = HoursEntry.objects.get()
    assert (entry.minutes, entry.words, entry.channel) == (90, "lekcje", "web")


def test_the_next_report_begins_like_the_last_one(client: Client) -> None:
    helper = make_helper()
    opportunity = make_opportunity(pal=helper.pal)
    make_entry(helper, words="spacer z psem", opportunity=opportunity)

    form = client.get(own(helper)).context["form"]

    assert form["words"].value() == "spacer z psem"
    assert form["opportunity"].value() == opportunity.public_id
    assert form["day"].value() == times.today()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"length": "dużo"}, "length"), ({"day": day_in(1)}, "day"), ({"length": "25"}, "length")],
)
def test_a_wrong_report_keeps_what_was_typed(
    client: Client, wrong: dict[str, Any], field: str
) -> None:
    answer = client.post(own(make_helper()), report_of(**wrong))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert answer.context["form"]["words"].value() == "lekcje"
    assert not HoursEntry.objects.exists()


def test_the_own_page_says_what_waits_what_counts_and_why_not(client: Client) -> None:
    helper = make_helper()
    make_confirmed(helper, minutes=90, day=day_in(0))
    fixed = operations.correct_hours(
        make_entry(helper), make_told(minutes=60), why="było krócej", actor=RESIDENT
    )
    refused = make_entry(helper, words="festyn")
    operations.refuse_hours(refused, why="Festyn był w sobotę.", actor=make_coordinator())

    page = client.get(own(helper)).content.decode()

    for words in ("1 h 30 min", "Festyn był w sobotę.", "było krócej"):
        assert words in page
    assert "Wpisuje:" not in page
    assert fixed.minutes == 60


def test_volunteers_correct_their_own_and_nobody_elses(client: Client) -> None:
    helper = make_helper()
    mine, others = make_entry(helper), make_entry()
    told = report_of(length="45 min", why="pomyłka")

    assert client.get(own(helper, "own_hours_correct", mine.public_id)).status_code == 200
    assert client.post(own(helper, "own_hours_correct", mine.public_id), told).status_code == 302
    assert client.get(own(helper, "own_hours_correct", others.public_id)).status_code == 404
    assert client.get(own(helper, "own_hours_correct", mine.public_id)).status_code == 404

    mine.refresh_from_db()
    assert mine.state == "replaced"


def test_a_link_that_was_never_given_opens_nothing(client: Client) -> None:
    assert client.get(reverse("volunteering:own_hours", args=["zly"])).status_code == 404


def test_own_pages_are_kept_by_no_cache(client: Client) -> None:
    answer = client.get(own(make_helper()))

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_an_empty_sheet_is_printed_for_those_without_a_phone(client: Client) -> None:
    answer = client.get(own(make_helper(), "own_hours_sheet"), {"miesiac": "2026-02"})

    assert answer["Content-Type"] == "application/pdf"


# Sums


def test_sums_are_of_months_and_years() -> None:
    helper = make_helper(begins_on=day_in(-800))
    last_year = times.today().replace(year=times.today().year - 1, month=3, day=5)
    make_confirmed(helper, minutes=60, day=last_year)
    make_confirmed(helper, minutes=30)
    make_entry(helper, minutes=15)

    page = own_hours(helper)
    before = own_hours(helper, year=last_year.year)

    assert (page.this_year.confirmed, page.this_year.waiting) == (30, 15)
    assert (page.confirmed, page.waiting) == (90, 15)
    assert [sums.first.year for sums in page.years] == [last_year.year + 1, last_year.year]
    assert [month.sums.confirmed for month in before.months] == [60]
    assert before.months[0].sums.first == last_year.replace(day=1)


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_one_row_and_three(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pal, coordinator = make_pal(), make_coordinator()
    helper = make_helper(pal=pal)
    for _row in range(rows):
        make_entry(helper)
        make_entry(make_helper(pal=pal))
    list(people_with_hours(coordinator))

    with django_assert_num_queries(4):  # entries; agreements, declarations and checks
        assert len(own_hours(helper).months[0].lines) == rows
    with django_assert_num_queries(5):  # as above, and how many there are
        assert len(waiting_hours(coordinator).lines) == 2 * rows
    with django_assert_num_queries(1):
        assert len(people_with_hours(coordinator)) == rows + 1


# The desk


def test_many_are_confirmed_on_one_page(client: Client) -> None:
    sign_in(client)
    entries = [make_entry() for _ in range(3)]
    path = reverse("volunteering:desk_hours")
    assert client.get(path).status_code == 200

    answer = client.post(path, {"entry": [entries[0].public_id, entries[2].public_id]})

    assert answer.status_code == 302
    states = HoursEntry.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["confirmed", "reported", "confirmed"]
    assert Access.objects.filter(purpose="hours.list").count() == 3


def test_a_missing_reason_keeps_what_was_ticked_and_typed(client: Client) -> None:
    sign_in(client)
    fine = make_entry()
    doubtful = [make_entry(make_volunteer(stage="active")) for _ in range(2)]
    typed = {"entry": [each.public_id for each in (fine, *doubtful)]}
    typed[f"why-{doubtful[0].public_id}"] = "podpis był w drodze"  # type: ignore[assignment]

    answer = client.post(reverse("volunteering:desk_hours"), typed)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.count(" checked") == 3
    assert "podpis był w drodze" in page
    assert page.count('aria-invalid="true"') == 1
    assert not HoursEntry.objects.filter(state="confirmed").exists()


def test_nothing_ticked_is_said(client: Client) -> None:
    sign_in(client)
    make_entry()

    answer = client.post(reverse("volunteering:desk_hours"))

    assert (answer.status_code, "Zaznacz" in answer.content.decode()) == (422, True)


def test_only_what_one_may_confirm_is_listed() -> None:
    helper = make_helper()
    make_entry(helper)
    make_entry()
    supervisor = helper.agreements.get().supervisor

    assert [line.entry.volunteer for line in waiting_hours(supervisor).lines] == [helper]
    helper.agreements.update(signed_on=None, kept_at="", begins_on=day_in(-60))
    assert waiting_hours(supervisor).lines == ()
    assert len(waiting_hours(make_coordinator(helper.pal)).lines) == 1
    assert waiting_hours(make_coordinator(make_pal())).lines == ()


def test_a_refusal_asks_why(client: Client) -> None:
    sign_in(client)
    entry = make_entry()
    path = reverse("volunteering:desk_hours_refuse", args=[entry.public_id])

    assert client.get(path).status_code == 200
    assert client.post(path, {"why": ""}).status_code == 422
    assert client.post(path, {"why": "Nie było Cię."}).status_code == 302

    entry.refresh_from_db()
    assert entry.refused_why == "Nie było Cię."
    assert client.post(path, {"why": "Jeszcze raz."}).status_code == 302


def test_hours_of_another_pal_are_not_there(client: Client) -> None:
    sign_in(client, make_coordinator(make_pal()))
    entry = make_entry()

    for name, key in (
        ("desk_hours_refuse", entry.public_id),
        ("desk_hours_correct", entry.public_id),
        ("desk_hours_of", entry.volunteer.public_id),
        ("desk_hours_sheet", entry.volunteer.public_id),
        ("desk_hours_printed", entry.volunteer.public_id),
    ):
        assert client.get(reverse(f"volunteering:{name}", args=[key])).status_code == 404


def test_who_calls_has_their_hours_typed_in(client: Client) -> None:
    user, helper = sign_in(client), make_helper()
    path = reverse("volunteering:desk_hours_of", args=[helper.public_id])
    assert client.get(path).status_code == 200

    assert client.post(path, report_of(channel="phone")).status_code == 302
    entry = HoursEntry.objects.get()
    assert (entry.reported_by, entry.channel) == (user, "phone")

    fix = reverse("volunteering:desk_hours_correct", args=[entry.public_id])
    assert client.get(fix).status_code == 200
    told = report_of(length="2", why="źle usłyszane", channel="phone")
    assert client.post(fix, told).status_code == 302
    assert "źle usłyszane" in client.get(path).content.decode()
    assert client.post(path, report_of(channel="phone", length="x")).status_code == 422
    assert client.post(path, report_of(channel="phone", day=day_in(3))).status_code == 422


def test_people_are_found_by_name(client: Client) -> None:
    sign_in(client)
    helper = make_helper()
    make_helper()
    path = reverse("volunteering:desk_hours_people")

    found = client.get(path, {"q": helper.person.name.upper()}).context["people"]

    assert helper in found
    assert client.get(path, {"q": "nikt taki"}).context["people"] == []


# A sheet of paper


def sheet_of(helper: Volunteer) -> str:
    path = reverse("volunteering:desk_hours_sheet", args=[helper.public_id])
    return f"{path}?miesiac={day_in(-1):%Y-%m}"


def test_a_sheet_of_a_month_is_typed_in_at_once_and_twice_is_once(client: Client) -> None:
    sign_in(client)
    helper = make_helper()
    day = day_in(-1)
    typed = {"key": str(uuid.uuid4()), "words": "lekcje", f"length-{day:%d}": "1,5"}
    assert client.get(sheet_of(helper)).status_code == 200

    answers = [client.post(sheet_of(helper), typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    entry = HoursEntry.objects.get()
    assert (entry.day, entry.minutes, entry.words, entry.channel) == (day, 90, "lekcje", "paper")


def test_a_wrong_row_keeps_the_sheet_and_says_which(client: Client) -> None:
    sign_in(client)
    helper, day = make_helper(begins_on=day_in(-1)), day_in(-1)
    Volunteer.objects.filter(pk=helper.pk).update(ended_on=day, stage="ended")
    make_entry(Volunteer.objects.get(pk=helper.pk), day=day, minutes=1440)
    named = f"length-{day:%d}"

    full = client.post(sheet_of(helper), {"key": "x", "words": "lekcje", named: "2"})
    unread = client.post(sheet_of(helper), {"words": "lekcje", named: "dużo"})
    wordless = client.post(sheet_of(helper), {"words": "", named: "2"})
    empty = client.post(sheet_of(helper), {"words": "lekcje"})

    for answer in (full, unread, wordless, empty):
        assert answer.status_code == 422
    assert "24 godziny" in full.content.decode()
    assert 'value="2"' in full.content.decode()
    assert 'value="dużo"' in unread.content.decode()
    assert "nad tabelą" in wordless.content.decode()
    assert "przynajmniej przy jednym dniu" in empty.content.decode()


def test_an_empty_sheet_is_printed_and_the_trail_says_so(client: Client) -> None:
    sign_in(client)
    helper = make_helper()

    named = client.get(reverse("volunteering:desk_hours_printed", args=[helper.public_id]))
    blank = client.get(reverse("volunteering:desk_hours_blank", args=[helper.pal.slug]))

    assert named["Content-Type"] == blank["Content-Type"] == "application/pdf"
    assert Entry.objects.filter(verb="document.printed").count() == 2


# What hours are worth


@pytest.mark.parametrize(
    ("minutes", "rate", "worth"), [(60, 3140, 3140), (1, 3140, 52), (30, 1, 1), (29, 1, 0)]
)
def test_value_is_whole_grosze_half_up(minutes: int, rate: int, worth: int) -> None:
    assert value_of(minutes, rate) == worth


def value_for(user: User, **fields: Any) -> Any:
    told = {"since": day_in(-30), "until": times.today(), "rate": 3140, **fields}
    return value_table(user, Wanted(**told))


def test_only_confirmed_hours_are_worth_something_and_rows_add_up() -> None:
    pal, coordinator = make_pal(), make_coordinator()
    ada, ola = make_helper(pal=pal), make_helper(pal=pal)
    lessons = make_opportunity(pal=pal)
    make_confirmed(ada, minutes=1, opportunity=lessons)
    make_confirmed(ada, minutes=31)
    make_confirmed(ola, minutes=1)
    make_entry(ola, minutes=600)
    make_confirmed(ola, minutes=600, day=day_in(-3))

    table = value_for(coordinator, since=day_in(-1))

    assert [row.minutes for row in table.rows] == [31, 1, 1]
    assert table.minutes == 33
    assert table.grosze == sum(row.grosze for row in table.rows) == 1622 + 52 + 52
    assert {row.who for row in table.rows} == {"osoba 1", "osoba 2"}
    named = value_for(coordinator, is_named=True, opportunity=lessons)
    assert [row.who for row in named.rows] == [ada.person.name]
    assert value_for(coordinator, pal=make_pal()).rows == ()
    assert value_for(make_coordinator(make_pal())).rows == ()


@pytest.mark.parametrize("as_format", ["xlsx", "csv"])
def test_the_table_is_taken_away_and_a_name_is_no_formula(client: Client, as_format: str) -> None:
    sign_in(client)
    helper = make_helper()
    type(helper.person).objects.filter(pk=helper.person_id).update(name="=HYPERLINK(1)")
    make_confirmed(helper, minutes=90)
    asked = {
        "since": day_in(-9).isoformat(),
        "until": day_in(0).isoformat(),
        "rate": "31,40 zł",
        "is_named": "on",
    }

    answer = client.get(reverse("volunteering:desk_hours_value"), {**asked, "plik": as_format})

    if as_format == "csv":
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        assert rows[1][2:] == ["'=HYPERLINK(1)", "1,50", "47,10"]
        assert rows[2][0] == "Razem"
    entry = Entry.objects.get(verb="list.exported")
    assert (entry.details["rows"], entry.details["format"]) == (2, as_format)


@pytest.mark.parametrize("rate", ["dużo", "0", "-5", "1000,01", "3,141"])
def test_a_rate_is_an_amount_of_money(client: Client, rate: str) -> None:
    sign_in(client)
    asked = {"since": day_in(-9).isoformat(), "until": day_in(0).isoformat(), "rate": rate}

    answer = client.get(reverse("volunteering:desk_hours_value"), asked)

    assert answer.status_code == 422
    assert "rate" in answer.context["form"].errors


def test_art_50_the_page_says_that_it_is_no_donation(client: Client) -> None:
    sign_in(client)

    page = client.get(reverse("volunteering:desk_hours_value"))
    wrong = client.get(
        reverse("volunteering:desk_hours_value"),
        {"since": day_in(0).isoformat(), "until": day_in(-1).isoformat(), "rate": "30"},
    )

    assert "art. 50" in page.content.decode()
    assert "until" in wrong.context["form"].errors


def test_many_hours_that_wait_come_page_by_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hours_queries, "PER_PAGE", 2)
    helper = make_helper()
    entries = [make_entry(helper, minutes=60 + number) for number in range(3)]
    client.force_login(make_coordinator(helper.pal))
    last = f"{reverse('volunteering:desk_hours')}?page=2"

    answer = client.post(last, {"entry": [str(entries[2].public_id)]})

    assert answer.headers["Location"] == last
    assert [entry.state for entry in HoursEntry.objects.order_by("pk")][2] == "confirmed"
    page = client.get(last).text
    assert str(entries[0].public_id) in page
    assert "Strony wyników" not in page
