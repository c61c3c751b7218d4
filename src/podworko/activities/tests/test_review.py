"""Faults that a review found, each kept from coming back."""

import json
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.activities import links, operations, tasks
from podworko.activities.models import Session, SignUp, SignUpList
from podworko.activities.operations import Applicant, Contact, Slot
from podworko.activities.tests.factories import join, make_activity, make_list, make_session
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.messages.models import Message

pytestmark = pytest.mark.django_db


def make_course(*days: int) -> list[Session]:
    activity = make_activity(sign_up_mode="course")
    now = timezone.now()
    slots = [Slot(now + timedelta(days=day), now + timedelta(days=day, hours=2)) for day in days]
    rules = operations.ListRules(capacity=5)
    return operations.add_sessions(activity, slots, rules=rules, actor=SYSTEM)


def list_of(session: Session) -> SignUpList:
    assert session.sign_up_list
    return SignUpList.objects.get(pk=session.sign_up_list.pk)


def held_by(name: str) -> SignUp:
    return SignUp.objects.get(name=name)


def test_course_begins_with_its_first_session_that_was_not_called_off() -> None:
    first, second = make_course(1, 8)

    operations.cancel_session(first, reason="Awaria.", actor=SYSTEM)

    assert list_of(second).starts_at == second.starts_at


def test_course_ends_with_its_last_session() -> None:
    first, second = make_course(1, 8)
    join(list_of(first), "ada")

    for session in (first, second):
        operations.cancel_session(session, reason="Awaria.", actor=SYSTEM)

    assert held_by("ada").end_reason == SignUp.EndReason.CALLED_OFF
    with pytest.raises(operations.ClosedError):
        join(list_of(first), "late")


def probe(client: Client, session: Session, email: str, **more: Any) -> object:
    body = {"name": "Ktoś Obcy", "email": email, "people": 4, **more}
    path = f"/api/v1/sessions/{session.public_id}/signups"
    return client.post(path, json.dumps(body), content_type="application/json").json()


def test_stranger_who_does_not_accept_the_rules_learns_nothing(client: Client) -> None:
    session = make_session(activity=make_activity(rules="Zasady"), capacity=9)
    join(list_of(session), "victim")

    answers = [probe(client, session, f"{who}@example.org") for who in ("victim", "nobody")]

    assert answers[0] == answers[1]
    assert SignUp.objects.count() == 1


def test_contact_is_told_when_somebody_tries_it_out(client: Client) -> None:
    session = make_session(capacity=9)
    join(list_of(session), "victim")

    probe(client, session, "victim@example.org")

    assert Message.objects.filter(to_email="victim@example.org").count() == 2


def test_changing_people_keeps_the_contacts_year_of_birth(client: Client) -> None:
    places = make_list(activity=make_activity(age_min=18), capacity=9)
    ala = join(places, "Ala", guests=(Applicant("Ala", 1980),))
    path = reverse("activities:change_people", args=[links.token(ala)])
    page = client.get(path).content.decode()
    rows = {"osoby-TOTAL_FORMS": "1", "osoby-INITIAL_FORMS": "0", "osoby-0-name": "Ola"}

    wrong = client.post(path, {"comes": "on", "birth_year": "x", **rows})
    client.post(path, {"comes": "on", "birth_year": "1980", **rows})

    assert 'value="1980"' in page
    assert wrong.status_code == 422
    guests = list(ala.guests.values_list("name", "birth_year"))
    assert guests == [("Ala", 1980), ("Ola", None)]


def test_year_of_birth_not_asked_for_stays(client: Client) -> None:
    ala = join(make_list(capacity=9), "Ala", guests=(Applicant("Ala", 1980),))
    path = reverse("activities:change_people", args=[links.token(ala)])

    client.post(path, {"comes": "on", "osoby-TOTAL_FORMS": "1", "osoby-INITIAL_FORMS": "0"})

    assert ("Ala", 1980) in list(ala.guests.values_list("name", "birth_year"))


def test_relaxed_age_limits_let_the_queue_in() -> None:
    activity = make_activity(age_min=10)
    places = make_list(activity=activity, capacity=1)
    first = join(places, "ada", guests=(Applicant("ada", 1940),))
    join(places, "bob", guests=(Applicant("bob", 1990),))
    activity.age_min = 60
    operations.save_activity(activity, actor=SYSTEM)
    operations.cancel_sign_up(first, actor=RESIDENT)

    activity.age_min = 10
    operations.save_activity(activity, actor=SYSTEM)

    assert held_by("bob").status == SignUp.Status.OFFERED


@pytest.fixture
def reminded() -> Session:
    """Give a session whose one guest has a reminder waiting to be sent."""
    session = make_session(days=0.5)
    join(list_of(session), "ada")
    SignUp.objects.update(confirmed_at=timezone.now() - timedelta(days=5))
    tasks.remind()
    return session


def reminders(**status: str) -> int:
    return Message.objects.filter(template="activities/reminder", **status).count()


def test_another_note_is_no_reason_to_remind_twice(reminded: Session) -> None:
    slot = Slot(reminded.starts_at, reminded.ends_at, note="Weź fartuch")
    operations.change_session(reminded, slot, actor=SYSTEM)

    tasks.remind()

    assert reminders() == 1


