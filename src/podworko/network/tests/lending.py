"""Groups that borrow rooms, and what they ask for."""

from datetime import datetime, time, timedelta
from typing import Any

from podworko.core import times
from podworko.network.booking.models import Booking, Group, GroupKind
from podworko.network.booking.operations import Wish
from podworko.network.models import Pal, Place, Room
from podworko.network.rooms import hold_room
from podworko.network.tests.desk import make_pal


def make_house(slug: str = "pod-lipami") -> Pal:
    """Give a PAL with a seat, one room for twelve, and no hours told."""
    seat = Place.objects.create(name="Remiza", slug=slug, address="ul. Długa 5")
    seat.rooms.create(name="Pracownia", capacity=12)
    return make_pal(slug, seat=seat, phone="+48120000011")


def open_always(pal: Pal) -> None:
    """Have the seat open every day from eight to eight; a holiday is closed all the same."""
    for weekday in range(7):
        pal.opening_rules.create(weekday=weekday, opens="08:00", closes="20:00")


def room_of(pal: Pal) -> Room:
    assert pal.seat
    return pal.seat.rooms.order_by("pk")[0]


def make_group(pal: Pal, **fields: Any) -> Group:
    facts = {
        "name": "Chór sąsiedzki",
        "kind": GroupKind.INITIATIVE,
        "contact_name": "Halina Brzoza",
        "email": "chor@example.org",
        **fields,
    }
    return Group.objects.create(pal=pal, **facts)


def at(days: int, hour: float) -> datetime:
    """Return an hour of the clock in so many days."""
    clock = time(int(hour), int(hour % 1 * 60))
    return times.at(times.today() + timedelta(days=days), clock)


def wish(pal: Pal, *, days: int = 3, begins: float = 10, ends: float = 12, **more: Any) -> Wish:
    return Wish(
        **{
            "room": room_of(pal),
            "purpose": "Próba",
            "people": 8,
            "starts_at": at(days, begins),
            "ends_at": at(days, ends),
            **more,
        }
    )


def make_booking(
    group: Group, *, state: str = Booking.State.CONFIRMED, days: int = 3, hour: float = 10
) -> Booking:
    """Give a booking that has its room, whatever a group of its kind may ask."""
    booking = Booking.objects.create(
        group=group,
        room=room_of(group.pal),
        purpose="Próba",
        people=8,
        starts_at=at(days, hour),
        ends_at=at(days, hour + 2),
        state=state,
        channel="web",
    )
    span = {"starts_at": booking.starts_at, "ends_at": booking.ends_at}
    hold_room(booking.room, about=booking, title=group.name, **span)
    return booking
