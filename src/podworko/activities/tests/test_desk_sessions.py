"""Sessions by hand: how far a change reaches, who is told, what follows from more places."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from podworko.activities import operations
from podworko.activities.models import Activity, Session, SignUp, SignUpList
from podworko.activities.operations import ListRules
from podworko.activities.queries import desk as queries
from podworko.activities.tests.desk import STAFF, Desk, day, hidden
from podworko.activities.tests.factories import join, make_list, make_session
from podworko.core import times
from podworko.messages.models import Message
from podworko.people.public import Channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def weekly(desk: Desk) -> list[Session]:
    """Make three weekly sessions, each with somebody signed up."""
    activity = desk.activity()
    first = times.today() + timedelta(days=7)
    code = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[first.weekday()]
    plan = operations.SeriesPlan(f"FREQ=WEEKLY;BYDAY={code};COUNT=3", first, time(17), 60)
    operations.add_series(activity, plan, rules=ListRules(capacity=2), actor=STAFF)
    sessions = list(activity.sessions.order_by("starts_at"))
    for session in sessions:
        assert session.sign_up_list
        join(session.sign_up_list, "ada")
    return sessions


def moved(session: Session, **changes: Any) -> dict[str, Any]:
    local = times.local(session.starts_at)
    return {
        "day": local.date().isoformat(),
        "starts": local.strftime("%H:%M"),
        "ends": times.local(session.ends_at).strftime("%H:%M"),
        "where": "",
        "title": session.title,
        "note": session.note,
        **changes,
    }


def test_dates_are_added_with_the_rules_of_the_last_list(desk: Desk) -> None:
    activity = make_session(activity=desk.activity(), capacity=7).activity

    page = desk.get("desk_add_dates", activity.slug)
    response = desk.post(
        "desk_add_dates",
        activity.slug,
        how="once",
        day=day(9),
        starts="10:00",
        ends="11:00",
        capacity=7,
        household_limit=4,
        offer_hours=24,
        instant_hours=12,
    )

    assert hidden_number(page, "capacity") == "7"
    assert response.status_code == 302
    assert activity.sessions.count() == 2


def hidden_number(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]


def test_a_repetition_is_shown_before_it_is_added(desk: Desk) -> None:
    activity = desk.activity(sign_up_mode="none")
    data = {
        "how": "repeated",
        "day": day(7),
        "starts": "10:00",
        "ends": "11:00",
        "every": "fortnight",
        "count": 2,
        "household_limit": 4,
        "offer_hours": 24,
        "instant_hours": 12,
    }

    page = desk.post("desk_add_dates", activity.slug, **data).content.decode()
    assert activity.sessions.count() == 0
    desk.post("desk_add_dates", activity.slug, **data, seen=hidden(page, "seen"))

    days = [times.local(s.starts_at).date().isoformat() for s in activity.sessions.all()]
    assert days == [day(7), day(21)]


def test_what_was_called_off_takes_no_dates(desk: Desk) -> None:
    activity = desk.activity(state="cancelled", cancel_reason="Remont.", sign_up_mode="none")
    data = {"household_limit": 4, "offer_hours": 24, "instant_hours": 12}

    response = desk.post(
        "desk_add_dates",
        activity.slug,
        how="once",
        day=day(7),
        starts="10:00",
        ends="11:00",
        **data,
    )

    assert response.status_code == 422
    assert "są odwołane" in response.content.decode()


def test_a_repeated_session_asks_how_far_and_says_how_many_are_told(desk: Desk) -> None:
    session = weekly(desk)[1]

    page = desk.get("desk_session", session.public_id)

    assert "tylko to spotkanie – 1 zapis" in page
    assert "to i następne (2 spotka" in page
    assert "wszystkie, które są przed nami (3 spotka" in page


@pytest.mark.parametrize(("scope", "told"), [("this", 1), ("following", 2), ("all", 3)])
def test_moving_reaches_as_far_as_asked_and_keeps_sign_ups(
    desk: Desk, scope: str, told: int
) -> None:
    session = weekly(desk)[1]

    response = desk.post(
        "desk_session",
        session.public_id,
        **moved(session, starts="18:00", ends="19:00", scope=scope),
    )

    assert response.status_code == 302
    assert Message.objects.filter(template="activities/changed").count() == told
    assert SignUp.objects.confirmed().count() == 3


def test_a_session_on_its_own_does_not_ask_how_far(desk: Desk) -> None:
    session = make_session(activity=desk.activity())

    page = desk.get("desk_session", session.public_id)

    assert 'name="scope"' not in page
    assert "Zapisów jest: 0." in page


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"ends": "00:01"}, "później niż początek"),
        ({"day": "2020-01-01"}, "Ten czas już minął"),
    ],
)
def test_a_time_that_cannot_be_is_told(desk: Desk, changes: Any, complaint: str) -> None:
    session = weekly(desk)[0]

    response = desk.post("desk_session", session.public_id, **moved(session, **changes))

    assert response.status_code == 422
    assert complaint in response.content.decode()


def test_a_session_called_off_is_not_moved(desk: Desk) -> None:
    session = make_session(activity=desk.activity())
    operations.cancel_session(session, reason="Awaria.", actor=STAFF)

    response = desk.post("desk_session", session.public_id, **moved(session, note="x"))

    assert "To spotkanie jest odwołane" in response.content.decode()


@pytest.mark.parametrize(("scope", "left"), [("this", 2), ("following", 1), ("all", 0)])
def test_calling_off_reaches_as_far_as_asked(desk: Desk, scope: str, left: int) -> None:
    session = weekly(desk)[1]

    no_reason = desk.post("desk_cancel_session", session.public_id, scope=scope)
    desk.post("desk_cancel_session", session.public_id, scope=scope, cancel_reason="Awaria.")

    assert no_reason.status_code == 422
    assert SignUp.objects.confirmed().count() == left


def test_what_follows_from_more_places_is_shown_and_then_done(desk: Desk) -> None:
    places = make_list(activity=desk.activity(), capacity=1)
    for name in ("ada", "bob", "cyd"):
        join(places, name)
    data = {"capacity": 3, "household_limit": 4, "offer_hours": 24, "instant_hours": 12}

    page = desk.post("desk_list_places", places.public_id, **data, preview="1").content.decode()
    assert "2 zapis" in page
    assert SignUp.objects.offered().count() == 0
    desk.post("desk_list_places", places.public_id, **data)

    assert SignUp.objects.offered().count() == 2


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"opens_at": "2099-01-02T10:00", "closes_at": "2099-01-01T10:00"}, "po ich początku"),
        ({"minimum": 2}, "Podaj, kiedy"),
        ({"minimum": 2, "decision_at": "2020-01-01T10:00"}, "czas w przyszłości"),
    ],
)
def test_rules_of_a_list_that_cannot_be_are_told(desk: Desk, changes: Any, complaint: str) -> None:
    places = make_list(activity=desk.activity())
    data = {"capacity": 3, "household_limit": 4, "offer_hours": 24, "instant_hours": 12}

    response = desk.post("desk_list_places", places.public_id, **data, **changes)

    assert response.status_code == 422
    assert complaint in response.content.decode()


@pytest.mark.parametrize(
    ("capacity", "reserved"), [(2, 0), (3, 0), (3, 2), (5, 1), (None, 0), (6, 3)]
)
def test_what_is_foretold_is_what_happens(desk: Desk, capacity: int | None, reserved: int) -> None:
    places = make_list(activity=desk.activity(), capacity=1)
    join(places, "ada")
    for name, people, channel in (
        ("bob", 2, Channel.WEB),
        ("cyd", 1, Channel.PHONE),
        ("dan", 1, Channel.WEB),
        ("ewa", 2, Channel.DESK),
    ):
        # Before the list grows nobody could ask for two: they came when it was larger.
        SignUpList.objects.filter(pk=places.pk).update(capacity=9, overbooking_percent=0)
        join(places, name, people, channel=channel)
    places.refresh_from_db()

    foretold = queries.would_get(
        places, capacity=capacity, overbooking_percent=0, reserved=reserved
    )
    done = operations.set_places(places, capacity=capacity, reserved=reserved, actor=STAFF)

    assert [s.name for s in foretold] == [s.name for s in done]


@pytest.mark.parametrize("name", ["desk_session", "desk_cancel_session"])
def test_a_session_of_another_pal_is_not_known(desk: Desk, name: str) -> None:
    url = reverse(f"activities:{name}", args=[make_session().public_id])

    assert desk.client.get(url).status_code == 404


def test_a_course_has_one_list_for_all_its_sessions(desk: Desk) -> None:
    activity = desk.activity(sign_up_mode=Activity.SignUpMode.COURSE)
    for number in (7, 14):
        make_session(activity=activity, days=number, capacity=4)

    page = desk.get("desk_activity", activity.slug)

    assert "Zapisy na cały cykl" in page
    assert page.count("Zajęte 0 z 4") == 1
