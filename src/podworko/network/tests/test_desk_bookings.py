"""Lent rooms at the desk: answered, booked for a caller, the groups, their rules and limits."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from podworko.accounts.public import Grant
from podworko.audit.models import Access, Entry
from podworko.audit.public import RESIDENT
from podworko.messages.models import Message
from podworko.network.booking import rules
from podworko.network.booking.models import Booking, Group, RulesSigned
from podworko.network.booking.operations import cancel as give_back
from podworko.network.models import Pal
from podworko.network.tests.desk import Desk, hidden
from podworko.network.tests.lending import at, make_booking, make_group, make_house, room_of

pytestmark = pytest.mark.django_db

REQUESTED = Booking.State.REQUESTED


@pytest.fixture
def desk(client: Client) -> Desk:
    desk = Desk(client)
    desk.seat.rooms.create(name="Pracownia", capacity=12)
    return desk


def url(name: str, *args: object) -> str:
    return reverse(f"network:desk_{name}", args=args)


def page(desk: Desk, name: str, *args: object) -> str:
    response = desk.client.get(url(name, *args))
    assert response.status_code == 200
    return response.content.decode()


def post(desk: Desk, name: str, /, *args: object, **data: Any) -> Any:
    return desk.client.post(url(name, *args), data)


def filled(group: Group, **changes: Any) -> dict[str, Any]:
    return {
        "group": group.pk,
        "channel": "phone",
        "room": room_of(group.pal).pk,
        "day": f"{at(3, 10):%Y-%m-%d}",
        "begins": "10:00",
        "ends": "12:00",
        "weeks": "1",
        "people": "8",
        "purpose": "Próba",
        **changes,
    }


def test_what_waits_stands_on_the_list_and_on_the_first_page(desk: Desk) -> None:
    make_booking(make_group(desk.pal, name="Chór pod lipą"), state=REQUESTED)

    assert "Chór pod lipą" in page(desk, "bookings")
    assert "Chór pod lipą" in desk.client.get(reverse("desk:home")).content.decode()


def test_what_is_answered_does_not_wait(desk: Desk) -> None:
    make_booking(make_group(desk.pal, name="Chór pod lipą"))

    assert "Nikt nie czeka" in page(desk, "bookings")
    assert "Chór pod lipą" not in desk.client.get(reverse("desk:home")).content.decode()


def test_another_pals_groups_and_bookings_are_not_found(desk: Desk) -> None:
    group = make_group(make_house("inny"), name="Obcy klub")
    booking = make_booking(group, state=REQUESTED)

    assert "Obcy klub" not in page(desk, "bookings") + page(desk, "groups")
    answers = [
        desk.client.get(url("booking", booking.public_id)),
        desk.client.get(url("group", group.public_id)),
        desk.client.get(url("group_sheet", group.public_id)),
        desk.client.get(url("windows", "inny")),
        desk.client.get(url("house_rules", "inny")),
        post(desk, "confirm_booking", booking.public_id),
        post(desk, "refuse_booking", booking.public_id, reason="x"),
        post(desk, "cancel_booking", booking.public_id, reason="x"),
        post(desk, "group_link", group.public_id),
        post(desk, "sign_rules", group.public_id),
    ]
    assert {answer.status_code for answer in answers} == {404}
    booking.refresh_from_db()
    assert booking.state == REQUESTED


def test_yes_and_no_are_said_once(desk: Desk) -> None:
    group = make_group(desk.pal)
    yes, no = make_booking(group, state=REQUESTED), make_booking(group, state=REQUESTED, days=4)

    post(desk, "confirm_booking", yes.public_id)
    post(desk, "refuse_booking", no.public_id, reason="Remont.")
    late = desk.client.post(url("confirm_booking", no.public_id), follow=True)

    assert list(Booking.objects.values_list("state", flat=True)) == ["confirmed", "refused"]
    assert "Nic się nie zmieniło" in late.content.decode()
    assert Message.objects.count() == 2


@pytest.mark.parametrize("name", ["refuse_booking", "cancel_booking"])
def test_a_reason_must_be_told(desk: Desk, name: str) -> None:
    booking = make_booking(make_group(desk.pal), state=REQUESTED)

    assert post(desk, name, booking.public_id, reason=" ").status_code == 422

    booking.refresh_from_db()
    assert booking.state == REQUESTED


def test_a_look_at_a_contact_is_noted(desk: Desk) -> None:
    group = make_group(desk.pal)
    page(desk, "booking", make_booking(group).public_id)
    page(desk, "group", group.public_id)

    looks = Access.objects.order_by("pk").values_list("purpose", flat=True)
    assert list(looks) == ["network.desk_booking", "network.desk_group"]


def test_for_a_caller_it_is_booked_at_once(desk: Desk) -> None:
    response = desk.client.post(url("new_booking"), filled(make_group(desk.pal), weeks="2"))

    assert response.status_code == 302
    states = Booking.objects.values_list("state", "channel", "starts_at")
    assert list(states) == [
        ("confirmed", "phone", at(3, 10)),
        ("confirmed", "phone", at(10, 10)),
    ]


def test_a_taken_room_keeps_what_was_typed_and_offers_the_rest(desk: Desk) -> None:
    make_booking(make_group(desk.pal, name="Klub szachowy"))
    group = make_group(desk.pal)

    response = desk.client.post(url("new_booking"), filled(group, weeks="2", purpose="Kolędy"))

    text = response.content.decode()
    assert response.status_code == 422
    assert "Klub szachowy" in text
    assert "Kolędy" in text
    assert "Pozostałe terminy są wolne" in text


def test_a_group_meets_in_its_own_pal(desk: Desk) -> None:
    other = make_house("inny")
    Grant.objects.create(user=desk.user, role="animator", pal=other)
    make_group(other)
    data = filled(make_group(desk.pal), room=room_of(other).pk)

    response = desk.client.post(url("new_booking"), data)

    assert response.status_code == 422
    assert "w innym PAL" in response.content.decode()


NEW = {
    "name": "Chór  sąsiedzki",
    "kind": "initiative",
    "contact_name": "Halina Brzoza",
    "phone": "600 100 200",
    "language": "pl",
}


def test_a_group_is_taken_and_then_changed(desk: Desk) -> None:
    made = post(desk, "new_group", pal=desk.pal.pk, **NEW)
    group = Group.objects.get()
    assert made.status_code == 302
    assert (group.name, group.phone, group.pal) == ("Chór sąsiedzki", "+48600100200", desk.pal)

    seen = hidden(desk.client.get(url("group", group.public_id)))
    post(desk, "group", group.public_id, **seen | NEW | {"contact_name": "Jan Lis"})

    group.refresh_from_db()
    assert (group.contact_name, group.is_active) == ("Jan Lis", False)


def test_a_second_group_of_one_name_is_refused_in_words(desk: Desk) -> None:
    make_group(desk.pal)

    response = post(desk, "new_group", pal=desk.pal.pk, **NEW)

    assert response.status_code == 422
    assert "Taka grupa już tu jest." in response.content.decode()


def test_of_two_who_change_one_group_nothing_is_lost(desk: Desk) -> None:
    group = make_group(desk.pal)
    seen = hidden(desk.client.get(url("group", group.public_id)))
    base = seen | NEW | {"is_active": "on"}
    post(desk, "group", group.public_id, **base | {"contact_name": "Ada"})

    late = post(desk, "group", group.public_id, **base | {"contact_name": "Bob"})

    assert late.status_code == 409
    assert "Ada" in late.content.decode()
    assert "Bob" in late.content.decode()
    assert Group.objects.get().contact_name == "Ada"


def test_a_signature_on_paper_is_noted(desk: Desk) -> None:
    desk.pal.house_rules.create(version=1, text="Zamykamy okna.")
    group = make_group(desk.pal)

    post(desk, "sign_rules", group.public_id, version=1, signed_by="Halina", agrees="on")

    signed = RulesSigned.objects.get()
    assert (signed.signed_by, signed.channel) == ("Halina", "paper")
    assert "Podpisane: <bdi>Halina</bdi>" in page(desk, "group", group.public_id)


def test_without_a_tick_nobody_has_signed(desk: Desk) -> None:
    desk.pal.house_rules.create(version=1, text="Zamykamy okna.")
    group = make_group(desk.pal)

    answer = post(desk, "sign_rules", group.public_id, version=1, signed_by="Halina")

    assert answer.status_code == 422
    assert not RulesSigned.objects.exists()


def test_the_sheet_bears_the_rules_and_the_address(desk: Desk) -> None:
    desk.pal.house_rules.create(version=1, text="Zamykamy okna.")
    group = make_group(desk.pal)

    text = page(desk, "group_sheet", group.public_id)

    assert "Zamykamy okna." in text
    assert "/sala/" in text


def test_a_renewed_address_ends_the_old_one(desk: Desk) -> None:
    group = make_group(desk.pal)
    post(desk, "group_link", group.public_id)
    old = group.link_key

    post(desk, "group_link", group.public_id, renew="1")

    group.refresh_from_db()
    assert group.link_key != old
    assert Message.objects.filter(template="network/booking_link").count() == 2


def windows_typed(desk: Desk, **changes: str) -> dict[str, str]:
    names = {"days": "days_ahead", "minutes": "longest_minutes", "most": "most_at_once"}
    typed = {
        f"{kind}-{short}": str(getattr(window, name))
        for kind, window in rules.USUAL.items()
        for short, name in names.items()
    }
    seen = hidden(desk.client.get(url("windows", desk.pal.slug)))
    return seen | typed | {name.replace("_", "-"): value for name, value in changes.items()}


def test_limits_are_set_by_kind(desk: Desk) -> None:
    data = windows_typed(desk, neighbours_days="14")

    desk.client.post(url("windows", desk.pal.slug), data)

    assert rules.windows_of(desk.pal)["neighbours"].days_ahead == 14
    assert rules.windows_of(desk.pal)["team"] == rules.USUAL["team"]


def test_of_two_who_set_limits_the_second_sees_both(desk: Desk) -> None:
    mine, theirs = windows_typed(desk, team_most="7"), windows_typed(desk, team_most="9")
    desk.client.post(url("windows", desk.pal.slug), theirs)

    late = desk.client.post(url("windows", desk.pal.slug), mine)

    assert late.status_code == 409
    assert "Zespół mieszkańców: Ile rezerwacji naraz" in late.content.decode()
    assert rules.windows_of(desk.pal)["team"].most_at_once == 9
    again = hidden(late) | {name: mine[name] for name in mine if not name.startswith("initial")}
    assert desk.client.post(url("windows", desk.pal.slug), again).status_code == 302
    assert rules.windows_of(desk.pal)["team"].most_at_once == 7


def test_what_only_the_first_changed_is_not_taken_back_by_the_second(desk: Desk) -> None:
    mine, theirs = windows_typed(desk, team_most="7"), windows_typed(desk, partner_days="60")
    address = url("windows", desk.pal.slug)
    desk.client.post(address, theirs)

    late = desk.client.post(address, mine)
    typed = dict(re.findall(r'name="([a-z]+-[a-z]+)" value="(\d+)"', late.content.decode()))
    desk.client.post(address, hidden(late) | typed)

    held = rules.windows_of(desk.pal)
    assert (held["team"].most_at_once, held["partner"].days_ahead) == (7, 60)


def test_a_hidden_number_out_of_all_bounds_is_another_version(desk: Desk) -> None:
    data = windows_typed(desk) | {"initial-team-most": "9" * 5000}

    assert desk.client.post(url("windows", desk.pal.slug), data).status_code == 409


def test_groups_stand_in_the_order_of_the_alphabet(desk: Desk) -> None:
    for name in ("Szycie", "Śpiew", "Sąsiedzi", "łucznicy", "Zespół"):
        make_group(desk.pal, name=name)

    names = re.findall(r"<bdi>(.*?)</bdi>", page(desk, "groups"))
    assert names == ["łucznicy", "Sąsiedzi", "Szycie", "Śpiew", "Zespół"]


def test_rules_are_written_and_the_second_writer_loses_no_word(desk: Desk) -> None:
    address = url("house_rules", desk.pal.slug)
    seen = hidden(desk.client.get(address))
    desk.client.post(address, seen | {"text": "Zamykamy okna."})

    late = desk.client.post(address, seen | {"text": "Gasimy światło."})

    assert late.status_code == 409
    assert "Zamykamy okna." in late.content.decode()
    assert "Gasimy światło." in late.content.decode()
    desk.client.post(address, hidden(late) | {"text": "Gasimy światło."})
    assert list(desk.pal.house_rules.values_list("version", flat=True)) == [2, 1]


@pytest.mark.parametrize("rows", [1, 4])
def test_lists_cost_the_same_for_one_and_for_many(desk: Desk, rows: int) -> None:
    desk.pal.house_rules.create(version=1, text="Zamykamy okna.")
    for number in range(rows):
        group = make_group(desk.pal, name=f"Grupa {number}")
        make_booking(group, state=REQUESTED, days=number + 2)
        give_back(make_booking(group, days=number + 2, hour=14), actor=RESIDENT)

    # session, user, grants; requests, returns, bookings, PALs with rules
    assert queries_of(desk, url("bookings")) == 7
    # session, user, grants; groups, versions of rules, signatures
    assert queries_of(desk, url("groups")) == 6


def queries_of(desk: Desk, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert desk.client.get(address).status_code == 200
    return len(queries)


def test_who_must_sign_again_is_told_apart(desk: Desk) -> None:
    first = desk.pal.house_rules.create(version=1, text="A")
    signed, unsigned = make_group(desk.pal, name="Podpisana"), make_group(desk.pal, name="Nie")
    cycle = rules.cycle_of(at(0, 10).date())
    RulesSigned.objects.create(
        group=signed, rules=first, cycle=cycle, signed_on=at(0, 10).date(), signed_by="A"
    )

    assert page(desk, "groups").count("do podpisania") == 1
    desk.pal.house_rules.create(version=2, text="B", asks_again=True)
    assert page(desk, "groups").count("do podpisania") == 2
    assert unsigned.pal_id == Pal.objects.get().pk


@pytest.mark.parametrize(("name", "told"), [("bookings", "Pracownia"), ("groups", "tak")])
def test_lists_of_lent_rooms_are_files_too_and_the_trail_says_so(
    desk: Desk, name: str, told: str
) -> None:
    mine = make_group(desk.pal, name="Chór")
    make_booking(mine)
    make_booking(make_group(make_house(slug="inny"), name="Obca"))

    answer = desk.client.get(url(name), {"plik": "csv"})

    rows = answer.content.decode("utf-8-sig").splitlines()[1:]
    assert len(rows) == 1
    assert rows[0].startswith("Chór")
    assert told in rows[0]
    assert Entry.objects.filter(verb="list.exported").count() == 1
