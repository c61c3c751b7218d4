"""Taps that arrive after their maker's role ended wait for somebody who may decide."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.activities import policies
from podworko.activities.models import HeadCount, HeldAct, Presence, Register, Session
from podworko.activities.operations import held
from podworko.activities.queries.held import held_groups
from podworko.activities.tests.desk import Desk
from podworko.activities.tests.factories import make_pal, make_session
from podworko.audit.public import history
from podworko.network.public import Leader

pytestmark = pytest.mark.django_db


def count(change: int, band: str = "seniors") -> dict[str, Any]:
    return told("count", band=band, change=change)


def told(kind: str, **fields: Any) -> dict[str, Any]:
    made_at = timezone.now() - timedelta(hours=1)
    return {"kind": kind, "key": str(uuid.uuid4()), "made_at": made_at.isoformat(), **fields}


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


@pytest.fixture
def session(desk: Desk) -> Session:
    session = make_session(activity=desk.activity(slug="szachy"), days=3)
    begun = timezone.now() - timedelta(hours=2)
    Session.objects.filter(pk=session.pk).update(
        starts_at=begun, ends_at=begun + timedelta(hours=1)
    )
    session.refresh_from_db()
    return session


def send(desk: Desk, session: Session, *acts: dict[str, Any]) -> Any:
    address = reverse("activities:desk_register_acts", args=[session.public_id])
    body = json.dumps({"device": "telefon", "acts": acts})
    return desk.client.post(address, body, content_type="application/json")


def end_role(desk: Desk, *, ago: timedelta = timedelta()) -> None:
    desk.user.grants.update(ended_at=timezone.now() - ago)


def supervisor(desk: Desk) -> tuple[User, Client]:
    user = User.objects.create_user("kierownik@example.org", name="Karol Brama")
    Grant.objects.create(user=user, role="pal-manager", pal=desk.pal)
    client = Client()
    client.force_login(user)
    return user, client


def test_taps_after_the_end_of_the_role_are_held_and_not_written(
    desk: Desk, session: Session
) -> None:
    end_role(desk)

    answer = send(desk, session, count(3), told("walk-in", presence=str(uuid.uuid4()), name="Ela"))

    body = answer.json()
    assert answer.status_code == 200
    assert [one["result"] for one in body["outcomes"]] == ["held", "held"]
    assert "register" not in body
    assert HeldAct.objects.waiting().count() == 2
    assert not Register.objects.exists()
    assert history(session)[1:] == ["register.held"]


def test_sent_again_they_are_held_once(desk: Desk, session: Session) -> None:
    end_role(desk)
    act = count(3)

    send(desk, session, act)
    send(desk, session, act)

    assert HeldAct.objects.count() == 1


def test_what_was_written_before_the_end_is_not_held(desk: Desk, session: Session) -> None:
    act = count(3)
    send(desk, session, act)
    end_role(desk)

    answer = send(desk, session, act)

    assert answer.json()["outcomes"][0]["result"] == "again"
    assert HeldAct.objects.count() == 0


@pytest.mark.parametrize("who", ["never a keeper", "long ago", "another PAL"])
def test_nobody_else_may_leave_taps(desk: Desk, session: Session, who: str) -> None:
    if who == "never a keeper":
        desk.user.grants.update(role="specialist")
    elif who == "long ago":
        end_role(desk, ago=timedelta(days=31))
    else:
        Session.objects.update(pal=make_pal(slug="inny"))

    assert send(desk, session, count(3)).status_code in (403, 404)
    assert HeldAct.objects.count() == 0


def test_supervisor_sees_in_words_and_takes_over(desk: Desk, session: Session) -> None:
    end_role(desk)
    ela = str(uuid.uuid4())
    send(
        desk,
        session,
        told("walk-in", presence=ela, name="Ela Brzoza"),
        told("mark-walk-in", presence=ela, state="absent", seen="present"),
        count(3),
    )
    user, client = supervisor(desk)

    page = client.get(reverse("activities:desk_held")).content.decode()
    home = client.get("/biurko/").content.decode()
    address = reverse("activities:desk_held_settle", args=[session.public_id, desk.user.public_id])
    client.post(address, {"take": "1"})

    assert "przyszła bez zapisu: Ela Brzoza" in page
    assert "Ela Brzoza: nie ma" in page
    assert "seniorzy 60+: +3" in page
    assert "3 wpisy czekają na Twoją decyzję" in home
    assert (Presence.objects.get().name, Presence.objects.get().state) == ("Ela Brzoza", "absent")
    assert HeadCount.objects.get().number == 3
    assert held_groups(user) == []
    assert set(HeldAct.objects.values_list("settled_by", flat=True)) == {user.pk}
    assert [row.told for row in HeldAct.objects.all()] == [{}, {}, {}]
    assert history(session)[1:] == ["register.held", "register.held_taken"]


def test_dropped_taps_leave_no_names_and_no_mark(desk: Desk, session: Session) -> None:
    end_role(desk)
    send(desk, session, told("walk-in", presence=str(uuid.uuid4()), name="Ela"))
    user, _client = supervisor(desk)

    held.drop_held(session, desk.user, actor=user)

    assert HeldAct.objects.get().told == {}
    assert not Presence.objects.exists()
    assert held.take_held(session, desk.user, actor=user) == []


def test_supervisor_of_another_pal_sees_nothing(desk: Desk, session: Session) -> None:
    end_role(desk)
    send(desk, session, count(3))
    user = User.objects.create_user("inna@example.org", name="Inna")
    Grant.objects.create(user=user, role="animator", pal=make_pal(slug="inny"))
    client = Client()
    client.force_login(user)
    address = reverse("activities:desk_held_settle", args=[session.public_id, desk.user.public_id])

    assert held_groups(user) == []
    assert client.post(address, {"take": "1"}).status_code == 404
    assert HeldAct.objects.waiting().count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_for_one_and_three(
    desk: Desk, session: Session, number: int, django_assert_num_queries: Any
) -> None:
    end_role(desk)
    walk_ins = [told("walk-in", presence=str(uuid.uuid4()), name=f"Ela {n}") for n in range(number)]
    send(desk, session, *walk_ins)
    user, _client = supervisor(desk)

    # The grants, what waits with its session, and the walk-ins known to the register.
    with django_assert_num_queries(3):
        (group,) = held_groups(user)

    assert len(group.lines) == number


def taken_off(desk: Desk, session: Session) -> None:
    """Have the class open on a leader's device, and then led by nobody."""
    desk.user.grants.update(role="leader")
    leader = Leader.objects.create(user=desk.user, name="Ola Wrona", role="instruktorka")
    session.led_by.set([leader])
    desk.get("desk_register", session.public_id)
    session.led_by.clear()


def test_a_leader_taken_off_the_class_loses_no_taps(desk: Desk, session: Session) -> None:
    taken_off(desk, session)

    answer = send(desk, session, count(3))

    assert answer.json()["held"].startswith("Tej listy już nie prowadzisz.")
    assert HeldAct.objects.waiting().count() == 1


def test_who_had_it_open_long_ago_leaves_no_taps(
    desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_off(desk, session)
    monkeypatch.setattr(policies, "LATELY", timedelta(seconds=-1))

    assert send(desk, session, count(3)).status_code == 404
    assert HeldAct.objects.count() == 0
