"""Registers: written once, in any order and however late; merged without loss."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.activities.models import (
    Guest,
    HeadCount,
    Presence,
    Register,
    RegisterAct,
    Session,
    SignUp,
)
from podworko.activities.operations import Applicant, cancel_sign_up, registers, sign_up
from podworko.activities.operations.registers import (
    AnyAct,
    Count,
    Leave,
    Mark,
    MarkWalkIn,
    RegisterError,
    WalkIn,
)
from podworko.activities.queries import registers as queries
from podworko.activities.tests.factories import join, make_session, request_of
from podworko.activities.tests.test_races import in_threads
from podworko.audit.models import Access
from podworko.audit.public import SYSTEM, history
from podworko.core.tests.racing import meet_before

pytestmark = pytest.mark.django_db


def class_now(*names: str, **rules: Any) -> Session:
    """Give a session that began an hour ago, with these people signed up."""
    session = make_session(days=3, **rules)
    assert session.sign_up_list
    for name in names:
        join(session.sign_up_list, name)
    begun = timezone.now() - timedelta(hours=1)
    Session.objects.filter(pk=session.pk).update(
        starts_at=begun, ends_at=begun + timedelta(hours=2)
    )
    session.refresh_from_db()
    return session


def guest(name: str) -> int:
    return Guest.objects.get(name=name).pk


def ago(minutes: float) -> datetime:
    return timezone.now() - timedelta(minutes=minutes)


def mark(name: str, state: str = "present", *, minutes: float = 1, seen: str = "") -> Mark:
    return Mark(key=uuid.uuid4(), made_at=ago(minutes), guest=guest(name), state=state, seen=seen)


def count(band: str, change: int, *, minutes: float = 1) -> Count:
    return Count(key=uuid.uuid4(), made_at=ago(minutes), band=band, change=change)


def walk_in(name: str = "", **fields: Any) -> WalkIn:
    fields.setdefault("presence", uuid.uuid4())
    return WalkIn(key=uuid.uuid4(), made_at=ago(1), name=name, **fields)


def write(session: Session, *acts: AnyAct, device: str = "tablet") -> list[str]:
    outcomes = registers.write(session, acts, device=device, actor=SYSTEM)
    return [outcome.result for outcome in outcomes]


def states(session: Session) -> dict[str, str]:
    page = queries.register_page(session)
    return {line.name: line.state for line in page.lines}


def test_named_cards_and_counted_stand_in_one_sheet_and_apart() -> None:
    session = class_now("ada", "bob", capacity=9)

    write(
        session,
        mark("ada"),
        mark("bob", "absent"),
        walk_in("Ewa O'Neill-Żądło"),
        walk_in(card="k-17"),
        count("seniors", 4),
        count("children", 2),
    )

    page = queries.register_page(session)
    assert (page.named, page.cards, page.counted, page.present) == (2, 1, 6, 9)
    assert (page.unmarked, page.no_shows) == (0, 1)


def test_an_act_sent_again_changes_nothing() -> None:
    session = class_now("ada")
    acts: list[AnyAct] = [mark("ada"), count("adults", 3), walk_in("Ewa")]

    assert write(session, *acts) == ["done"] * 3
    assert write(session, *acts) == ["again"] * 3

    assert queries.register_page(session).present == 5
    assert history(Register.objects.get()) == ["register.written"]


def test_of_two_marks_the_later_holds_whatever_the_order_they_come_in() -> None:
    session = class_now("ada")
    early, late = mark("ada", "absent", minutes=20), mark("ada", "present", minutes=5)

    write(session, late, device="phone")
    write(session, early, device="tablet")

    assert states(session)["ada"] == "present"


def test_marks_that_did_not_see_each_other_are_shown_and_settled() -> None:
    session = class_now("ada")
    write(session, mark("ada", "absent", minutes=20), device="phone")
    write(session, mark("ada", "present", minutes=5), device="tablet")

    (line,) = queries.register_page(session).contested
    assert line.presence
    assert (line.state, line.presence.contested) == ("present", "absent")

    registers.settle(line.presence, state="absent", actor=SYSTEM)
    assert states(session)["ada"] == "absent"
    assert queries.register_page(session).contested == ()


def test_a_change_of_what_was_seen_is_no_conflict() -> None:
    session = class_now("ada")
    write(session, mark("ada", "absent", minutes=20), device="phone")

    write(session, mark("ada", "present", minutes=5, seen="absent"), device="tablet")

    assert queries.register_page(session).contested == ()


def test_a_clock_that_runs_ahead_does_not_win_for_ever() -> None:
    session = class_now("ada")
    write(session, mark("ada", "absent", minutes=-600), device="phone")

    write(session, mark("ada", "present", minutes=-601, seen="absent"), device="tablet")

    assert states(session)["ada"] == "present"


def test_counts_from_two_doors_add_up_and_never_fall_below_nobody() -> None:
    session = class_now()
    write(session, count("adults", 5), device="front")
    write(session, count("adults", 3), count("youth", -2), device="back")

    page = queries.register_page(session)
    assert {band.code: band.number for band in page.bands if band.number} == {"adults": 8}


def test_a_register_three_days_late_is_kept_and_said_so() -> None:
    session = class_now("ada", "bob", capacity=9)
    late = mark("bob", minutes=30)
    write(session, mark("ada"))
    registers.close_register(session, actor=SYSTEM)

    assert write(session, late, walk_in("Ewa"), device="phone") == ["done", "done"]

    page = queries.register_page(session)
    assert page.register
    assert (page.register.is_closed, page.register.late) == (True, 2)
    assert states(session) == {"ada": "present", "bob": "present", "Ewa": "present"}
    registers.close_register(session, actor=SYSTEM)
    assert queries.register_page(session).register.late == 0  # type: ignore[union-attr]


def test_who_gave_the_place_up_after_being_marked_stays_in_the_sheet() -> None:
    session = make_session(days=0.2)
    assert session.sign_up_list
    ada = join(session.sign_up_list, "ada")
    write(session, mark("ada"))

    cancel_sign_up(ada, actor=SYSTEM)

    (line,) = queries.register_page(session).expected
    assert (line.state, line.note) == ("present", "ended")


def test_one_wrong_act_spoils_no_other() -> None:
    session = class_now("ada")
    stranger = join(make_session().sign_up_list, "eve")  # type: ignore[arg-type]

    results = write(
        session,
        Mark(key=uuid.uuid4(), made_at=ago(9), guest=stranger.guests.get().pk, state="present"),
        Mark(key=uuid.uuid4(), made_at=ago(8), guest=guest("ada"), state="somewhere"),
        Count(key=uuid.uuid4(), made_at=ago(7), band="martians", change=1),
        walk_in("", presence=uuid.uuid4()),
        mark("ada", minutes=0),
    )

    assert results.count("refused") == 4
    assert states(session) == {"ada": "present"}


def test_a_card_is_taken_once() -> None:
    session = class_now()

    assert write(session, walk_in(card="K-17"), walk_in(card="k-17 ")) == ["done", "refused"]


def test_a_walk_in_can_be_taken_back() -> None:
    session = class_now()
    ewa = walk_in("Ewa")
    write(session, ewa)

    taken = MarkWalkIn(
        key=uuid.uuid4(), made_at=ago(0), presence=ewa.presence, state="absent", seen="present"
    )
    write(session, taken)

    assert queries.register_page(session).present == 0


def test_a_child_leaves_with_somebody() -> None:
    session = make_session(days=3)
    assert session.sign_up_list
    child = Applicant("zosia", birth_year=timezone.now().year - 8, is_minor=True)
    asked = request_of("ada", guests=(child,), is_guardian=True)
    sign_up(session.sign_up_list, request=asked, actor=SYSTEM)
    Session.objects.update(starts_at=ago(60), ends_at=timezone.now() + timedelta(hours=1))
    session.refresh_from_db()
    write(session, mark("zosia"))
    (line,) = queries.register_page(session).children_here
    assert line.presence

    def leaves(**fields: Any) -> list[str]:
        presence = line.presence.public_id  # type: ignore[union-attr]
        return write(session, Leave(key=uuid.uuid4(), made_at=ago(0), presence=presence, **fields))

    assert leaves() == ["refused"]
    assert leaves(picked_up_by="babcia Maria") == ["done"]
    assert queries.register_page(session).children_here == ()
    assert leaves(is_back=True) == ["done"]
    assert len(queries.register_page(session).children_here) == 1


@pytest.mark.parametrize("change", [{"status": "cancelled", "cancel_reason": "awaria"}, {}])
def test_what_did_not_take_place_has_no_register(change: dict[str, str]) -> None:
    session = make_session(days=2)
    Session.objects.filter(pk=session.pk).update(**change)
    session.refresh_from_db()

    with pytest.raises(RegisterError):
        write(session, count("adults", 1))
    assert not Register.objects.exists()


def test_a_register_is_not_closed_before_the_beginning() -> None:
    session = make_session(days=0.2)

    with pytest.raises(RegisterError):
        registers.close_register(session, actor=SYSTEM)


def test_what_waits_is_named_until_it_is_closed() -> None:
    user = User.objects.create_user("ola@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=None)
    session = class_now("ada")

    (waiting,) = queries.registers_to_fill(user)
    assert (waiting.session, waiting.is_begun) == (session, False)
    registers.close_register(session, actor=SYSTEM)
    assert queries.registers_to_fill(user) == []
    write(session, mark("ada"))
    assert [row.late for row in queries.registers_to_fill(user)] == [1]


@pytest.mark.parametrize("people", [1, 12])
def test_page_costs_the_same_for_one_and_for_many(
    people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    session = class_now(*(f"ada{number}" for number in range(people)), capacity=60)
    write(session, *(mark(f"ada{number}") for number in range(people)), walk_in("Ewa"))

    with django_assert_num_queries(5):
        queries.register_page(session)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["ada", "bob"]),
        st.sampled_from(["present", "absent", "excused"]),
        st.integers(-3, 5),
        st.sampled_from(["front", "back"]),
    ),
    max_size=8,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(told=ACTS, data=st.data())
def test_two_devices_end_at_the_same_register_in_any_order_and_sent_twice(
    told: list[tuple[str, str, int, str]], data: st.DataObject
) -> None:
    """Marks: the latest holds. Counts: all add up. Neither order nor repetition matters."""
    SignUp.objects.all().delete()
    session = class_now("ada", "bob", capacity=9)
    acts: list[tuple[AnyAct, str]] = []
    for number, (name, state, change, device) in enumerate(told):
        minutes = 50 - number
        acts.append((mark(name, state, minutes=minutes), device))
        acts.append((count("adults", abs(change), minutes=minutes), device))

    for act, device in data.draw(st.permutations(acts + acts[:3])):
        write(session, act, device=device)

    latest = {name: state for name, state, _change, _device in told}
    assert {k: v for k, v in states(session).items() if v} == latest
    assert queries.register_page(session).counted == sum(abs(one[2]) for one in told)


def meet_after_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both devices see that the key is unknown before either writes, if nothing prevents."""
    meet_before(monkeypatch, registers._Writer, "_count")


