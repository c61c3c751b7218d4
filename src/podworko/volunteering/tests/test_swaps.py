"""Two exchange shifts, or one gives a shift to another: asked by one, agreed by the other."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from podworko.audit import public as audit
from podworko.audit.models import Entry
from podworko.audit.public import SYSTEM
from podworko.messages.public import Message
from podworko.volunteering import operations, shift_tasks
from podworko.volunteering.models import Agreement, PersonHold, Swap, Turn, Volunteer
from podworko.volunteering.operations import CannotTakeError, MovedOnError, NotFitError, swaps
from podworko.volunteering.tests.factories import make_opportunity, make_signed, make_volunteer
from podworko.volunteering.tests.shifts_factories import (
    make_helper,
    make_past,
    make_shift,
    put,
    states,
    wait_for,
)

pytestmark = pytest.mark.django_db


def two() -> tuple[Turn, Turn]:
    """Return the turns of two on two shifts of one thing."""
    of = make_opportunity()
    return put(make_shift(of, days=7)), put(make_shift(of, days=9))


def ask(turn: Turn, to: Volunteer, back: Turn | None = None) -> Swap:
    return operations.ask_swap(turn, to=to, back=back, actor=SYSTEM)


def agree(swap: Swap) -> Swap:
    return operations.agree_swap(swap, actor=SYSTEM)


def on(turn: Turn) -> list[Volunteer]:
    """Return who is on the shift of a turn."""
    return [each.volunteer for each in turn.shift.turns.confirmed()]


def test_two_exchange_their_shifts_and_their_time() -> None:
    mine, theirs = two()

    swap = ask(mine, theirs.volunteer, theirs)
    for _time in range(2):
        agree(swap)

    assert (on(mine), on(theirs)) == ([theirs.volunteer], [mine.volunteer])
    held = {hold.person_id: hold.starts_at for hold in PersonHold.objects.all()}
    assert held == {
        theirs.volunteer.person_id: mine.shift.starts_at,
        mine.volunteer.person_id: theirs.shift.starts_at,
    }


def test_one_gives_a_shift_to_another_of_the_same_thing() -> None:
    turn = put(make_shift())
    colleague = make_helper(turn.shift)

    agree(ask(turn, colleague))

    assert on(turn) == [colleague]
    assert states(turn.shift) == ["given_up", "confirmed"]


def test_shifts_that_meet_in_time_can_be_exchanged() -> None:
    of = make_opportunity()
    mine, theirs = put(make_shift(of, hour=10)), put(make_shift(of, hour=11))

    agree(ask(mine, theirs.volunteer, theirs))

    assert (on(mine), on(theirs)) == ([theirs.volunteer], [mine.volunteer])


def test_who_waited_for_it_takes_it_over_and_waits_no_more() -> None:
    turn = put(make_shift())
    waiting = wait_for(turn.shift)

    agree(ask(turn, waiting.volunteer))

    assert states(turn.shift) == ["given_up", "given_up", "confirmed"]


def test_a_place_that_is_offered_to_who_takes_over_goes_on() -> None:
    shift = make_shift(needed=2)
    turn, other = put(shift), put(shift)
    offered, next_one = wait_for(shift), wait_for(shift)
    operations.give_up(other, actor=SYSTEM)

    agree(ask(turn, offered.volunteer))

    assert shift.turns.get(volunteer=next_one.volunteer).state == "offered"
    assert shift.turns.taking().count() == 2


def test_who_does_not_fit_is_not_asked_and_nobody_learns_why() -> None:
    turn = put(make_shift())
    stranger = make_volunteer(pal=turn.volunteer.pal, stage="active")
    make_signed(stranger)
    busy = make_helper(turn.shift)
    put(make_shift(turn.shift.opportunity, hour=11), busy)

    for volunteer in (stranger, busy, make_helper(make_opportunity())):
        with pytest.raises(CannotTakeError):
            ask(turn, volunteer)


def test_a_shift_that_does_not_fit_who_asks_is_not_asked_for() -> None:
    mine, theirs = two()
    put(make_shift(mine.shift.opportunity, days=9, hour=11), mine.volunteer)

    with pytest.raises(NotFitError):
        ask(mine, theirs.volunteer, theirs)


def test_a_gate_that_closed_since_is_closed_for_both() -> None:
    mine, theirs = two()
    swap = ask(mine, theirs.volunteer, theirs)
    rows = Agreement.objects.filter(volunteer=mine.volunteer)
    rows.update(ends_on=timezone.now())

    with pytest.raises(CannotTakeError):
        agree(swap)
    Agreement.objects.update(ends_on=timezone.now())
    with pytest.raises(NotFitError):
        agree(swap)

    assert (on(mine), on(theirs)) == ([mine.volunteer], [theirs.volunteer])


def test_to_ask_the_same_again_is_once_and_another_way_takes_the_first_back() -> None:
    mine, theirs = two()

    first = ask(mine, theirs.volunteer)
    assert ask(mine, theirs.volunteer) == first
    ask(mine, theirs.volunteer, theirs)

    assert list(Swap.objects.values_list("state", flat=True)) == ["withdrawn", "asked"]


def test_what_was_declined_while_another_way_is_asked_stays_declined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine, theirs = two()
    first, check = ask(mine, theirs.volunteer), swaps._check

    def declined_meanwhile(*told: Any) -> None:
        check(*told)
        operations.decline_swap(first, actor=SYSTEM)

    monkeypatch.setattr(swaps, "_check", declined_meanwhile)
    ask(mine, theirs.volunteer, theirs)

    assert list(Swap.objects.values_list("state", flat=True)) == ["declined", "asked"]
    assert "swap.withdrawn" not in audit.history(first)


def test_of_several_who_were_asked_the_first_to_agree_has_it() -> None:
    turn = put(make_shift())
    first, second = make_helper(turn.shift), make_helper(turn.shift)
    one, other = ask(turn, first), ask(turn, second)

    agree(other)

    assert on(turn) == [second]
    assert Swap.objects.get(pk=one.pk).state == "lapsed"
    with pytest.raises(MovedOnError):
        agree(one)


def test_a_no_needs_no_reason_and_leaves_all_as_it_is() -> None:
    turn = put(make_shift())
    swap = ask(turn, make_helper(turn.shift))

    for _time in range(2):
        assert operations.decline_swap(swap, actor=SYSTEM).state == "declined"

    assert on(turn) == [turn.volunteer]
    assert Message.objects.filter(template="volunteering/swap_declined").count() == 1
    with pytest.raises(MovedOnError):
        agree(swap)


def test_what_is_taken_back_is_not_agreed_to() -> None:
    turn = put(make_shift())
    swap = ask(turn, make_helper(turn.shift))

    for _time in range(2):
        assert operations.withdraw_swap(swap, actor=SYSTEM).state == "withdrawn"

    with pytest.raises(MovedOnError):
        agree(swap)
    assert Message.objects.get(template="volunteering/swap_asked").status == "withdrawn"


def test_a_request_ends_when_the_first_of_the_shifts_begins() -> None:
    mine, theirs = two()
    swap = ask(theirs, mine.volunteer, mine)
    assert swap.lapses_at == mine.shift.starts_at

    Swap.objects.update(lapses_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(MovedOnError):
        agree(swap)
    assert (operations.lapse_swaps(), operations.lapse_swaps()) == (1, 0)


def test_a_request_is_void_when_a_shift_is_given_back_or_called_off() -> None:
    mine, theirs = two()
    swap = ask(mine, theirs.volunteer, theirs)
    operations.give_up(theirs, actor=SYSTEM)
    assert Swap.objects.get(pk=swap.pk).state == "lapsed"

    other = ask(mine, theirs.volunteer)
    operations.cancel(mine.shift, why="remont", rest=False, actor=SYSTEM)
    assert Swap.objects.get(pk=other.pk).state == "lapsed"


def test_when_a_shift_moves_its_requests_end_with_it() -> None:
    mine, theirs = two()
    swap = ask(mine, theirs.volunteer, theirs)
    shift = mine.shift
    begins = shift.starts_at + timedelta(hours=1)

    operations.change(
        shift,
        span=(begins, begins + timedelta(hours=1)),
        wanted=operations.Wanted(),
        seen=0,
        actor=SYSTEM,
    )

    assert Swap.objects.get(pk=swap.pk).lapses_at == begins


def test_what_is_not_theirs_is_not_exchanged() -> None:
    mine, theirs = two()
    same = put(make_shift(mine.shift.opportunity, days=11), theirs.volunteer)

    for turn, to, back in (
        (mine, mine.volunteer, None),
        (mine, make_helper(mine.shift), theirs),
        (operations.give_up(same, actor=SYSTEM), mine.volunteer, None),
    ):
        with pytest.raises(MovedOnError):
            ask(turn, to, back)


def test_who_was_guided_is_guided_by_who_took_over() -> None:
    shift = make_shift(needed=2)
    guide = put(shift)
    first = make_helper(shift)
    Volunteer.objects.filter(pk=first.pk).update(stage="accompanied")
    turn = put(shift, first)
    colleague = make_helper(shift)

    agree(ask(guide, colleague))

    guided = Turn.objects.get(pk=turn.pk)
    assert guided.with_turn is not None
    assert guided.with_turn.volunteer == colleague


def test_who_comes_the_first_time_does_not_take_over_from_their_only_guide() -> None:
    turn = put(make_shift())
    first = make_helper(turn.shift)
    Volunteer.objects.filter(pk=first.pk).update(stage="accompanied")

    with pytest.raises(CannotTakeError):
        ask(turn, first)


# What was asked and is void


def unsent(swap: Swap) -> list[str]:
    """Return what was written of a request and is still to be sent or phoned."""
    rows = Message.objects.filter(about=audit.label(swap)).exclude(status="withdrawn")
    return [each.template.split("/")[1] for each in rows]


def test_a_request_that_another_replaces_is_taken_back_and_the_trail_knows() -> None:
    mine, theirs = two()
    first = ask(mine, theirs.volunteer)
    assert unsent(first) == ["swap_asked"]

    second = ask(mine, theirs.volunteer, theirs)

    assert (unsent(first), unsent(second)) == ([], ["swap_asked"])
    assert Entry.objects.filter(verb="swap.withdrawn", target=audit.label(first)).count() == 1


def test_a_request_about_what_was_given_back_is_taken_back() -> None:
    mine, theirs = two()
    swap = ask(mine, theirs.volunteer, theirs)

    operations.give_up(mine, actor=SYSTEM)

    assert unsent(swap) == []


def test_a_request_whose_time_has_passed_is_taken_back() -> None:
    mine, theirs = two()
    swap = ask(mine, theirs.volunteer, theirs)
    Swap.objects.filter(pk=swap.pk).update(lapses_at=timezone.now())

    assert operations.lapse_swaps() == 1

    assert unsent(swap) == []


def test_requests_are_deleted_a_year_after_the_later_of_their_shifts() -> None:
    mine, theirs = two()
    both, one = ask(mine, theirs.volunteer, theirs), ask(mine, make_helper(mine.shift))
    make_past(mine.shift, days=366)
    make_past(theirs.shift, days=364)

    shift_tasks.erase_swaps()
    assert list(Swap.objects.all()) == [both]
    make_past(theirs.shift, days=367)
    shift_tasks.erase_swaps()

    assert not Swap.objects.exists()
    assert Entry.objects.filter(verb="swap.erased").count() == 2
    assert one.pk != both.pk
