"""Where activities come from: a term copied, a template of the network, a review passed."""

from datetime import date, datetime, time, timedelta
from typing import Any

import holidays
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from podworko.accounts.public import Grant
from podworko.activities import operations, policies
from podworko.activities.models import Activity, Question, Session, Template
from podworko.activities.operations import (
    ListRules,
    ProgrammeError,
    SeriesPlan,
    Slot,
    Term,
    copy_term,
)
from podworko.activities.queries.copying import term_rows
from podworko.activities.tests.desk import Desk, filled, hidden
from podworko.activities.tests.factories import make_activity, make_session
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.versions import ChangedMeanwhileError
from podworko.network.public import Leader, Place, Room, hold_room

pytestmark = pytest.mark.django_db


def quiet_monday() -> date:
    """Return a Monday ahead of two weeks without a public holiday."""
    free = holidays.country_holidays("PL")
    day = times.today() + timedelta(days=28 - times.today().weekday())
    while any(day + timedelta(days=number) in free for number in range(14)):
        day += timedelta(days=7)
    return day


BEGINS = quiet_monday()
SINCE = BEGINS - timedelta(weeks=8)
TERM = Term(SINCE, SINCE + timedelta(days=13), BEGINS)


@pytest.fixture
def desk(client: Client) -> Desk:
    desk = Desk(client)
    desk.pal.seat = Place.objects.create(name="Remiza", slug="remiza")
    desk.pal.save()
    return desk


@pytest.fixture
def room(desk: Desk) -> Room:
    assert desk.pal.seat
    return desk.pal.seat.rooms.create(name="Pracownia")


def at(day: date, hour: int) -> datetime:
    return times.at(day, time(hour))


def weekly(desk: Desk, room: Room, **fields: Any) -> Activity:
    """Plan two Mondays of the term that is copied."""
    activity = desk.activity(place=room.place, room=room, **fields)
    plan = SeriesPlan("FREQ=WEEKLY;COUNT=2", SINCE, time(17), 90)
    operations.add_series(activity, plan, rules=ListRules(capacity=7), actor=SYSTEM)
    return activity


def copied(desk: Desk) -> Activity:
    rows = term_rows(desk.pal, TERM)
    (made,) = copy_term([row.copied for row in rows], TERM, actor=SYSTEM)
    return made


def test_a_term_is_copied_to_the_same_weekdays_and_hours_as_a_draft(desk: Desk, room: Room) -> None:
    lena = Leader.objects.create(name="Lena Sowa", role="x")
    was = weekly(desk, room, title="Joga", bring="mata")
    operations.save_activity(was, actor=SYSTEM, led_by=[lena])
    operations.ask(was, text="Czy masz matę?", actor=SYSTEM)

    made = copied(desk)

    starts = [times.local(s.starts_at) for s in made.sessions.order_by("starts_at")]
    assert [(s.date(), s.hour) for s in starts] == [
        (BEGINS, 17),
        (BEGINS + timedelta(days=7), 17),
    ]
    assert (made.state, made.title, made.bring) == ("draft", "Joga", "mata")
    assert made.slug != was.slug
    assert list(made.led_by.all()) == [lena]
    assert Question.objects.filter(activity=made).count() == 1
    held = made.sessions.order_by("starts_at").first()
    assert held
    assert held.sign_up_list
    assert held.sign_up_list.capacity == 7
    assert not held.sign_up_list.sign_ups.exists()


def test_copies_are_one_series_that_can_be_moved_together(desk: Desk, room: Room) -> None:
    weekly(desk, room)
    made = copied(desk)
    first = made.sessions.order_by("starts_at").first()
    assert first

    changed = operations.change_sessions(
        first,
        Slot(at(BEGINS, 12), at(BEGINS, 13), place=room.place, room=room),
        scope=operations.Scope.ALL,
        actor=SYSTEM,
    )

    assert len(changed) == 2


@pytest.mark.parametrize("days", [-6, -1, 0])
def test_a_term_that_begins_in_the_middle_of_a_week_keeps_the_weekday(days: int) -> None:
    term = Term(SINCE, SINCE + timedelta(days=13), BEGINS + timedelta(days=days))

    assert (SINCE + term.shift).weekday() == SINCE.weekday()
    assert SINCE + term.shift >= term.begins


def test_what_does_not_fit_is_left_out_and_says_why(desk: Desk, room: Room) -> None:
    weekly(desk, room)
    hold_room(
        room,
        about=desk.pal,
        starts_at=at(BEGINS, 16),
        ends_at=at(BEGINS, 18),
        title="Próba chóru",
    )

    (row,) = term_rows(desk.pal, TERM)

    assert [left.why for left in row.left_out] == ["sala zajęta: Próba chóru"]
    assert copied(desk).sessions.count() == 1