@pytest.mark.django_db(transaction=True)
def test_the_same_act_sent_twice_at_once_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    session = class_now()
    act = count("adults", 5)
    Register.objects.create(session=session)
    meet_after_looking(monkeypatch)

    raised = in_threads(lambda: write(session, act), lambda: write(session, act))

    assert raised == []
    assert HeadCount.objects.get().number == 5


@pytest.mark.django_db(transaction=True)
def test_that_race_is_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above: without the lock the second is refused by the key's constraint."""
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite the transaction itself is the lock.")
    session = class_now()
    act = count("adults", 5)
    Register.objects.create(session=session)
    HeadCount.objects.create(register=Register.objects.get(), band="adults")
    meet_after_looking(monkeypatch)
    monkeypatch.setattr(
        registers, "open_register", lambda _session: Register.objects.get(session=session)
    )

    raised = in_threads(lambda: write(session, act), lambda: write(session, act))

    assert len(raised) == 1
    assert RegisterAct.objects.count() == 1
    assert HeadCount.objects.get().number == 5


def test_a_name_of_one_word_or_from_right_to_left_is_kept_as_told() -> None:
    session = class_now()
    names = ["Ola", "عائشة بنت محمد", "O'Neill-Żądło"]

    write(session, *map(walk_in, names))

    assert sorted(Presence.objects.values_list("name", flat=True)) == sorted(names)


