from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from podworko.audit import public as audit
from podworko.audit.public import RESIDENT
from podworko.consultations import holders, links, operations, slot_tokens
from podworko.consultations.forms import booking
from podworko.consultations.models import Appointment, Form, Waiting
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.queries.slots import Slot
from podworko.consultations.tests.factories import (
    ANNA,
    make_past,
    make_slots,
    slots_of,
    take,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take as fast as a machine is; what it means to be too fast has a test of its own."""
    monkeypatch.setattr(booking, "FASTEST", timedelta(seconds=-1))


def typed(**other: str) -> dict[str, str]:
    """Write what somebody sends who filled in the form."""
    began = signing.dumps("", salt="podworko.consultations.form")
    return {"form": Form.IN_PERSON, "who": "adult", "name": "Ada", "began": began, **other}


def book(client: Client, slot: Slot, **other: str) -> Any:
    path = reverse("consultations:book", args=[slot_tokens.written(slot)])
    return client.post(path, typed(**other))


def named(slot: Slot) -> str:
    """Return what names a slot in an address, without the second in which it was signed."""
    return slot_tokens.written(slot).split(":")[0]


def own_page(client: Client, appointment: Appointment) -> str:
    return client.get(links.path(appointment)).content.decode()


def test_a_resident_books_without_account_and_gets_a_code(client: Client) -> None:
    first, *_rest = make_slots()

    response = book(client, first, phone="600 100 200")

    [made] = Appointment.objects.all()
    assert response.url == f"{links.path(made)}?nowe"
    holder = holders.of_machine(made)
    assert (holder.name, holder.phone) == ("Ada", "+48600100200")
    assert holder.spoken_code in client.get(response.url).content.decode()


def test_every_page_is_kept_by_nobody_and_its_title_tells_nothing(client: Client) -> None:
    first, *_rest = make_slots(name="Rozmowa z psychologiem")
    appointment = take(first)
    paths = [
        reverse("consultations:service", args=[first.service.public_id]),
        reverse("consultations:book", args=[slot_tokens.written(first)]),
        reverse("consultations:wait", args=[first.service.public_id]),
        links.path(appointment),
        reverse("consultations:by_code"),
    ]
    for path in paths:
        response = client.get(path)
        title = response.content.decode().split("<title>")[1].split("</title>")[0]
        assert "psycholog" not in (title + path).casefold()
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"


def test_the_crisis_lines_stand_on_every_page(client: Client) -> None:
    first, *_rest = make_slots()
    appointment = take(first)
    waiting, _code = operations.wait(first.service, Asking(ANNA, Form.PHONE), actor=RESIDENT)
    names = [
        reverse("consultations:services"),
        reverse("consultations:service", args=[first.service.public_id]),
        reverse("consultations:wait", args=[first.service.public_id]),
        reverse("consultations:book", args=[slot_tokens.written(slots_of(first.service)[0])]),
        reverse("consultations:by_code"),
        links.path(appointment),
        reverse("consultations:change", args=[links.token(appointment)]),
        links.path(waiting),
    ]
    for path in names:
        assert 'href="tel:116123"' in client.get(path).content.decode(), path


def test_a_time_that_was_taken_meanwhile_gives_way_to_those_near_it(client: Client) -> None:
    slots = make_slots()
    take(slots[0])

    response = book(client, slots[0], remark="Proszę o ciche miejsce.")

    page = response.content.decode()
    assert response.status_code == 409
    assert "Proszę o ciche miejsce." in page
    near = slot_tokens.written(slots[1])
    again = client.post(
        reverse("consultations:book", args=[slot_tokens.written(slots[0])]), typed(slot=near)
    )
    assert named(slots[1]) in page
    assert again.status_code == 302
    assert Appointment.objects.filter(starts_at=slots[1].starts_at).exists()


def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Client) -> None:
    first, *_rest = make_slots()

    response = book(client, first, phone="123", remark="Boję się.")

    assert response.status_code == 422
    assert "Boję się." in response.content.decode()
    assert not Appointment.objects.exists()


def test_a_machine_that_fills_in_everything_books_nothing(client: Client) -> None:
    first, *_rest = make_slots()

    assert book(client, first, website="https://example.org").status_code == 302
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("began", ["", "made-up", "now"], ids=["none", "made up", "too fast"])
def test_what_no_person_types_so_fast_is_not_taken(
    client: Client, monkeypatch: pytest.MonkeyPatch, began: str
) -> None:
    monkeypatch.setattr(booking, "FASTEST", timedelta(seconds=2))
    first, *_rest = make_slots()
    other = {} if began == "now" else {"began": began}

    response = book(client, first, **other)

    assert response.status_code == 422
    assert "To poszło za szybko" in response.content.decode()


def test_one_address_books_twenty_times_and_then_waits(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("podworko.consultations.limits.BOOKINGS", 1)
    slots = make_slots()
    book(client, slots[0])

    response = book(client, slots[1])

    assert response.status_code == 422
    assert "Za dużo prób naraz" in response.content.decode()


def test_a_slot_that_nobody_offered_is_unknown(client: Client) -> None:
    assert client.get(reverse("consultations:book", args=["WzEsMSwxXQ:x:y"])).status_code == 404


def test_the_code_opens_what_it_is_for(client: Client) -> None:
    first, *_rest = make_slots()
    appointment = take(first)
    code = holders.of_machine(appointment).spoken_code

    response = client.post(reverse("consultations:by_code"), {"code": code.lower()})

    assert response["Location"] == links.path(appointment)


def test_who_guesses_gets_one_answer_right_or_wrong(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("podworko.consultations.limits.CODES", 2)
    first, *_rest = make_slots()
    right = holders.of_machine(take(first)).code
    path = reverse("consultations:by_code")

    def said(code: str) -> str:
        page = client.post(path, {"code": code}).content.decode()
        return page.split('class="field__error"')[1].split("</")[0]

    wrong = [said("AAAAAA"), said("BBBBBB")]

    assert said(right) == wrong[0] == wrong[1]


def test_its_holder_calls_it_off_with_one_press(client: Client) -> None:
    first, *_rest = make_slots()
    appointment = take(first)

    response = client.post(
        reverse("consultations:cancel", args=[links.token(appointment)]), follow=True
    )

    assert "Ten termin jest odwołany." in response.content.decode()
    assert audit.history(appointment) == ["appointment.booked", "appointment.cancelled"]


def test_its_holder_moves_it(client: Client) -> None:
    slots = make_slots()
    appointment = take(slots[0])
    path = reverse("consultations:change", args=[links.token(appointment)])
    slot = slot_tokens.written(slots[3])

    page = client.get(path, {"od": slots[3].day.isoformat()}).content.decode()
    assert named(slots[3]) in page
    client.post(path, {"slot": slot})

    appointment.refresh_from_db()
    assert appointment.starts_at == slots[3].starts_at


def test_what_is_over_offers_another_talk_with_the_same_person(client: Client) -> None:
    first, *_rest = make_slots()
    appointment = make_past(take(first), when=timezone.now() - timedelta(hours=2))
    Appointment.objects.filter(pk=appointment.pk).update(
        state=Appointment.State.DONE, ended_at=timezone.now()
    )

    assert f"?kto={first.specialist.public_id}" in own_page(client, appointment)


def test_every_look_of_a_holder_is_in_the_log(client: Client) -> None:
    first, *_rest = make_slots()
    appointment = take(first)
    own_page(client, appointment)

    [look] = audit.looks(audit.Wanted())
    assert (look.what, look.actor) == ("consultations.own", RESIDENT)


def test_the_entry_for_the_calendar_is_neutral(client: Client) -> None:
    first, *_rest = make_slots(name="Rozmowa z psychologiem")
    appointment = take(first)

    response = client.get(reverse("consultations:calendar", args=[links.token(appointment)]))

    text = response.content.decode()
    assert "SUMMARY:Spotkanie w PAL" in text
    assert 'filename="spotkanie.ics"' in response["Content-Disposition"]
    assert "psycholog" not in text.casefold()
    assert "CLASS:PRIVATE" in text


def test_who_waits_is_told_and_answers(client: Client) -> None:
    first, *_rest = make_slots()
    path = reverse("consultations:wait", args=[first.service.public_id])
    response = client.post(path, typed(phone="600 100 200"))
    [waiting] = Waiting.objects.all()
    operations.offer_free(first.service)
    offer = Appointment.objects.get(state=Appointment.State.OFFERED)

    assert response["Location"] == f"{links.path(waiting)}?nowe"
    assert links.path(offer) in client.get(links.path(waiting)).content.decode()
    client.post(reverse("consultations:answer", args=[links.token(offer)]), {"tak": "1"})
    offer.refresh_from_db()
    waiting.refresh_from_db()
    assert (offer.state, waiting.state) == ("booked", "served")


def test_who_waits_without_contact_is_asked_for_one(client: Client) -> None:
    first, *_rest = make_slots()
    path = reverse("consultations:wait", args=[first.service.public_id])

    response = client.post(path, typed())

    assert response.status_code == 422
    assert "inaczej nie damy znać" in response.content.decode()


@pytest.mark.parametrize("people", [1, 4])
def test_the_list_costs_the_same_for_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    for _number in range(people):
        make_slots()

    # Services, their specialists, and the leaders' cards.
    with django_assert_num_queries(3):
        assert client.get(reverse("consultations:services")).status_code == 200


def test_who_asked_for_a_call_is_offered_nothing_by_a_machine() -> None:
    first, *_rest = make_slots()
    asking = Asking(ANNA, Form.PHONE, wants_call=True)
    operations.wait(first.service, asking, actor=RESIDENT)

    assert operations.offer_free(first.service) == 0


def test_an_offer_that_was_not_taken_leads_back_to_the_list(client: Client) -> None:
    first, *_rest = make_slots()
    waiting, _code = operations.wait(first.service, Asking(ANNA, Form.PHONE), actor=RESIDENT)
    operations.offer_free(first.service)
    offer = Appointment.objects.get()
    operations.decline(offer, actor=RESIDENT)

    assert links.path(waiting) in own_page(client, offer)


def test_an_earlier_time_that_was_taken_leads_to_the_appointment_one_has(client: Client) -> None:
    early, late, *_rest = make_slots()
    appointment = take(late)
    operations.want_earlier(appointment, wants=True, actor=RESIDENT)
    operations.offer_free(early.service)
    offer = Appointment.objects.get(state="offered")
    operations.accept(offer, actor=RESIDENT)
    offer.refresh_from_db()

    assert links.path(appointment) in own_page(client, offer)
