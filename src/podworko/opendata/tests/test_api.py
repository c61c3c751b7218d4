import json
from datetime import date, timedelta
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pydantic import BaseModel
from pytest_django import DjangoAssertNumQueries

from podworko.activities.models import Activity, SignUp
from podworko.activities.operations import ListRules, Slot, add_sessions, cancel_session
from podworko.activities.tests.factories import join, make_activity, make_pal, make_session
from podworko.audit.public import SYSTEM
from podworko.network.models import District, Place, Room
from podworko.opendata.api import schemas

pytestmark = pytest.mark.django_db

SESSIONS = "/api/v1/sessions"
ADA = {"name": "Ada", "email": "ada@example.org", "people": 1}


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


def get(client: Client, path: str, **query: str) -> Any:
    response = client.get(path, query)
    assert response.status_code == 200, response.content
    return response.json()


def ids(answer: Any) -> list[str]:
    return [row["id"] for row in answer["results"]]


def send(client: Client, session: object, body: Any, **headers: str) -> Any:
    return client.post(
        f"{SESSIONS}/{session.public_id}/signups",  # type: ignore[attr-defined]
        json.dumps(body),
        content_type="application/json",
        headers=headers,
    )


def place_at(name: str, lat: float, lon: float) -> Place:
    return Place.objects.create(name=name, slug=name.lower(), lat=lat, lon=lon)


# Reading


def test_a_session_tells_everything(client: Client) -> None:
    pal = make_pal(slug="olsza", name="PAL Olsza")
    place = place_at("Klub", 50.08, 19.97)
    activity = make_activity(pal=pal, place=place, title_uk="Кераміка", cost="12.50", age_min=7)
    session = make_session(activity=activity, capacity=5)
    assert session.sign_up_list
    join(session.sign_up_list, "ada", 2)

    row = get(client, f"{SESSIONS}/{session.public_id}")

    assert row["pal"] == {"id": str(pal.public_id), "slug": "olsza", "name": "PAL Olsza"}
    assert (row["place"]["lat"], row["place"]["access"]["step_free"]) == (50.08, "unknown")
    assert (row["title"], row["title_uk"], row["title_en"]) == (
        "Warsztaty ceramiki",
        "Кераміка",
        "",
    )
    assert (row["cost"], row["age_min"], row["age_max"]) == ("12.50", 7, None)
    seats = {key: row["sign_up"][key] for key in ("capacity", "taken", "free", "waiting")}
    assert seats == {"capacity": 5, "taken": 2, "free": 3, "waiting": 0}
    assert row["sign_up"]["api"].endswith(f"/api/v1/sessions/{session.public_id}/signups")
    assert row["starts_at"].endswith(("+01:00", "+02:00"))


def test_of_who_had_a_place_nothing_is_told_once_a_session_is_over(client: Client) -> None:
    session = make_session(activity=make_activity(), capacity=5)
    assert session.sign_up_list
    join(session.sign_up_list, "ada")
    address = f"{SESSIONS}/{session.public_id}"
    assert get(client, address)["sign_up"]["taken"] == 1

    with mock.patch.object(timezone, "now", return_value=session.ends_at):
        assert get(client, address)["sign_up"] is None


def test_only_what_is_public_is_told(client: Client) -> None:
    draft = make_activity(state=Activity.State.DRAFT)
    hidden = make_session(activity=draft)

    assert get(client, SESSIONS) == {"count": 0, "next": None, "results": []}
    assert get(client, "/api/v1/activities")["count"] == 0
    assert client.get(f"{SESSIONS}/{hidden.public_id}").status_code == 404
    assert client.get(f"/api/v1/activities/{draft.public_id}").status_code == 404
    assert send(client, hidden, ADA).status_code == 404


