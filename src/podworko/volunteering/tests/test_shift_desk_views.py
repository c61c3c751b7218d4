"""Shifts at the desk: a week, planning, filling, calling off, and what is to be cleared up."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.audit.models import Access
from podworko.audit.public import SYSTEM
from podworko.messages.public import Message
from podworko.network.public import Pal
from podworko.volunteering import operations, shift_tasks
from podworko.volunteering.models import Agreement, Shift, Turn, Volunteer
from podworko.volunteering.queries import shift_desk as queries
from podworko.volunteering.tests.factories import day_in, make_opportunity, make_staff
from podworko.volunteering.tests.shifts_factories import (
    make_helper,
    make_past,
    make_shift,
    put,
    states,
    wait_for,
)
from podworko.volunteering.visited import Visited, look

pytestmark = pytest.mark.django_db


@pytest.fixture
def shift() -> Shift:
    return make_shift(needed=2)


@pytest.fixture
def staff(client: Client, shift: Shift) -> User:
    """Log in somebody who runs volunteering where the shift is."""
    user = make_staff()
    pal = shift.opportunity.pal
    Grant.objects.create(user=user, role="volunteering-coordinator", pal=pal)
    client.force_login(user)
    return user


def url(name: str, *args: object) -> str:
    return reverse(f"volunteering:{name}", args=args)


def send(client: Client, page: str, /, *args: object, **data: object) -> HttpResponse:
    return client.post(url(page, *args), data, follow=True)  # type: ignore[return-value]


def text(response: Any) -> str:
    said: str = response.content.decode()
    return said


def planned(pal: Pal, **fields: object) -> dict[str, object]:
    """Return a form of a shift on a day of next week."""
    of = make_opportunity(pal=pal, title="Pomoc przy lekcjach")
    day = day_in(8)
    told = {"opportunity": of.public_id, "since": day, "begins": "15:00", "ends": "17:00"}
    return told | {"needed": 2} | fields


@pytest.mark.usefixtures("staff")
def test_one_shift_and_a_series_are_planned(client: Client, shift: Shift) -> None:
    pal = shift.opportunity.pal

    assert "Zaplanowany 1 dyżur" in text(send(client, "desk_plan_shifts", **planned(pal)))
    told = planned(pal, weekdays=[str(day) for day in range(7)], until=day_in(10))
    assert "Zaplanowane" in text(send(client, "desk_plan_shifts", **told))
    assert Shift.objects.exclude(series=None).count() in {2, 3}  # a holiday may be among them


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"weekdays": ["1"]}, "Podaj ostatni dzień"),
        ({"weekdays": ["1"], "until": "2020-01-01"}, "Ostatni dzień jest przed pierwszym"),
        ({"needed": 0}, "Upewnij się"),
    ],
)
def test_what_cannot_be_planned_is_told(
    client: Client, shift: Shift, wrong: dict[str, object], said: str
) -> None:
    response = send(client, "desk_plan_shifts", **planned(shift.opportunity.pal, **wrong))

    assert response.status_code == 422
    assert said in text(response)


@pytest.mark.usefixtures("staff")
def test_a_week_shows_who_is_on_and_who_is_missing(client: Client, shift: Shift) -> None:
    turn = put(shift)

    page = text(client.get(url("desk_shifts"), {"od": shift.day.isoformat()}))

    assert turn.volunteer.person.name in page
    assert "Brakuje 1 osoby" in page


@pytest.mark.usefixtures("staff")
def test_somebody_who_phones_is_put_on_and_answers(client: Client, shift: Shift) -> None:
    helper = make_helper(shift)
    page = text(client.get(url("desk_put_on", shift.public_id)))
    assert helper.person.name in page

    told = {"volunteer": helper.public_id, "channel": "phone"}
    assert "jest na dyżurze" in text(send(client, "desk_put_on", shift.public_id, **told))

    turn = Turn.objects.get()
    assert (turn.state, turn.channel) == ("confirmed", "phone")
    put(shift)
    waiting = wait_for(shift)
    send(client, "desk_turn_act", turn.public_id, "zdejmij", why="Zmiana planów")
    assert states(shift) == ["given_up", "confirmed", "offered"]
    send(client, "desk_turn_act", waiting.public_id, "tak")
    assert states(shift) == ["given_up", "confirmed", "confirmed"]
    send(client, "desk_turn_act", waiting.public_id, "oddaje")
    assert states(shift) == ["given_up", "confirmed", "given_up"]
    address = url("desk_turn_act", waiting.public_id, "co")
    assert client.post(address).status_code == 404


@pytest.mark.usefixtures("staff")
def test_who_does_not_fit_is_told_why_and_rest_is_passed_over_with_a_reason(
    client: Client, shift: Shift
) -> None:
    helper = make_helper(shift)
    put(make_shift(shift.opportunity, days=6, hour=22), helper)
    Shift.objects.filter(pk=shift.pk).update(
        starts_at=shift.starts_at - timedelta(hours=3), ends_at=shift.ends_at - timedelta(hours=3)
    )
    told = {"volunteer": helper.public_id, "channel": "desk"}

    response = send(client, "desk_put_on", shift.public_id, **told)
    assert response.status_code == 422
    assert "Za mało odpoczynku" in text(response)
    send(client, "desk_put_on", shift.public_id, **told, rest_why="festyn")
    assert Turn.objects.get(shift=shift).rest_why == "festyn"


def test_who_comes_the_first_time_goes_with_one_of_the_team(
    client: Client, shift: Shift, staff: User
) -> None:
    helper = make_helper(shift)
    Volunteer.objects.filter(pk=helper.pk).update(stage="accompanied")
    told = {"volunteer": helper.public_id, "channel": "desk"}

    assert send(client, "desk_put_on", shift.public_id, **told).status_code == 422
    send(client, "desk_put_on", shift.public_id, **told, company=f"u{staff.pk}")
    turn = Turn.objects.get()
    assert turn.with_user == staff
    guide = put(shift)
    send(client, "desk_turn_act", turn.public_id, "z-kim", company=f"t{guide.pk}")
    assert Turn.objects.get(pk=turn.pk).with_turn == guide
    page = text(send(client, "desk_turn_act", turn.public_id, "z-kim", company="x"))
    assert "Wybierz, kto idzie razem" in page


@pytest.mark.usefixtures("staff")
def test_a_shift_is_changed_once_by_who_saw_it_as_it_is(client: Client, shift: Shift) -> None:
    put(shift)
    told = {"since": day_in(8), "begins": "10:00", "ends": "12:00", "needed": 2}

    address = url("desk_edit_shift", shift.public_id)
    assert "10:00" in text(client.get(address))
    assert "Zmienione" in text(send(client, "desk_edit_shift", shift.public_id, **told, seen=0))
    told |= {"needed": 3, "ends": "13:30", "note": "Weźcie kalosze."}
    late: Any = send(client, "desk_edit_shift", shift.public_id, **told, seen=0)
    assert (late.status_code, late.context["form"]["seen"].value()) == (409, "1")
    page = text(late)
    assert all(word in page for word in ("Ktoś inny", "Weźcie kalosze.", 'value="13:30"'))
    rows = {(one.yours, one.theirs) for one in late.context["differing"]}
    assert rows == {("13:30", "12:00"), ("3", "2"), ("Weźcie kalosze.", "nic")}
    told["ends"] = "10:00"
    response = send(client, "desk_edit_shift", shift.public_id, **told, seen=1)
    assert response.status_code == 200  # until ten on the day after


@pytest.mark.usefixtures("staff")
def test_a_shift_is_called_off_with_the_rest_of_its_series(client: Client, shift: Shift) -> None:
    make_shift(shift.opportunity, days=14)
    Shift.objects.update(series="0b9ff6b6-6d0c-4b1c-9f6b-000000000001")

    response = send(client, "desk_cancel_shift", shift.public_id, why="", rest="1")
    assert response.status_code == 422
    page = text(send(client, "desk_cancel_shift", shift.public_id, why="remont", rest="1"))

    assert "Odwołane 2 dyżury" in page
    assert set(Shift.objects.values_list("state", flat=True)) == {"cancelled"}


@pytest.mark.usefixtures("staff")
def test_the_coordinator_writes_to_all(client: Client, shift: Shift) -> None:
    put(shift)

    assert "Osób: 1" in text(send(client, "desk_tell_shift", shift.public_id, text="Kalosze!"))
    assert send(client, "desk_tell_shift", shift.public_id, text="").status_code == 422
    assert Message.objects.filter(template="volunteering/shift_message").count() == 1


def test_whom_one_visits_is_written_and_every_look_is_logged(
    client: Client, shift: Shift, staff: User
) -> None:
    told = {"name": "Zofia Nowak", "address": "Cicha 7", "phone": "600 100 200", "zapisz": "1"}
    page = text(send(client, "desk_shift_visited", shift.public_id, **told))
    assert "Zapisane pod pieczęcią" in page
    assert "Zofia" not in page
    assert "Zofia" not in text(client.get(url("desk_shift_visited", shift.public_id)))
    assert not Access.objects.filter(purpose="shift.visited").exists()

    assert "Zofia Nowak" in text(send(client, "desk_shift_visited", shift.public_id))

    assert Access.objects.filter(purpose="shift.visited").count() == 1
    shift.refresh_from_db()
    assert look(shift, actor=staff) == Visited("Zofia Nowak", "Cicha 7", "+48600100200")


@pytest.mark.usefixtures("staff")
def test_an_answer_to_a_colleague_is_noted_by_phone(client: Client, shift: Shift) -> None:
    turn = put(shift)
    swap = operations.ask_swap(turn, to=make_helper(shift), back=None, actor=SYSTEM)
    assert "Zgoda przez telefon" in text(client.get(url("desk_shift", shift.public_id)))

    send(client, "desk_swap_answer", swap.public_id, "tak")

    assert [each.volunteer for each in shift.turns.confirmed()] == [swap.to]
    assert client.post(url("desk_swap_answer", swap.public_id, "co")).status_code == 404


@pytest.mark.usefixtures("staff")
def test_shifts_of_another_pal_are_not_there(client: Client) -> None:
    other = put(make_shift())

    assert client.get(url("desk_shift", other.shift.public_id)).status_code == 404
    address = url("desk_turn_act", other.public_id, "zdejmij")
    assert client.post(address).status_code == 404


@pytest.mark.usefixtures("staff")
def test_the_roster_is_a_pdf_of_a_week(client: Client, shift: Shift) -> None:
    put(shift)

    response = client.get(url("desk_roster"), {"od": shift.day.isoformat()})

    assert response["Content-Type"] == "application/pdf"


# What is to be cleared up


@pytest.mark.usefixtures("staff")
def test_whom_a_gate_bars_now_is_listed_and_stays_on_the_shift(
    client: Client, shift: Shift
) -> None:
    turn = put(shift)
    assert "Wszystko się zgadza" in text(client.get(url("desk_shift_doubts")))
    Agreement.objects.update(ends_on=timezone.now())

    shift_tasks.recheck()

    page = text(client.get(url("desk_shift_doubts")))
    assert turn.volunteer.person.name in page
    assert "nie obowiązuje żadne porozumienie" in page
    turn.refresh_from_db()
    assert (turn.state, turn.doubt_since) == ("confirmed", day_in(0))
    Agreement.objects.update(ends_on=day_in(90))
    shift_tasks.recheck()
    assert Turn.objects.get().doubt_since is None


def test_who_is_left_alone_the_first_time_is_to_be_cleared_up(shift: Shift) -> None:
    guide, first = put(shift), make_helper(shift)
    Volunteer.objects.filter(pk=first.pk).update(stage="accompanied")
    turn = put(shift, first)
    pals = [shift.opportunity.pal]
    assert queries.doubts(pals) == []

    operations.give_up(guide, actor=SYSTEM)

    assert [each.turn for each in queries.doubts(pals)] == [turn]


def test_too_short_a_rest_that_was_passed_over_is_not_asked_again() -> None:
    of = make_opportunity()
    helper = make_helper(of)
    put(make_shift(of, days=7, hour=20), helper)
    put(make_shift(of, days=8, hour=7), helper, rest_why="festyn")

    assert queries.doubts([of.pal]) == []


def test_lists_cost_the_same_for_one_and_for_three(
    django_assert_num_queries: DjangoAssertNumQueries, shift: Shift
) -> None:
    pal = shift.opportunity.pal
    for number in range(3):
        turn = put(make_shift(shift.opportunity, hour=12 + number))
        Agreement.objects.filter(volunteer=turn.volunteer).update(ends_on=timezone.now())
        make_helper(shift)
        with django_assert_num_queries(2):
            queries.week_of(pal, first=shift.day)
        row = queries.row_of(shift)
        with django_assert_num_queries(7):
            queries.candidates_for(row)
        with django_assert_num_queries(7):
            assert queries.doubts([pal])


# What happens by itself


def test_one_is_reminded_once_of_a_shift_within_a_day(
    django_assert_num_queries: DjangoAssertNumQueries, shift: Shift
) -> None:
    turn = put(shift)
    wait_for(make_shift(shift.opportunity, days=8))
    shift_tasks.remind()
    assert not Message.objects.filter(template="volunteering/shift_reminder").exists()
    begins = timezone.now() + timedelta(hours=23)
    Shift.objects.filter(pk=shift.pk).update(starts_at=begins, ends_at=begins + timedelta(hours=2))
    Turn.objects.update(asked_at=timezone.now() - timedelta(days=3))

    shift_tasks.remind()
    with django_assert_num_queries(2):
        shift_tasks.remind()

    [row] = Message.objects.filter(template="volunteering/shift_reminder")
    assert row.person_id == turn.volunteer.person_id


def test_what_is_late_lapses_by_itself(shift: Shift) -> None:
    on_it = [put(shift), put(shift)]
    first = wait_for(shift)
    operations.give_up(on_it[0], actor=SYSTEM)
    Turn.objects.filter(pk=first.pk).update(offered_until=timezone.now())

    shift_tasks.offer()
    shift_tasks.offer()

    assert states(shift) == ["given_up", "confirmed", "given_up"]


def test_whom_one_visited_is_erased_by_itself(shift: Shift) -> None:
    operations.write_visited(shift, visited=Visited("Zofia"), actor=SYSTEM)
    make_past(shift)

    shift_tasks.erase()

    assert not Shift.objects.get().has_visited


@pytest.mark.parametrize("language", ["pl", "en", "uk"])
def test_every_notice_is_written_in_every_language(shift: Shift, language: str) -> None:
    people = [make_helper(shift) for _number in range(3)]
    for number, each in enumerate(people):
        each.person.language = language
        each.person.phone = f"+4860010020{number}"
        each.person.save()
    on_it = put(shift, people[0])
    put(shift, people[1])
    swap = operations.ask_swap(on_it, to=people[2], back=None, actor=SYSTEM)
    operations.decline_swap(swap, actor=SYSTEM)
    again = operations.ask_swap(on_it, to=people[2], back=None, actor=SYSTEM)
    operations.agree_swap(again, actor=SYSTEM)
    waiting = wait_for(shift, people[0])
    operations.write_to_all(shift, text="Kalosze!", actor=SYSTEM)
    operations.take_off(Turn.objects.get(volunteer=people[1]), why="remont", actor=SYSTEM)
    Turn.objects.filter(pk=waiting.pk).update(offered_until=timezone.now())
    operations.lapse_offers()
    operations.cancel(shift, why="remont", rest=False, actor=SYSTEM)

    assert {row.template.split("/")[1] for row in Message.objects.all()} == {
        *("shift_confirmed", "swap_asked", "swap_declined", "swap_agreed", "shift_message"),
        *("shift_taken_off", "shift_offered", "shift_offer_lapsed", "shift_cancelled"),
    }
    assert all("{{" not in row.body_text + row.call_text for row in Message.objects.all())
