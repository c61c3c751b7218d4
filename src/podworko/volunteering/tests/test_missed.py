"""That somebody did not come: noted, taken back, told to few, and counted as nothing done."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.audit import public as audit
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.tests.racing import Meeting, at_once, meet_after, needs_row_locks
from podworko.people.public import Channel
from podworko.planning.public import Ties
from podworko.volunteering import links, operations, shift_calendars
from podworko.volunteering.fitting import belonging
from podworko.volunteering.models import HoursEntry, PersonHold, Shift, Turn
from podworko.volunteering.operations import (
    HasHoursError,
    MovedOnError,
    NotFitError,
    ShiftNotOverError,
    missed,
    turn_hours,
)
from podworko.volunteering.queries.missed import missed_lately, missed_turns
from podworko.volunteering.queries.shift_desk import row_of
from podworko.volunteering.queries.shifts import own_calendar
from podworko.volunteering.queries.thread import VolunteeringSource
from podworko.volunteering.queries.turn_hours import hours_of_shift, unnoted_turns
from podworko.volunteering.tests.factories import make_active, make_coordinator, make_volunteer
from podworko.volunteering.tests.shifts_factories import make_past, make_shift, put
from podworko.volunteering.tests.test_thread import tied
from podworko.volunteering.tests.test_turn_hours import report, worked

pytestmark = pytest.mark.django_db


def test_who_did_not_come_took_no_part_and_no_place() -> None:
    opportunity, need = tied()
    volunteer = make_active(pal=opportunity.pal)
    shift = make_shift(opportunity)
    turn = put(shift, volunteer)
    make_past(shift)
    calendar = shift_calendars.feed(own_calendar(volunteer)).split(b"DTSTAMP")[0]

    for _twice in range(2):
        operations.note_missed(turn, actor=SYSTEM)

    turn.refresh_from_db()
    total = VolunteeringSource().total(Ties(needs=frozenset({need.pk})))
    assert (turn.is_missed, PersonHold.objects.count()) == (True, 0)
    assert (total.shifts, total.participations, total.known) == (0, 0, frozenset())
    assert belonging([volunteer]) == {}
    assert (unnoted_turns(volunteer), hours_of_shift(shift).turns) == ([], ())
    assert (missed_lately(volunteer), missed_turns(volunteer)) == (1, [turn])
    assert (row_of(shift).confirmed, row_of(shift).missed) == ((), (turn,))
    assert shift_calendars.feed(own_calendar(volunteer)).split(b"DTSTAMP")[0] == calendar


def test_no_hours_come_from_it_until_it_is_taken_back_whole() -> None:
    turn = worked()
    operations.note_missed(turn, actor=SYSTEM)
    with pytest.raises(ShiftNotOverError):
        report(turn)

    for _twice in range(2):
        operations.note_came(turn, actor=SYSTEM)

    assert (report(turn).minutes, missed_lately(turn.volunteer)) == (120, 0)
    assert PersonHold.objects.get().turn == turn
    assert audit.history(turn)[-2:] == ["turn.missed", "turn.came"]


def test_it_is_noted_from_the_beginning_on_and_of_who_was_on_a_shift_that_was() -> None:
    shift = make_shift(needed=2)
    turn, given = (put(shift, make_active(pal=shift.opportunity.pal)) for _each in range(2))
    operations.give_up(given, actor=SYSTEM)
    with pytest.raises(MovedOnError):
        operations.note_missed(turn, actor=SYSTEM)
    make_past(shift)

    for each, act in ((given, operations.note_missed), (given, operations.note_came)):
        with pytest.raises(MovedOnError):
            act(each, actor=SYSTEM)
    Shift.objects.filter(pk=shift.pk).update(state="cancelled", cancelled_why="burza")
    with pytest.raises(MovedOnError):
        operations.note_missed(turn, actor=SYSTEM)


def test_nobody_is_absent_whose_hours_wait_and_nobody_came_who_was_elsewhere() -> None:
    turn = worked()
    user = make_coordinator(turn.volunteer.pal)
    entry = report(turn)
    with pytest.raises(HasHoursError):
        operations.note_missed(turn, actor=user)
    operations.refuse_hours(entry, why="Nie było tej osoby.", actor=user)

    operations.note_missed(turn, actor=user)

    other = Turn.objects.create(
        shift=make_shift(), volunteer=turn.volunteer, state="given_up", ended_at=timezone.now()
    )
    span = {"starts_at": turn.shift.starts_at, "ends_at": turn.shift.ends_at}
    PersonHold.objects.create(person=turn.volunteer.person, turn=other, **span)
    with pytest.raises(NotFitError):
        operations.note_came(turn, actor=user)


def test_the_desk_notes_it_and_the_volunteer_reads_it_in_plain_words(client: Client) -> None:
    turn = worked()
    token = links.token(turn.volunteer)
    own = [
        reverse("volunteering:own_hours", args=[token]),
        reverse("volunteering:own_shift", args=[token, turn.shift.public_id]),
    ]
    desk = Client()
    desk.force_login(make_coordinator(turn.volunteer.pal))
    page = reverse("volunteering:desk_shift", args=[turn.shift.public_id])
    card = reverse("volunteering:desk_volunteer", args=[turn.volunteer.public_id])
    acts = [
        reverse("volunteering:desk_turn_act", args=[turn.public_id, what])
        for what in ("nieobecnosc", "jednak")
    ]
    assert acts[0] in desk.get(page).text

    desk.post(acts[0])

    told = desk.get(page).text
    assert "Zapisane nieobecności" in told
    assert (acts[0] in told, acts[1] in told) == (False, True)
    assert "w ostatnich 12 miesiącach: 1" in desk.get(card).text
    assert all("nie było Cię" in client.get(each).text for each in own)

    desk.post(acts[1])

    assert "w ostatnich 12 miesiącach" not in desk.get(card).text
    assert not any("nie było Cię" in client.get(each).text for each in own)


def test_another_pals_shift_is_not_ones_to_note(client: Client) -> None:
    turn = worked()
    client.force_login(make_coordinator(make_volunteer().pal))

    act = reverse("volunteering:desk_turn_act", args=[turn.public_id, "nieobecnosc"])

    assert client.post(act).status_code == 404


def note_and_report(patch: pytest.MonkeyPatch) -> tuple[list[type[Exception]], int]:
    """Note at once that somebody was not there, and their hours of it."""
    turn, meeting = worked(), Meeting()
    meet_after(patch, missed, "has_hours", at=meeting)
    meet_after(patch, turn_hours, "_check_was_there", at=meeting)
    acts = [
        lambda: operations.note_missed(turn, actor=SYSTEM),
        lambda: operations.report_turn(turn, channel=Channel.WEB, actor=RESIDENT),
    ]
    refused = at_once(acts, HasHoursError, ShiftNotOverError)
    live = HoursEntry.objects.live().count() + Turn.objects.filter(state="missed").count()
    return [type(error) for error in refused], live


@pytest.mark.django_db(transaction=True)
def test_nobody_is_absent_and_has_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    refused, live = note_and_report(monkeypatch)

    assert (len(refused), live) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_somebody_would_be_absent_and_have_hours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Guard the test above: each would look before the other wrote."""
    needs_row_locks()
    monkeypatch.setattr(missed, "lock_person", lambda _volunteer: None)

    assert note_and_report(monkeypatch) == ([], 2)
