"""Setting up which help there is, who gives it and when; and the proof of deletion."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import User
from podworko.consultations.models import DutyHours, Erasure, Service, Specialist
from podworko.consultations.tests.factories import (
    day_in,
    make_account,
    make_duty,
    make_pal,
    make_room,
    make_service,
    make_specialist,
    slots_of,
    take,
)
from podworko.core import times
from podworko.network.public import Leader, Pal, Room

pytestmark = pytest.mark.django_db


class House:
    """An animator's PAL with a room, a kind of help and somebody who gives it."""

    def __init__(self, client: Client) -> None:
        self.client, self.pal = client, make_pal()
        self.room = make_room(self.pal)
        self.helps = make_service(name="Rozmowa z psychologiem")
        self.specialist = make_specialist(self.helps)
        client.force_login(make_account("animator", self.pal))

    def path(self, name: str, *args: Any) -> str:
        return reverse(f"consultations:{name}", args=args)

    def get(self, name: str, /, *args: Any) -> str:
        answer = self.client.get(self.path(name, *args))
        assert answer.status_code == 200
        return str(answer.content.decode())

    def post(self, name: str, /, *args: Any, **data: Any) -> Any:
        return self.client.post(self.path(name, *args), data)

    def hours(self, **changed: Any) -> dict[str, Any]:
        values = {
            "pal": self.pal.pk,
            "room": self.room.pk,
            "weekday": 1,
            "starts": "10:00",
            "ends": "14:00",
        }
        return {**values, **changed}


@pytest.fixture
def house(client: Client) -> House:
    return House(client)


SERVICE = {
    "name": "Porada  prawna",
    "words": "Pomaga w długach.",
    "minutes": "30",
    "break_minutes": "5",
    "forms": ["in_person", "phone"],
    "lead_hours": "12",
    "cancel_hours": "24",
    "minors": "guardian",
    "position": "10",
    "is_offered": "on",
    "topics": "długi\n\n najem \n",
}


def test_a_kind_of_help_is_added(house: House) -> None:
    house.get("desk_new_service")

    answer = house.post("desk_new_service", **SERVICE)

    service = Service.objects.get(name="Porada prawna")
    assert answer.status_code == 302
    assert (service.forms, service.minutes) == (["in_person", "phone"], 30)
    assert list(service.topics.values_list("name", flat=True)) == ["długi", "najem"]


def test_what_is_missing_in_a_service_is_said(house: House) -> None:
    assert house.post("desk_new_service", **{**SERVICE, "forms": []}).status_code == 422
    assert Service.objects.count() == 1


def seen(page: str, name: str = "version") -> str:
    return page.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]


def test_who_saves_a_service_second_sees_both_versions(house: House) -> None:
    args = [house.helps.public_id]
    page = house.get("desk_service", *args)
    sent = {**SERVICE, "name": house.helps.name, "words": "Moje słowa.", "version": seen(page)}
    initial = {
        "initial-words": "Pomaga.",
        "initial-name": house.helps.name,
        "initial-topics": "",
        "initial-minutes": "50",
    }
    Service.objects.update(words="Słowa koleżanki.")

    answer = house.post("desk_service", *args, **sent, **initial)

    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Moje słowa." in text
    assert "Słowa koleżanki." in text
    again = {**sent, **initial, "version": seen(text)}
    assert house.post("desk_service", *args, **again).status_code == 302
    assert Service.objects.get().words == "Moje słowa."


def test_a_leader_of_ones_own_becomes_a_specialist(house: House) -> None:
    own = Leader.objects.create(name="Nina Lis", role="prawniczka")
    own.pals.add(house.pal)
    other = Leader.objects.create(name="Obca Osoba", role="prawniczka")
    other.pals.add(make_pal())
    page = house.get("desk_new_specialist")
    assert "Nina Lis" in page
    assert "Obca Osoba" not in page
    data = {"leader": own.pk, "languages": ["pl", "pjm"], "services": [house.helps.pk]}

    answer = house.post("desk_new_specialist", **data)

    made = Specialist.objects.get(leader=own)
    assert answer.url == house.path("desk_specialist", made.public_id)
    assert (made.languages, list(made.services.all())) == (["pl", "pjm"], [house.helps])
    assert "Nina Lis" not in house.get("desk_new_specialist")


