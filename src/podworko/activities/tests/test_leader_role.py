"""Who leads and has an account: sees their own plan, keeps their own registers, no others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.handovers import Leaving, Passing
from podworko.accounts.public import Grant, User
from podworko.activities import operations, policies
from podworko.activities.models import Session
from podworko.activities.operations.leading import pass_leading
from podworko.activities.queries import handover
from podworko.activities.tests.desk import Desk
from podworko.activities.tests.factories import join, make_list, make_pal, make_session
from podworko.audit.public import SYSTEM
from podworko.network.public import Leader, LeaderHold

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client, role="leader")


def led_by(user: User, session: Session) -> Leader:
    leader, _new = Leader.objects.get_or_create(
        user=user, defaults={"name": user.name, "role": "instruktorka"}
    )
    operations.save_activity(session.activity, actor=SYSTEM, led_by=[leader])
    return leader


def mine(desk: Desk, **fields: str) -> Session:
    held = make_list(activity=desk.activity(**fields), capacity=5)
    join(held, "Ada Lis")
    session = held.sessions.get()
    led_by(desk.user, session)
    return session


def register(session: Session) -> str:
    return reverse("activities:desk_register", args=[session.public_id])


def test_a_leader_keeps_the_register_of_what_they_lead(desk: Desk) -> None:
    session = mine(desk)
    Session.objects.filter(pk=session.pk).update(
        starts_at=timezone.now() - timedelta(minutes=10),
        ends_at=timezone.now() + timedelta(hours=1),
    )

    page = desk.client.get(register(session))

    assert page.status_code == 200
    assert "Ada Lis" in page.content.decode()


def test_others_registers_lists_and_cards_stay_closed(desk: Desk) -> None:
    session = mine(desk)
    other = make_session(activity=desk.activity(title="Szachy"))
    assert session.sign_up_list

    assert desk.client.get(register(other)).status_code == 404
    for name, key in (
        ("desk_sign_ups", session.sign_up_list.public_id),
        ("desk_edit", session.activity.slug),
    ):
        url = reverse(f"activities:{name}", args=[key])
        assert desk.client.get(url).status_code == 403
    assert desk.client.get(reverse("people:people")).status_code == 403


def test_what_they_lead_elsewhere_is_not_opened_by_a_role_here(desk: Desk) -> None:
    elsewhere = make_session()
    led_by(desk.user, elsewhere)

    assert desk.client.get(register(elsewhere)).status_code == 404


def test_their_plan_stands_on_the_first_page(desk: Desk) -> None:
    mine(desk, title="Ceramika dla seniorów")
    make_session(activity=desk.activity(title="Szachy pod lipą"), days=8)

    page = desk.client.get("/biurko/").content.decode()

    assert "Prowadzisz" in page
    assert "Ceramika dla seniorów" in page
    assert "Ekrany przy drzwiach" not in page


def test_the_activity_links_to_their_registers_alone(desk: Desk) -> None:
    session = mine(desk)
    other = make_session(activity=session.activity, days=8)
    other.led_by.clear()

    page = desk.get("desk_activity", session.activity.slug)

    assert register(session) in page
    assert register(other) not in page


def test_an_animator_keeps_all_and_needs_no_leading(client: Client) -> None:
    desk = Desk(client)
    session = make_session(activity=desk.activity())

    assert session in policies.register_sessions(desk.user)
    assert not policies.led_sessions(desk.user).exists()


def passing(desk: Desk, name: str = "Jan Lis") -> Passing:
    taker = User.objects.create_user("jan@example.org", name=name)
    Grant.objects.create(user=taker, role="leader", pal=desk.pal)
    return Passing(giver=desk.user, taker=taker, actor=desk.user, pal_ids=frozenset({desk.pal.pk}))


def test_who_leaves_passes_on_what_they_lead(desk: Desk) -> None:
    session = mine(desk)
    act = passing(desk)

    assert pass_leading(act) == 1

    new = Leader.objects.get(user=act.taker)
    assert list(session.led_by.all()) == [new]
    assert list(session.activity.led_by.all()) == [new]
    assert LeaderHold.objects.get().leader == new
    assert (new.name, new.role) == ("Jan Lis", "instruktorka")


def test_a_session_for_which_the_taker_is_busy_stays(desk: Desk) -> None:
    session = mine(desk)
    act = passing(desk)
    busy = make_session(activity=desk.activity(title="Szachy"))
    led_by(act.taker, busy)

    assert pass_leading(act) == 0
    assert [leader.user for leader in session.led_by.all()] == [desk.user]


def test_the_pack_tells_what_they_lead(desk: Desk) -> None:
    mine(desk, title="Ceramika")
    elsewhere = make_session(days=9)
    led_by(desk.user, elsewhere)
    leaving = Leaving(desk.user, desk.user, frozenset({desk.pal.pk, make_pal().pk}))

    led = handover.parts(leaving)[0]

    assert [item.what for item in led.items] == ["Ceramika"]
