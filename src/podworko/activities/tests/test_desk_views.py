"""The desk's programme by hand: happy path, refusal, without script, what is never lost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.activities import operations
from podworko.activities.models import Activity, Session
from podworko.activities.tests.desk import LIST, NEW, STAFF, Desk, day, filled, hidden
from podworko.activities.tests.factories import (
    join,
    make_activity,
    make_list,
    make_pal,
    make_session,
)
from podworko.audit.public import history
from podworko.core import times
from podworko.network.public import Place, Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def test_the_list_shows_drafts_with_their_state_and_how_full_the_next_one_is(desk: Desk) -> None:
    places = make_list(activity=desk.activity(title="Joga"), capacity=5)
    join(places, "ada", 2)
    desk.activity(title="Sekret", state="draft")
    make_activity(title="Cudze")

    page = desk.get("desk_programme")

    assert [word in page for word in ("Joga", "Sekret", "Cudze")] == [True, True, False]
    assert "Zajęte 2 z 5 miejsc" in page
    assert "Szkic" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stan=draft", ["Łyżwy"]),
        ("q=lyzwy", ["Łyżwy"]),
        ("q=JOGA", ["Joga"]),
        ("q=nic", []),
        ("stan=nonsense", ["Joga", "Łyżwy"]),
        ("page=nonsense", ["Joga", "Łyżwy"]),
    ],
)
def test_the_list_is_narrowed(desk: Desk, query: str, found: list[str]) -> None:
    desk.activity(title="Joga")
    desk.activity(title="Łyżwy", state="draft")

    page = desk.client.get(f"{LIST}?{query}").content.decode()

    assert [name for name in ("Joga", "Łyżwy") if f">{name}</a>" in page] == found


def test_the_coordinator_narrows_to_one_pal(client: Client) -> None:
    coordinator = User.objects.create_user("k@example.org", name="Kinga")
    Grant.objects.create(user=coordinator, role="network-coordinator", pal=None)
    client.force_login(coordinator)
    mine = make_activity(title="Joga")
    make_activity(title="Szachy")

    page = client.get(f"{LIST}?pal={mine.pal.slug}").content.decode()

    assert ("Joga</a>" in page, "Szachy</a>" in page) == (True, False)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(desk: Desk, rows: int) -> None:
    for _ in range(rows):
        make_session(activity=desk.activity())

    with CaptureQueriesContext(connection) as queries:
        desk.get("desk_programme")

    # session, user, grants, PALs, count, rows, next sessions, whether one may add
    assert len(queries) == 8


@pytest.mark.parametrize("rows", [1, 3])
def test_an_activity_costs_the_same_for_one_and_for_three(desk: Desk, rows: int) -> None:
    activity = desk.activity()
    for number in range(rows):
        make_session(activity=activity, days=number + 1)

    with CaptureQueriesContext(connection) as queries:
        desk.get("desk_activity", activity.slug)

    # session, user, grants, activity, sessions, leaders, registers kept, rules, questions, ties,
    # and two of the panel of photographs
    assert len(queries) == 12


def test_a_new_activity_begins_as_a_draft_with_its_first_date(desk: Desk) -> None:
    response = desk.client.post(NEW, filled(desk, capacity=12))

    activity = Activity.objects.get()
    (session,) = activity.sessions.select_related("sign_up_list")
    assert response.headers["Location"] == f"{LIST}zajecia/szachy-pod-lipa/"
    assert (activity.state, session.is_public) == ("draft", False)
    assert times.local(session.starts_at).strftime("%H:%M") == "17:00"
    assert session.sign_up_list
    assert session.sign_up_list.capacity == 12
    assert history(activity) == ["activity.created"]


def test_several_days_are_several_sessions(desk: Desk) -> None:
    desk.client.post(NEW, filled(desk, how="several", day_2=day(9), day_3=day(8)))

    days = [times.local(s.starts_at).date().isoformat() for s in Session.objects.all()]
    assert days == [day(7), day(8), day(9)]


def test_a_repetition_is_looked_at_before_it_is_stored(desk: Desk) -> None:
    asked = filled(desk, how="repeated", count=4)

    page = desk.client.post(NEW, asked).content.decode()
    assert Activity.objects.count() == 0
    assert "Sprawdź terminy" in page
    desk.client.post(NEW, asked | {"seen": hidden(page, "seen"), "without": [day(14)]})

    days = [times.local(s.starts_at).date().isoformat() for s in Session.objects.all()]
    assert days == [day(7), day(21), day(28)]


def test_a_preview_is_a_page_without_script_and_a_fragment_with_it(desk: Desk) -> None:
    asked = filled(desk, title="", how="repeated", count=2, preview="1")

    whole = desk.client.post(NEW, asked)
    part = desk.client.post(NEW, asked, headers={"HX-Request": "true"})

    assert whole.status_code == 200
    assert "<html" in whole.content.decode()
    assert "Coś trzeba poprawić" not in whole.content.decode()
    fragment = part.content.decode().strip()
    assert "<html" not in fragment
    assert fragment in whole.content.decode()


def test_what_was_typed_stays_when_a_date_is_wrong(desk: Desk) -> None:
    response = desk.client.post(NEW, filled(desk, summary="Dla każdego", ends="16:00"))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Koniec musi być później" in page
    assert 'value="Dla każdego"' in page
    assert Activity.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"day": "2020-01-01"}, "Ten dzień już minął"),
        ({"how": "several", "day_2": "2020-01-01"}, "Ten dzień już minął"),
        ({"how": "repeated"}, "jedno z dwojga"),
        ({"how": "repeated", "until": "2020-01-01"}, "nie wynika żaden termin"),
        ({"age_min": 60, "age_max": 20}, "jest niższy"),
        ({"capacity": 3, "reserved": 4}, "więcej niż wszystkich"),
        ({"reserved": 4}, "podaj liczbę miejsc"),
        ({"capacity": 3, "minimum": 4}, "więcej niż wszystkich"),
        ({"minimum": 4, "decision_days": 30}, "jest mniej czasu"),
        ({"closes_hours": 24 * 30}, "już by się skończyły"),
        ({"opens_at": "2099-01-01T10:00"}, "po ich końcu"),
    ],
)
def test_a_rule_that_cannot_be_is_told(desk: Desk, changes: Any, complaint: str) -> None:
    response = desk.client.post(NEW, filled(desk, **changes))

    assert response.status_code == 422
    assert complaint in response.content.decode()


def test_monthly_dates_fall_on_the_weekday_asked_for(desk: Desk) -> None:
    asked = filled(desk, how="repeated", every="month", nth="2", nth_weekday="2", count=3)

    page = desk.client.post(NEW, asked).content.decode()
    desk.client.post(NEW, asked | {"seen": hidden(page, "seen")})

    assert "w drugą środę miesiąca" in page
    moments = [times.local(s.starts_at) for s in Session.objects.all()]
    assert [(m.weekday(), (m.day - 1) // 7) for m in moments] == [(2, 1)] * 3


def test_a_room_is_not_used_twice_and_nothing_typed_is_lost(desk: Desk) -> None:
    place = Place.objects.create(name="Dom", slug="dom")
    room = Room.objects.create(place=place, name="Pracownia")
    held = make_session(activity=desk.activity(title="Joga", place=place, room=room))
    local = times.local(held.starts_at)
    asked = filled(
        desk,
        where=f"r{room.pk}",
        day=local.date().isoformat(),
        starts="00:01",
        ends="23:59",
        preview="1",
    )

    page = desk.client.post(NEW, asked).content.decode()
    del asked["preview"]
    answer = desk.client.post(NEW, asked)

    assert "Pracownia jest wtedy zajęta: Joga" in page
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Sala Pracownia jest wtedy zajęta: „Joga”" in shown
    assert 'value="Szachy pod lipą"' in shown
    assert not Activity.objects.filter(title="Szachy pod lipą").exists()


def test_nobody_plans_for_a_pal_that_is_not_theirs(desk: Desk) -> None:
    response = desk.client.post(NEW, filled(desk, pal=make_pal().pk))

    assert response.status_code == 422
    assert Activity.objects.count() == 0


def test_questions_are_asked_changed_and_dropped(desk: Desk) -> None:
    slug = desk.activity().slug

    desk.post("desk_questions", slug, text="Dieta?", form="choice", choices_text="a\nb\n\na")
    wrong = desk.post("desk_questions", slug, text="Dieta?", form="choice", choices_text="a")
    question = Activity.objects.get().questions.get()
    desk.post("desk_question", slug, question.pk, text="Alergie?", form="text", is_sensitive="on")

    assert wrong.status_code == 422
    assert question.options == ["a", "b"]
    assert "Alergie?" in desk.get("desk_questions", slug)
    assert "wrażliwe" in desk.get("desk_questions", slug)
    desk.post("desk_remove_question", slug, question.pk)
    assert Activity.objects.get().questions.count() == 0


@pytest.mark.parametrize(
    "name", ["desk_activity", "desk_edit", "desk_add_dates", "desk_call_off", "desk_questions"]
)
def test_an_activity_of_another_pal_is_not_known(desk: Desk, name: str) -> None:
    url = reverse(f"activities:{name}", args=[make_activity().slug])

    assert desk.client.get(url).status_code == 404


@pytest.mark.parametrize("name", ["desk_publish", "desk_to_draft"])
def test_a_link_changes_nothing(desk: Desk, name: str) -> None:
    url = reverse(f"activities:{name}", args=[desk.activity().slug])

    assert desk.client.get(url).status_code == 405


def test_the_menu_and_the_first_page_lead_to_the_programme(desk: Desk) -> None:
    session = make_session(activity=desk.activity(title="Joga"), days=0.01, capacity=1)
    assert session.sign_up_list
    join(session.sign_up_list, "ada")
    join(session.sign_up_list, "bob")

    page = desk.client.get("/biurko/").content.decode()

    assert f'href="{LIST}"' in page
    assert "czeka 1 osob" in page
    assert f"zapisy/{session.sign_up_list.public_id}/" in page


def test_the_first_page_names_whom_to_call(desk: Desk) -> None:
    places = make_list(activity=desk.activity(), capacity=1)
    phone = operations.Contact("Zofia Łoś", phone="+48600100200")
    ada = join(places, "ada")
    join(places, "zofia", contact=phone)
    operations.cancel_sign_up(ada, actor=STAFF)

    page = desk.client.get("/biurko/").content.decode()

    assert "Zadzwoń z propozycją" in page
    assert "Zofia Łoś" in page


def test_the_first_page_names_nobody_to_the_coordinator(client: Client) -> None:
    coordinator = User.objects.create_user("k@example.org", name="Kinga")
    Grant.objects.create(user=coordinator, role="network-coordinator", pal=None)
    client.force_login(coordinator)
    places = make_list(activity=make_activity(), capacity=1)
    ada = join(places, "Ada Malina")
    join(places, "Zofia Łoś")
    operations.cancel_sign_up(ada, actor=STAFF)
    join(places, "Jan Ptak")

    page = client.get("/biurko/").content.decode()

    assert "Zofia" not in page
    assert "Gdzie jest lista rezerwowa" in page


def test_the_first_page_is_calm_when_nothing_is_on(desk: Desk) -> None:
    assert "Dziś nie ma spotkań" in desk.client.get("/biurko/").content.decode()


def test_the_first_page_leads_to_what_is_on_this_week(desk: Desk) -> None:
    make_session(activity=desk.activity(title="Joga"), days=3)
    make_session(activity=desk.activity(title="Szachy"), days=9)

    page = desk.client.get("/biurko/").content.decode()

    assert "Joga" in page
    assert "Szachy" not in page
    assert reverse("activities:desk_board") in page
