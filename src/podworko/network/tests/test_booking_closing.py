"""A building closes: groups' bookings in it are cancelled, moved or kept, in the same act."""

from datetime import timedelta

import pytest
from django.test import Client

from podworko.audit import public as audit
from podworko.core import times
from podworko.messages.models import Message
from podworko.network import closing
from podworko.network.booking.models import Booking, Group
from podworko.network.closing import ClosingError, Closure, Decision, Fate
from podworko.network.holds import RoomHold
from podworko.network.models import Pal, Place, Room
from podworko.network.tests.desk import Desk
from podworko.network.tests.lending import at, make_booking, make_group, make_house, open_always

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    pal = make_house()
    open_always(pal)
    return make_group(pal)


def shut(pal: Pal, *, days: int = 3) -> Closure:
    day = times.today() + timedelta(days=days)
    return Closure(pal, at(days, 0), day, "awaria ogrzewania")


def elsewhere() -> Room:
    return Place.objects.create(name="Świetlica", slug="swietlica").rooms.create(
        name="Sala", capacity=20
    )


def close(booking: Booking, decision: Decision) -> int:
    decisions = {str(booking.public_id): decision}
    return closing.close_building(shut(booking.group.pal), decisions, actor=audit.SYSTEM)


def told() -> list[str]:
    return list(Message.objects.values_list("template", flat=True))


def test_bookings_and_requests_in_the_building_are_touched(group: Group) -> None:
    inside = make_booking(group)
    asked = make_booking(group, hour=14, state=Booking.State.REQUESTED)
    make_booking(group, days=4)
    ended = make_booking(group, hour=18)
    Booking.objects.filter(pk=ended.pk).update(state=Booking.State.CANCELLED)

    found = closing.affected(shut(group.pal))

    assert [each.key for each in found] == [str(inside.public_id), str(asked.public_id)]
    assert list(found[0].told_by.values()) == ["email"]


def test_cancelled_the_room_is_free_and_the_group_knows_why(group: Group) -> None:
    booking = make_booking(group)

    assert close(booking, Decision(Fate.CANCEL)) == 1

    booking.refresh_from_db()
    assert (booking.state, booking.reason) == ("cancelled", "awaria ogrzewania")
    assert not RoomHold.objects.exists()
    assert "awaria ogrzewania" in Message.objects.get().body_text


def test_moved_it_has_the_other_room_and_the_group_is_told(group: Group) -> None:
    booking, room = make_booking(group), elsewhere()

    close(booking, Decision(Fate.MOVE, at(3, 14), room.place, room))

    hold = RoomHold.objects.get()
    assert (hold.room, hold.starts_at, hold.ends_at) == (room, at(3, 14), at(3, 16))
    assert told() == ["network/booking_moved"]


def test_kept_it_stays_because_somebody_opens(group: Group) -> None:
    booking = make_booking(group)

    close(booking, Decision(Fate.KEEP, who_opens="Ola ma klucze"))

    booking.refresh_from_db()
    assert (booking.state, booking.who_opens) == ("confirmed", "Ola ma klucze")
    assert told() == []


def test_where_it_cannot_move_nothing_closes(group: Group) -> None:
    booking, place = make_booking(group), elsewhere().place

    with pytest.raises(ClosingError):
        close(booking, Decision(Fate.MOVE, at(3, 14), place, None))

    assert not group.pal.opening_exceptions.exists()


def test_the_page_that_closes_says_that_a_group_is_told(client: Client) -> None:
    desk = Desk(client)
    desk.seat.rooms.create(name="Pracownia")
    make_booking(make_group(desk.pal))

    day = f"{at(3, 0):%Y-%m-%d}"
    response = desk.client.post(
        desk.url("desk_close"), {"since": day, "reason": "awaria", "preview": "1"}
    )

    text = response.content.decode()
    assert "Chór sąsiedzki" in text
    assert "Grupa dostanie wiadomość." in text
