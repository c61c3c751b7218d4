"""Hours that follow from a shift: one press, once, and confirmed by who runs it."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from podworko.audit import public as audit
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.people.public import Channel
from podworko.volunteering import links, operations
from podworko.volunteering.models import HoursEntry, PersonHold, Shift, Turn
from podworko.volunteering.operations import HoursRefusedError, Reported, ShiftNotOverError
from podworko.volunteering.queries.turn_hours import hours_of_shift, unnoted_turns
from podworko.volunteering.tests.factories import (
    day_in,
    make_active,
    make_coordinator,
    make_volunteer,
)
from podworko.volunteering.tests.shifts_factories import make_past, make_shift, put

pytestmark = pytest.mark.django_db


def worked() -> Turn:
    """Have somebody be on a shift of two hours that is over since yesterday."""
    shift = make_shift()
    volunteer = make_active(pal=shift.opportunity.pal)
    volunteer.agreements.update(begins_on="2020-01-01", signed_on="2020-01-01")
    turn = put(shift, volunteer)
    make_past(shift)
    return Turn.objects.select_related("shift__opportunity", "volunteer__person").get(pk=turn.pk)


def report(turn: Turn) -> HoursEntry:
    [entry] = report_all(turn)
    return entry


def report_all(turn: Turn) -> list[HoursEntry]:
    return operations.report_turn(turn, channel=Channel.WEB, actor=RESIDENT)


def over_midnight(turn: Turn) -> Turn:
    """Have the shift of a turn have been from ten in the evening until six in the morning."""
    begins, ends = times.at(day_in(-2), time(22)), times.at(day_in(-1), time(6))
    PersonHold.objects.filter(turn=turn).update(starts_at=begins, ends_at=ends)
    Shift.objects.filter(pk=turn.shift_id).update(starts_at=begins, ends_at=ends)
    turn.shift.refresh_from_db()
    return turn


def test_a_shift_that_is_over_is_noted_once_as_long_as_it_was() -> None:
    turn = worked()
    assert unnoted_turns(turn.volunteer) == [turn]

    first, second = report(turn), report(turn)

    assert first == second
    assert (first.minutes, first.day, first.state) == (120, turn.shift.day, "reported")
    assert first.about == audit.label(turn)
    assert unnoted_turns(turn.volunteer) == []


def test_nothing_is_noted_of_a_shift_to_come() -> None:
    shift = make_shift()
    turn = put(shift, make_active(pal=shift.opportunity.pal))

    with pytest.raises(ShiftNotOverError):
        report(turn)


def test_everybodys_hours_are_confirmed_at_once_and_once() -> None:
    turn = worked()
    user = make_coordinator(turn.volunteer.pal)

    found = [operations.confirm_shift(turn.shift, actor=user) for _time in range(2)]

    assert found == [1, 0]
    assert HoursEntry.objects.get().confirmed_by == user
    assert len(hours_of_shift(turn.shift).confirmed) == 1


def test_hours_of_a_day_without_an_agreement_are_not_confirmed_in_passing() -> None:
    turn = worked()
    turn.volunteer.agreements.update(ends_on="2020-02-01")
    user = make_coordinator(turn.volunteer.pal)

    with pytest.raises(DomainError):
        operations.confirm_shift(turn.shift, actor=user)

    assert not HoursEntry.objects.exists()


def test_a_volunteer_notes_and_the_desk_confirms_from_their_pages(client: Client) -> None:
    turn = worked()
    token = links.token(turn.volunteer)
    page = reverse("volunteering:own_hours", args=[token])
    assert "Z Twoich dyżurów" in client.get(page).content.decode()

    client.post(reverse("volunteering:own_hours_of_turn", args=[token, turn.public_id]))
    assert "Z Twoich dyżurów" not in client.get(page).content.decode()
    client.force_login(make_coordinator(turn.volunteer.pal))
    shift = reverse("volunteering:desk_shift", args=[turn.shift.public_id])
    assert "Potwierdzone: 0 z 1" in client.get(shift).content.decode()
    client.post(reverse("volunteering:desk_shift_hours", args=[turn.shift.public_id]))

    assert "Potwierdzone: 1 z 1" in client.get(shift).content.decode()
    assert HoursEntry.objects.get().state == "confirmed"


def test_another_volunteers_shift_is_not_mine_to_note(client: Client) -> None:
    turn = worked()
    other = links.token(make_volunteer())

    url = reverse("volunteering:own_hours_of_turn", args=[other, turn.public_id])

    assert client.post(url).status_code == 404


def test_who_ends_gives_the_shifts_to_come_back() -> None:
    shift = make_shift()
    volunteer = make_active(pal=shift.opportunity.pal)
    turn = put(shift, volunteer)

    operations.end(volunteer, is_thanked=True, actor=SYSTEM)

    turn.refresh_from_db()
    assert turn.state == "given_up"
    assert not hasattr(turn, "hold")


def test_hours_that_were_refused_are_not_revived_by_confirming_everybodys() -> None:
    turn = worked()
    Shift.objects.filter(pk=turn.shift_id).update(needed=2)
    user = make_coordinator(turn.volunteer.pal)
    operations.refuse_hours(report(turn), why="Nie było tej osoby.", actor=user)

    assert operations.confirm_shift(turn.shift, actor=user) == 0

    assert [entry.state for entry in HoursEntry.objects.all()] == ["refused"]


def test_hours_that_were_refused_are_not_revived_by_the_volunteer(client: Client) -> None:
    turn = worked()
    user = make_coordinator(turn.volunteer.pal)
    operations.refuse_hours(report(turn), why="Nie było tej osoby.", actor=user)

    with pytest.raises(HoursRefusedError):
        report(turn)
    token = links.token(turn.volunteer)
    url = reverse("volunteering:own_hours_of_turn", args=[token, turn.public_id])
    page = client.post(url, follow=True).content.decode()

    assert "Zadzwoń do koordynatora" in page
    assert [entry.state for entry in HoursEntry.objects.all()] == ["refused"]


def test_a_refused_correction_leaves_the_hours_of_a_shift_as_they_were() -> None:
    turn = worked()
    user = make_coordinator(turn.volunteer.pal)
    entry = report(turn)
    told = Reported(day=entry.day, minutes=90, words="krócej")
    fixed = operations.correct_hours(entry, told, why="wcześniej do domu", actor=RESIDENT)
    operations.refuse_hours(fixed, why="Do końca.", actor=user)

    assert operations.confirm_shift(turn.shift, actor=user) == 1

    entry.refresh_from_db()
    assert entry.state == "confirmed"


def test_a_shift_over_midnight_gives_each_day_its_own_and_twice_is_once() -> None:
    turn = over_midnight(worked())
    user = make_coordinator(turn.volunteer.pal)

    first, second = report_all(turn), report_all(turn)

    assert first == second
    assert [(entry.day, entry.minutes) for entry in first] == [(day_in(-2), 120), (day_in(-1), 360)]
    assert operations.confirm_shift(turn.shift, actor=user) == 1
    assert len(hours_of_shift(turn.shift).confirmed) == 1
    assert unnoted_turns(turn.volunteer) == []


def test_after_a_refusal_the_page_offers_nothing_to_confirm_and_says_so(client: Client) -> None:
    turn = worked()
    user = make_coordinator(turn.volunteer.pal)
    operations.refuse_hours(report(turn), why="Nie było tej osoby.", actor=user)
    client.force_login(user)
    address = reverse("volunteering:desk_shift", args=[turn.shift.public_id])

    page = client.get(address).text
    pressed = client.post(f"{address}godziny/", follow=True).text

    assert "Potwierdzone: 0 z 1" in page
    assert "zostają bez godzin" in page
    assert "hours-button" not in page
    assert "Nie ma już czego potwierdzać" in pressed
