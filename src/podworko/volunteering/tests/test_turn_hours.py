"""Hours that follow from a shift: one press, once, and confirmed by who runs it."""

import pytest
from django.test import Client
from django.urls import reverse

from podworko.audit import public as audit
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.errors import DomainError
from podworko.people.public import Channel
from podworko.volunteering import links, operations
from podworko.volunteering.models import HoursEntry, Turn
from podworko.volunteering.operations import ShiftNotOverError
from podworko.volunteering.queries.turn_hours import turns_of, unnoted_turns
from podworko.volunteering.tests.factories import make_active, make_coordinator, make_volunteer
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
    return operations.report_turn(turn, channel=Channel.WEB, actor=RESIDENT)


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
    assert turns_of(turn.shift)[1] == 1


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
