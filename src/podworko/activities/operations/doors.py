"""Screens at the door: started for a day, stopped at once, and what people tap on them."""

import hashlib
import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.activities import passes
from podworko.activities.models import Door, Guest, Presence, Session, SignUp
from podworko.activities.operations import registers
from podworko.audit import public as audit
from podworko.core import throttle, times
from podworko.core.errors import DomainError
from podworko.core.text import squeeze
from podworko.network.public import Pal

MISSES = 10
MISSES_WITHIN = timedelta(minutes=10)
RESTS_FOR = timedelta(minutes=1)
SEEN_EVERY = timedelta(minutes=1)
KEPT_FOR = timedelta(days=30)


class DoorError(DomainError):
    """The screen cannot let somebody in by itself."""

    code = "door"


@transaction.atomic
def start_door(pal: Pal, *, name: str, actor: User) -> tuple[Door, str]:
    """Start a screen in `pal` until midnight; return it with the secret for its device."""
    secret = secrets.token_urlsafe(32)
    _begin, midnight = times.day_bounds(times.today())
    door = Door.objects.create(
        pal=pal, name=squeeze(name), digest=digest(secret), started_by=actor, ends_at=midnight
    )
    audit.record("door.started", actor=actor, target=door, pal=pal.pk)
    return door, secret


@transaction.atomic
def stop_door(door: Door, *, actor: audit.Actor) -> None:
    """Stop a screen: its next tap is refused. Stopping twice changes nothing."""
    held = Door.objects.select_for_update(no_key=True).get(pk=door.pk)
    if held.stopped_at:
        return
    held.stopped_at = timezone.now()
    held.save(update_fields=["stopped_at"])
    audit.record("door.stopped", actor=actor, target=held)


def check_in(door: Door, session: Session, *, guests: Iterable[int]) -> None:
    """Mark people of one household as present, as they say at the door.

    Raises DoorError when the register is closed or refuses one of them: somebody of the team
    then has to look.
    """
    if session.pal_id != door.pal_id:
        raise DoorError(_("To spotkanie jest w innym miejscu."))
    if registers.is_closed(session):
        raise DoorError(_("Lista obecności jest już zamknięta."))
    _mark(session, guests, device=door.device, actor=door)


def mark_by_code(session: Session, code: str, *, device: str, actor: audit.Actor) -> list[str]:
    """Mark everybody of the household with this code as present, and return their names.

    Raises DoorError for a code that nobody on this session's list has, and for one without a
    place; RegisterError when the register cannot be written in.
    """
    on_list = SignUp.objects.live().filter(list=session.sign_up_list_id)
    held = passes.holders(code, on_list) if session.sign_up_list_id else []
    if not held:
        raise DoorError(_("Tego kodu nie ma na tej liście."))
    if any(one.status != SignUp.Status.CONFIRMED for one in held):
        raise DoorError(_("Ta osoba nie ma jeszcze miejsca: jest na liście rezerwowej."))
    guests = Guest.objects.filter(sign_up__in=held).select_related("sign_up")
    _mark(session, [guest.pk for guest in guests], device=device, actor=actor)
    return [guest.name or f"{guest.sign_up.name} +" for guest in guests]


def check_rest(door: Door) -> None:
    """Raise DoorError while the screen rests after many wrong tries."""
    if door.rests_until and door.rests_until > timezone.now():
        raise DoorError(_("Za dużo prób naraz. Poczekaj minutę albo podejdź do kogoś z zespołu."))


def note_miss(door: Door) -> None:
    """Count a wrong try; after ten in ten minutes each further one makes the screen rest."""
    key = str(door.public_id)
    if not throttle.allow("door-miss", key, limit=MISSES, window=MISSES_WITHIN):
        Door.objects.filter(pk=door.pk).update(rests_until=timezone.now() + RESTS_FOR)


def note_seen(door: Door, *, now: datetime | None = None) -> None:
    """Note that the screen is alive, once a minute at most."""
    moment = now or timezone.now()
    if door.seen_at is None or moment - door.seen_at > SEEN_EVERY:
        Door.objects.filter(pk=door.pk).update(seen_at=moment)


def forget_doors() -> int:
    """Delete screens that ended a month ago; return how many."""
    deleted, _by_model = Door.objects.filter(ends_at__lt=timezone.now() - KEPT_FOR).delete()
    return deleted


def digest(secret: str) -> str:
    """Return the secret as it is stored; it has 256 bits, so plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _mark(session: Session, guests: Iterable[int], *, device: str, actor: audit.Actor) -> None:
    now = timezone.now()
    marks = [
        registers.Mark(key=uuid.uuid4(), made_at=now, guest=guest, state=Presence.State.PRESENT)
        for guest in guests
    ]
    outcomes = registers.write(session, marks, device=device, actor=actor)
    refused = [outcome.message for outcome in outcomes if outcome.result == "refused"]
    if refused:
        raise DoorError(refused[0])