def test_a_specialist_is_changed_and_the_second_who_saves_is_told(house: House) -> None:
    args = [house.specialist.public_id]
    Leader.objects.update(user=None)
    page = house.get("desk_specialist", *args)
    assert "Ta osoba nie ma konta" in page
    data = {"languages": ["pl"], "services": [house.helps.pk], "about": "Słucham."}
    version = seen(page)

    assert house.post("desk_specialist", *args, version=version, **data).status_code == 302
    late = house.post("desk_specialist", *args, version=version, **{**data, "about": "Inaczej."})

    assert late.status_code == 409
    assert Specialist.objects.get().about == "Słucham."


def test_a_specialist_of_another_house_is_not_changed(house: House) -> None:
    house.specialist.leader.pals.add(make_pal())

    answer = house.client.get(house.path("desk_specialist", house.specialist.public_id))

    assert answer.status_code == 404
    assert str(house.specialist) in house.get("desk_offer")


def test_hours_are_added_in_ones_own_house(house: House) -> None:
    args = [house.specialist.public_id]
    house.get("desk_new_duty", *args)

    answer = house.post("desk_new_duty", *args, **house.hours(weeks=["1", "3"], forms=["phone"]))

    duty = DutyHours.objects.get()
    assert answer.status_code == 302
    assert (duty.room, duty.weeks, duty.forms) == (house.room, [1, 3], ["phone"])
    page = house.get("desk_offer")
    assert "Wtorek 10:00–14:00, w miesiącu: 1., 3." in page


def test_hours_of_one_day_are_on_its_weekday(house: House) -> None:
    day = day_in(9)
    data = house.hours(weekday=(day.weekday() + 1) % 7, weeks=["2"], valid_from=day, valid_to=day)

    house.post("desk_new_duty", house.specialist.public_id, **data)

    duty = DutyHours.objects.get()
    assert (duty.weekday, duty.weeks, duty.is_on(day)) == (day.weekday(), [], True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends": "09:00"},
        {"valid_from": "2026-05-02", "valid_to": "2026-05-01"},
        {"room": "999"},
        {"weekday": "7"},
    ],
    ids=["backwards", "days backwards", "no such room", "no such day"],
)
def test_hours_that_make_no_sense_are_not_stored(house: House, wrong: dict[str, Any]) -> None:
    answer = house.post("desk_new_duty", house.specialist.public_id, **house.hours(**wrong))

    assert answer.status_code == 422
    assert not DutyHours.objects.exists()


def test_a_room_of_another_house_is_no_room_for_them(house: House, client: Client) -> None:
    other = make_pal()
    client.force_login(make_account("network-coordinator", None))
    data = house.hours(room=make_room(other).pk)

    assert house.post("desk_new_duty", house.specialist.public_id, **data).status_code == 422


def test_a_house_that_is_not_ones_own_is_not_offered(house: House) -> None:
    data = house.hours(pal=make_pal().pk, room="")

    assert house.post("desk_new_duty", house.specialist.public_id, **data).status_code == 422


def weekly(pal: Pal) -> None:
    """Have a PAL be open from 9 to 12 on Tuesdays."""
    pal.opening_rules.create(weekday=1, opens=time(9), closes=time(12))


def colleague_in(room: Room, pal: Pal, **fields: Any) -> DutyHours:
    other = make_specialist(make_service())
    values = {"weekday": 1, "starts": time(11), "ends": time(15), **fields}
    return DutyHours.objects.create(specialist=other, pal=pal, room=room, **values)