def test_pages_follow_each_other_by_key_and_miss_nothing(client: Client) -> None:
    made = [make_session(days=day) for day in (3, 1, 2, 2, 5)]
    expected = [str(s.public_id) for s in sorted(made, key=lambda s: (s.starts_at, s.pk))]

    first = get(client, SESSIONS, limit="2")
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    assert ids(first) + ids(second) + ids(third) == expected
    assert [first["count"], third["count"], third["next"]] == [5, 5, None]


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_costs_the_same_whatever_is_on_it(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for _more in range(number):
        make_session(activity=make_activity(pal=make_pal(), place=place_at(str(uuid4()), 50, 20)))

    # The page, the remembered count asked for, counted, and remembered (a savepoint around it).
    with django_assert_num_queries(8):
        client.get(SESSIONS)
    with django_assert_num_queries(2):
        client.get(SESSIONS)


def keys(value: Any) -> Any:
    """Return the names within a value, however deep."""
    if isinstance(value, list):
        return [keys(one) for one in value[:1]]
    return {name: keys(one) for name, one in value.items()} if isinstance(value, dict) else None


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("pals", schemas.PalList),
        ("places", schemas.PlaceList),
        ("places?format=geojson", schemas.FeatureCollection),
        ("activities", schemas.ActivityList),
        ("sessions", schemas.SessionList),
    ],
)
def test_rows_of_lists_are_what_the_schema_says(
    client: Client, address: str, schema: type[BaseModel]
) -> None:
    district = District.objects.create(number=3, name="Prądnik", slug="pradnik", lat=50, lon=20)
    place = Place.objects.create(name="Klub", slug="klub", lat=50, lon=20, district=district)
    room = Room.objects.create(place=place, name="Sala")
    pal = make_pal(seat=place, district=district, opened_on=date(2020, 1, 31))
    activity = make_activity(pal=pal, place=place, room=room)
    make_session(activity=activity, opens_at=timezone.now())

    found = client.get(f"/api/v1/{address}").json()

    assert keys(schema.model_validate(found).model_dump(mode="json")) == keys(found)


def test_a_count_is_remembered_for_a_minute(client: Client) -> None:
    make_session()
    assert get(client, SESSIONS)["count"] == 1
    make_session()

    again = get(client, SESSIONS)

    assert (again["count"], len(again["results"])) == (1, 2)


def test_filters_narrow_the_list(client: Client) -> None:
    near = make_activity(place=place_at("A", 50.06, 19.94), kind="culture", languages="pl uk")
    far = make_activity(place=place_at("B", 50.20, 19.94))
    one = str(make_session(activity=near, days=2).public_id)
    two = str(make_session(activity=far, days=9).public_id)
    soon = (timezone.now() + timedelta(days=5)).date().isoformat()

    assert ids(get(client, SESSIONS, near="50.06,19.94", within="2000")) == [one]
    assert ids(get(client, SESSIONS, kind="culture,debate")) == [one]
    assert ids(get(client, SESSIONS, pal=far.pal.slug)) == [two]
    assert ids(get(client, SESSIONS, lang="uk")) == [one]
    assert ids(get(client, SESSIONS, activity=str(far.public_id))) == [two]
    assert ids(get(client, SESSIONS, to=soon)) == [one]
    assert ids(get(client, SESSIONS, **{"from": soon})) == [two]
    empty = {"from": "", "to": "", "pal": "", "kind": "", "q": "", "near": ""}
    assert ids(get(client, SESSIONS, **empty)) == [one, two]


def test_words_find_and_free_places_narrow(client: Client) -> None:
    pottery = make_session(capacity=1)
    assert pottery.sign_up_list
    join(pottery.sign_up_list, "ada")

    assert ids(get(client, SESSIONS, free="true")) == []
    assert get(client, SESSIONS, q="zupełnie coś innego")["count"] == 0


def test_last_day_is_meant_whole(client: Client) -> None:
    session = make_session(days=3)
    day = timezone.localtime(session.starts_at).date().isoformat()

    assert get(client, SESSIONS, to=day)["count"] == 1
    assert get(client, SESSIONS, to=session.starts_at.isoformat())["count"] == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("from", "jutro"), ("near", "Kraków"), ("limit", "101"), ("kind", "x"), ("cursor", "a")],
)
def test_what_cannot_be_understood_is_named(client: Client, name: str, value: str) -> None:
    response = client.get(SESSIONS, {name: value})

    assert response.status_code == 422
    body = response.json()
    assert (body["code"], [error["field"] for error in body["errors"]]) == ("invalid", [name])