Parse = Callable[[Any], list[AnyAct]]


@pytest.mark.parametrize(
    "told",
    [
        None,
        {"kind": "mark"},
        ["mark"],
        [{"kind": "nothing", "key": "x"}],
        [{"kind": "count", "key": "no-uuid", "made_at": "2026-01-01T10:00:00+01:00"}],
        [{"kind": "count", "key": str(uuid.uuid4()), "made_at": "2026-01-01T10:00:00"}],
        [{"kind": "count", "key": str(uuid.uuid4()), "made_at": "2026-01-01T10:00:00Z"}],
        [{"kind": "count", "key": str(uuid.uuid4()), "made_at": "0001-01-01T00:00:00+14:00"}],
        [
            {
                "kind": "mark",
                "key": str(uuid.uuid4()),
                "made_at": "2026-01-01T10:00:00Z",
                "guest": 10**30,
                "state": "present",
            }
        ],
        [
            {
                "kind": "walk-in",
                "key": str(uuid.uuid4()),
                "made_at": "2026-01-01T10:00:00Z",
                "presence": str(uuid.uuid4()),
                "name": "a\0b",
            }
        ],
    ],
)
def test_what_a_device_cannot_mean_is_refused(told: Any) -> None:
    with pytest.raises(RegisterError):
        registers.parse_acts(told)


