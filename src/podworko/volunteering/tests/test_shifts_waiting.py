"""Who waits is asked when a place is free: in their order, with a deadline, never twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from podworko.audit.public import SYSTEM
from podworko.messages.public import Channel, Message
from podworko.volunteering import operations
from podworko.volunteering.models import Agreement, PersonHold, Shift, Turn, Volunteer
from podworko.volunteering.operations import MovedOnError, NotFitError
from podworko.volunteering.operations.shift_offers import answer_until
from podworko.volunteering.tests.shifts_factories import (
    make_helper,
    make_shift,
    put,
    states,
    wait_for,
)

pytestmark = pytest.mark.django_db


def late(turn: Turn) -> None:
    """Have the time to answer an offer be over."""
    past = timezone.now() - timedelta(minutes=1)
    Turn.objects.filter(pk=turn.pk).update(offered_until=past)


def anew(turn: Turn) -> Turn:
    return Turn.objects.get(pk=turn.pk)


def told(volunteer: Volunteer) -> list[str]:
    rows = Message.objects.filter(person_id=volunteer.person_id).order_by("pk")
    return [each.template.split("/")[1] for each in rows]


def test_who_came_first_is_asked_first_and_has_a_day() -> None:
    shift = make_shift()
    on_it = put(shift)
    first, second = wait_for(shift), wait_for(shift)

    operations.give_up(on_it, actor=SYSTEM)

    offered = anew(first)
    assert (offered.state, anew(second).state) == ("offered", "waiting")
    assert offered.offered_until is not None
    assert timedelta(hours=23) < offered.offered_until - timezone.now() <= timedelta(hours=24)
    assert told(first.volunteer) == ["shift_offered"]


def test_a_place_that_is_offered_is_nobody_elses() -> None:
    shift = make_shift()
    on_it, first = put(shift), wait_for(shift)
    operations.give_up(on_it, actor=SYSTEM)

    with pytest.raises(operations.FullError):
        put(shift)
    assert operations.accept(first, actor=SYSTEM).state == "confirmed"
    assert operations.accept(first, actor=SYSTEM).state == "confirmed"
    assert PersonHold.objects.get().turn == first


def test_who_declines_leaves_the_list_and_the_next_is_asked() -> None:
    shift = make_shift()
    on_it, first, second = put(shift), wait_for(shift), wait_for(shift)
    operations.give_up(on_it, actor=SYSTEM)

    for _time in range(2):
        operations.decline(first, actor=SYSTEM)
    operations.decline(second, actor=SYSTEM)

    assert states(shift) == ["given_up"] * 3
    assert operations.offer_free() == 0


def test_an_offer_that_lapses_goes_on_and_comes_back_to_nobody() -> None:
    shift = make_shift()
    on_it, first, second = put(shift), wait_for(shift), wait_for(shift)
    operations.give_up(on_it, actor=SYSTEM)
    late(first)

    assert operations.lapse_offers() == 1
    assert (anew(first).state, anew(second).state) == ("given_up", "offered")
    assert "shift_offer_lapsed" in told(first.volunteer)
    late(second)
    assert operations.lapse_offers() == 1
    assert (operations.lapse_offers(), operations.offer_free()) == (0, 0)
    assert states(shift) == ["given_up"] * 3


def test_too_late_is_too_late_also_before_the_job_runs() -> None:
    shift = make_shift()
    on_it, first = put(shift), wait_for(shift)
    operations.give_up(on_it, actor=SYSTEM)
    late(first)

    with pytest.raises(MovedOnError):
        operations.accept(first, actor=SYSTEM)


def test_who_does_not_fit_any_more_is_passed_over_and_keeps_their_place() -> None:
    shift = make_shift()
    on_it, first, second = put(shift), wait_for(shift), wait_for(shift)
    Agreement.objects.filter(volunteer=first.volunteer).update(ends_on=timezone.now())

    operations.give_up(on_it, actor=SYSTEM)

    assert (anew(first).state, anew(second).state) == ("waiting", "offered")


def test_a_place_free_for_nobody_is_asked_about_once_somebody_fits_again() -> None:
    shift = make_shift()
    on_it, first = put(shift), wait_for(shift)
    ends_on = first.volunteer.agreements.get().ends_on
    Agreement.objects.filter(volunteer=first.volunteer).update(ends_on=timezone.now())
    operations.give_up(on_it, actor=SYSTEM)
    assert operations.offer_free() == 0

    Agreement.objects.filter(volunteer=first.volunteer).update(ends_on=ends_on)

    assert operations.offer_free() == 1


def test_a_gate_that_closed_since_the_offer_is_closed() -> None:
    shift = make_shift()
    on_it, first = put(shift), wait_for(shift)
    operations.give_up(on_it, actor=SYSTEM)
    put(make_shift(shift.opportunity, hour=11), first.volunteer)

    with pytest.raises(NotFitError):
        operations.accept(first, actor=SYSTEM)
    assert operations.decline(first, actor=SYSTEM).state == "given_up"


def test_several_free_places_are_offered_at_once_and_no_more() -> None:
    shift = make_shift(needed=2)
    on_it = [put(shift), put(shift)]
    for _number in range(3):
        wait_for(shift)

    for turn in on_it:
        operations.give_up(turn, actor=SYSTEM)

    assert states(shift) == ["given_up", "given_up", "offered", "offered", "waiting"]


def test_what_begins_soon_is_answered_sooner_and_at_the_last_moment_offered_to_nobody() -> None:
    shift = make_shift()

    def until(hours: float) -> timedelta | None:
        shift.starts_at = timezone.now() + timedelta(hours=hours)
        found = answer_until(shift)
        return found - timezone.now() if found else None

    soon, sooner = until(48), until(4)
    assert soon is not None
    assert timedelta(hours=3, minutes=59) < soon <= timedelta(hours=4)
    assert sooner is not None
    assert timedelta(hours=2, minutes=59) < sooner <= timedelta(hours=3)
    assert until(1.5) is None


def test_who_waits_for_what_has_begun_waits_no_more() -> None:
    shift = make_shift()
    put(shift)
    waiting = wait_for(shift)
    now = timezone.now()
    Shift.objects.filter(pk=shift.pk).update(starts_at=now, ends_at=now + timedelta(hours=1))

    assert operations.close_waiting() == 1
    assert (anew(waiting).state, operations.close_waiting()) == ("cancelled", 0)


def test_who_is_taken_off_reads_why_and_the_next_is_asked() -> None:
    shift = make_shift()
    on_it, _first = put(shift), wait_for(shift)

    for _time in range(2):
        operations.take_off(on_it, why="Zmiana planów", actor=SYSTEM)

    assert states(shift) == ["given_up", "offered"]
    row = Message.objects.get(template="volunteering/shift_taken_off")
    assert "Zmiana planów" in row.body_text


def test_who_has_a_landline_alone_is_called_with_the_offer() -> None:
    shift = make_shift()
    on_it = put(shift)
    helper = make_helper(shift)
    helper.person.phone = "+48126160000"
    helper.person.save()
    wait_for(shift, helper)

    operations.give_up(on_it, actor=SYSTEM)

    row = Message.objects.get(template="volunteering/shift_offered")
    assert row.channel == Channel.CALL
    assert "Zwolniło się miejsce" in row.call_text


def test_an_offer_that_is_over_is_not_called_about_any_more() -> None:
    shift = make_shift()
    on_it, first = put(shift), wait_for(shift)
    operations.give_up(on_it, actor=SYSTEM)

    operations.decline(first, actor=SYSTEM)

    assert Message.objects.get(template="volunteering/shift_offered").status == "withdrawn"


def test_a_rest_that_was_waived_for_who_waits_is_not_asked_about_again() -> None:
    shift = make_shift(days=8, hour=6)
    on_it, helper = put(shift), make_helper(shift)
    put(make_shift(shift.opportunity, days=7, hour=20), helper)
    with pytest.raises(NotFitError):
        wait_for(shift, helper)
    waiting = put(shift, helper, may_wait=True, rest_why="Prosi o to, mieszka obok.")

    operations.give_up(on_it, actor=SYSTEM)

    assert anew(waiting).state == "offered"
    operations.accept(anew(waiting), actor=SYSTEM)
    assert (anew(waiting).state, anew(waiting).rest_why[:5]) == ("confirmed", "Prosi")


def test_a_waived_rest_opens_no_other_gate() -> None:
    shift = make_shift(days=8, hour=6)
    on_it, helper = put(shift), make_helper(shift)
    waiting = put(shift, helper, may_wait=True, rest_why="Prosi o to, mieszka obok.")
    Agreement.objects.filter(volunteer=helper).update(
        begins_on="2020-01-01", signed_on="2020-01-01", ends_on="2020-02-01"
    )

    operations.give_up(on_it, actor=SYSTEM)

    assert anew(waiting).state == "waiting"
