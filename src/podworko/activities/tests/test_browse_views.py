from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from podworko.activities import operations, queries
from podworko.activities.card_rows import FIELDS
from podworko.activities.filters import Filters, coming, matching
from podworko.activities.models import Activity, Session
from podworko.activities.tests.factories import join, make_activity, make_pal, make_session
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.geo import Point
from podworko.network.models import District, Place

pytestmark = pytest.mark.django_db

LIST = "/zajecia/"


def make_place(**fields: Any) -> Place:
    number = Place.objects.count()
    fields.setdefault("name", f"Miejsce {number}")
    fields.setdefault("slug", f"miejsce-{number}")
    return Place.objects.create(**fields)


def titled(title: str, **fields: Any) -> Session:
    """Make a session of an activity that can be found by its words."""
    session = make_session(activity=make_activity(title=title, state="draft", **fields))
    operations.publish(session.activity, actor=audit.SYSTEM)
    return session


def found(**filters: Any) -> list[str]:
    page = queries.programme(Filters(**filters))
    return [card.title for day in page.days for card in day.cards]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("warsztat ceramiki dla seniora", "Warsztaty ceramiczne dla seniorów"),
        ("lodzi kajakiem", "Łódź – spływ kajakowy"),
        ("warstaty cermaika", "Warsztaty ceramiczne dla seniorów"),
        ("joga dziecka", "Joga dla dzieci"),
    ],
)
def test_search_finds_by_other_forms_and_forgives(query: str, title: str) -> None:
    titles = ["Warsztaty ceramiczne dla seniorów", "Łódź – spływ kajakowy", "Joga dla dzieci"]
    for known in titles:
        titled(known)

    assert found(text=query) == [title]


def test_draft_is_not_found() -> None:
    make_session(activity=make_activity(title="Ceramika", state="draft"))

    assert found(text="ceramika") == []


def test_filters_narrow_by_pal_kind_audience_age_and_language() -> None:
    pal = make_pal(slug="ugorek")
    titled("Joga", pal=pal, kind="skills", age_min=60, languages="pl uk")
    titled("Chór", kind="culture", audience="seniors")

    assert found(pals=("ugorek",)) == ["Joga"]
    assert found(kinds=("culture",)) == ["Chór"]
    assert found(audience="children") == ["Joga"]
    assert found(age=30) == ["Chór"]
    assert found(language="uk") == ["Joga"]


def test_filter_of_access_facts_takes_only_what_is_known() -> None:
    sure = make_place(step_free="yes")
    unknown = make_place()
    titled("Bez schodów", place=sure)
    titled("Nie wiadomo", place=unknown)
    titled("Migany", sign_language=True)

    assert found(facts=("step_free",)) == ["Bez schodów"]
    assert found(facts=("sign_language",)) == ["Migany"]


def test_filter_of_free_places_heeds_those_kept_for_callers() -> None:
    kept = titled("Tylko dla dzwoniących")
    assert kept.sign_up_list
    operations.set_places(kept.sign_up_list, capacity=2, reserved=2, actor=audit.SYSTEM)
    titled("Wolne")

    assert found(only_free=True) == ["Wolne"]


def test_near_means_within_the_circle_not_the_box() -> None:
    rynek = Point(50.0617, 19.9373)
    titled("Blisko", place=make_place(lat=50.0640, lon=19.9400))
    titled("W rogu kwadratu", place=make_place(lat=50.0690, lon=19.9490))

    assert found(near=rynek, within_m=1000) == ["Blisko"]


def test_days_are_days_in_poland() -> None:
    late = times.at(times.today() + timedelta(days=2), datetime.min.time())
    activity = make_activity(title="O północy")
    slot = operations.Slot(late, late + timedelta(hours=1))
    operations.add_sessions(activity, [slot], rules=operations.ListRules(), actor=audit.SYSTEM)
    day = times.today() + timedelta(days=2)

    assert found(since=day, until=day) == ["O północy"]
    assert found(until=day - timedelta(days=1)) == []


def test_pages_follow_each_other_without_a_gap_or_a_repeat() -> None:
    activity = make_activity()
    same_time = timezone.now() + timedelta(days=1)
    slots = [operations.Slot(same_time, same_time + timedelta(hours=1)) for _ in range(7)]
    operations.add_sessions(activity, slots, rules=operations.ListRules(), actor=audit.SYSTEM)

    seen: list[object] = []
    cursor = ""
    while True:
        page = queries.programme(Filters(), cursor=cursor, size=3)
        seen += [card.public_id for day in page.days for card in day.cards]
        cursor = page.next_cursor
        if not cursor:
            break

    assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize("cursor", ["x", "_", "1e999_1", "nan_1", "5_x", "-1_1", "1_" + "9" * 40])
def test_cursor_that_means_nothing_begins_at_the_start(client: Client, cursor: str) -> None:
    make_session()

    assertContains(client.get(LIST, {"po": cursor}), "Warsztaty ceramiki")