def test_pals_by_slug_and_by_id(client: Client) -> None:
    pal = make_pal(slug="olsza")
    pal.aliases.create(name="Olsza II", folded_name="olsza ii")

    assert get(client, "/api/v1/pals")["results"][0]["other_names"] == ["Olsza II"]
    by_slug = get(client, "/api/v1/pals/olsza")
    assert by_slug == get(client, f"/api/v1/pals/{pal.public_id}")
    assert client.get("/api/v1/pals/nie-ma").status_code == 404


def test_places_are_geojson_when_asked(client: Client) -> None:
    place = place_at("Klub", 50.06, 19.94)
    make_pal(seat=place)
    place_at("Nikogo", 50.0, 19.9)

    response = client.get("/api/v1/places", {"format": "geojson"})

    assert response["Content-Type"] == "application/geo+json"
    (feature,) = response.json()["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [19.94, 50.06]}
    assert feature["properties"]["name"] == "Klub"
    assert ids(get(client, "/api/v1/places")) == [str(place.public_id)]


def test_activities_tell_where_their_sessions_are(client: Client) -> None:
    session = make_session()

    (row,) = get(client, "/api/v1/activities")["results"]

    assert ids(get(client, row["sessions"])) == [str(session.public_id)]
    assert row == get(client, f"/api/v1/activities/{row['id']}")


def test_reading_is_open_to_other_sites_and_writing_is_not(client: Client) -> None:
    session = make_session()

    assert client.get(SESSIONS)["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in send(client, session, ADA)


def test_what_did_not_change_is_not_sent_again(client: Client) -> None:
    make_session()
    tag = client.get(SESSIONS)["ETag"]

    assert client.get(SESSIONS, headers={"If-None-Match": tag}).status_code == 304


def test_errors_speak_the_readers_language(client: Client) -> None:
    def said(language: str) -> str:
        headers = {"Accept-Language": language}
        return str(client.get("/api/v1/nic", headers=headers).json()["message"])

    assert said("pl") == "Nie ma tu tego, czego szukasz."
    assert said("en") == "There is nothing here."
    assert said("uk") == "Тут немає того, що ви шукаєте."


def test_the_way_in_names_the_lists(client: Client) -> None:
    found = get(client, "/api/v1/")

    assert found["sessions"].endswith(SESSIONS)
    assert get(client, "/api/v1/openapi.json")["openapi"] == "3.1.0"


# Signing up


def test_sign_up_gives_a_place_then_the_queue(client: Client) -> None:
    session = make_session(capacity=2)

    first = send(client, session, {**ADA, "people": 2})
    second = send(client, session, {"name": "Jan", "phone": "600 100 200", "people": 1})

    assert (first.status_code, second.status_code) == (201, 201)
    assert (first.json()["status"], first.json()["position"]) == ("confirmed", None)
    assert (second.json()["status"], second.json()["position"]) == ("waiting", 1)
    held = SignUp.objects.get(public_id=first.json()["id"])
    assert (held.channel, held.people, held.guests.count()) == ("api", 2, 2)
    page = client.get("/" + first.json()["manage_url"].split("/", 3)[3])
    assert page.status_code == 200


def test_who_lost_the_answer_may_ask_again(client: Client) -> None:
    session = make_session()

    first, second = send(client, session, ADA), send(client, session, ADA)

    assert (second.status_code, second.json()) == (201, first.json())
    assert SignUp.objects.count() == 1


def test_a_late_retry_gets_no_key_to_the_sign_up(client: Client) -> None:
    session = make_session()
    send(client, session, ADA)
    SignUp.objects.update(created_at=timezone.now() - timedelta(hours=2))

    again = send(client, session, ADA)

    assert (again.status_code, again.json()["manage_url"]) == (201, None)


def test_closed_sign_up_says_why(client: Client) -> None:
    early = make_session(opens_at=timezone.now() + timedelta(days=1))
    off = make_session()
    cancel_session(off, reason="Awaria prądu", actor=SYSTEM)
    free = make_activity(sign_up_mode=Activity.SignUpMode.NONE)
    starts = timezone.now() + timedelta(days=1)
    slot = Slot(starts, starts + timedelta(hours=1))
    (walk_in,) = add_sessions(free, [slot], rules=ListRules(), actor=SYSTEM)

    answers = [send(client, session, ADA) for session in (early, off, walk_in)]

    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert {answer.json()["code"] for answer in answers} == {"closed"}
    assert "Zapisy zaczną się" in answers[0].json()["message"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "Ada"}, "email"),
        ({"name": "Ada", "email": "nie"}, "email"),
        ({"name": "Ada", "phone": "12"}, "phone"),
        ({"name": "...", "email": "a@example.org"}, "name"),
        ({"email": "a@example.org"}, "name"),
        ({**ADA, "people": 0}, "people"),
        ({**ADA, "people": 5}, "people"),
        ({**ADA, "people": "2"}, "people"),
        ({**ADA, "wiek": 3}, "wiek"),
    ],
)
def test_invalid_sign_up_names_the_field(client: Client, body: Any, field: str) -> None:
    answer = send(client, make_session(capacity=20), body)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert SignUp.objects.count() == 0


