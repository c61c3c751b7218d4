"""The one table of who may enter where: every address, every role, the expected answer."""

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from podworko.accounts.public import ROLES, Grant, User
from podworko.activities import links
from podworko.activities.models import Activity, ActivityLink, Template
from podworko.activities.operations import doors
from podworko.activities.operations.thread import Tie, tie
from podworko.activities.tests.factories import join, make_activity, make_pal, make_session
from podworko.advice.tests.factories import advice_world
from podworko.audit.public import SYSTEM
from podworko.consultations.tests.factories import consultations_world
from podworko.debates.tests.factories import debate_world
from podworko.debates.tests.polls_factories import poll_world
from podworko.debates.tests.say_factories import say_world
from podworko.diagnosis import links as resource_links
from podworko.diagnosis.tests.factories import make_budget, make_need
from podworko.diagnosis.tests.mapping import make_proposal, make_resource
from podworko.diagnosis.tests.walking import study_world
from podworko.initiatives.tests.factories import initiatives_world
from podworko.initiatives.tests.shelf_factories import shelf_world
from podworko.initiatives.tests.team_factories import team_world
from podworko.messages import public as messages
from podworko.network.booking import links as group_links
from podworko.network.models import Pal, Place
from podworko.network.public import Leader
from podworko.network.tests.lending import make_booking, make_group
from podworko.partners.tests.factories import partners_world
from podworko.planning.tests.factories import plan_world
from podworko.privacy.tests.factories import privacy_world
from podworko.promotion.tests.factories import promotion_world
from podworko.promotion.tests.press_factories import press_world
from podworko.promotion.tests.print_kit import print_world
from podworko.reports.tests.factories import report_world
from podworko.volunteering.tests.factories import volunteering_world
from podworko.volunteering.tests.hours_factories import hours_world
from podworko.volunteering.tests.shifts_factories import shifts_world
from tests import safety_pages, survey_pages, talk_pages
from tests.permission_table import ANYBODY, TABLE, Row

pytestmark = pytest.mark.django_db

NOBODY = "nobody"
EVERYBODY = (NOBODY, *ROLES)
ON_BOTH = {NOBODY, "animator", "network-coordinator"}
"""Who between them opens nearly every page, on both databases; who may enter is asked on one."""
TOLD_BY = [
    pytest.param(role, id=role, marks=() if role in ON_BOTH else pytest.mark.once)
    for role in EVERYBODY
]


def url_names(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Walk every named address of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from url_names(pattern, prefix + namespace)
        elif isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or f"unnamed {pattern.pattern}")


def test_every_address_is_in_the_table() -> None:
    assert sorted(set(url_names())) == sorted(TABLE)


@pytest.fixture
def world() -> dict[str, object]:
    """Make one of everything that an address may name."""
    seat = Place.objects.create(name="Remiza", slug="remiza")
    pal = make_pal(slug="pal", seat=seat)
    session = make_session(activity=make_activity(pal=pal, slug="zajecia"))
    assert session.sign_up_list
    sign_up = join(session.sign_up_list, "ada")
    colleague = User.objects.create_user("colleague@example.org", name="Ola Wrona")
    (message,) = messages.messages_about(sign_up)
    group = make_group(pal)
    pal.house_rules.create(version=1, text="Po spotkaniu zamykamy okna.")
    return {
        "slug": pal.slug,
        "share_kind": "termin",
        "dataset": "pal",
        "colour": "1b5e45",
        "activity": session.activity.slug,
        "session": session.public_id,
        "list": session.sign_up_list.public_id,
        "token": links.token(sign_up),
        "sign_up": sign_up.public_id,
        "question": session.activity.questions.create(text="Czy masz matę?").pk,
        "exception": pal.opening_exceptions.create(
            since="2099-01-02", until="2099-01-02", reason="remont"
        ).pk,
        "season": _season(pal),
        "person": sign_up.person.public_id,
        "consent": sign_up.person.consents.create(
            text="image", version="2026-11", channel="paper"
        ).pk,
        "door": _door(pal),
        "room": seat.rooms.create(name="Sala").pk,
        "group": group.public_id,
        "group_token": group_links.token(group),
        "booking": make_booking(group).public_id,
        "leader": a_leader(pal),
        "template": Template.objects.create(name="Klub rodzica").public_id,
        "message": message.public_id,
        "member": colleague.public_id,
        "grant": Grant.objects.create(user=colleague, role="animator", pal=pal).pk,
        "nothing": uuid.uuid4(),
        "tie": a_tie(session.activity).pk,
        **plan_world(pal),
        **debate_world(pal),
        **poll_world(pal),
        **advice_world(pal),
        **consultations_world(pal),
        "budget": make_budget().public_id,
        **survey_pages.world(pal, typist=colleague),
        **study_world(pal),
        **_on_the_map(pal),
        **talk_pages.world(pal),
        **volunteering_world(pal),
        **hours_world(pal),
        **safety_pages.world(pal),
        **shifts_world(pal),
        **initiatives_world(pal),
        **team_world(pal),
        **shelf_world(pal),
        **promotion_world(pal),
        **press_world(pal),
        "figure": "people",
        **report_world(pal),
        **say_world(pal),
        **print_world(session),
        **partners_world(pal),
        **privacy_world(),
    }