@pytest.mark.parametrize(
    "query",
    [
        {"wiek": "x"},
        {"od": "31.02.2026"},
        {"pal": "nie-ma"},
        {"rodzaj": "x"},
        {"dzien": "x", "widok": "miesiac"},
        {"dzien": "9999-12-31", "widok": "miesiac"},
        {"dzien": "0001-01-01", "widok": "tydzien"},
        {"od": "9999-12-31"},
        {"do": "0001-01-01"},
        {"widok": "x"},
        {"q": "\x00'\"%_"},
        {"blisko": "91,200"},
        {"blisko": "nan,nan"},
        {"km": "x"},
    ],
)
def test_nonsense_in_the_address_is_never_an_error(client: Client, query: dict[str, str]) -> None:
    make_session()

    assert client.get(LIST, query).status_code == 200
    assert client.get("/mapa/", query).status_code == 200


def test_chip_takes_its_own_filter_off_and_keeps_the_others(client: Client) -> None:
    response = client.get(LIST, {"rodzaj": ["skills", "culture"], "wolne": "on"})

    assertContains(response, 'href="?rodzaj=culture&amp;wolne=on"')
    assertContains(response, 'href="?rodzaj=skills&amp;rodzaj=culture"')


@pytest.mark.parametrize("view", ["dzien", "tydzien", "miesiac"])
def test_calendar_shows_what_is_on(client: Client, view: str) -> None:
    session = make_session(days=1)
    day = times.local(session.starts_at).date().isoformat()

    response = client.get(LIST, {"widok": view, "dzien": day})

    assertContains(response, session.get_absolute_url())


def test_session_page_tells_everything(client: Client) -> None:
    activity = make_activity(bring="fartuch", leaders="ceramiczka", need="Nie ma gdzie usiąść.")
    session = make_session(activity=activity)

    response = client.get(session.get_absolute_url())

    for text in ("fartuch", "ceramiczka", "Nie ma gdzie usiąść.", "bezpłatnie", "Zapisz się"):
        assertContains(response, text)
    assertContains(response, '"@type": "Event"')


def test_full_session_offers_similar_ones(client: Client) -> None:
    session = titled("Pełne")
    assert session.sign_up_list
    join(session.sign_up_list, "ada", 2)
    titled("Wolne obok")

    assertContains(client.get(session.get_absolute_url()), "Wolne obok")


def test_title_cannot_break_out_of_the_structured_data(client: Client) -> None:
    session = titled("</script><script>alert(1)</script>")

    response = client.get(session.get_absolute_url())

    assertNotContains(response, "<script>alert")


def test_cancelled_session_says_why(client: Client) -> None:
    session = titled("Koncert")
    operations.cancel_session(session, reason="Awaria prądu.", actor=audit.SYSTEM)

    response = client.get(session.get_absolute_url())

    assertContains(response, "Awaria prądu.")
    assertNotContains(response, "sign-up-button")


def test_texts_are_in_the_readers_language(client: Client) -> None:
    activity = make_activity(title="Ceramika", title_en="Pottery", title_uk="Кераміка")
    make_session(activity=activity)

    assertContains(client.get("/en/zajecia/"), "Pottery")
    assertContains(client.get("/uk/zajecia/"), "Кераміка")


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_however_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        titled(f"Zajęcia {number}")

    # the PALs of the filter, the sessions with all that belongs to them
    with django_assert_num_queries(2):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_session_page_costs_the_same(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    session = titled("Joga")
    for _ in range(count):
        make_session(activity=session.activity)

    # the session with all of its own, the list's sessions, other dates, why it is done, with whom
    with django_assert_num_queries(5):
        client.get(session.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_map_costs_the_same(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    District.objects.create(number=1, name="Stare Miasto", slug="sm", lat=50.06, lon=19.94)
    for number in range(count):
        titled(f"Zajęcia {number}", place=make_place(lat=50.06, lon=19.94))

    # the PALs of the filter, sessions, seats, districts, rivers
    with django_assert_num_queries(5):
        client.get("/mapa/")


def test_map_and_list_show_the_same_places_under_the_same_numbers(client: Client) -> None:
    titled("Tu", place=make_place(name="Tu", lat=50.06, lon=19.94))
    titled("Tam", place=make_place(name="Tam", lat=50.08, lon=20.02))

    points = client.get(reverse("activities:map_points")).json()["features"]
    page = client.get("/mapa/").content.decode()

    assert sorted(p["properties"]["title"] for p in points) == ["Tam", "Tu"]
    for point in points:
        row = point["properties"]["listItem"]
        assert f'id="{row}"' in page
        assert f"{point['properties']['label']}. {point['properties']['title']}" in page


def test_ages_and_state_stand_in_words() -> None:
    activity = Activity(age_min=7, age_max=12)

    assert str(activity.get_state_display()) == "szkic"


def test_list_walks_its_index_on_sqlite() -> None:
    """Guard the cost of a page: with a bare boolean first the index was never used."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL plans by what a table holds, and a test's is empty.")
    filters = Filters()

    sessions = coming(matching(filters).sessions, filters).order_by("starts_at", "pk")
    plan = sessions.values_list(*FIELDS).explain()

    assert "activities_session_listed" in plan
