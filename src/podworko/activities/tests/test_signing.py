from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from podworko.activities import operations
from podworko.activities.models import Activity, Question, SignUp, SignUpList
from podworko.activities.tests.factories import (
    join,
    make_activity,
    make_list,
    make_session,
    names_with,
)
from podworko.audit import public as audit
from podworko.messages.models import Message
from podworko.people.models import Guardianship, Person
from podworko.people.public import Channel

pytestmark = pytest.mark.django_db

CONFIRMED, WAITING, OFFERED = (
    SignUp.Status.CONFIRMED,
    SignUp.Status.WAITING,
    SignUp.Status.OFFERED,
)


def subjects(name: str) -> list[str]:
    rows = Message.objects.filter(to_name=name).order_by("pk")
    return [row.template.removeprefix("activities/") for row in rows]


def test_beyond_the_last_place_one_waits_in_the_order_they_came() -> None:
    places = make_list(capacity=1)

    for name in ("ada", "bob", "cyd"):
        join(places, name)

    assert names_with(places, CONFIRMED) == ["ada"]
    assert names_with(places, WAITING) == ["bob", "cyd"]


def test_asking_twice_returns_the_same_sign_up_and_writes_once() -> None:
    places = make_list()

    first, second = join(places, "ada"), join(places, "ada")

    assert first == second
    assert audit.history(first) == ["signup.confirmed"]
    assert subjects("ada") == ["confirmed"]


def test_two_people_with_one_phone_have_two_sign_ups() -> None:
    places = make_list(capacity=2)
    shared = {"phone": "+48600100200"}

    for name in ("Babcia Zofia", "Dziadek Jan"):
        join(places, name, contact=operations.Contact(name, **shared))

    assert names_with(places, CONFIRMED) == ["Babcia Zofia", "Dziadek Jan"]


def test_household_limit_counts_all_sign_ups_of_one_contact() -> None:
    places = make_list(capacity=10, household_limit=3)
    contact = operations.Contact("Ada", email="dom@example.org")
    other = operations.Contact("Jan", email="dom@example.org")
    join(places, "Ada", 2, contact=contact)

    with pytest.raises(operations.GateError, match="3 osoby"):
        join(places, "Jan", 2, contact=other)


def test_household_takes_its_places_as_one_or_waits_as_one() -> None:
    places = make_list(capacity=3)
    join(places, "ada", 2)

    join(places, "bob", 2)

    places.refresh_from_db()
    assert names_with(places, WAITING) == ["bob"]
    assert (places.taken, places.waiting) == (2, 2)


def test_household_larger_than_the_room_is_told_so() -> None:
    with pytest.raises(operations.GateError, match="2 miejsca"):
        join(make_list(capacity=2), "ada", 3)


def test_freed_places_go_to_the_first_household_that_fits() -> None:
    places = make_list(capacity=2)
    ada, *_ = (join(places, name) for name in ("ada", "bob"))
    join(places, "family", 2)
    join(places, "cyd")

    moved = operations.cancel_sign_up(ada, actor=audit.RESIDENT)

    assert [row.name for row in moved] == ["cyd"]
    assert names_with(places, OFFERED) == ["cyd"]
    assert names_with(places, WAITING) == ["family"]


def test_offer_counts_as_taken_until_it_is_answered() -> None:
    places = make_list(capacity=1)
    ada = join(places, "ada")
    join(places, "bob")
    operations.cancel_sign_up(ada, actor=audit.RESIDENT)

    cyd = join(places, "cyd")

    assert cyd.status == WAITING
    places.refresh_from_db()
    assert places.taken == 1


def offered() -> tuple[SignUpList, SignUp]:
    places = make_list(capacity=1)
    ada = join(places, "ada")
    bob = join(places, "bob")
    operations.cancel_sign_up(ada, actor=audit.RESIDENT)
    bob.refresh_from_db()
    return places, bob


