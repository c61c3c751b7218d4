"""A building closes: every session in it is called off, moved or kept, and everybody is told."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from podworko.activities import operations
from podworko.activities.models import Activity, Session, SignUp
from podworko.activities.operations import ListRules, Slot
from podworko.activities.tests.desk import Desk
from podworko.activities.tests.factories import join, make_activity, make_pal
from podworko.audit.models import Entry
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.messages.models import Message
from podworko.network.closing import ClosingError, UndecidedError, close_building
from podworko.network.models import OpeningException, OpeningRule
from podworko.network.public import (
    Closure,
    Decision,
    Fate,
    Leader,
    OutsideHoursError,
    Pal,
    Place,
    Room,
    closing,
)

pytestmark = pytest.mark.django_db

MONDAY = times.today() + timedelta(days=14 - times.today().weekday())
CANCEL = Decision(Fate.CANCEL)


@pytest.fixture
def desk(client: Client) -> Desk:
    desk = Desk(client)
    desk.pal.seat = Place.objects.create(name="Remiza", slug="remiza")
    desk.pal.save()
    for weekday in range(7):
        OpeningRule.objects.create(pal=desk.pal, weekday=weekday, opens=time(8), closes=time(20))
    return desk


@pytest.fixture
def room(desk: Desk) -> Room:
    assert desk.pal.seat
    return desk.pal.seat.rooms.create(name="Pracownia")


def at(hour: int, *, days: int = 0) -> datetime:
    return times.at(MONDAY + timedelta(days=days), time(hour))


def in_room(desk: Desk, room: Room, title: str = "Joga", **fields: Any) -> Activity:
    return desk.activity(title=title, place=room.place, room=room, **fields)


def plan(activity: Activity, hour: int = 10, *, days: int = 0, opens: str = "klucze") -> Session:
    slot = Slot(at(hour, days=days), at(hour + 2, days=days), outside_hours=opens)
    (session,) = operations.add_sessions(
        activity, [slot], rules=ListRules(capacity=9), actor=SYSTEM
    )
    return session


def shut(pal: Pal, *, hour: int = 0, days: int = 0) -> Closure:
    return Closure(pal, at(hour), MONDAY + timedelta(days=days), "awaria ogrzewania")


def key(session: Session) -> str:
    return str(session.public_id)


def told(template: str) -> list[str]:
    rows = Message.objects.filter(template=f"activities/{template}")
    return sorted(rows.values_list("to_name", flat=True))


def test_what_is_in_the_building_then_is_found_and_nothing_else(desk: Desk, room: Room) -> None:
    inside = plan(in_room(desk, room))
    plan(in_room(desk, room), days=1)
    plan(desk.activity(place=Place.objects.create(name="Park", slug="park")))
    guests = plan(make_activity(pal=make_pal(), place=room.place, title="Gość"), hour=13)
    off = plan(in_room(desk, room), hour=15)
    operations.cancel_session(off, reason="choroba", actor=SYSTEM)

    found = closing.affected(shut(desk.pal))

    assert [each.key for each in found] == [key(inside), key(guests)]


def test_those_told_are_counted_by_channel(desk: Desk, room: Room) -> None:
    session = plan(in_room(desk, room))
    assert session.sign_up_list
    join(session.sign_up_list, "ada")
    phone = operations.Contact("ela", phone="+48120000123")
    join(session.sign_up_list, "ela", contact=phone)

    (found,) = closing.affected(shut(desk.pal))

    assert sorted(found.told_by.values()) == ["call", "email"]
    assert found.told == 2


def test_one_act_calls_off_moves_and_keeps_and_tells_everybody(desk: Desk, room: Room) -> None:
    lena = Leader.objects.create(name="Lena Sowa", role="x", email="lena@example.org")
    off, moved, kept = (
        plan(in_room(desk, room, title), hour)
        for title, hour in (("Joga", 10), ("Szachy", 12), ("Chór", 14))
    )
    off.led_by.set([lena])
    for session, name in ((off, "ada"), (moved, "ela"), (kept, "iza")):
        assert session.sign_up_list
        join(session.sign_up_list, name)
    park = Place.objects.create(name="Park", slug="park")
    decisions = {
        key(off): CANCEL,
        key(moved): Decision(Fate.MOVE, at(16), park),
        key(kept): Decision(Fate.KEEP, who_opens="dozorca"),
    }

    assert close_building(shut(desk.pal), decisions, actor=SYSTEM) == 3

    for session in (off, moved, kept):
        session.refresh_from_db()
    assert (off.status, off.cancel_reason) == ("cancelled", "awaria ogrzewania")
    assert (moved.place, moved.starts_at) == (park, at(16))
    assert (kept.starts_at, kept.outside_hours) == (at(14), "dozorca")
    assert told("called_off") == ["ada"]
    assert told("changed") == ["ela"]
    assert told("leader_cancelled") == ["Lena Sowa"]
    (exception,) = OpeningException.objects.all()
    assert (exception.since, exception.opens, exception.reason) == (
        MONDAY,
        None,
        "awaria ogrzewania",
    )
    assert Entry.objects.filter(verb="pal.closed").count() == 1


def test_a_pal_that_is_a_guest_hears_once_what_the_house_did(desk: Desk, room: Room) -> None:
    guest = make_pal(name="Pod Wiatrakiem", email="wiatrak@example.org")
    joga, szachy, chor = (
        plan(make_activity(pal=guest, place=room.place, room=room, title=title), hour)
        for title, hour in (("Joga", 10), ("Szachy", 12), ("Chór", 14))
    )
    plan(in_room(desk, room), 16)
    park = Place.objects.create(name="Park", slug="park")
    decisions = {each.key: CANCEL for each in closing.affected(shut(desk.pal))}
    decisions[key(szachy)] = Decision(Fate.MOVE, at(9, days=1), park)
    decisions[key(chor)] = Decision(Fate.KEEP, who_opens="dozorca")
    was = day(szachy)

    close_building(shut(desk.pal), decisions, actor=SYSTEM)

    assert told("house_closed") == ["Pod Wiatrakiem"]
    szachy.refresh_from_db()
    body = Message.objects.get(template="activities/house_closed").body_text
    assert f"\nJoga, {day(joga)}: odwołane\n" in body
    assert f"\nSzachy, {was}: przeniesione na {day(szachy)}, Park\n" in body
    assert "Chór" not in body


def day(session: Session) -> str:
    return date_format(times.local(session.starts_at), "l, j E Y, H:i")


def test_from_an_hour_on_the_morning_stays_open(desk: Desk, room: Room) -> None:
    morning, evening = plan(in_room(desk, room)), plan(in_room(desk, room), hour=15)

    close_building(shut(desk.pal, hour=14, days=1), {key(evening): CANCEL}, actor=SYSTEM)

    morning.refresh_from_db()
    assert morning.status == "planned"
    first, rest = OpeningException.objects.order_by("since")
    assert (first.opens, first.closes) == (time(8), time(14))
    assert (rest.since, rest.until, rest.opens) == (
        MONDAY + timedelta(days=1),
        MONDAY + timedelta(days=1),
        None,
    )


def test_of_three_meetings_of_a_course_each_household_hears_once(desk: Desk, room: Room) -> None:
    activity = in_room(desk, room, sign_up_mode=Activity.SignUpMode.COURSE)
    shut_out = [plan(activity, days=number) for number in range(3)]
    plan(activity, days=7)
    assert shut_out[0].sign_up_list
    join(shut_out[0].sign_up_list, "ada")

    decisions = {key(session): CANCEL for session in shut_out}
    close_building(shut(desk.pal, days=2), decisions, actor=SYSTEM)

    assert told("session_cancelled") == ["ada"]


def test_what_cannot_be_moved_stops_everything(desk: Desk, room: Room) -> None:
    off, moved = plan(in_room(desk, room)), plan(in_room(desk, room), hour=12)
    other = Place.objects.create(name="Szkoła", slug="szkola").rooms.create(name="Aula")
    plan(make_activity(place=other.place, room=other))
    decisions = {
        key(off): CANCEL,
        key(moved): Decision(Fate.MOVE, at(11), other.place, other),
    }

    with pytest.raises(ClosingError) as refused:
        close_building(shut(desk.pal), decisions, actor=SYSTEM)

    assert refused.value.key == key(moved)
    off.refresh_from_db()
    assert off.status == "planned"
    assert not OpeningException.objects.exists()
    assert not Message.objects.exists()


def test_what_nobody_decided_stops_everything(desk: Desk, room: Room) -> None:
    off = plan(in_room(desk, room))
    plan(in_room(desk, room), hour=12)

    with pytest.raises(UndecidedError):
        close_building(shut(desk.pal), {key(off): CANCEL}, actor=SYSTEM)

    off.refresh_from_db()
    assert off.status == "planned"


def test_into_the_closed_days_nothing_is_moved(desk: Desk, room: Room) -> None:
    session = plan(in_room(desk, room))
    decision = Decision(Fate.MOVE, at(10, days=1), room.place, room)

    with pytest.raises(ClosingError):
        close_building(shut(desk.pal, days=2), {key(session): decision}, actor=SYSTEM)


def test_nobody_plans_there_any_more(desk: Desk, room: Room) -> None:
    close_building(shut(desk.pal), {}, actor=SYSTEM)

    with pytest.raises(OutsideHoursError):
        plan(in_room(desk, room), opens="")


def test_other_words_about_these_days_give_way_and_the_rest_of_them_stays(desk: Desk) -> None:
    before, after = MONDAY - timedelta(days=2), MONDAY + timedelta(days=2)
    OpeningException.objects.create(
        pal=desk.pal, since=before, until=after, opens=time(9), closes=time(12), reason="ferie"
    )

    close_building(shut(desk.pal), {}, actor=SYSTEM)

    day = timedelta(days=1)
    spans: list[tuple[date, date]] = list(
        OpeningException.objects.order_by("since").values_list("since", "until")
    )
    assert spans == [(before, MONDAY - day), (MONDAY, MONDAY), (MONDAY + day, after)]


def test_of_a_course_one_meeting_ends_and_the_course_goes_on(desk: Desk, room: Room) -> None:
    activity = in_room(desk, room, sign_up_mode=Activity.SignUpMode.COURSE)
    first, second = plan(activity), plan(activity, days=7)
    assert first.sign_up_list
    join(first.sign_up_list, "ada")

    close_building(shut(desk.pal), {key(first): CANCEL}, actor=SYSTEM)

    second.refresh_from_db()
    assert second.status == "planned"
    assert SignUp.objects.get().status == "confirmed"
    assert told("session_cancelled") == ["ada"]


def address(desk: Desk) -> str:
    return reverse("network:desk_close", args=[desk.pal.slug])


def filled(*sessions: Session, **changes: Any) -> dict[str, Any]:
    rows = {f"{key(session)}-fate": "cancel" for session in sessions}
    return {
        "since": MONDAY.isoformat(),
        "hour": "",
        "until": "",
        "reason": "awaria ogrzewania",
        "seen": [key(session) for session in sessions],
        **rows,
        **changes,
    }


def test_the_page_shows_first_and_does_then(desk: Desk, room: Room) -> None:
    session = plan(in_room(desk, room))
    assert session.sign_up_list
    join(session.sign_up_list, "ada")

    shown = desk.client.post(address(desk), filled(preview="1"))
    session.refresh_from_db()
    assert session.status == "planned"
    assert "Joga" in shown.content.decode()

    done = desk.client.post(address(desk), filled(session, decided="1"))
    session.refresh_from_db()
    assert done.status_code == 302
    assert session.status == "cancelled"


def test_what_was_planned_meanwhile_is_shown_before_anything_happens(
    desk: Desk, room: Room
) -> None:
    session = plan(in_room(desk, room))
    plan(in_room(desk, room, "Nowe szachy"), hour=12)

    late = desk.client.post(address(desk), filled(session, decided="1"))

    assert late.status_code == 409
    assert "Nowe szachy" in late.content.decode()
    session.refresh_from_db()
    assert session.status == "planned"


def test_a_move_that_cannot_be_says_so_beside_its_session(desk: Desk, room: Room) -> None:
    session = plan(in_room(desk, room))
    name = key(session)
    moved = {f"{name}-fate": "move", f"{name}-day": "", f"{name}-starts": "", f"{name}-where": ""}

    wrong = desk.client.post(address(desk), filled(session, decided="1", **moved))

    assert wrong.status_code == 422
    assert "Podaj, dokąd i na kiedy." in wrong.content.decode()
    session.refresh_from_db()
    assert session.status == "planned"


def test_to_keep_one_somebody_must_open(desk: Desk, room: Room) -> None:
    session = plan(in_room(desk, room))
    kept = {f"{key(session)}-fate": "keep"}

    wrong = desk.client.post(address(desk), filled(session, decided="1", **kept))

    assert wrong.status_code == 422
    assert "Napisz, kto otworzy." in wrong.content.decode()


def test_unusual_days_on_which_something_is_planned_lead_here(desk: Desk, room: Room) -> None:
    plan(in_room(desk, room))
    url = reverse("network:desk_exceptions", args=[desk.pal.slug])

    answer = desk.client.post(url, {"since": MONDAY.isoformat(), "reason": "remont"})

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(address(desk))
    assert not OpeningException.objects.exists()


def test_who_shortens_the_hours_is_told_what_is_outside_them(desk: Desk, room: Room) -> None:
    plan(in_room(desk, room, "Wieczorna joga"), hour=18, opens="")
    plan(in_room(desk, room, "Nocny chór"), hour=20, opens="klucze ma Ola")
    OpeningRule.objects.filter(pal=desk.pal).update(closes=time(19))

    outside = closing.outside_new_hours(desk.pal)

    assert [each.title for each in outside] == ["Wieczorna joga"]