@pytest.fixture
def keeper(client: Client) -> Client:
    """Sign somebody in who keeps registers in the whole network."""
    user = User.objects.create_user("ola@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=None)
    client.force_login(user)
    return client


def page_of(session: Session, name: str = "desk_register") -> str:
    return reverse(f"activities:{name}", args=[session.public_id])


def sheet(session: Session, **typed: str) -> dict[str, str]:
    """Fill the form as it was shown, with what was typed."""
    page = queries.register_page(session)
    shown = {f"seen_{line.code}": line.state for line in page.lines}
    shown |= {f"seen_count_{band.code}": str(band.number) for band in page.bands}
    return {"sheet": str(uuid.uuid4()), "walk_band": "unknown"} | shown | typed


def test_each_look_at_a_register_is_logged(keeper: Client) -> None:
    session = class_now("ada")

    keeper.get(page_of(session))

    assert Access.objects.filter(purpose="desk.register").count() == 1


def test_form_sent_twice_writes_once(keeper: Client) -> None:
    session = class_now("ada", capacity=9)
    typed = sheet(
        session, walk_name="Ewa", count_seniors="4", **{f"state_g{guest('ada')}": "present"}
    )

    for _ in range(2):
        assert keeper.post(page_of(session), typed).status_code == 302

    assert queries.register_page(session).present == 6


def test_form_overwrites_nothing_it_did_not_change(keeper: Client) -> None:
    session = class_now("ada", capacity=9)
    old = sheet(session, count_adults="2")
    write(session, mark("ada"), count("adults", 3), device="phone")

    keeper.post(page_of(session), old | {f"state_g{guest('ada')}": ""})

    assert states(session) == {"ada": "present"}
    assert queries.register_page(session).counted == 5


def test_one_too_many_needs_a_reason_and_loses_nothing_typed(keeper: Client) -> None:
    session = class_now("ada", capacity=1)
    write(session, mark("ada"))

    answer = keeper.post(page_of(session), sheet(session, walk_name="Ewa", count_youth="3"))

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Napisz, dlaczego mimo to." in shown
    assert 'value="Ewa"' in shown
    assert 'value="3"' in shown
    assert not Presence.objects.filter(name="Ewa").exists()
    told = sheet(session, walk_name="Ewa", walk_reason="przyjechała z daleka")
    assert keeper.post(page_of(session), told).status_code == 302
    assert Presence.objects.get(name="Ewa").over_reason == "przyjechała z daleka"


def test_device_is_answered_without_names(keeper: Client) -> None:
    session = class_now("ada")
    act = {
        "kind": "mark",
        "key": str(uuid.uuid4()),
        "made_at": ago(1).isoformat(),
        "guest": guest("ada"),
        "state": "present",
    }

    told = {"device": "x", "acts": [act]}
    answer = keeper.post(
        page_of(session, "desk_register_acts"), told, content_type="application/json"
    )

    assert [one["result"] for one in answer.json()["outcomes"]] == ["done"]
    assert answer.json()["register"]["totals"]["named"] == 1
    assert "ada" not in answer.content.decode()


@pytest.mark.parametrize("body", ["", "[]", "{", '{"acts": 7}', '{"acts": [{"kind": "mark"}]}'])
def test_device_that_sends_nonsense_is_told_so(keeper: Client, body: str) -> None:
    session = class_now("ada")

    answer = keeper.post(
        page_of(session, "desk_register_acts"), body, content_type="application/json"
    )

    assert answer.status_code == 422


def test_worker_and_shell_hold_nothing_of_anybody(keeper: Client) -> None:
    session = class_now("ada")
    keeper.get(page_of(session))

    for name in ("register_worker", "register_shell"):
        assert "ada" not in keeper.get(reverse(f"activities:{name}")).content.decode().split()
    worker = keeper.get(reverse("activities:register_worker"))
    assert worker["Service-Worker-Allowed"] == "/biurko/"