def test_accepting_twice_is_harmless() -> None:
    places, bob = offered()

    operations.accept_offer(bob, actor=audit.RESIDENT)
    operations.accept_offer(bob, actor=audit.RESIDENT)

    assert names_with(places, CONFIRMED) == ["bob"]
    assert audit.history(bob) == ["signup.waiting", "signup.offered", "signup.accepted"]


def test_declined_offer_goes_to_the_next() -> None:
    places, bob = offered()
    join(places, "cyd")

    moved = operations.decline_offer(bob, actor=audit.RESIDENT)

    assert [row.name for row in moved] == ["cyd"]
    assert subjects("bob") == ["waiting", "offered", "declined"]


def test_offer_past_its_time_cannot_be_taken() -> None:
    _, bob = offered()
    SignUp.objects.filter(pk=bob.pk).update(offer_until=timezone.now() - timedelta(minutes=1))

    with pytest.raises(operations.OfferGoneError):
        operations.accept_offer(bob, actor=audit.RESIDENT)


def test_lapsed_offer_goes_to_the_next_and_never_comes_back_by_itself() -> None:
    places, bob = offered()
    join(places, "cyd")
    SignUp.objects.filter(pk=bob.pk).update(offer_until=timezone.now() - timedelta(minutes=1))

    operations.lapse_offer(bob)
    operations.lapse_offer(bob)

    assert names_with(places, OFFERED) == ["cyd"]
    assert names_with(places, WAITING) == []
    bob.refresh_from_db()
    assert bob.end_reason == SignUp.EndReason.LAPSED


def test_who_comes_back_goes_to_the_end_of_the_queue() -> None:
    places = make_list(capacity=1)
    join(places, "ada")
    bob = join(places, "bob")
    join(places, "cyd")

    operations.cancel_sign_up(bob, actor=audit.RESIDENT)
    join(places, "bob")

    assert names_with(places, WAITING) == ["cyd", "bob"]


def test_near_the_beginning_a_place_is_given_at_once() -> None:
    places = make_list(days=0.25, capacity=1, instant_hours=12)
    ada = join(places, "ada")
    bob = join(places, "bob")

    operations.cancel_sign_up(ada, actor=audit.RESIDENT)

    assert names_with(places, CONFIRMED) == ["bob"]
    assert audit.history(bob) == ["signup.waiting", "signup.promoted"]
    assert subjects("bob") == ["waiting", "promoted"]


def test_gates_are_checked_again_at_promotion() -> None:
    activity = make_activity()
    places = make_list(capacity=1, activity=activity)
    ada = join(places, "ada")
    child = operations.Applicant("Staś", timezone.now().year - 7, is_minor=True)
    join(places, "bob", guests=(child,), is_guardian=True)
    join(places, "cyd")
    activity.age_min = 16
    activity.save()

    moved = operations.cancel_sign_up(ada, actor=audit.RESIDENT)

    assert [row.name for row in moved] == ["cyd"]
    assert names_with(places, WAITING) == ["bob"]


def test_gates_are_checked_again_at_acceptance() -> None:
    activity = make_activity()
    places = make_list(capacity=1, activity=activity)
    ada = join(places, "ada")
    guest = operations.Applicant("bob", timezone.now().year - 30)
    bob = join(places, "bob", guests=(guest,))
    operations.cancel_sign_up(ada, actor=audit.RESIDENT)
    activity.age_min = 60
    activity.save()

    with pytest.raises(operations.GateError, match="od 60 lat"):
        operations.accept_offer(bob, actor=audit.RESIDENT)


def test_child_needs_a_guardian() -> None:
    places = make_list()
    child = operations.Applicant("Staś", is_minor=True)

    with pytest.raises(operations.GateError, match="opiekun"):
        join(places, "ada", guests=(child,))