def test_a_holiday_is_left_out(desk: Desk, room: Room) -> None:
    free = date(times.today().year + 1, 5, 3)
    monday = free - timedelta(days=free.weekday())
    activity = desk.activity(place=room.place, room=room)
    slot = Slot(at(free - timedelta(weeks=52), 17), at(free - timedelta(weeks=52), 18))
    operations.add_sessions(activity, [slot], rules=ListRules(), actor=SYSTEM)
    term = Term(monday - timedelta(weeks=52), free - timedelta(weeks=51), monday)

    (row,) = term_rows(desk.pal, term)

    assert not row.fitting
    assert "Trzeciego Maja" in row.left_out[0].why


def test_called_off_sessions_and_activities_are_not_copied(desk: Desk, room: Room) -> None:
    activity = weekly(desk, room)
    Session.objects.filter(activity=activity).update(status="cancelled", cancel_reason="x")

    assert term_rows(desk.pal, TERM) == []


@pytest.mark.parametrize("count", [1, 4])
def test_the_look_ahead_costs_the_same_for_one_and_for_four(
    desk: Desk, room: Room, count: int
) -> None:
    for number in range(count):
        other = room.place.rooms.create(name=f"Sala {number}")
        weekly(desk, other, title=f"Zajęcia {number}")

    with CaptureQueriesContext(connection) as queries:
        term_rows(desk.pal, TERM)

    assert len(queries) <= 11


def test_the_page_shows_and_then_copies_what_is_ticked(desk: Desk, room: Room) -> None:
    was = weekly(desk, room, title="Joga")
    days = {"since": SINCE, "until": TERM.until, "begins": BEGINS}
    asked: dict[str, Any] = {"pal": desk.pal.pk}
    asked |= {name: day.isoformat() for name, day in days.items()}
    url = reverse("activities:desk_copy_term")

    shown = desk.client.get(url, asked).content.decode()
    nothing = desk.client.post(url, asked)
    done = desk.client.post(url, asked | {"activity": [was.pk]})

    assert "Joga" in shown
    assert nothing.status_code == 422
    assert done.status_code == 302
    assert Activity.objects.filter(title="Joga", state="draft").count() == 1
    again = desk.client.get(url, asked).content.decode()
    assert "są już takie zajęcia" in again


def template_of(**facts: Any) -> Template:
    fixed = facts.pop("fixed", ["rules"])
    held = {"title": "Klub rodzica", "rules": "Zasady sieci", "cost": "0", **facts}
    return Template.objects.create(name="Klub rodzica", facts=held, fixed=fixed)


def test_a_new_activity_begins_with_a_template_and_keeps_what_is_fixed(desk: Desk) -> None:
    template = template_of()
    page = desk.client.get(reverse("activities:desk_new") + f"?wzor={template.code}")
    sent = filled(desk, wzor=template.code, title="Klub pod lipą", rules="Moje zasady")

    desk.post("desk_new", **sent)

    assert "Klub rodzica" in page.content.decode()
    made = Activity.objects.get()
    assert (made.title, made.rules, made.template) == ("Klub pod lipą", "Zasady sieci", template)


def test_a_fixed_fact_stays_when_the_activity_is_edited(desk: Desk) -> None:
    made = desk.activity(template=template_of(), rules="Zasady sieci")
    page = desk.get("desk_edit", made.slug)
    sent = filled(desk, version=hidden(page, "version"), rules="Moje zasady", bring="koc")

    desk.post("desk_edit", made.slug, **sent)

    made.refresh_from_db()
    assert (made.rules, made.bring) == ("Zasady sieci", "koc")


def test_activities_under_way_follow_what_is_fixed_and_nothing_else(desk: Desk) -> None:
    template = template_of(fixed=["rules", "cost"], summary="Stare zdanie")
    made = desk.activity(template=template, rules="Zasady sieci", summary="Nasze zdanie")
    over = desk.activity(template=template, rules="Zasady sieci", state="done")
    template.facts |= {"rules": "Nowe zasady", "cost": "5.00", "summary": "Nowe zdanie"}

    followed = operations.save_template(template, seen_version=1, actor=SYSTEM)

    made.refresh_from_db()
    over.refresh_from_db()
    assert (made.rules, int(made.cost)) == ("Nowe zasady", 5)
    assert made.summary == "Nasze zdanie"
    assert made.rules_version == 2
    assert over.rules == "Zasady sieci"
    assert len(followed) == 1


def test_a_template_that_changed_meanwhile_is_not_overwritten() -> None:
    template = template_of()
    Template.objects.filter(pk=template.pk).update(version=2)

    with pytest.raises(ChangedMeanwhileError):
        operations.save_template(template, seen_version=1, actor=SYSTEM)