@pytest.mark.usefixtures("reminded")
def test_reminder_not_yet_sent_is_withdrawn_with_the_sign_up() -> None:
    operations.cancel_sign_up(held_by("ada"), actor=RESIDENT)

    assert (reminders(status="queued"), reminders(status="withdrawn")) == (0, 1)


def test_deadlines_keep_their_distance_when_a_session_moves() -> None:
    decision = timezone.now() + timedelta(days=1)
    session = make_session(days=2, closes_at=decision, minimum=2, decision_at=decision)
    later = timedelta(days=10)
    slot = Slot(session.starts_at + later, session.ends_at + later)

    operations.change_session(session, slot, actor=SYSTEM)

    moved = list_of(session)
    assert (moved.closes_at, moved.decision_at) == (decision + later, decision + later)


def test_what_is_over_cannot_be_called_off() -> None:
    session = make_session(days=2)
    join(list_of(session), "ada")
    past = timezone.now() - timedelta(days=5)
    Session.objects.update(starts_at=past, ends_at=past + timedelta(hours=2))

    with pytest.raises(operations.ProgrammeError, match="już się odbyło"):
        operations.cancel_session(session, reason="x", actor=SYSTEM)

    assert held_by("ada").status == SignUp.Status.CONFIRMED


def test_decision_that_comes_too_late_cancels_nothing() -> None:
    places = make_list(minimum=5, decision_at=timezone.now() - timedelta(days=6))
    join(places, "ada")
    SignUpList.objects.update(starts_at=timezone.now() - timedelta(days=5))

    assert operations.decide_minimum(places) == SignUpList.Decision.GOES_AHEAD
    assert held_by("ada").status == SignUp.Status.CONFIRMED


def test_household_may_shrink_on_an_overfull_list() -> None:
    places = make_list(capacity=4)
    ada = join(places, "ada", 4)
    operations.set_places(places, capacity=2, actor=SYSTEM)

    operations.change_people(
        ada, guests=(Applicant("ada"), Applicant(), Applicant()), actor=RESIDENT
    )

    places.refresh_from_db()
    assert (places.taken, places.seat_limit) == (3, 3)


def make_weekly() -> list[Session]:
    plan = operations.SeriesPlan("FREQ=WEEKLY;COUNT=3", date(2027, 5, 4), time(10), 60)
    activity = make_activity()
    operations.add_series(activity, plan, rules=operations.ListRules(), actor=SYSTEM)
    return list(activity.sessions.order_by("starts_at"))


def test_days_without_an_hour_stay_so_in_every_scope() -> None:
    Session.objects.filter(pk__in=[row.pk for row in make_weekly()]).update(is_all_day=True)
    first = Session.objects.order_by("starts_at").first()
    assert first
    slot = Slot(first.starts_at, first.ends_at, note="x", is_all_day=True)

    operations.change_sessions(first, slot, scope=operations.Scope.FOLLOWING, actor=SYSTEM)

    assert set(Session.objects.values_list("is_all_day", flat=True)) == {True}


def test_running_session_is_among_those_it_changes() -> None:
    first, *_ = make_weekly()
    begun = timezone.now() - timedelta(minutes=5)
    Session.objects.filter(pk=first.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=1))
    first.refresh_from_db()
    slot = Slot(first.starts_at, first.ends_at + timedelta(minutes=30))

    changed = operations.change_sessions(
        first, slot, scope=operations.Scope.FOLLOWING, actor=SYSTEM
    )

    assert first in changed
    assert len(changed) == 3


@pytest.mark.parametrize("total", ["²", "9" * 5000, "-1", "1e3"])
@pytest.mark.parametrize("button", [{"add": "1"}, {"remove": "²"}, {"remove": "9" * 5000}])
def test_odd_numbers_of_rows_are_never_an_error(
    client: Client, total: str, button: dict[str, str]
) -> None:
    path = reverse("activities:sign_up", args=[make_list().public_id])

    response = client.post(path, {"osoby-TOTAL_FORMS": total, "name": "Ada", **button})

    assert response.status_code == 200


@pytest.mark.parametrize("query", ["from=0001-01-01", "to=9999-12-31", "from=9999-12-31T00:00:00Z"])
def test_api_takes_days_beyond_any_calendar(client: Client, query: str) -> None:
    assert client.get(f"/api/v1/sessions?{query}").status_code == 200


def test_everybody_is_told_too_few_came_in_their_own_language() -> None:
    places = make_list(minimum=5, decision_at=timezone.now() - timedelta(minutes=1), capacity=9)
    join(places, "ada", contact=Contact("ada", email="a@example.org", language="en"))

    operations.decide_minimum(places)

    message = Message.objects.get(template="activities/called_off")
    assert "zbyt mało" not in message.body_text


@pytest.mark.parametrize("name", ["\u200b", "…", " "])
def test_name_must_have_a_letter(name: str) -> None:
    with pytest.raises(operations.GateError, match="imię"):
        join(make_list(), name, contact=Contact(name, email="a@example.org"))
