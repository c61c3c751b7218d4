"""What stands in the way of a booking, and what only seems to: rooms, houses, series, names."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from podworko.audit import public as audit
from podworko.core.logs import WithoutSealedNames
from podworko.core.versions import version_of
from podworko.messages.models import Message
from podworko.network import closing
from podworko.network.booking import groups, links, operations
from podworko.network.booking.models import Booking, BookingWindow, Group, RulesSigned
from podworko.network.booking.operations import ClashError
from podworko.network.booking.rules import BookingError, RulesUnsignedError
from podworko.network.closing import ClosingError, Closure, Decision, Fate
from podworko.network.holds import RoomHold
from podworko.network.models import Pal, Room
from podworko.network.opening import OutsideHoursError
from podworko.network.tests.desk import Desk, hidden
from podworko.network.tests.lending import (
    at,
    make_booking,
    make_group,
    make_house,
    open_always,
    room_of,
    wish,
)

pytestmark = pytest.mark.django_db


def ask(group: Group, **more: Any) -> list[Booking]:
    return operations.ask(group, wish=wish(group.pal, **more), actor=audit.RESIDENT)


def book(group: Group, **more: Any) -> list[Booking]:
    made = wish(group.pal, **more)
    return operations.book(group, wish=made, channel="phone", actor=audit.SYSTEM)


# A room that is not lent


@pytest.fixture
def office(pal: Pal) -> Room:
    """Keep a second room of the house from groups."""
    assert pal.seat
    return pal.seat.rooms.create(name="Gabinet", capacity=12, is_lent=False)


@pytest.mark.parametrize("way", [ask, book])
def test_a_room_that_is_not_lent_is_refused(group: Group, office: Room, way: Any) -> None:
    with pytest.raises(BookingError, match="nie pożyczamy") as refused:
        way(group, room=office)

    assert refused.value.field == "room"


def test_the_desk_may_lend_it_all_the_same(group: Group, office: Room) -> None:
    (made,) = book(group, room=office, is_beyond_window=True)

    assert made.room == office


@pytest.mark.usefixtures("office")
def test_groups_do_not_see_it(client: Client, group: Group) -> None:
    token = links.token(group)
    pages = [
        client.get(reverse(f"network:{name}", args=[token])).content.decode()
        for name in ("group", "group_ask")
    ]

    assert all("Pracownia" in page for page in pages)
    assert not any("Gabinet" in page for page in pages)


def test_its_free_hours_are_not_read_by_its_number(
    client: Client, group: Group, office: Room
) -> None:
    open_always(group.pal)

    address = reverse("network:group", args=[links.token(group)])
    text = client.get(f"{address}?sala={office.pk}")

    assert "Gabinet" not in text.content.decode()


def test_it_cannot_be_asked_for_by_its_number(client: Client, group: Group, office: Room) -> None:
    data = {
        "room": office.pk,
        "day": f"{at(3, 10):%Y-%m-%d}",
        "begins": "10:00",
        "ends": "12:00",
        "weeks": "1",
        "people": "8",
        "purpose": "Próba",
    }
    address = reverse("network:group_ask", args=[links.token(group)])

    assert client.post(address, data).status_code == 422
    assert not Booking.objects.exists()


def test_what_is_booked_stays_when_the_room_is_lent_no_more(group: Group) -> None:
    (asked,) = ask(group)
    Room.objects.update(is_lent=False)

    operations.confirm(asked, actor=audit.SYSTEM)

    assert Booking.objects.live().count() == 1


def test_the_desk_keeps_a_room_from_groups_and_the_list_says_so(client: Client) -> None:
    desk = Desk(client)
    room = desk.seat.rooms.create(name="Gabinet")
    assert "Nie dla grup" not in desk.get("desk_rooms")
    data = {"name": "Gabinet", "step_free": "unknown"}

    desk.post("desk_room", room.pk, **data)

    room.refresh_from_db()
    assert room.is_lent is False
    assert "Nie dla grup" in desk.get("desk_rooms")
    desk.post("desk_rooms", name="Kuchnia", step_free="unknown", is_lent="on")
    assert desk.seat.rooms.get(name="Kuchnia").is_lent


# A group that has come already


BEGUN = {"days": 0, "begins": 10, "ends": 12}


def test_the_desk_writes_down_a_meeting_that_has_begun(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = at(3, 10.5)
    monkeypatch.setattr(timezone, "now", lambda: now)

    with pytest.raises(BookingError, match="minął"):
        ask(group, **BEGUN)

    assert book(group, **BEGUN)[0].starts_at == at(0, 10)


def test_nobody_writes_down_a_meeting_that_is_over(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = at(3, 12)
    monkeypatch.setattr(timezone, "now", lambda: now)

    with pytest.raises(BookingError, match="minął"):
        book(group, **BEGUN)


# The last day of August


@pytest.mark.parametrize(
    ("moment", "is_bound"),
    [("2027-08-31T21:59+00:00", True), ("2027-08-31T22:01+00:00", False)],
)
def test_what_is_asked_in_august_needs_no_signature_of_september(
    group: Group, monkeypatch: pytest.MonkeyPatch, moment: str, *, is_bound: bool
) -> None:
    rules = group.pal.house_rules.create(version=1, text="Zamykamy okna.")
    RulesSigned.objects.create(
        group=group, rules=rules, cycle=2026, signed_on="2026-11-01", signed_by="H", channel="web"
    )
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromisoformat(moment))

    if is_bound:
        assert ask(group, days=10)[0].starts_at.month == 9
        return
    with pytest.raises(RulesUnsignedError):
        ask(group, days=10)


# A guest in another house


@pytest.fixture
def neighbours() -> Room:
    """Give the room of another PAL, open from eight to eight."""
    host = make_house("sasiedni")
    open_always(host)
    return room_of(host)


def test_a_guest_keeps_to_the_hours_of_the_house_it_moves_to(
    group: Group, neighbours: Room
) -> None:
    booking = make_booking(group)
    late = {"starts_at": at(3, 19), "ends_at": at(3, 21)}

    with pytest.raises(OutsideHoursError):
        operations.move(booking, room=neighbours, actor=audit.SYSTEM, **late)

    booking.refresh_from_db()
    assert booking.room == room_of(group.pal)
    span = {"starts_at": at(3, 17), "ends_at": at(3, 19)}
    moved = operations.move(booking, room=neighbours, actor=audit.SYSTEM, **span)
    assert moved.room == neighbours


def test_no_house_closes_by_sending_a_group_to_a_locked_door(
    group: Group, neighbours: Room
) -> None:
    booking = make_booking(group)
    closure = Closure(group.pal, at(3, 0), at(3, 0).date(), "awaria")
    decision = Decision(Fate.MOVE, at(3, 19), neighbours.place, neighbours)

    with pytest.raises(ClosingError, match="otwarte tylko"):
        closing.close_building(closure, {str(booking.public_id): decision}, actor=audit.SYSTEM)


# A series of which some is taken


@pytest.fixture
def three_at_once(group: Group) -> None:
    BookingWindow.objects.create(
        pal=group.pal, kind=group.kind, days_ahead=90, longest_minutes=180, most_at_once=3
    )


@pytest.mark.usefixtures("three_at_once")
def test_weeks_that_are_left_out_do_not_count_against_the_limit(group: Group) -> None:
    make_booking(make_group(group.pal, name="Inna"), days=10)

    made = ask(group, weeks=4, leaves_out=True)

    assert [each.starts_at for each in made] == [at(3, 10), at(17, 10), at(24, 10)]


@pytest.mark.usefixtures("three_at_once")
def test_those_that_are_had_do(group: Group) -> None:
    make_booking(make_group(group.pal, name="Inna"), days=10)

    with pytest.raises(BookingError) as refused:
        ask(group, weeks=5, leaves_out=True)

    assert refused.value.field == "weeks"
    assert group.bookings.count() == RoomHold.objects.count() - 1 == 0


@pytest.mark.parametrize("way", [ask, book])
@pytest.mark.parametrize("more", [{}, {"weeks": 3}, {"weeks": 3, "leaves_out": True}])
def test_a_button_pressed_twice_asks_once(group: Group, way: Any, more: dict[str, Any]) -> None:
    make_booking(make_group(group.pal, name="Inna"), days=10, hour=14)
    first = way(group, **more)

    assert way(group, **more) == first

    assert group.bookings.count() == len(first)
    assert Message.objects.count() == 1
    assert audit.history(first[0]) == [f"booking.{first[0].state}"]


def test_who_wants_what_they_have_is_told_so(group: Group) -> None:
    ask(group)

    with pytest.raises(ClashError, match="macie już wtedy tę salę"):
        ask(group, purpose="Koncert")


def test_a_minute_later_the_same_is_asked_anew(group: Group) -> None:
    make_booking(make_group(group.pal, name="Inna"), days=10)
    ask(group, weeks=2, leaves_out=True)
    Booking.objects.update(created_at=timezone.now() - timedelta(minutes=2))

    with pytest.raises(ClashError):
        ask(group, weeks=2, leaves_out=True)


# A group that ends, is renamed, has a new address


def save(group: Group, **changes: Any) -> None:
    stored = Group.objects.get(pk=group.pk)
    seen = version_of(stored, groups.GROUP_FIELDS)
    for name, value in changes.items():
        setattr(stored, name, value)
    groups.save_group(stored, seen_version=seen, actor=audit.SYSTEM)


@pytest.mark.parametrize("state", Booking.LIVE)
def test_a_group_with_rooms_to_come_does_not_end(group: Group, state: str) -> None:
    booking = make_booking(group, state=state)

    with pytest.raises(BookingError, match="ma jeszcze 1 rezerwację") as refused:
        save(group, is_active=False)

    assert refused.value.field == "is_active"
    operations.cancel(booking, reason="Koniec", actor=audit.SYSTEM)
    save(group, is_active=False)
    assert not Group.objects.get().is_active


def test_a_new_name_is_read_on_the_rooms_it_has(group: Group) -> None:
    asked, booked = (
        make_booking(group, state=state, days=days)
        for days, state in enumerate(("requested", "confirmed"), start=3)
    )

    save(group, name="Chór pod lipą")

    titles = dict(RoomHold.objects.values_list("about", "title"))
    assert titles == {
        audit.label(asked): "Chór pod lipą (prośba)",
        audit.label(booked): "Chór pod lipą",
    }


def test_an_address_renewed_meanwhile_is_not_undone_by_who_saves(group: Group) -> None:
    loaded = Group.objects.get()
    groups.renew_link(group, actor=audit.SYSTEM)
    loaded.contact_name = "Jan Lis"

    seen = version_of(Group.objects.get(), groups.GROUP_FIELDS)
    groups.save_group(loaded, seen_version=seen, actor=audit.SYSTEM)

    stored = Group.objects.get()
    assert (stored.contact_name, stored.link_key) == ("Jan Lis", group.link_key)


def test_a_mended_contact_gets_the_address_at_once(group: Group) -> None:
    groups.send_link(group, actor=audit.SYSTEM)
    groups.send_link(group, actor=audit.SYSTEM)
    assert Message.objects.count() == 1
    save(group, email="dobry@example.org")

    groups.send_link(Group.objects.get(), actor=audit.SYSTEM)

    sent = Message.objects.order_by("pk").values_list("to_email", flat=True)
    assert list(sent) == ["chor@example.org", "dobry@example.org"]
    assert not any(str(group.link_key) in once for once in Message.objects.values_list("once"))


@pytest.mark.parametrize("act", [groups.send_link, groups.renew_link])
def test_a_group_that_ended_is_sent_no_address(group: Group, act: Any) -> None:
    save(group, is_active=False)

    with pytest.raises(BookingError):
        act(Group.objects.get(), actor=audit.SYSTEM)

    assert not Message.objects.exists()


# What a move says


@pytest.mark.parametrize("language", ["pl", "en", "uk"])
@pytest.mark.parametrize("state", Booking.LIVE)
def test_a_move_names_what_moved_and_whether_it_still_waits(
    group: Group, language: str, state: str
) -> None:
    Group.objects.update(language=language)
    booking = make_booking(group, state=state)

    span = {"starts_at": at(5, 14), "ends_at": at(5, 16)}
    operations.move(booking, room=room_of(group.pal), actor=audit.SYSTEM, **span)

    text = Message.objects.get().body_text.replace("\N{NO-BREAK SPACE}", " ")
    assert "10:00–12:00, Pracownia" in text
    assert "14:00–16:00" in text
    waits = {"pl": "czeka na odpowiedź", "en": "waiting for an answer", "uk": "чекає на відповідь"}
    assert (waits[language] in text) == (state == Booking.State.REQUESTED)


# Signing words that changed meanwhile


def test_who_signed_too_late_reads_the_new_words_and_loses_no_name(
    client: Client, group: Group
) -> None:
    group.pal.house_rules.create(version=1, text="Zamykamy okna.")
    address = reverse("network:group_rules", args=[links.token(group)])
    typed = hidden(client.get(address)) | {"signed_by": "Żaneta O'Neill-Żądło", "agrees": "on"}
    group.pal.house_rules.create(version=2, text="Zamykamy okna i drzwi.")

    late = client.post(address, typed)

    text = late.content.decode()
    assert late.status_code == 409
    assert "Zamykamy okna i drzwi." in text
    assert 'value="Żaneta O&#x27;Neill-Żądło"' in text
    assert "checked" not in text
    client.post(address, hidden(late) | {"signed_by": typed["signed_by"], "agrees": "on"})
    assert RulesSigned.objects.get().rules.version == 2


def test_at_the_desk_too(client: Client) -> None:
    desk = Desk(client)
    group = make_group(desk.pal)
    desk.pal.house_rules.create(version=2, text="Zamykamy okna.")
    address = reverse("network:desk_sign_rules", args=[group.public_id])

    late = client.post(address, {"version": 1, "signed_by": "Żaneta", "agrees": "on"})

    assert late.status_code == 422
    assert 'value="Żaneta"' in late.content.decode()
    assert "Zasady się zmieniły" in late.content.decode()
    assert not RulesSigned.objects.exists()


# Keys


def test_the_key_of_a_page_reaches_no_log(
    client: Client, group: Group, caplog: pytest.LogCaptureFixture
) -> None:
    token = links.token(group)
    ask_url = reverse("network:group_ask", args=[token])
    caplog.handler.addFilter(WithoutSealedNames())

    answers = [
        client.post(ask_url, {}),
        client.post(reverse("network:group", args=[token])),
        client.get(f"{ask_url}x"),
    ]

    assert [answer.status_code for answer in answers] == [422, 405, 404]
    assert caplog.text.count("/sala/…/") == 3
    assert token not in caplog.text


@pytest.mark.parametrize("name", ["group", "group_ask", "group_rules", "group_cancel"])
def test_the_key_of_a_page_is_kept_by_no_cache_and_told_to_no_other_site(
    client: Client, group: Group, name: str
) -> None:
    group.pal.house_rules.create(version=1, text="Zamykamy okna.")
    booking = make_booking(group)
    more = [booking.public_id] if name == "group_cancel" else []

    answer = client.get(reverse(f"network:{name}", args=[links.token(group), *more]))

    assert answer.status_code == 200
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert answer["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


# Names


@pytest.mark.parametrize("name", ["O'Neill-Żądło & <b>", "مجموعة الجيران", "קבוצת שכנים"])
def test_any_name_is_shown_as_it_is_written(client: Client, name: str) -> None:
    desk = Desk(client)
    desk.seat.rooms.create(name="Pracownia")
    group = make_group(desk.pal, name=name)
    booking = make_booking(group, state=Booking.State.REQUESTED)

    pages = [
        client.get(address).content.decode()
        for address in (
            reverse("desk:home"),
            reverse("network:desk_bookings"),
            reverse("network:desk_groups"),
            reverse("network:desk_booking", args=[booking.public_id]),
            reverse("network:group", args=[links.token(group)]),
        )
    ]

    assert all(escape(name) in page for page in pages)
    assert all("<b>" not in page for page in pages)
