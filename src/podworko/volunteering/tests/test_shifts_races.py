"""Two act on one shift or person at the same moment; each with its control, without the lock."""

from typing import Any

import pytest
from django.db import IntegrityError, OperationalError

from podworko.audit.public import SYSTEM
from podworko.core.errors import DomainError
from podworko.core.tests.racing import (
    at_once,
    meet_after,
    meet_before,
    needs_row_locks,
    no_trigger,
)
from podworko.volunteering import operations
from podworko.volunteering.models import PersonHold, Shift, Swap, Turn, Volunteer
from podworko.volunteering.operations import (
    Ask,
    FullError,
    MovedOnError,
    NotFitError,
    shift_offers,
    shift_places,
    swaps,
    turns,
)
from podworko.volunteering.tests.factories import make_opportunity
from podworko.volunteering.tests.shifts_factories import make_helper, make_shift, put, wait_for

pytestmark = pytest.mark.django_db(transaction=True)
DATABASE = (IntegrityError, OperationalError)


def read(shift: Shift) -> Shift:
    return Shift.objects.select_related("opportunity__pal").get(pk=shift.pk)


def shifts_unlocked(patch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    for module in (turns, shift_offers, shift_places):
        patch.setattr(module, "lock_shift", read)


def volunteers_unlocked(patch: pytest.MonkeyPatch) -> None:
    needs_row_locks()

    def same(volunteer: Volunteer) -> Volunteer:
        return Volunteer.objects.select_related("person", "pal").get(pk=volunteer.pk)

    for module in (turns, shift_offers, shift_places):
        patch.setattr(module, "lock", same)


def come(shift: Shift, *volunteers: Volunteer) -> list[Exception]:
    acts = [
        lambda who=who: operations.put_on(shift, volunteer=who, ask=Ask(), actor=SYSTEM)
        for who in volunteers
    ]
    return at_once(acts, DomainError, *DATABASE)


# The last place


def test_one_of_two_gets_the_last_place(monkeypatch: pytest.MonkeyPatch) -> None:
    shift = make_shift()
    helpers = make_helper(shift), make_helper(shift)
    meet_after(monkeypatch, turns, "places_left")

    [refused] = come(shift, *helpers)

    assert isinstance(refused, FullError)
    assert shift.turns.confirmed().count() == PersonHold.objects.count() == 1


def test_without_the_lock_both_would_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the one above: nothing else keeps them apart."""
    shift = make_shift()
    helpers = make_helper(shift), make_helper(shift)
    shifts_unlocked(monkeypatch)
    meet_after(monkeypatch, turns, "places_left")

    assert come(shift, *helpers) == []
    assert shift.turns.confirmed().count() == 2


# A place that becomes free twice


def give_both(first: Turn, second: Turn) -> list[Exception]:
    acts = [lambda turn=turn: operations.give_up(turn, actor=SYSTEM) for turn in (first, second)]
    return at_once(acts, DomainError, *DATABASE)


def test_two_places_given_back_at_once_are_offered_to_two(monkeypatch: pytest.MonkeyPatch) -> None:
    shift = make_shift(needed=2)
    on_it = put(shift), put(shift)
    waiting = [wait_for(shift) for _number in range(3)]
    meet_before(monkeypatch, turns, "offer_next")

    assert give_both(*on_it) == []

    assert [Turn.objects.get(pk=turn.pk).state for turn in waiting] == [
        "offered",
        "offered",
        "waiting",
    ]


def test_a_free_place_is_offered_once_when_two_jobs_run(monkeypatch: pytest.MonkeyPatch) -> None:
    shift = make_shift()
    put(shift)
    waiting = [wait_for(shift) for _number in range(2)]
    Shift.objects.filter(pk=shift.pk).update(needed=2)
    meet_after(monkeypatch, shift_offers, "places_left")

    at_once([operations.offer_free, operations.offer_free], *DATABASE)

    assert shift.turns.taking().count() == 2
    assert [Turn.objects.get(pk=turn.pk).state for turn in waiting] == ["offered", "waiting"]


# One person, two shifts at one time


def crossing() -> tuple[Volunteer, Volunteer, Shift, Shift]:
    """Return one person as a volunteer of two PALs, and a shift at each at one time."""
    here, there = make_shift(hour=10), make_shift(hour=11)
    helper, same = make_helper(here), make_helper(there)
    Volunteer.objects.filter(pk=same.pk).update(person=helper.person)
    return helper, Volunteer.objects.get(pk=same.pk), here, there


def come_to_both(people: tuple[Volunteer, Volunteer, Shift, Shift]) -> list[Exception]:
    helper, same, here, there = people
    acts = [
        lambda: operations.put_on(here, volunteer=helper, ask=Ask(), actor=SYSTEM),
        lambda: operations.put_on(there, volunteer=same, ask=Ask(), actor=SYSTEM),
    ]
    return at_once(acts, DomainError, *DATABASE)


def test_a_person_is_not_in_two_pals_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    people = crossing()
    meet_after(monkeypatch, turns, "check_fit")

    [refused] = come_to_both(people)

    assert isinstance(refused, NotFitError)
    assert PersonHold.objects.count() == Turn.objects.confirmed().count() == 1


def test_without_the_trigger_a_person_would_be_in_two_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Guard the one above: nothing else keeps them apart."""
    needs_row_locks()
    people = crossing()
    meet_after(monkeypatch, turns, "check_fit")

    with no_trigger("volunteering_personhold"):
        assert come_to_both(people) == []
        assert PersonHold.objects.count() == 2
        PersonHold.objects.all().delete()


# Two requests for one shift


def asked_twice() -> tuple[Turn, Swap, Swap]:
    turn = put(make_shift())
    swaps = [
        operations.ask_swap(turn, to=make_helper(turn.shift), back=None, actor=SYSTEM)
        for _number in range(2)
    ]
    return turn, swaps[0], swaps[1]


def agree_both(*asked: Swap) -> list[Exception]:
    acts = [lambda swap=swap: operations.agree_swap(swap, actor=SYSTEM) for swap in asked]
    return at_once(acts, DomainError, *DATABASE)


def test_of_two_who_agree_at_once_one_has_the_shift(monkeypatch: pytest.MonkeyPatch) -> None:
    turn, *asked = asked_twice()
    meet_after(monkeypatch, swaps, "_check_agreed")

    [refused] = agree_both(*asked)

    assert isinstance(refused, MovedOnError)
    assert turn.shift.turns.confirmed().count() == PersonHold.objects.count() == 1
    assert sorted(Swap.objects.values_list("state", flat=True)) == ["agreed", "lapsed"]


def test_without_locks_one_shift_would_be_given_to_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the one above: nothing else keeps them apart."""
    turn, *asked = asked_twice()
    shifts_unlocked(monkeypatch)
    volunteers_unlocked(monkeypatch)
    monkeypatch.setattr(swaps, "end", lambda *_: None)  # what waits for the other's row
    monkeypatch.setattr(swaps, "_close", lambda *_: None)
    meet_after(monkeypatch, swaps, "_check_agreed")

    assert agree_both(*asked) == []
    assert turn.shift.turns.confirmed().count() == 3


def test_two_who_exchange_crosswise_at_once_do_not_wait_for_each_other() -> None:
    of = make_opportunity()
    mine, theirs = put(make_shift(of, days=7)), put(make_shift(of, days=9))
    asked: list[Any] = [
        operations.ask_swap(mine, to=theirs.volunteer, back=theirs, actor=SYSTEM),
        operations.ask_swap(theirs, to=mine.volunteer, back=mine, actor=SYSTEM),
    ]

    refused = agree_both(*asked)

    assert [type(error) for error in refused] == [MovedOnError]
    assert [each.volunteer for each in mine.shift.turns.confirmed()] == [theirs.volunteer]
    assert [each.volunteer for each in theirs.shift.turns.confirmed()] == [mine.volunteer]
