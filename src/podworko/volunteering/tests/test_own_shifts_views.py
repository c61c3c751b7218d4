"""A volunteer's own pages of shifts: by their link, without script, and nothing of others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from podworko.audit.public import SYSTEM
from podworko.volunteering import links, operations
from podworko.volunteering.models import Shift, Swap, Turn, Volunteer
from podworko.volunteering.queries import shifts as queries
from podworko.volunteering.tests.factories import day_in, make_opportunity
from podworko.volunteering.tests.shifts_factories import (
    make_helper,
    make_past,
    make_shift,
    put,
    states,
    wait_for,
)
from podworko.volunteering.visited import Visited

pytestmark = pytest.mark.django_db


def at(volunteer: Volunteer, name: str, *args: object) -> str:
    return reverse(f"volunteering:{name}", args=[links.token(volunteer), *args])


def feed_of(volunteer: Volunteer) -> str:
    return reverse("volunteering:own_shifts_calendar", args=[links.feed_token(volunteer)])


def text(client: Client, volunteer: Volunteer, name: str, *args: object) -> str:
    response = client.get(at(volunteer, name, *args))
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    return response.content.decode()


def do(client: Client, volunteer: Volunteer, shift: Shift, what: str) -> str:
    address = at(volunteer, "own_shift_act", shift.public_id, what)
    return client.post(address, follow=True).content.decode()


def named(volunteer: Volunteer, name: str) -> Volunteer:
    volunteer.person.name = name
    volunteer.person.save()
    return volunteer


def soon(shift: Shift, hours: float = 3) -> None:
    begins = timezone.now() + timedelta(hours=hours)
    Shift.objects.filter(pk=shift.pk).update(starts_at=begins, ends_at=begins + timedelta(hours=2))


def test_one_takes_a_shift_with_one_button_and_gives_it_back(client: Client) -> None:
    shift = make_shift()
    helper = make_helper(shift)
    assert shift.opportunity.title in text(client, helper, "own_shifts_free")

    assert "Dyżur jest Twój" in do(client, helper, shift, "biore")
    assert shift.opportunity.title in text(client, helper, "own_shifts")
    assert "Oddane" in do(client, helper, shift, "oddaje")

    assert states(shift) == ["given_up"]


def test_one_waits_and_answers_what_is_offered(client: Client) -> None:
    shift = make_shift()
    on_it, helper, other = put(shift), make_helper(shift), make_helper(shift)
    assert "Czekasz na ten dyżur" in do(client, helper, shift, "czekam")
    do(client, other, shift, "czekam")
    operations.give_up(on_it, actor=SYSTEM)

    assert "Trzymamy je dla Ciebie" in text(client, helper, "own_shifts")
    assert "Zapytamy następną osobę" in do(client, helper, shift, "nie")
    assert "Dyżur jest Twój" in do(client, other, shift, "tak")


def test_what_does_not_fit_is_told_in_plain_words(client: Client) -> None:
    of = make_opportunity(with_minors=True)
    shift = make_shift(of)
    helper = make_helper(of)

    page = text(client, helper, "own_shifts_free")

    assert "Do pracy z dziećmi brakuje sprawdzeń" in page
    assert "Biorę" not in page
    assert "brakuje sprawdzeń" in do(client, helper, shift, "biore")
    assert states(shift) == []


def test_shifts_of_what_is_not_theirs_are_not_there(client: Client) -> None:
    shift = make_shift()
    stranger = make_helper(make_opportunity(pal=shift.opportunity.pal))

    assert client.get(at(stranger, "own_shift", shift.public_id)).status_code == 404
    address = at(stranger, "own_shift_act", shift.public_id, "biore")
    assert client.post(address).status_code == 404
    assert client.get(at(stranger, "own_shift_swap", shift.public_id)).status_code == 404
    assert client.post(at(stranger, "own_shift_visit", shift.public_id)).status_code == 404
    assert client.get(reverse("volunteering:own_shifts", args=["nic"])).status_code == 404
    helper = make_helper(shift)
    assert client.post(at(helper, "own_shift_act", shift.public_id, "co")).status_code == 404


def test_of_others_on_a_shift_one_reads_first_names_alone(client: Client) -> None:
    shift = make_shift(needed=2)
    put(shift, named(make_helper(shift), "Wanda Kowalska-Nowak"))
    helper = make_helper(shift)
    put(shift, helper)

    page = text(client, helper, "own_shift", shift.public_id)

    assert "Wanda" in page
    assert "Kowalska" not in page


def test_the_address_is_shown_by_a_press_around_the_shift_alone(client: Client) -> None:
    shift = make_shift()
    zofia = Visited("Zofia Nowak", "Cicha 7", "+48600100200")
    operations.write_visited(shift, visited=zofia, actor=SYSTEM)
    helper = make_helper(shift)
    put(shift, helper)
    visit = at(helper, "own_shift_visit", shift.public_id)

    page = client.post(visit, follow=True).content.decode()
    assert "od 24 godzin przed dyżurem" in page
    assert "Zofia" not in page
    soon(shift)
    page = text(client, helper, "own_shift", shift.public_id)
    assert "Zofia" not in page
    assert "Pokaż, kogo odwiedzam" in page
    page = client.post(visit).content.decode()
    assert all(word in page for word in ("Zofia Nowak", "Cicha 7", "600 100 200"))
    assert client.get(visit).status_code == 405


def test_one_asks_a_colleague_by_first_name_and_initial(client: Client) -> None:
    of = make_opportunity()
    mine = put(make_shift(of))
    colleague = named(make_helper(of), "Wanda Kowalska")
    theirs = put(make_shift(of, days=9), colleague)
    address = at(mine.volunteer, "own_shift_swap", mine.shift.public_id)

    page = client.get(address).content.decode()
    assert "Wanda K." in page
    assert "Kowalska" not in page
    chosen = f"{colleague.public_id}:{theirs.public_id}"
    page = client.post(address, {"to": chosen}, follow=True).content.decode()
    assert "Zapytane" in page

    swap = Swap.objects.get()
    assert (swap.to, swap.back) == (colleague, theirs)
    assert "pyta o zamianę" in text(client, colleague, "own_shifts")
    answer = at(colleague, "own_swap_answer", swap.public_id, "tak")
    assert "Zgoda zapisana" in client.post(answer, follow=True).content.decode()
    assert mine.shift.turns.confirmed().get().volunteer == colleague


def test_a_request_is_answered_by_who_was_asked_and_taken_back_by_who_asked(
    client: Client,
) -> None:
    turn = put(make_shift())
    colleague, stranger = make_helper(turn.shift), make_helper(turn.shift)
    swap = operations.ask_swap(turn, to=colleague, back=None, actor=SYSTEM)

    for who, what in ((stranger, "tak"), (turn.volunteer, "tak"), (colleague, "wycofuje")):
        assert client.post(at(who, "own_swap_answer", swap.public_id, what)).status_code == 404
    assert client.post(at(colleague, "own_swap_answer", swap.public_id, "co")).status_code == 404
    assert "Wycofuję prośbę" in text(client, turn.volunteer, "own_shift", turn.shift.public_id)
    client.post(at(turn.volunteer, "own_swap_answer", swap.public_id, "wycofuje"))
    assert Swap.objects.get().state == "withdrawn"


def test_nobody_to_ask_is_said_and_a_choice_is_asked_for(client: Client) -> None:
    turn = put(make_shift())
    address = at(turn.volunteer, "own_shift_swap", turn.shift.public_id)
    assert "Nikt z tego zadania" in client.get(address).content.decode()

    make_helper(turn.shift)

    response = client.post(address, {})
    assert response.status_code == 422
    assert "Wybierz, kogo pytasz" in response.content.decode()


def test_the_calendar_is_neutral_and_takes_back_what_is_off(client: Client) -> None:
    shift = make_shift()
    zofia = Visited("Zofia Nowak", "Cicha 7")
    operations.write_visited(shift, visited=zofia, actor=SYSTEM)
    turn = put(shift)

    address = feed_of(turn.volunteer)
    assert address in client.get(at(turn.volunteer, "own_shifts")).content.decode()
    feed = client.get(address)
    assert feed["Content-Type"].startswith("text/calendar")
    said = feed.content.decode()
    assert "SUMMARY:Dyżur w PAL" in said
    assert "STATUS:CONFIRMED" in said
    assert not any(word in said for word in ("Zofia", "Cicha", shift.opportunity.title))
    operations.cancel(shift, why="remont", rest=False, actor=SYSTEM)
    assert "STATUS:CANCELLED" in client.get(address).content.decode()


def test_the_address_of_a_calendar_opens_the_calendar_alone(client: Client) -> None:
    volunteer = put(make_shift()).volunteer
    token, feed = links.token(volunteer), links.feed_token(volunteer)

    answers = [
        client.get(reverse("volunteering:own_shifts_calendar", args=[token])),
        *(client.get(reverse(f"volunteering:{n}", args=[feed])) for n in ("own", "own_shifts")),
    ]

    assert [each.status_code for each in answers] == [404, 404, 404]
    assert token not in client.get(feed_of(volunteer)).content.decode()


def test_a_list_costs_the_same_for_one_and_for_three(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    of = make_opportunity()
    helper = make_helper(of)
    for days in (7, 9, 11):
        put(make_shift(of, days=days, needed=2), helper)
        make_shift(of, days=days + 1)
        other = put(make_shift(of, days=days + 14))
        operations.ask_swap(other, to=helper, back=None, actor=SYSTEM)
        own = helper.turns.earliest("pk")
        with django_assert_num_queries(3):
            queries.own_shifts(helper)
        with django_assert_num_queries(7):
            queries.own_choices(helper)
        with django_assert_num_queries(10):
            queries.exchanges_for(
                Turn.objects.select_related("shift__opportunity", "volunteer__person").get(
                    pk=own.pk
                )
            )


def test_past_turns_are_those_that_were_confirmed_and_are_over() -> None:
    of = make_opportunity()
    helper = make_helper(of)
    past = put(make_shift(of, days=7), helper)
    make_past(past.shift, days=2)
    off = put(make_shift(of, days=9), helper)
    operations.cancel(off.shift, why="remont", rest=False, actor=SYSTEM)
    make_past(off.shift, days=3)
    put(make_shift(of, days=11), helper)
    waiting = make_shift(of, days=13)
    put(waiting)
    wait_for(waiting, helper)
    make_past(waiting, days=4)

    found = queries.past_turns(helper, since=day_in(-2), until=day_in(0))
    assert list(found) == [past]
    assert not queries.past_turns(helper, since=day_in(-1), until=day_in(0)).exists()
    assert not queries.past_turns(helper, since=day_in(-9), until=day_in(-3)).exists()