def template_form(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Klub rodzica",
        "purpose": "Żeby rodzice nie byli sami.",
        "is_offered": "on",
        "title": "Klub rodzica",
        "kind": "integration",
        "audience": "families",
        "cost": "0",
        "rules": "Zasady",
        "sign_up_mode": "session",
        "fixed": ["rules"],
        "version": "1",
        **changes,
    }


def coordinator(client: Client) -> Desk:
    desk = Desk(client, role="network-coordinator")
    Grant.objects.filter(user=desk.user).update(pal=None)
    return desk


def test_the_coordinator_writes_a_template_and_changes_it(client: Client) -> None:
    desk = coordinator(client)
    desk.post("desk_new_template", **template_form())
    template = Template.objects.get()

    done = desk.post("desk_template", template.public_id, **template_form(rules="Inne", cost="2.5"))
    late = desk.post("desk_template", template.public_id, **template_form(rules="Spóźnione"))

    template.refresh_from_db()
    assert done.status_code == 302
    assert late.status_code == 409
    assert "Spóźnione" in late.content.decode()
    assert template.facts["rules"] == "Inne"
    assert template.facts["cost"] == "2.5"


def test_an_animator_begins_from_templates_and_writes_none(desk: Desk) -> None:
    template = template_of()

    assert "Zacznij od tego" in desk.get("desk_templates")
    assert desk.post("desk_new_template", **template_form()).status_code == 403
    assert desk.post("desk_template", template.public_id, **template_form()).status_code == 403


def test_of_two_templates_with_one_name_the_second_is_refused(client: Client) -> None:
    desk = coordinator(client)
    template_of()

    assert desk.post("desk_new_template", **template_form()).status_code == 422


@pytest.fixture
def worker(client: Client) -> Desk:
    return Desk(client, role="social-worker")


def test_who_plans_asks_and_who_publishes_sends_back(worker: Desk) -> None:
    activity = worker.activity(state="draft")
    make_session(activity=activity)

    worker.post("desk_ask_for_review", activity.slug, words="sprawdź godziny")
    activity.refresh_from_db()
    assert (activity.state, activity.review_words) == ("review", "sprawdź godziny")

    operations.send_back(activity, words="za późno", actor=SYSTEM)
    assert activity.state == "draft"
    assert "za późno" in worker.get("desk_activity", activity.slug)


def test_who_only_plans_cannot_publish_or_change_what_is_public(worker: Desk) -> None:
    draft, public = worker.activity(state="draft"), worker.activity()
    make_session(activity=draft)

    assert worker.post("desk_publish", draft.slug).status_code == 403
    assert worker.post("desk_edit", public.slug).status_code == 404
    assert list(policies.editable_activities(worker.user)) == [draft]
    assert not policies.may_edit(worker.user, public)


def test_what_waits_stands_on_the_first_page_of_who_publishes(desk: Desk) -> None:
    activity = desk.activity(state="draft", title="Nocne szachy")
    make_session(activity=activity)
    operations.ask_for_review(activity, words="", actor=SYSTEM)

    assert "Nocne szachy" in desk.client.get("/biurko/").content.decode()
    desk.post("desk_publish", activity.slug)
    activity.refresh_from_db()
    assert activity.state == "published"


def test_what_cannot_be_reviewed_says_so() -> None:
    empty, public = make_activity(state="draft"), make_activity()

    for activity in (empty, public):
        with pytest.raises(ProgrammeError):
            operations.ask_for_review(activity, words="", actor=SYSTEM)
    with pytest.raises(ProgrammeError):
        operations.send_back(public, words="x", actor=SYSTEM)


def test_to_send_back_takes_words() -> None:
    activity = make_activity(state="draft")
    make_session(activity=activity)
    operations.ask_for_review(activity, words="", actor=SYSTEM)

    with pytest.raises(ProgrammeError):
        operations.send_back(activity, words=" ", actor=SYSTEM)


def test_the_network_is_told_what_a_template_makes_with_minors_and_the_desk_why(
    client: Client,
) -> None:
    desk = coordinator(client)
    desk.post("desk_new_template", **template_form(fixed=["audience"]))
    template = Template.objects.get()
    activity = desk.activity(template=template, audience="adults", title="Klub")

    url = reverse("activities:desk_template", args=[template.public_id])
    told = client.post(url, template_form(audience="children", fixed=["audience"]), follow=True)

    assert f"bo tak mówi wzór: Klub ({desk.pal.name})." in told.text
    assert "Dlaczego: dla dzieci." in desk.get("desk_activity", activity.slug)
    assert "Zaznaczone, bo: dla dzieci." in desk.get("desk_edit", activity.slug)
