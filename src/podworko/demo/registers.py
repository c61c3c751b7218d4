"""Registers of the sessions that were: by name, by card and counted, the last ones not closed."""

import random
import uuid
from collections.abc import Iterator

from django.utils import timezone

from podworko.activities import public as activities
from podworko.audit.public import SYSTEM

LEFT_OPEN = 3
REMARKS = ("", "", "", "Przyszło dużo nowych osób.", "Projektor nie działał.", "")


def keep(chance: random.Random, names: list[str]) -> int:
    """Fill the registers of all made-up sessions that are over; return how many."""
    over = activities.Session.objects.filter(
        activity__is_fictional=True,
        status=activities.Session.Status.PLANNED,
        ends_at__lt=timezone.now(),
    )
    sessions = list(over.select_related("activity").order_by("starts_at"))
    for session in sessions[:-LEFT_OPEN]:
        acts = list(_acts(session, chance, names))
        activities.write_register(session, acts, device="demo", actor=SYSTEM)
        note = chance.choice(REMARKS)
        activities.close_register(session, note=note, actor=SYSTEM)
    for session in sessions[-1:]:
        _come_in(session, chance)
    return max(0, len(sessions) - LEFT_OPEN)


def _come_in(session: activities.Session, chance: random.Random) -> None:
    """Let every other one say at the door that they are here."""
    acts = [
        activities.Mark(key=_key(chance), made_at=session.starts_at, guest=guest, state="present")
        for guest in activities.expected_guests(session)[::2]
    ]
    activities.write_register(session, acts, device=f"{activities.SELF}demo", actor=SYSTEM)


def _acts(
    session: activities.Session, chance: random.Random, names: list[str]
) -> Iterator[activities.RegisterAct]:
    band = _band(session.activity.audience)
    guests = activities.expected_guests(session)
    for guest in guests:
        yield activities.Mark(
            key=_key(chance),
            made_at=session.starts_at,
            guest=guest,
            state=chance.choices(("present", "absent", "excused"), weights=(8, 1, 1))[0],
        )
    for name in chance.sample(names, chance.randint(0, 2) if guests else chance.randint(3, 9)):
        yield activities.WalkIn(
            key=_key(chance),
            made_at=session.starts_at,
            presence=_key(chance),
            name=name,
            band=band,
        )
    for _ in range(chance.randint(0, 2)):
        card = f"K-{chance.randint(1000, 9999)}"
        yield activities.WalkIn(
            key=_key(chance), made_at=session.starts_at, presence=_key(chance), card=card, band=band
        )
    counted = chance.randint(0, 6)
    if counted:
        yield activities.Count(
            key=_key(chance), made_at=session.starts_at, band=band, change=counted
        )


def _band(audience: str) -> str:
    return {
        "children": activities.Band.CHILDREN.value,
        "youth": activities.Band.YOUTH.value,
        "seniors": activities.Band.SENIORS.value,
    }.get(audience, activities.Band.ADULTS.value)


def _key(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)
