"""A specialist's day: done, missed, blocked time, and handing an appointment to a colleague."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.consultations import counting, notices
from podworko.consultations.counting import Told
from podworko.consultations.holders import of_machine
from podworko.consultations.models import Absence, Appointment, Specialist
from podworko.consultations.models.counts import Outcome
from podworko.consultations.operations import earlier
from podworko.consultations.operations.taking import (
    BUSY,
    MovedOnError,
    end,
    give_to,
    lock,
    lock_specialist,
    may_meet,
    take,
)
from podworko.core.errors import DomainError
from podworko.network.public import hold_leaders, release_leaders


@transaction.atomic
def finish(appointment: Appointment, told: Told, *, actor: audit.Actor) -> counting.Key:
    """Note that a conversation took place, and count it; return under which number.

    The number stands in no row of the appointment. Raises MovedOnError when it is over already
    or has not begun.
    """
    locked = _begun(appointment)
    key = counting.key_of(locked, Outcome.DONE, told)
    counting.add_to(key)
    end(locked, Appointment.State.DONE)
    audit.record("appointment.done", actor=actor, target=locked)
    return key


@transaction.atomic
def miss(appointment: Appointment, *, actor: audit.Actor) -> counting.Key:
    """Note that nobody came; only a number remembers it. Raises MovedOnError."""
    locked = _begun(appointment)
    key = counting.key_of(locked, Outcome.MISSED)
    counting.add_to(key)
    end(locked, Appointment.State.MISSED)
    audit.record("appointment.missed", actor=actor, target=locked)
    return key


@transaction.atomic
def reopen(
    appointment: Appointment,
    key: counting.Key,
    *,
    actor: audit.Actor,
    ended_at: datetime | None = None,
) -> Appointment:
    """Take back a slip of the finger: the appointment is open again, its count is one less.

    `key` is what `finish` or `miss` returned. Raises MovedOnError when it is not over, when
    nothing stands under that number any more, or when it ended again at another moment than
    `ended_at`: that ending counts under another number.
    """
    locked = lock(appointment)
    if locked.state not in (Appointment.State.DONE, Appointment.State.MISSED):
        raise MovedOnError
    if ended_at and locked.ended_at != ended_at:
        raise MovedOnError
    if not counting.take_back(key):
        raise MovedOnError
    locked.state, locked.ended_at = Appointment.State.BOOKED, None
    locked.save(update_fields=["state", "ended_at"])
    audit.record("appointment.reopened", actor=actor, target=locked)
    return locked


@transaction.atomic
def block(
    specialist: Specialist, *, starts_at: datetime, ends_at: datetime, actor: audit.Actor
) -> Absence:
    """Keep time free of conversations; others see it as busy.

    Raises LeaderBusyError when something is there already, DomainError for no time at all.
    """
    if ends_at <= starts_at:
        raise DomainError(_("Koniec musi być po początku."), field="ends")
    lock_specialist(specialist)
    absence = Absence.objects.create(specialist=specialist, starts_at=starts_at, ends_at=ends_at)
    hold_leaders(
        [specialist.leader], about=absence, starts_at=starts_at, ends_at=ends_at, title=BUSY
    )
    audit.record("absence.added", actor=actor, target=absence)
    return absence


@transaction.atomic
def block_all(
    specialist: Specialist, *, spans: Iterable[tuple[datetime, datetime]], actor: audit.Actor
) -> list[Absence]:
    """Keep several times free, all of them or none.

    Raises what `block` raises at the first that cannot be kept free.
    """
    return [block(specialist, starts_at=a, ends_at=b, actor=actor) for a, b in spans]


@transaction.atomic
def unblock(absence: Absence, *, actor: audit.Actor) -> None:
    """Let conversations be booked in that time again."""
    release_leaders([absence])
    audit.record("absence.removed", actor=actor, target=absence)
    absence.delete()


@transaction.atomic
def hand_over(
    appointment: Appointment,
    *,
    to: Specialist,
    actor: audit.Actor,
    barred_from: date | None = None,
) -> Appointment:
    """Ask a colleague to take an appointment over; until they do, it stays as it is.

    `barred_from` is what `first_day_barred` answered of `to`, for who hands over many; they are
    asked anew when they take it. Raises MovedOnError once it has begun, and DomainError for
    somebody who does not give this help, or may not meet the minors who may come to it.
    """
    locked = lock(appointment)
    if not locked.is_changeable or to.pk == locked.specialist_id:
        raise MovedOnError
    if not to.services.filter(pk=locked.service_id).exists():
        raise DomainError(_("Ta osoba nie prowadzi takich rozmów."), field="to")
    if not may_meet(to, locked, barred_from=barred_from):
        raise DomainError(_("Ta osoba nie może teraz przejąć tej rozmowy."), field="to")
    locked.handed_to = to
    locked.save(update_fields=["handed_to"])
    audit.record("appointment.handed", actor=actor, target=locked)
    return locked


@transaction.atomic
def keep(appointment: Appointment, *, by: Specialist, actor: audit.Actor) -> Appointment:
    """Take back, or turn down, that a colleague takes an appointment over.

    Raises MovedOnError when `by` neither gives nor was asked, or it is over.
    """
    locked = lock(appointment)
    if not locked.is_live or by.pk not in (locked.specialist_id, locked.handed_to_id):
        raise MovedOnError
    locked.handed_to = None
    locked.save(update_fields=["handed_to"])
    audit.record("appointment.kept", actor=actor, target=locked)
    return locked


@transaction.atomic
def take_over(appointment: Appointment, *, by: Specialist, actor: audit.Actor) -> Appointment:
    """Take over an appointment that a colleague offered; its holder is told whom they will meet.

    Raises MovedOnError when it is not offered any more, SlotTakenError when one is busy then.
    """
    lock_specialist(by)
    locked = lock(appointment)
    if not locked.is_changeable or locked.handed_to_id != by.pk:
        raise MovedOnError
    give_to(locked, by)
    locked.handed_to = None
    take(locked)
    earlier.follow(locked)
    audit.record("appointment.taken_over", actor=actor, target=locked)
    notices.tell(locked, "taken_over", holder=of_machine(locked), once=notices.each_time())
    return locked


def _begun(appointment: Appointment) -> Appointment:
    locked = lock(appointment)
    if locked.state != Appointment.State.BOOKED or locked.starts_at > timezone.now():
        raise MovedOnError
    return locked