def test_guardian_and_household_are_recorded() -> None:
    places = make_list(capacity=5)
    child = operations.Applicant("Staś", is_minor=True)

    join(places, "ada", guests=(operations.Applicant("ada"), child), is_guardian=True)

    stas = Person.objects.get(name="Staś")
    link = Guardianship.objects.get()
    assert (link.child, link.guardian.name) == (stas, "ada")
    assert Person.objects.filter(household=stas.household).count() == 2


@pytest.mark.parametrize(("year_ago", "is_let_in"), [(59, False), (60, True), (99, True)])
def test_age_limit(*, year_ago: int, is_let_in: bool) -> None:
    activity = make_activity(age_min=60)
    places = make_list(activity=activity)
    guest = operations.Applicant("ada", timezone.now().year - year_ago)

    if is_let_in:
        assert join(places, "ada", guests=(guest,)).status == CONFIRMED
    else:
        with pytest.raises(operations.GateError, match="od 60 lat"):
            join(places, "ada", guests=(guest,))


def test_required_question_must_be_answered() -> None:
    places = make_list()
    question = Question.objects.create(
        activity=places.activity, text="Czy masz fartuch?", is_required=True
    )

    with pytest.raises(operations.GateError, match="fartuch"):
        join(places, "ada")

    made = join(places, "ada", answers={question.pk: " tak "})
    assert made.answers.get().text == "tak"


def test_reserved_places_are_kept_for_those_who_call_or_come() -> None:
    places = make_list(capacity=2, reserved=1)
    join(places, "ada")

    web = join(places, "bob")
    caller = join(places, "cyd", channel=Channel.PHONE)

    assert (web.status, caller.status) == (WAITING, CONFIRMED)
    places.refresh_from_db()
    assert (places.taken, places.reserved_taken) == (2, 1)


def test_reserved_place_given_back_is_reserved_again() -> None:
    places = make_list(capacity=2, reserved=1)
    join(places, "ada")
    caller = join(places, "cyd", channel=Channel.PHONE)
    join(places, "bob")

    operations.cancel_sign_up(caller, actor=audit.RESIDENT)

    assert names_with(places, WAITING) == ["bob"]


def test_overbooking_takes_more_than_the_chairs() -> None:
    places = make_list(capacity=10, overbooking_percent=20, household_limit=20)

    join(places, "club", 12)
    late = join(places, "ada")

    assert late.status == WAITING


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"opens_at": timedelta(hours=1)}, "zaczną się"),
        ({"closes_at": timedelta(hours=-1)}, "zakończyły"),
    ],
)
def test_list_that_is_not_open_takes_nobody(change: dict[str, timedelta], message: str) -> None:
    times: dict[str, Any] = {name: timezone.now() + shift for name, shift in change.items()}
    places = make_list(**times)

    with pytest.raises(operations.ClosedError, match=message):
        join(places, "ada")

    assert not places.sign_ups.exists()


def test_staff_are_not_bound_by_the_opening_but_by_the_closing() -> None:
    soon = timezone.now() + timedelta(hours=1)

    early = join(make_list(opens_at=soon), "ada", channel=Channel.PHONE)

    assert early.status == CONFIRMED
    with pytest.raises(operations.ClosedError):
        join(make_list(closes_at=timezone.now()), "ada", channel=Channel.PHONE)


def test_draft_takes_nobody() -> None:
    places = make_list(activity=make_activity(state=Activity.State.DRAFT))

    with pytest.raises(operations.ClosedError):
        join(places, "ada")


def test_begun_session_takes_nobody_and_lets_nobody_out() -> None:
    places = make_list()
    ada = join(places, "ada")
    SignUpList.objects.filter(pk=places.pk).update(starts_at=timezone.now())

    with pytest.raises(operations.ClosedError):
        join(places, "bob")
    with pytest.raises(operations.ClosedError):
        operations.cancel_sign_up(ada, actor=audit.RESIDENT)


