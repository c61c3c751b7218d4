"""Taking a room and giving it back: one way for classes, groups and conversations."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, models, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.network.holds import RoomHold
from podworko.network.models import Room


class RoomTakenError(DomainError):
    """The room is taken by something else at that time; `hold` tells by what."""

    code = "room-taken"

    def __init__(self, message: str, *, hold: RoomHold | None = None) -> None:
        super().__init__(message, field="where")
        self.hold = hold


@transaction.atomic
def hold_room(
    room: Room, *, about: models.Model, starts_at: datetime, ends_at: datetime, title: str
) -> RoomHold:
    """Take a room for a thing, or move what the thing has; a thing has one room at most.

    `title` is what others are told when they meet the hold: it must be fit for every desk,
    so a confidential thing gives a neutral word. Raises RoomTakenError, and changes nothing,
    when another thing has the room for part of that time. Times that only touch are free.
    """
    label = audit.label(about)
    fields = {"room": room, "starts_at": starts_at, "ends_at": ends_at, "title": title[:160]}
    try:
        with transaction.atomic():
            hold, _is_new = RoomHold.objects.update_or_create(about=label, defaults=fields)
    except IntegrityError as error:
        other = _other(room, label, starts_at, ends_at)
        raise RoomTakenError(_words(room, other, starts_at), hold=other) from error
    return hold


def release_rooms(things: Iterable[models.Model]) -> int:
    """Give back what these things have; return how many holds ended."""
    labels = [audit.label(thing) for thing in things]
    deleted, _rows = RoomHold.objects.filter(about__in=labels).delete()
    return deleted


def _other(room: Room, label: str, starts_at: datetime, ends_at: datetime) -> RoomHold | None:
    around = RoomHold.objects.filter(room=room, starts_at__lt=ends_at, ends_at__gt=starts_at)
    return around.exclude(about=label).order_by("starts_at").first()


def _words(room: Room, other: RoomHold | None, starts_at: datetime) -> str:
    shown = other.starts_at if other else starts_at
    when = date_format(times.local(shown), "j E, H:i")
    title = other.title if other else ""
    if not title:
        return _("Sala %(room)s jest wtedy zajęta (%(when)s).") % {"room": room.name, "when": when}
    return _("Sala %(room)s jest wtedy zajęta: „%(title)s” (%(when)s).") % {
        "room": room.name,
        "title": title,
        "when": when,
    }