def test_hours_outside_opening_hours_are_stored_only_knowingly(house: House) -> None:
    weekly(house.pal)
    args = [house.specialist.public_id]

    asked = house.post("desk_new_duty", *args, **house.hours())
    assert asked.status_code == 422
    assert "jest otwarte tylko 09:00–12:00" in asked.content.decode()
    assert not DutyHours.objects.exists()

    house.post("desk_new_duty", *args, **house.hours(anyway="1"))
    assert DutyHours.objects.exists()


def test_hours_by_phone_without_a_room_may_be_when_the_house_is_closed(house: House) -> None:
    weekly(house.pal)

    answer = house.post(
        "desk_new_duty", house.specialist.public_id, **house.hours(room="", forms=["phone"])
    )

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("other", "warned"),
    [
        ({}, True),
        ({"weeks": [2]}, False),
        ({"weeks": [3]}, True),
        ({"starts": time(14), "ends": time(15)}, False),
        ({"valid_to": date(2020, 1, 1)}, False),
        ({"weekday": 2}, False),
    ],
    ids=["at once", "other weeks", "same week", "after", "over", "other day"],
)
def test_the_same_room_twice_is_warned_of(
    house: House, other: dict[str, Any], *, warned: bool
) -> None:
    busy = colleague_in(house.room, house.pal, **other)
    data = house.hours(weeks=["1", "3"], valid_from=times.today())

    answer = house.post("desk_new_duty", house.specialist.public_id, **data)

    assert (answer.status_code == 422) is warned
    assert (busy.specialist.leader.name in answer.content.decode()) is warned


def booked(house: House, holder: User | None = None) -> DutyHours:
    if holder:
        house.specialist.leader.user = holder
        house.specialist.leader.save()
    duty = make_duty(house.specialist, house.pal, room=house.room)
    first, second, *_rest = slots_of(house.helps)
    take(first)
    take(second)
    return duty


def test_others_read_that_something_is_booked_and_not_how_much(house: House) -> None:
    duty = booked(house)

    for name in ("desk_remove_duty", "desk_duty"):
        page = house.get(name, duty.pk)
        assert "W tych godzinach są umówione terminy" in page
        assert "Umówion" not in page.replace("Umówione terminy zostają", "")

    house.post("desk_remove_duty", duty.pk)
    assert not DutyHours.objects.exists()


def test_the_specialist_reads_how_much(house: House, client: Client) -> None:
    both = make_account("animator", house.pal)
    both.grants.create(role="specialist", pal=house.pal)
    duty = booked(house, both)
    client.force_login(both)

    assert "Umówionych jest 2 terminów" in house.get("desk_remove_duty", duty.pk).replace(
        "Umówione są 2 terminy", "Umówionych jest 2 terminów"
    )


def test_hours_of_another_house_are_not_touched(house: House) -> None:
    duty = make_duty(house.specialist, make_pal())

    for name in ("desk_duty", "desk_remove_duty"):
        assert house.client.get(house.path(name, duty.pk)).status_code == 404


def test_hours_are_changed(house: House) -> None:
    duty = make_duty(house.specialist, house.pal, room=house.room)
    assert str(house.room.pk) in house.get("desk_duty", duty.pk)

    house.post("desk_duty", duty.pk, **house.hours(room="", starts="08:00"))

    duty.refresh_from_db()
    assert (duty.room, duty.starts) == (None, time(8))


def test_the_offer_tells_the_next_free_time(house: House) -> None:
    empty = house.get("desk_offer")
    assert "nie ma wolnych terminów" in empty
    assert "Nie ma dyżurów, więc nikt się nie umówi." in empty

    make_duty(house.specialist, house.pal, room=house.room)

    assert house.get("desk_offer").count("najbliższy wolny:") == 2


def test_who_guards_the_data_reads_the_proof(client: Client) -> None:
    client.force_login(make_account("data-protection-officer", None))
    path = reverse("consultations:desk_erasures")
    assert "Nic jeszcze nie zostało usunięte" in client.get(path).content.decode()
    Erasure.objects.create(
        ended_before=times.today() - timedelta(days=30), appointments=41, waiting=7, left=0
    )

    page = client.get(path).content.decode()

    assert ">41<" in page
    assert "vault rotate" in page
