"""Booking, moving and calling off: for a resident, by the desk or by phone, with the same rules."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.consultations import counting, notices
from podworko.consultations.holders import (
    Holder,
    code_digest,
    code_digests,
    holder_digest,
    of_machine,
    seal,
)
from podworko.consultations.models import Appointment, Form, Minors, Waiting
from podworko.consultations.models.counts import Outcome
from podworko.consultations.operations import earlier
from podworko.consultations.operations.holding import TooManyHeldError, check_held, lock_service
from podworko.consultations.operations.taking import (
    MovedOnError,
    SlotTakenError,
    end,
    give_to,
    lock,
    lock_request,
    lock_specialist,
    take,
)
from podworko.consultations.queries.slots import Slot, Wanted, find_slot
from podworko.core import codes
from podworko.core.errors import DomainError
from podworko.network.public import Room

__all__ = ["Asked", "SlotTakenError", "TooManyHeldError", "book", "call_off", "cancel", "move"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for besides the time; `who` is "adult", "guardian" or "minor"."""

    holder: Holder
    form: str
    who: str = "adult"
    language: str = "pl"
    channel: str = "web"
    wants_earlier: bool = False


@transaction.atomic
def book(slot: Slot, asked: Asked, *, actor: audit.Actor) -> tuple[Appointment, str]:
    """Book a conversation; return it with the code that opens it by phone, told only here.

    Raises SlotTakenError when it is not free any more, TooManyHeldError, and DomainError for
    a form that is not given then or somebody who may not come alone.
    """
    lock_service(slot.service.pk)
    lock_specialist(slot.specialist)
    if not is_free(slot, form=asked.form):
        raise SlotTakenError
    _check(slot, asked)
    code = new_code()
    holder = replace(asked.holder, code=code)
    appointment = Appointment(
        specialist=slot.specialist,
        account=slot.specialist.leader.user,
        service=slot.service,
        pal=slot.pal,
        room=room_of(slot, asked.form),
        form=asked.form,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        channel=asked.channel,
        language=asked.language,
        sealed=seal(holder),
        code=code_digest(code),
        holder=holder_digest(holder),
        wants_earlier=asked.wants_earlier and holder.has_way,
    )
    take(appointment)
    audit.record("appointment.booked", actor=actor, target=appointment, channel=asked.channel)
    notices.tell(appointment, "booked", holder=holder)
    return appointment, code


@transaction.atomic
def cancel(appointment: Appointment, *, actor: audit.Actor) -> Appointment:
    """Call an appointment off for its holder; the time goes to whoever waits.

    Twice is the same as once. Raises MovedOnError once it has begun.
    """
    locked = lock(appointment)
    if locked.state == Appointment.State.CANCELLED:
        return locked
    if not locked.is_changeable:
        raise MovedOnError
    outcome = Outcome.LATE if locked.is_late_to_cancel else Outcome.CANCELLED
    counting.add(locked, outcome)
    notices.tell(locked, "cancelled", holder=of_machine(locked))
    earlier.forget(locked)
    end(locked, Appointment.State.CANCELLED)
    audit.record("appointment.cancelled", actor=actor, target=locked)
    return locked


@transaction.atomic
def call_off(appointment: Appointment, *, actor: audit.Actor) -> Appointment:
    """Call an appointment off for the house, and tell its holder how to choose another time.

    Whom it was offered to is told, too, and goes on waiting.

    Raises MovedOnError when it is over already.
    """
    is_offer = appointment.state == Appointment.State.OFFERED
    waiting = lock_request(appointment) if is_offer else None
    locked = lock(appointment)
    if not locked.is_live:
        raise MovedOnError
    if waiting and locked.state == Appointment.State.OFFERED:
        # Else the same time would be offered to the same person with the next tick.
        declined = [*waiting.declined, locked.starts_at.isoformat()]
        Waiting.objects.filter(pk=waiting.pk).update(declined=declined)
    notices.tell(locked, "called_off", holder=of_machine(locked))
    earlier.forget(locked)
    end(locked, Appointment.State.CANCELLED)
    audit.record("appointment.cancelled", actor=actor, target=locked)
    return locked


