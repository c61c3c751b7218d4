"""The desk books and answers for callers: what they said is never typed twice."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.audit.public import RESIDENT
from podworko.consultations import operations, slot_tokens
from podworko.consultations.holders import Holder
from podworko.consultations.models import Appointment, DutyHours, Form, Waiting
from podworko.consultations.operations import Asked
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.queries.slots import Slot
from podworko.consultations.tests.factories import (
    at,
    make_account,
    make_duty,
    make_pal,
    make_slots,
    make_specialist,
    take,
)

pytestmark = pytest.mark.django_db
CALLER = {"channel": "phone", "who": "adult", "name": "Zofia", "phone": "600 700 800"}


@pytest.fixture
def slots() -> list[Slot]:
    return make_slots()


@pytest.fixture
def user(client: Client, slots: list[Slot]) -> User:
    user = make_account("animator", slots[0].pal)
    client.force_login(user)
    return user


def book(client: Client, slot: Slot, *, other: Slot | None = None) -> Any:
    path = reverse("consultations:desk_book", args=[slot_tokens.written(slot)])
    chosen = {"slot": slot_tokens.written(other)} if other else {}
    return client.post(path, {**CALLER, "form": Form.IN_PERSON, "remark": "O cichym.", **chosen})


def by_code(client: Client, code: str, **pressed: str) -> Any:
    return client.post(reverse("consultations:desk_code"), {"code": code, **pressed})


def offered() -> tuple[Appointment, str]:
    slot = make_slots()[0]
    asking = Asking(Holder("Zofia", "+48600700800"), form=Form.IN_PERSON)
    _waiting, code = operations.wait(slot.service, asking, actor=RESIDENT)
    operations.offer_free(slot.service)
    return Appointment.objects.get(state="offered"), code


@pytest.mark.usefixtures("user")
def test_a_time_taken_meanwhile_gives_way_to_those_near_it(
    client: Client, slots: list[Slot]
) -> None:
    take(slots[0])

    answer = book(client, slots[0])
    again = book(client, slots[0], other=slots[1])

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "O cichym." in page
    assert slot_tokens.written(slots[1]).split(":")[0] in page  # the seal has the second in it
    assert "Umówione" in again.content.decode()
    assert Appointment.objects.filter(starts_at=slots[1].starts_at, state="booked").exists()


@pytest.mark.usefixtures("user")
def test_a_time_taken_while_it_is_stored_gives_way_too(
    client: Client, slots: list[Slot], monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_args: object, **_named: object) -> None:
        raise operations.SlotTakenError

    monkeypatch.setattr(operations, "book", taken)

    answer = book(client, slots[0])

    assert answer.status_code == 409
    assert "O cichym." in answer.content.decode()


@pytest.mark.usefixtures("user")
def test_only_times_of_ones_own_houses_are_near(client: Client, slots: list[Slot]) -> None:
    elsewhere = make_pal(name="Dom za rzeką")
    make_duty(make_specialist(slots[0].service), elsewhere)
    DutyHours.objects.filter(pal=slots[0].pal).update(valid_to=slots[0].starts_at.date())
    for slot in slots:
        take(slot, Holder("Jan", f"+4860010020{slots.index(slot)}"))

    answer = book(client, slots[0])

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Dom za rzeką" not in page
    assert "O cichym." in page
    assert reverse("consultations:desk_wait", args=[slots[0].service.public_id]) in page


@pytest.mark.usefixtures("user")
def test_a_move_that_fails_keeps_the_code_on_the_page(client: Client, slots: list[Slot]) -> None:
    asked = Asked(Holder("Zofia", "+48600700800"), form=Form.IN_PERSON)
    _made, code = operations.book(slots[0], asked, actor=RESIDENT)
    taken = slot_tokens.written(slots[1])
    take(slots[1])

    answer = by_code(client, code, slot=taken, od=f"{slots[0].starts_at:%Y-%m-%d}")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ten termin ktoś właśnie zajął." in page
    assert f'name="code" value="{code}"' in page
    assert f"<strong>{at(slots[2])}</strong>" in page


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize(
    ("answer", "states", "entry"),
    [
        ("biore", ("booked", "served"), "appointment.accepted"),
        ("nie", ("cancelled", "waiting"), "appointment.declined"),
        ("koniec", ("cancelled", "ended"), ""),
    ],
)
def test_an_offer_is_answered_by_phone(
    client: Client, user: User, answer: str, states: tuple[str, str], entry: str
) -> None:
    offer, code = offered()
    assert "Biorę ten termin" in by_code(client, code).content.decode()

    by_code(client, code, odpowiedz=answer)

    offer.refresh_from_db()
    assert (offer.state, Waiting.objects.get().state) == states
    assert not entry or entry in audit.history(offer)
    assert audit.label(user) in actors()


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize(("answer", "which"), [("biore", 0), ("nie", 1)])
def test_an_earlier_time_is_answered_by_phone(
    client: Client, slots: list[Slot], answer: str, which: int
) -> None:
    asked = Asked(Holder("Zofia", "+48600700800"), form=Form.IN_PERSON)
    held, code = operations.book(slots[1], asked, actor=RESIDENT)
    operations.want_earlier(held, wants=True, actor=RESIDENT)
    operations.offer_free(slots[0].service)
    assert "Bierze wcześniejszy" in by_code(client, code).content.decode()

    by_code(client, code, odpowiedz=answer)

    held.refresh_from_db()
    assert held.starts_at == slots[which].starts_at
    assert not Appointment.objects.filter(state="offered").exists()


@pytest.mark.usefixtures("user")
def test_an_answer_to_what_was_answered_already_is_refused(client: Client) -> None:
    offer, code = offered()
    operations.accept(offer, actor=RESIDENT)

    answer = by_code(client, code, odpowiedz="koniec")

    assert answer.status_code == 409
    assert Appointment.objects.get().state == "booked"


def actors() -> set[str]:
    return {row.actor for row in audit.changes(audit.Wanted())}