@pytest.mark.parametrize(
    ("capacity", "coming", "offers"),
    [(0, ["ada"], []), (2, ["ada"], ["bob"]), (None, ["ada"], ["bob", "cyd"])],
    ids=["lower takes nothing away", "higher offers in order", "no limit"],
)
def test_set_places(*, capacity: int | None, coming: list[str], offers: list[str]) -> None:
    places = make_list(capacity=1)
    for name in ("ada", "bob", "cyd"):
        join(places, name)

    operations.set_places(places, capacity=capacity, actor=audit.SYSTEM)

    assert names_with(places, CONFIRMED) == coming
    assert names_with(places, OFFERED) == offers


def test_lowered_limit_holds_as_people_leave() -> None:
    places = make_list(capacity=3)
    signed = [join(places, name) for name in ("ada", "bob", "cyd")]
    join(places, "dan")
    operations.set_places(places, capacity=2, actor=audit.SYSTEM)

    operations.cancel_sign_up(signed[0], actor=audit.RESIDENT)

    assert names_with(places, WAITING) == ["dan"]


def test_fewer_people_free_their_places_at_once() -> None:
    places = make_list(capacity=3)
    ada = join(places, "ada", 3)
    join(places, "bob")

    moved = operations.change_people(
        ada, guests=(operations.Applicant("ada"), operations.Applicant()), actor=audit.RESIDENT
    )

    assert [row.name for row in moved] == ["bob"]
    places.refresh_from_db()
    assert places.taken == 3


def test_more_people_only_when_they_fit_now() -> None:
    places = make_list(capacity=2)
    ada = join(places, "ada")
    join(places, "bob")
    two = (operations.Applicant("ada"), operations.Applicant())

    with pytest.raises(operations.GateError, match="Nie ma tylu"):
        operations.change_people(ada, guests=two, actor=audit.RESIDENT)

    ada.refresh_from_db()
    assert ada.people == 1


def test_cancelled_sign_up_cannot_be_changed() -> None:
    ada = join(make_list(), "ada")
    operations.cancel_sign_up(ada, actor=audit.RESIDENT)

    with pytest.raises(operations.AlreadyEndedError):
        operations.change_people(ada, guests=(operations.Applicant(),), actor=audit.RESIDENT)


@pytest.mark.parametrize(
    ("people", "decision"), [(3, "goes-ahead"), (2, "cancelled")], ids=["enough", "too few"]
)
def test_minimum_decides_and_everybody_is_told(*, people: int, decision: str) -> None:
    places = make_list(capacity=5, minimum=3, decision_at=timezone.now() - timedelta(minutes=1))
    join(places, "ada", people)

    operations.decide_minimum(places)
    operations.decide_minimum(places)

    places.refresh_from_db()
    assert places.decision == decision
    told = {"goes-ahead": "goes_ahead", "cancelled": "called_off"}[decision]
    assert subjects("ada") == ["confirmed", told]


def test_calling_a_session_off_ends_its_sign_ups_and_tells_everybody() -> None:
    session = make_session(capacity=1)
    assert session.sign_up_list
    join(session.sign_up_list, "ada")
    join(session.sign_up_list, "bob")

    operations.cancel_session(session, reason="Awaria prądu.", actor=audit.SYSTEM)
    operations.cancel_session(session, reason="Awaria prądu.", actor=audit.SYSTEM)

    assert session.is_cancelled
    assert session.sequence == 1
    assert subjects("ada") == ["confirmed", "called_off"]
    assert subjects("bob") == ["waiting", "called_off"]


def test_database_refuses_one_place_too_many() -> None:
    places = make_list(capacity=1)

    with pytest.raises(IntegrityError, match="never_too_many"):
        SignUpList.objects.filter(pk=places.pk).update(taken=2)


def test_database_refuses_a_second_live_sign_up() -> None:
    places = make_list()
    ada = join(places, "ada")

    with pytest.raises(IntegrityError, match=r"one_live_per_identity|identity"):
        SignUp.objects.create(
            list=places,
            person=ada.person,
            identity=ada.identity,
            ticket=99,
            people=1,
            name="ada",
            status=WAITING,
            channel=Channel.WEB,
        )