@transaction.atomic
def move(appointment: Appointment, slot: Slot, *, actor: audit.Actor) -> Appointment:
    """Give an appointment another time, and perhaps another specialist; the code stays.

    Raises SlotTakenError, and leaves the appointment as it was, when that is not free, and
    MovedOnError once it has begun.
    """
    lock_specialist(slot.specialist)
    locked = lock(appointment)
    if not locked.is_changeable or locked.service_id != slot.service.pk:
        raise MovedOnError
    if not is_free(slot, form=locked.form):
        raise SlotTakenError
    put_at(locked, slot)
    earlier.follow(locked)
    audit.record("appointment.moved", actor=actor, target=locked)
    notices.tell(locked, "moved", holder=of_machine(locked), once=notices.each_time())
    return locked


@transaction.atomic
def want_earlier(appointment: Appointment, *, wants: bool, actor: audit.Actor) -> Appointment:
    """Note whether the holder would rather come sooner if something becomes free.

    Raises MovedOnError once it has begun.
    """
    locked = lock(appointment)
    if not locked.is_changeable:
        raise MovedOnError
    locked.wants_earlier = wants and of_machine(locked).has_way
    locked.save(update_fields=["wants_earlier"])
    if not locked.wants_earlier:
        earlier.forget(locked)
    audit.record("appointment.moved", actor=actor, target=locked, fields=["wants_earlier"])
    return locked


def put_at(appointment: Appointment, slot: Slot) -> None:
    """Store an appointment at another time; raises SlotTakenError."""
    give_to(appointment, slot.specialist)
    appointment.pal = slot.pal
    appointment.room = room_of(slot, appointment.form)
    appointment.starts_at, appointment.ends_at = slot.starts_at, slot.ends_at
    appointment.handed_to = None
    take(appointment)


def is_free(slot: Slot, *, form: str) -> bool:
    """Whether a slot is offered at this moment in this form: hours, holds, house, lead time."""
    wanted = Wanted(slot.service, pal=slot.pal, specialist=slot.specialist, form=form)
    return find_slot(wanted, starts_at=slot.starts_at) is not None


def room_of(slot: Slot, form: str) -> Room | None:
    """Return the room a conversation takes: a visit at home leaves it to others."""
    return None if form == Form.HOME else slot.room


def new_code() -> str:
    """Return a code that opens nothing yet."""
    while True:
        code = codes.drawn()
        digests = code_digests(code)
        held = Appointment.objects.filter(code__in=digests).exists()
        if not held and not Waiting.objects.filter(code__in=digests).exists():
            return code


def check_minor(service_minors: str, who: str, words: str) -> None:
    """Raise DomainError when somebody under age may not ask for this help alone.

    Who may is set by each service, in words of its own: a health service may see a minor
    alone only as far as its law lets it, an advice point sets it by its rules.
    """
    if who == "minor" and service_minors != Minors.ALONE:
        raise DomainError(words or _("Przyjdź z rodzicem albo opiekunem."), field="who")
    if who != "adult" and service_minors == Minors.ADULTS:
        raise DomainError(words or _("Ta pomoc jest tylko dla dorosłych."), field="who")


def check_ways(form: str, holder: Holder) -> None:
    """Raise DomainError when a talk in this form lacks what it takes: an address, a number."""
    if form == Form.HOME and not holder.address:
        raise DomainError(_("Napisz, dokąd mamy przyjść."), field="address")
    if form == Form.PHONE and not holder.phone:
        raise DomainError(_("Podaj numer, pod który mamy zadzwonić."), field="phone")


def _check(slot: Slot, asked: Asked) -> None:
    service = slot.service
    check_minor(service.minors, asked.who, service.minors_words)
    check_ways(asked.form, asked.holder)
    check_held(service.pk, asked.holder)
