"""When something is free: 50 specialists over eight weeks, all of it and one week of it.

    ./podworko bench consultations [--database sqlite|postgresql|all] [--specialists 50]

One process, so that what is reported is one core. Beside it stands the search as one would write
it first: the same one asked for each specialist in turn.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

import _lab as lab

if TYPE_CHECKING:
    from podworko.consultations.public import Service, Slot
    from podworko.network.public import Pal

ROUNDS = 30
WARM = 3
PALS, ROOMS = 10, 6
DAYS = ((0, 2, 4), (1, 3, 4))
"""On which weekdays a specialist is in; on each from 10 to 16."""
TAKEN = 2
"""One of so many times is booked already."""


def main() -> None:
    """Measure on every database asked for."""
    options = _options()
    with lab.databases(options.database) as addresses, tempfile.TemporaryDirectory() as folder:
        for name, address in addresses.items():
            print(f"\n{name}, {options.specialists} specialists", flush=True)
            lab.environment(address, folder)
            command = [sys.executable, __file__, "--inside", str(options.specialists)]
            subprocess.check_call(command, cwd=lab.ROOT)  # noqa: S603


def inside(specialists: int) -> None:
    """Fill the database of the environment and measure."""
    from podworko.cli import setup  # noqa: PLC0415

    setup.start("config.settings.prod")
    setup.ensure_database()
    service = _fill(specialists)
    for label, search in _searches(service).items():
        found = search()
        times_ms = [lab.timed(search) for _number in range(WARM + ROUNDS)][WARM:]
        print(lab.Figures(ROUNDS, sum(times_ms) / 1000, times_ms).line(f"{label}: {found}"))


def _searches(service: "Service") -> dict[str, Callable[[], int]]:
    from podworko.consultations.public import Specialist, Wanted, free_slots  # noqa: PLC0415
    from podworko.core import times  # noqa: PLC0415

    today = times.today()
    last = today + timedelta(weeks=8)

    def found(until: date) -> int:
        return len(free_slots(Wanted(service), first=today, last=until))

    def one_by_one() -> int:
        people = Specialist.objects.filter(services=service)
        asked = (Wanted(service, specialist=each) for each in people)
        return sum(len(free_slots(wanted, first=today, last=last)) for wanted in asked)

    return {
        "free, eight weeks": lambda: found(last),
        "free, one week": lambda: found(today + timedelta(days=6)),
        "free, eight weeks, one by one": one_by_one,
    }


def _fill(specialists: int) -> "Service":
    """Make houses with hours, people on duty in rooms, and half of their time taken."""
    from podworko.consultations.public import Form, Service, Wanted, free_slots  # noqa: PLC0415
    from podworko.core import times  # noqa: PLC0415

    service = Service.objects.create(
        name="Rozmowa", words="Pomaga.", forms=[Form.IN_PERSON, Form.PHONE], lead_hours=0
    )
    pals = [_pal(number) for number in range(PALS)]
    for number in range(specialists):
        _specialist(number, service, pals[number % PALS])
    today = times.today()
    slots = free_slots(Wanted(service), first=today, last=today + timedelta(weeks=8))
    _take(slots[::TAKEN])
    return service


def _pal(number: int) -> "Pal":
    from podworko.network.public import Pal, Place  # noqa: PLC0415

    seat = Place.objects.create(name=f"Dom {number}", slug=f"dom-{number}")
    for room in range(ROOMS):
        seat.rooms.create(name=f"Gabinet {room}")
    pal = Pal.objects.create(
        name=f"PAL {number}", slug=f"pal-{number}", folded_name=f"pal {number}", seat=seat
    )
    for weekday in range(6):
        pal.opening_rules.create(weekday=weekday, opens=time(8), closes=time(20))
    return pal


def _specialist(number: int, service: "Service", pal: "Pal") -> None:
    from podworko.consultations.public import DutyHours, Specialist  # noqa: PLC0415
    from podworko.network.public import Leader  # noqa: PLC0415

    leader = Leader.objects.create(name=f"Osoba {number}", role="doradczyni")
    specialist = Specialist.objects.create(leader=leader, languages=["pl"])
    specialist.services.add(service)
    room = pal.seat.rooms.order_by("pk")[number // PALS % ROOMS]
    for weekday in DAYS[number % len(DAYS)]:
        DutyHours.objects.create(
            specialist=specialist,
            pal=pal,
            room=room,
            weekday=weekday,
            starts=time(10),
            ends=time(16),
        )


def _take(slots: list["Slot"]) -> None:
    """Take these times as bookings do, without the bookings: a search reads holds alone."""
    from podworko.network.public import LeaderHold, RoomHold  # noqa: PLC0415

    leaders, rooms = [], []
    for number, slot in enumerate(slots):
        span: dict[str, Any] = {
            "starts_at": slot.starts_at,
            "about": f"bench:{number}",
            "title": "zajęte",
        }
        ends = slot.ends_at
        rooms.append(RoomHold(room=slot.room, ends_at=ends, **span))
        rest = ends + slot.service.pause
        leaders.append(LeaderHold(leader=slot.specialist.leader, ends_at=rest, **span))
    LeaderHold.objects.bulk_create(leaders)
    RoomHold.objects.bulk_create(rooms)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="podworko bench consultations")
    parser.add_argument("--database", choices=("all", "sqlite", "postgresql"), default="all")
    parser.add_argument("--specialists", type=int, default=50)
    parser.add_argument("--inside", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    wanted = _options()
    if wanted.inside:
        inside(wanted.inside)
    else:
        main()
