"""Where plans meet: guests in a house, stale forms, clocks that change, leaders who come and go."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant
from podworko.activities import operations, policies
from podworko.activities.forms.desk_copy import usual_term
from podworko.activities.models import Activity, Session
from podworko.activities.operations import ListRules, Scope, SeriesPlan, Slot, Term, copy_term
from podworko.activities.queries.copying import term_rows
from podworko.activities.tests.desk import Desk, hidden
from podworko.activities.tests.factories import join, make_activity, make_pal, make_session
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.messages.models import Message
from podworko.network.closing import close_building
from podworko.network.leading import LEADER_FIELDS
from podworko.network.models import OpeningException, OpeningRule
from podworko.network.public import (
    Closure,
    Leader,
    LeaderBusyError,
    OutsideHoursError,
    Pal,
    Place,
    RoomHold,
    save_leader,
)

pytestmark = pytest.mark.django_db

MONDAY = times.today() + timedelta(days=14 - times.today().weekday())


@pytest.fixture
def house() -> Pal:
    """Make a PAL whose seat is open from eight to twelve and from two to eight."""
    pal = make_pal(seat=Place.objects.create(name="Remiza", slug="remiza"))
    for weekday in range(7):
        for opens, closes in ((8, 12), (14, 20)):
            OpeningRule.objects.create(
                pal=pal, weekday=weekday, opens=time(opens), closes=time(closes)
            )
    return pal


def at(hour: int, *, days: int = 0) -> datetime:
    return times.at(MONDAY + timedelta(days=days), time(hour))


def plan(activity: Activity, hour: int = 15, *, days: int = 0, **more: Any) -> Session:
    slot = Slot(at(hour, days=days), at(hour + 2, days=days), **more)
    (session,) = operations.add_sessions(activity, [slot], rules=ListRules(), actor=SYSTEM)
    return session


def leader(name: str = "Lena Sowa", **fields: Any) -> Leader:
    fields.setdefault("email", f"{name.split(maxsplit=1)[0].lower()}@example.org")
    return Leader.objects.create(name=name, role="instruktorka", **fields)


def led(by: Leader, **fields: Any) -> Activity:
    activity = make_activity(**fields)
    operations.save_activity(activity, actor=SYSTEM, led_by=[by])
    return activity


def told(template: str) -> list[str]:
    rows = Message.objects.filter(template=f"activities/{template}")
    return sorted(rows.values_list("to_name", flat=True))


def test_a_guest_keeps_to_the_hours_of_the_house(house: Pal) -> None:
    guest = make_activity(place=house.seat)

    with pytest.raises(OutsideHoursError):
        plan(guest, 12)
    plan(guest, 15)


def test_a_closed_house_is_closed_to_guests_too(house: Pal) -> None:
    close_building(Closure(house, at(0), MONDAY, "remont"), {}, actor=SYSTEM)

    with pytest.raises(OutsideHoursError):
        plan(make_activity(place=house.seat), 15)


@pytest.mark.parametrize(
    ("hour", "left"),
    [
        (21, [(time(8), time(12)), (time(14), time(20))]),
        (16, [(time(8), time(12)), (time(14), time(16))]),
        (13, [(time(8), time(12))]),
        (8, [(None, None)]),
    ],
)
def test_closing_from_an_hour_leaves_what_was_open_before_it(
    house: Pal, hour: int, left: list[tuple[time | None, time | None]]
) -> None:
    close_building(Closure(house, at(hour), MONDAY, "remont"), {}, actor=SYSTEM)

    made = OpeningException.objects.order_by("opens").values_list("opens", "closes")
    assert list(made) == left


def test_a_session_elsewhere_takes_no_room_of_its_activity(house: Pal) -> None:
    room = house.seat.rooms.create(name="Pracownia")  # type: ignore[union-attr]
    park = Place.objects.create(name="Park", slug="park")

    session = plan(make_activity(pal=house, place=house.seat, room=room), place=park)

    assert (session.place, session.room) == (park, None)
    assert not RoomHold.objects.exists()


def test_a_session_whose_place_nobody_knows_is_copied_as_such(house: Pal) -> None:
    activity = make_activity(pal=house, place=house.seat)
    session = plan(activity, 21, outside_hours="klucze")
    Session.objects.filter(pk=session.pk).update(place=None, outside_hours="")
    term = Term(MONDAY, MONDAY, MONDAY + timedelta(weeks=4))

    (row,) = term_rows(house, term)
    (made,) = copy_term([row.copied], term, actor=SYSTEM)

    assert made.sessions.get().place is None


def test_copies_keep_each_their_own_places_and_deadlines(house: Pal) -> None:
    activity = make_activity(pal=house)
    for days, capacity in ((0, 9), (1, 30)):
        slot = Slot(at(15, days=days), at(16, days=days))
        rules = ListRules(capacity=capacity, closes_at=at(15, days=days) - timedelta(minutes=10))
        operations.add_sessions(activity, [slot], rules=rules, actor=SYSTEM)
    term = Term(MONDAY, MONDAY + timedelta(days=1), MONDAY + timedelta(weeks=4))

    (row,) = term_rows(house, term)
    (made,) = copy_term([row.copied], term, actor=SYSTEM)

    lists = [s.sign_up_list for s in made.sessions.order_by("starts_at")]
    assert [each.capacity for each in lists if each] == [9, 30]
    closing = [
        each.starts_at - each.closes_at
        for each in lists
        if each and each.starts_at and each.closes_at
    ]
    assert closing == [timedelta(minutes=10)] * 2


def test_a_leader_who_ended_is_not_planned_again(house: Pal) -> None:
    lena = leader(ends_on=MONDAY + timedelta(days=7))
    plan(led(lena, pal=house))
    term = Term(MONDAY, MONDAY, MONDAY + timedelta(weeks=4))

    (row,) = term_rows(house, term)

    assert [left.why for left in row.left_out] == ["Lena Sowa już nie prowadzi"]
    with pytest.raises(LeaderBusyError):
        plan(led(lena, pal=house), days=14)


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def test_a_stale_form_moves_nobody_back(desk: Desk) -> None:
    session = make_session(activity=desk.activity())
    seen = session.sequence
    later = Slot(session.starts_at + timedelta(hours=3), session.ends_at + timedelta(hours=3))
    operations.change_session(session, later, actor=SYSTEM)

    with pytest.raises(ChangedMeanwhileError):
        operations.change_sessions(
            session,
            Slot(session.starts_at, session.ends_at, note="wejście od podwórka"),
            scope=Scope.THIS,
            actor=SYSTEM,
            seen_sequence=seen,
        )

    assert Session.objects.get(pk=session.pk).starts_at == later.starts_at


def test_who_saves_a_session_second_is_told_how_it_is_now(desk: Desk) -> None:
    session = make_session(activity=desk.activity())
    page = desk.get("desk_session", session.public_id)
    local = times.local(session.starts_at)
    sent = {
        "sequence": hidden(page, "sequence"),
        "day": f"{local:%Y-%m-%d}",
        "starts": "10:00",
        "ends": "11:00",
        "where": "",
        "note": "wejście od podwórka",
    }
    later = Slot(session.starts_at + timedelta(days=1), session.ends_at + timedelta(days=1))
    operations.change_session(session, later, actor=SYSTEM)

    late = desk.post("desk_session", session.public_id, **sent).content.decode()

    assert "Ktoś w tym czasie zmienił to spotkanie." in late
    assert "wejście od podwórka" in late
    again = desk.post(
        "desk_session", session.public_id, **sent | {"sequence": hidden(late, "sequence")}
    )
    assert again.status_code == 302


def test_a_note_for_all_leaves_who_stands_in(desk: Desk) -> None:
    lena, jan = leader(), leader("Jan Lis")
    activity = desk.activity()
    operations.save_activity(activity, actor=SYSTEM, led_by=[lena])
    day = times.today() + timedelta(days=7)
    plan_of = SeriesPlan("FREQ=DAILY;COUNT=3", day, time(10), 60)
    operations.add_series(activity, plan_of, rules=ListRules(), actor=SYSTEM)
    first = activity.sessions.order_by("starts_at")[0]
    first.led_by.set([jan])
    sent = {"day": day, "starts": "10:00", "ends": "11:00", "where": "", "note": "x"}

    desk.post("desk_session", first.public_id, **sent, led_by=[jan.pk], scope="all")

    led_by = [s.led_by.get().name for s in activity.sessions.order_by("starts_at")]
    assert led_by == ["Jan Lis", "Lena Sowa", "Lena Sowa"]


@pytest.mark.parametrize(
    ("day", "starts", "ends"),
    [("9999-12-31", "10:00", "11:00"), ("2027-03-28", "02:15", "03:00")],
)
def test_days_and_hours_that_cannot_be_are_said_beside_their_fields(
    desk: Desk, day: str, starts: str, ends: str
) -> None:
    session = make_session(activity=desk.activity())
    sent = {"day": day, "starts": starts, "ends": ends, "where": ""}

    assert desk.post("desk_session", session.public_id, **sent).status_code == 422


@pytest.mark.parametrize(
    "query",
    [
        "since=0001-01-01&until=2026-01-01&begins=2099-01-01",
        "since=2026-01-01&until=9999-12-31&begins=2099-01-01",
        "since=2026-01-01&until=2026-02-01&begins=9999-12-31",
    ],
)
def test_a_term_that_cannot_be_is_refused(desk: Desk, query: str) -> None:
    url = reverse("activities:desk_copy_term")

    assert desk.client.get(f"{url}?pal={desk.pal.pk}&{query}").status_code == 422


def test_a_session_past_midnight_keeps_its_note(desk: Desk) -> None:
    activity = desk.activity()
    slot = Slot(at(22), at(22) + timedelta(hours=4))
    (session,) = operations.add_sessions(activity, [slot], rules=ListRules(), actor=SYSTEM)
    sent = {"day": MONDAY, "starts": "22:00", "ends": "02:00", "where": "", "note": "latarki"}

    assert desk.post("desk_session", session.public_id, **sent).status_code == 302

    session.refresh_from_db()
    assert (session.note, session.ends_at) == ("latarki", slot.ends_at)


def test_who_leads_is_told_once_and_so_is_who_does_no_more() -> None:
    lena, jan = leader(), leader("Jan Lis")
    activity = led(lena)
    for days in (0, 1, 2):
        plan(activity, days=days)

    operations.save_activity(activity, actor=SYSTEM, led_by=[jan])

    assert told("leader_added") == ["Jan Lis"]
    assert told("leader_removed") == ["Lena Sowa"]
    assert told("leader_moved") == []


def test_who_cannot_be_reached_gets_no_letter_to_nowhere() -> None:
    session = plan(led(leader(email="")))

    operations.cancel_session(session, reason="awaria", actor=SYSTEM)

    assert not Message.objects.exists()


def test_new_leaders_lead_what_new_hours_left_outside(house: Pal) -> None:
    lena, jan = leader(), leader("Jan Lis")
    activity = led(lena, pal=house, place=house.seat)
    session = plan(activity, 18)
    OpeningRule.objects.filter(pal=house, closes=time(20)).update(closes=time(16))

    operations.save_activity(activity, actor=SYSTEM, led_by=[jan])

    assert list(session.led_by.all()) == [jan]


def test_a_name_goes_when_it_is_wished_no_more() -> None:
    lena = leader(is_named=True)
    activity = led(lena)
    assert activity.leaders == "Lena Sowa, instruktorka"
    seen = version_of(lena, LEADER_FIELDS)

    lena.is_named = False
    save_leader(lena, pals=[], actor=SYSTEM, seen_version=seen)

    activity.refresh_from_db()
    assert activity.leaders == "instruktorka"


def test_words_follow_the_leaders_and_words_of_staff_stay() -> None:
    lena, jan = leader(), Leader.objects.create(name="Jan Lis", role="stolarz")
    made, typed = led(lena), led(lena)
    typed.leaders = "nasza ceramiczka"

    for activity in (made, typed):
        operations.save_activity(activity, actor=SYSTEM, led_by=[jan])

    assert (made.leaders, typed.leaders) == ("stolarz", "nasza ceramiczka")


def test_a_leader_of_the_whole_network_stays_one(desk: Desk) -> None:
    lena = leader()
    url = reverse("network:desk_leader", args=[lena.public_id])
    page = desk.client.get(url).content.decode()
    sent = {
        "version": hidden(page, "version"),
        "name": "Lena Sowa",
        "role": "instruktorka",
        "phone": "12 616 78 00",
        "language": "pl",
    }

    assert desk.client.post(url, sent).status_code == 302

    assert not lena.pals.exists()
    assert Leader.objects.get().phone == "+48126167800"


def test_others_meet_the_name_that_a_thing_has_now(house: Pal) -> None:
    room = house.seat.rooms.create(name="Pracownia")  # type: ignore[union-attr]
    activity = make_activity(title="Joga", pal=house, place=house.seat, room=room)
    plan(activity)

    activity.title = "Pilates"
    operations.save_activity(activity, actor=SYSTEM)

    assert RoomHold.objects.get().title == "Pilates"


def test_taps_of_an_animator_who_also_leads_are_held_when_the_role_ends(desk: Desk) -> None:
    lena = leader(user=desk.user)
    activity = desk.activity()
    operations.save_activity(activity, actor=SYSTEM, led_by=[lena])
    session = make_session(activity=activity)
    Grant.objects.update(valid_from=date(2026, 1, 1), valid_to=times.today() - timedelta(days=1))
    user = type(desk.user).objects.get(pk=desk.user.pk)

    assert policies.session_kept_until_lately(user, session.public_id) == session


def test_a_leader_who_ended_reads_no_registers(desk: Desk) -> None:
    Grant.objects.update(role="leader")
    lena = leader(user=desk.user)
    activity = desk.activity()
    operations.save_activity(activity, actor=SYSTEM, led_by=[lena])
    make_session(activity=activity)
    user = type(desk.user).objects.get(pk=desk.user.pk)
    assert policies.register_sessions(user).exists()

    Leader.objects.update(ends_on=times.today() - timedelta(days=1))

    assert not policies.register_sessions(user).exists()


def course(count: int = 4) -> Activity:
    activity = make_activity(sign_up_mode=Activity.SignUpMode.COURSE)
    operations.save_activity(activity, actor=SYSTEM, led_by=[leader()])
    rule = SeriesPlan(f"FREQ=DAILY;COUNT={count}", MONDAY, time(10), 60)
    operations.add_series(activity, rule, rules=ListRules(capacity=9), actor=SYSTEM)
    held = activity.sign_up_lists.get()
    join(held, "ada")
    return activity


def test_a_course_that_moves_is_told_of_once_with_all_its_days() -> None:
    activity = course()
    first = activity.sessions.order_by("starts_at")[0]

    operations.change_sessions(
        first, Slot(at(12), at(13)), scope=Scope.ALL, actor=SYSTEM, seen_sequence=first.sequence
    )

    assert told("changed") == ["ada"]
    assert told("leader_moved") == ["Lena Sowa"]
    text = Message.objects.get(template="activities/changed").body_text
    assert text.count("12:00") == 4


def test_a_course_called_off_from_its_second_day_on_is_told_of_once() -> None:
    activity = course()
    second = activity.sessions.order_by("starts_at")[1]

    operations.cancel_sessions(second, reason="awaria", scope=Scope.FOLLOWING, actor=SYSTEM)

    assert told("session_cancelled") == ["ada"]
    assert told("leader_cancelled") == ["Lena Sowa"]


def test_a_course_called_off_whole_is_told_of_as_such() -> None:
    activity = course()

    operations.cancel_sessions(
        activity.sessions.order_by("starts_at")[0], reason="awaria", scope=Scope.ALL, actor=SYSTEM
    )

    assert told("session_cancelled") == []
    assert told("called_off") == ["ada"]


def test_of_an_act_that_fails_nobody_is_told() -> None:
    activity = course()
    first = activity.sessions.order_by("starts_at")[0]
    other = make_activity()
    busy = Leader.objects.get()
    operations.save_activity(other, actor=SYSTEM, led_by=[busy])
    plan(other, 12, days=2)
    Message.objects.all().delete()

    with pytest.raises(LeaderBusyError):
        operations.change_sessions(first, Slot(at(12), at(13)), scope=Scope.ALL, actor=SYSTEM)

    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("today", "since", "until", "begins"),
    [
        (date(2026, 11, 24), date(2026, 9, 1), date(2027, 1, 31), date(2027, 2, 1)),
        (date(2027, 1, 31), date(2026, 9, 1), date(2027, 1, 31), date(2027, 2, 1)),
        (date(2027, 2, 1), date(2027, 2, 1), date(2027, 6, 30), date(2027, 9, 6)),
        (date(2027, 8, 31), date(2027, 2, 1), date(2027, 6, 30), date(2027, 9, 6)),
    ],
)
def test_the_term_offered_to_copy_is_the_one_that_goes_on(
    today: date, since: date, until: date, begins: date
) -> None:
    assert usual_term(today) == Term(since, until, begins)