def _on_the_map(pal: Pal) -> dict[str, object]:
    """Put a need, a resource and a proposal on the map, and return how addresses name them."""
    resource, need = make_resource(pal=pal), make_need(pal=pal)
    return {
        "need": need.public_id,
        "evidence": need.evidence.get().pk,
        "resource": resource.public_id,
        "resource_token": resource_links.token(resource),
        "proposal": make_proposal(pal=pal).public_id,
        **{word: word for word in ("zasob", "potrzeba", "sprawdzone")},
    }


def a_tie(activity: Activity) -> ActivityLink:
    """Tie an activity to a need of its PAL."""
    need = make_need(pal=activity.pal)
    return tie(activity, Tie(need, "bo tak mówili"), actor=SYSTEM)


def _season(pal: Pal) -> str:
    """Give a PAL hours of a season and return how the address names it."""
    days = {"valid_from": "2099-06-01", "valid_to": "2099-08-31"}
    pal.opening_rules.create(weekday=0, opens="09:00", closes="12:00", **days)
    return "{valid_from}_{valid_to}".format(**days)


def a_leader(pal: Pal) -> uuid.UUID:
    """Have somebody lead in a PAL and return how an address names them."""
    leader = Leader.objects.create(name="Lena Sowa", role="instruktorka")
    leader.pals.set([pal])
    return leader.public_id


def _door(pal: Pal) -> object:
    """Start a screen at the door and return how the address names it."""
    keeper = User.objects.create_user("drzwi@example.org", name="Ola")
    door, _secret = doors.start_door(pal, name="tablet", actor=keeper)
    return door.public_id


def client_of(role: str) -> Client:
    """Sign somebody with `role` for the PAL in; NOBODY stays a stranger."""
    client = Client()
    if role != NOBODY:
        user = User.objects.create_user(f"{role}@example.org", name=role)
        Grant.objects.create(user=user, role=role, pal=Pal.objects.get(slug="pal"))
        client.force_login(user)
    return client


@pytest.mark.parametrize("role", TOLD_BY)
def test_everybody_gets_what_the_table_says(role: str, world: dict[str, object]) -> None:
    client = client_of(role)
    wrong = {}
    for name, row in TABLE.items():
        expected = row.answer(role)
        answer = ask(client, name, row, world)
        if answer != expected:
            wrong[name] = f"{answer} instead of {expected}"
    assert wrong == {}


def ask(client: Client, name: str, row: Row, world: dict[str, object]) -> int:
    """Ask for an address and return the status; being sent to sign in first counts as 401."""
    path = row.path or reverse(name, kwargs={k: world[v] for k, v in row.kwargs.items()})
    send = client.get if row.method == "GET" else client.post
    response = send(path, **row.extra)
    if response.status_code == 302 and "/konto/wejscie/?next=" in response.get("Location", ""):
        return 401
    return int(response.status_code)


def test_strangers_reach_only_what_is_marked_public() -> None:
    public = {name for name, row in TABLE.items() if row.who == ANYBODY}
    assert public == {name for name, row in TABLE.items() if row.answer(NOBODY) != 401}
