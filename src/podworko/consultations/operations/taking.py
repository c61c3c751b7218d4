"""Taking the time of a specialist and a room as one act, and giving it back."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.consultations.models import Appointment, Specialist, Waiting
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.network.public import (
    LeaderBusyError,
    RoomTakenError,
    UncheckedLeaderError,
    gates,
    hold_leaders,
    hold_room,
    release_leaders,
    release_rooms,
)

BUSY = "zajęte"
"""All that anybody else reads of a conversation; in the language of the desk."""


class SlotTakenError(DomainError):
    """Somebody was quicker, or the specialist or the room is not free any more."""

    code = "slot-taken"

    def __init__(self) -> None:
        super().__init__(_("Ten termin ktoś właśnie zajął. Wybierz inny."), field="slot")


class MovedOnError(DomainError):
    """The appointment is not any more what the page showed."""

    code = "appointment-moved-on"

    def __init__(self) -> None:
        super().__init__(_("Tego terminu nie można już zmienić."))


def lock_specialist(specialist: Specialist) -> Specialist:
    """Lock a specialist's row until the end of the transaction: bookings come one by one."""
    rows = Specialist.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("leader").get(pk=specialist.pk)


def lock(appointment: Appointment) -> Appointment:
    """Lock an appointment's row until the end of the transaction and read it anew.

    Read after the lock: a row that waited for another specialist's name to be put in it does not
    fit any more what it was joined with.
    """
    Appointment.objects.select_for_update(no_key=True).only("pk").get(pk=appointment.pk)
    related = ("service", "specialist__leader", "pal__seat", "room__place")
    return Appointment.objects.select_related(*related).get(pk=appointment.pk)


def lock_request(offer: Appointment) -> Waiting | None:
    """Lock who an offer answers, and before it the appointment it would move; None for nobody.

    What is offered is locked after it, by whoever answers it or calls it off.
    """
    waiting = Waiting.objects.filter(offers=offer).select_related("moves").first()
    if waiting is None:
        return None
    if waiting.moves is not None:
        lock(waiting.moves)
    return lock_waiting(waiting)


def lock_waiting(waiting: Waiting) -> Waiting | None:
    """Lock a request and read it anew; None for a wish that went with its appointment."""
    if not Waiting.objects.select_for_update(no_key=True).filter(pk=waiting.pk).first():
        return None
    return Waiting.objects.select_related("service", "moves").get(pk=waiting.pk)


def give_to(appointment: Appointment, specialist: Specialist) -> None:
    """Have an appointment be a specialist's, and be opened by the account they have now.

    One that stays with the same specialist stays with the account it had.
    """
    if appointment.specialist_id != specialist.pk:
        appointment.specialist, appointment.account = specialist, specialist.leader.user


def take(appointment: Appointment) -> None:
    """Store an appointment with the time of its specialist and its room.

    Raises SlotTakenError, and stores nothing, when either has something else then, or when minors
    may come and the specialist is not cleared for them on that day (protection act, art. 21).
    """
    service = appointment.service
    try:
        with transaction.atomic():
            appointment.save()
            # The room before the person, as classes do: crosswise each would wait for the other.
            _take_room(appointment)
            hold_leaders(
                [appointment.specialist.leader],
                about=appointment,
                starts_at=appointment.starts_at,
                ends_at=appointment.ends_at + service.pause,
                title=BUSY,
                with_minors=service.admits_minors,
            )
    except (LeaderBusyError, RoomTakenError, UncheckedLeaderError, IntegrityError) as error:
        raise SlotTakenError from error


def may_meet(
    specialist: Specialist, appointment: Appointment, *, barred_from: date | None = None
) -> bool:
    """Whether a specialist is cleared for minors on that day, where they may come.

    `barred_from` is what `first_day_barred` answered before; None asks the gate.
    """
    if not appointment.service.admits_minors:
        return True
    return (barred_from or first_day_barred(specialist)) > times.local(appointment.starts_at).date()


def first_day_barred(specialist: Specialist) -> date:
    """Return from which day on a specialist is not cleared for minors; `date.max` for never."""
    leader = specialist.leader
    return gates.first_days_barred([leader]).get(leader.pk, date.max)


def free(appointment: Appointment) -> None:
    """Give back the time of the specialist and the room."""
    release_leaders([appointment])
    release_rooms([appointment])


def end(appointment: Appointment, state: Appointment.State) -> None:
    """End an appointment; its time is free again if it was not held."""
    appointment.state = state
    appointment.ended_at = timezone.now()
    appointment.offered_until = None
    appointment.handed_to = None
    fields = ["state", "ended_at", "offered_until", "handed_to"]
    if state == Appointment.State.CANCELLED:
        # Nobody needs to know any more who it would have been.
        appointment.sealed, appointment.holder = "", ""
        fields += ["sealed", "holder"]
        free(appointment)
    appointment.save(update_fields=fields)


def _take_room(appointment: Appointment) -> None:
    if appointment.room is None:
        release_rooms([appointment])
        return
    hold_room(
        appointment.room,
        about=appointment,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        title=BUSY,
    )