def test_rules_and_questions_must_be_met(client: Client) -> None:
    activity = make_activity(rules="Zmieniamy buty.")
    question = activity.questions.create(text="Rozmiar?", is_required=True)
    session = make_session(activity=activity)
    page = get(client, f"{SESSIONS}/{session.public_id}")
    answers = {str(page["questions"][0]["id"]): "42"}

    bare = send(client, session, ADA)
    unanswered = send(client, session, {**ADA, "accepts_rules": True})
    whole = send(client, session, {**ADA, "accepts_rules": True, "answers": answers})

    assert bare.json()["errors"][0]["field"] == "accepts_rules"
    assert unanswered.json()["errors"][0]["field"] == f"question_{question.pk}"
    assert whole.status_code == 201
    assert SignUp.objects.get().answers.get().text == "42"


def test_broken_json_is_a_bad_request(client: Client) -> None:
    path = f"{SESSIONS}/{make_session().public_id}/signups"

    answer = client.post(path, "{", content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_too_many_are_told_when_to_come_back(client: Client, settings: Any) -> None:
    settings.PODWORKO_SIGNUPS_PER_CONTACT = 1
    one, two = make_session(), make_session()
    send(client, one, ADA)

    answer = send(client, two, ADA)

    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert answer.json()["code"] == "too-many"


def test_messages_go_out_in_the_language_asked_for(client: Client) -> None:
    session = make_session(capacity=9)
    send(client, session, ADA, **{"Accept-Language": "uk"})
    send(client, session, {**ADA, "name": "Ada B", "language": "en"})

    assert list(SignUp.objects.order_by("pk").values_list("language", flat=True)) == ["uk", "en"]


def test_signs_that_cannot_be_shown_are_dropped(client: Client) -> None:
    answer = send(client, make_session(), {**ADA, "name": "A\u0000da"})

    assert answer.status_code == 201
    assert SignUp.objects.get().name == "Ada"


@pytest.mark.parametrize("path", ["pals", "hsds/services", "openapi.json", ""])
def test_head_is_answered_as_get_is_without_its_body(client: Client, path: str) -> None:
    told, head = client.get(f"/api/v1/{path}"), client.head(f"/api/v1/{path}")

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == told["Content-Type"]
    assert client.head("/api/v1/pals/nie-ma").status_code == 404


def test_a_name_with_a_nul_is_nobodys(client: Client) -> None:
    assert client.get("/api/v1/pals/%00").status_code == 404
