"""Telling those who wait that something is free: an offer with a deadline, one at a time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.consultations import notices
from podworko.consultations.holders import (
    Holder,
    code_digest,
    holder_digest,
    holder_digests,
    of_machine,
    seal,
)
from podworko.consultations.models import Appointment, Service, Specialist, Waiting
from podworko.consultations.operations import earlier
from podworko.consultations.operations.booking import (
    check_minor,
    check_ways,
    is_free,
    new_code,
    put_at,
    room_of,
)
from podworko.consultations.operations.holding import check_held, full_holders, lock_service
from podworko.consultations.operations.matching import answer_until, meets, suits
from podworko.consultations.operations.taking import (
    MovedOnError,
    SlotTakenError,
    end,
    lock,
    lock_request,
    lock_specialist,
    lock_waiting,
    may_meet,
    take,
)
from podworko.consultations.queries.slots import HORIZON, Slot, Wanted, free_slots
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.network.public import Pal

WAITS = timedelta(days=60)
"""How long somebody is kept on the list; they are told when it ends."""


class WaitsAlreadyError(DomainError):
    """A contact waits for this help once."""

    code = "waits-already"

    def __init__(self) -> None:
        super().__init__(_("Czekasz już na taką rozmowę. Damy znać, gdy coś się zwolni."))


@dataclass(frozen=True, slots=True)
class Asking:
    """What somebody waits for; see Waiting for the words."""

    holder: Holder
    form: str
    who: str = "adult"
    pal: Pal | None = None
    specialist_id: int | None = None
    parts: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    wants_call: bool = False
    language: str = "pl"
    channel: str = "web"


@transaction.atomic
def wait(service: Service, asking: Asking, *, actor: audit.Actor) -> tuple[Waiting, str]:
    """Put somebody on the list; return it with the code that opens it by phone, told only here.

    Raises DomainError for somebody who may not come alone, waits already, or left out what the
    form of talk takes.
    """
    check_minor(service.minors, asking.who, service.minors_words)
    check_ways(asking.form, asking.holder)
    digests = holder_digests(asking.holder)
    if Waiting.objects.open().filter(service=service, holder__in=digests).exists():
        raise WaitsAlreadyError
    code = new_code()
    try:
        with transaction.atomic():
            waiting = _noted(service, asking, replace(asking.holder, code=code))
    except IntegrityError as error:
        raise WaitsAlreadyError from error
    audit.record("waiting.added", actor=actor, target=waiting, channel=asking.channel)
    return waiting, code


def _noted(service: Service, asking: Asking, holder: Holder) -> Waiting:
    specialist = _named(asking)
    return Waiting.objects.create(
        service=service,
        pal=asking.pal,
        specialist=specialist,
        account=specialist.leader.user if specialist else None,
        form=asking.form,
        parts=list(asking.parts),
        weekdays=list(asking.weekdays),
        wants_call=asking.wants_call,
        channel=asking.channel,
        language=asking.language,
        sealed=seal(holder),
        code=code_digest(holder.code),
        holder=holder_digest(holder),
        until=times.today() + WAITS,
    )


def _named(asking: Asking) -> Specialist | None:
    if asking.specialist_id is None:
        return None
    rows = Specialist.objects.select_related("leader__user").filter(leader__user__isnull=False)
    found = rows.filter(pk=asking.specialist_id).first()
    if found is None:
        raise DomainError(_("Z tą osobą nie można się teraz umówić."), field="specialist")
    return found


@transaction.atomic
def end_waiting(waiting: Waiting, *, actor: audit.Actor) -> Waiting:
    """Take somebody off the list, with what is offered to them; twice is the same as once."""
    locked = _lock(waiting)
    if locked.state != Waiting.State.WAITING:
        return locked
    _take_back_offers(locked)
    _close(locked, Waiting.State.ENDED)
    audit.record("waiting.ended", actor=actor, target=locked)
    return locked


def accept(offer: Appointment, *, actor: audit.Actor) -> Appointment:
    """Take what was offered; return the appointment that one has now.

    Raises MovedOnError when the time to answer has passed, or the specialist may not meet minors
    any more: then the offer ends and who asked waits on. Raises TooManyHeldError.
    """
    appointment = _accept(offer, actor=actor)
    if appointment is None:  # what ended has to be stored first
        raise MovedOnError
    return appointment


@transaction.atomic
def _accept(offer: Appointment, *, actor: audit.Actor) -> Appointment | None:
    lock_service(offer.service_id)
    locked, waiting = _lock_offer(offer)
    if not _is_open(locked) or waiting is None:
        raise MovedOnError
    if not may_meet(locked.specialist, locked):
        notices.withdraw(locked)
        _pass_on(locked, waiting)
        audit.record("appointment.lapsed", actor=audit.SYSTEM, target=locked)
        return None
    appointment = _moved(waiting, locked) if waiting.moves_id else _booked(locked)
    if waiting.moves_id:
        waiting.delete()
    else:
        _close(waiting, Waiting.State.SERVED)
    audit.record("appointment.accepted", actor=actor, target=appointment)
    return appointment


@transaction.atomic
def decline(offer: Appointment, *, actor: audit.Actor) -> None:
    """Let what was offered go to the next one; who declined goes on waiting for another time.

    Twice is the same as once.
    """
    locked, waiting = _lock_offer(offer)
    if locked.state == Appointment.State.OFFERED:
        notices.withdraw(locked)
        _pass_on(locked, waiting)
        audit.record("appointment.declined", actor=actor, target=locked)


@transaction.atomic
def book_for(waiting: Waiting, slot: Slot, *, actor: audit.Actor) -> Appointment:
    """Book for somebody who waits, after the specialist spoke with them.

    Raises SlotTakenError, TooManyHeldError, and MovedOnError when they do not wait any more.
    """
    lock_service(slot.service.pk)
    lock_specialist(slot.specialist)
    locked = _lock(waiting)
    if locked.state != Waiting.State.WAITING:
        raise MovedOnError
    if not is_free(slot, form=locked.form):
        raise SlotTakenError
    check_held(slot.service.pk, of_machine(locked))
    _take_back_offers(locked)
    appointment = _made(locked, slot, Appointment.State.BOOKED, until=None)
    _close(locked, Waiting.State.SERVED)
    audit.record("appointment.booked", actor=actor, target=appointment, channel=locked.channel)
    notices.tell(appointment, "booked", holder=of_machine(appointment))
    return appointment


def offer_free(service: Service) -> int:
    """Offer what is free to those who wait for this help, first come first; return how many.

    Each offer is a transaction of its own, so that what one meets does not stop the rest. Safe
    to run at any time and twice: one who has an offer gets no second one.
    """
    earlier.note_wishes(service)
    today = times.today()
    # Who asked to be called agrees on a time with the specialist.
    waiting = Waiting.objects.open().filter(service=service, until__gte=today, wants_call=False)
    waiting = waiting.exclude(offers__state=Appointment.State.OFFERED).select_related("moves")
    # Who has an appointment and would rather come sooner comes after those who have none.
    asked = sorted(waiting, key=lambda one: (one.moves_id is not None, one.pk))
    if not asked:
        return 0
    slots = free_slots(Wanted(service), first=today, last=today + HORIZON)
    full = full_holders(service.pk)
    # Who would rather come sooner takes no time more; who holds as many as one may could not.
    able = [one for one in asked if one.moves_id is not None or one.holder not in full]
    return sum(_offer_first(one, slots) for one in able if of_machine(one).has_way)


def lapse_offers(*, now: datetime | None = None) -> int:
    """Let the offers go whose time has passed, and those who waited too long; return how many."""
    now = now or timezone.now()
    due = Appointment.objects.filter(state=Appointment.State.OFFERED, offered_until__lte=now)
    lapsed = [offer for offer in due if _lapse(offer, now)]
    over = Waiting.objects.open().filter(until__lt=times.local(now).date())
    # Whose answer is still awaited is let answer.
    for waiting in over.exclude(offers__state=Appointment.State.OFFERED):
        _expire(waiting)
    return len(lapsed)


@transaction.atomic
def _expire(waiting: Waiting) -> None:
    locked = lock_waiting(waiting)
    if locked is None or locked.state != Waiting.State.WAITING or _has_offer(locked):
        return
    if locked.moves_id is None:
        notices.tell_waiting(locked, "waiting_ended", holder=of_machine(locked))
    _close(locked, Waiting.State.ENDED)
    audit.record("waiting.ended", actor=audit.SYSTEM, target=locked)


@transaction.atomic
def _lapse(offer: Appointment, now: datetime) -> bool:
    locked, waiting = _lock_offer(offer)
    if locked.state != Appointment.State.OFFERED or locked.offered_until is None:
        return False
    if locked.offered_until > now:
        return False
    notices.tell(locked, "lapsed", holder=of_machine(locked))
    _pass_on(locked, waiting)
    audit.record("appointment.lapsed", actor=audit.SYSTEM, target=locked)
    return True


def _offer_first(waiting: Waiting, slots: list[Slot]) -> bool:
    """Offer the soonest that suits; it is taken out of `slots` for those who come after."""
    for slot in [each for each in slots if suits(waiting, each)]:
        slots[:] = [each for each in slots if each is not slot and not meets(each, slot)]
        try:
            return _offer(waiting, slot)
        except SlotTakenError:
            continue
        except MovedOnError:
            return False
    return False


@transaction.atomic
def _offer(waiting: Waiting, slot: Slot) -> bool:
    lock_specialist(slot.specialist)
    locked = _lock(waiting)
    is_over = locked.state != Waiting.State.WAITING or _has_offer(locked)
    if is_over or not suits(locked, slot):
        return False
    if not is_free(slot, form=locked.form):
        raise SlotTakenError
    offer = _made(locked, slot, Appointment.State.OFFERED, until=answer_until(slot))
    audit.record("appointment.offered", actor=audit.SYSTEM, target=offer)
    notices.tell(offer, "offered", holder=of_machine(offer))
    return True


def _made(
    waiting: Waiting, slot: Slot, state: Appointment.State, *, until: datetime | None
) -> Appointment:
    appointment = Appointment(
        specialist=slot.specialist,
        account=slot.specialist.leader.user,
        service=slot.service,
        pal=slot.pal,
        room=room_of(slot, waiting.form),
        form=waiting.form,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        state=state,
        channel=waiting.channel,
        language=waiting.language,
        # Anew: a copy of the seal could outlive a rotation of keys that has passed this table.
        sealed=seal(of_machine(waiting)),
        code=waiting.code,
        holder=waiting.holder,
        waiting=waiting,
        offered_until=until,
    )
    take(appointment)
    return appointment


def _booked(offer: Appointment) -> Appointment:
    check_held(offer.service_id, of_machine(offer))
    offer.state, offer.offered_until = Appointment.State.BOOKED, None
    offer.save(update_fields=["state", "offered_until"])
    notices.tell(offer, "booked", holder=of_machine(offer))
    return offer


def _moved(waiting: Waiting, offer: Appointment) -> Appointment:
    """Put the appointment that one has at the time that was offered."""
    if waiting.moves is None:
        raise MovedOnError
    appointment = lock(waiting.moves)  # locked already: read anew
    if not appointment.is_changeable:
        raise MovedOnError
    slot = Slot(
        offer.service, offer.specialist, offer.pal, offer.room, offer.starts_at, (offer.form,)
    )
    notices.withdraw(offer)
    end(offer, Appointment.State.CANCELLED)
    put_at(appointment, slot)
    appointment.wants_earlier = False
    appointment.save(update_fields=["wants_earlier"])
    holder, once = of_machine(appointment), notices.each_time()
    notices.tell(appointment, "moved", holder=holder, once=once)
    return appointment


def _take_back_offers(waiting: Waiting) -> None:
    for offer in waiting.offers.filter(state=Appointment.State.OFFERED):
        notices.withdraw(offer)
        end(offer, Appointment.State.CANCELLED)


def _pass_on(offer: Appointment, waiting: Waiting | None) -> None:
    if waiting is not None:
        declined = [*waiting.declined, offer.starts_at.isoformat()]
        Waiting.objects.filter(pk=waiting.pk).update(declined=declined)
    end(offer, Appointment.State.CANCELLED)


def _is_open(offer: Appointment) -> bool:
    is_offered = offer.state == Appointment.State.OFFERED
    return is_offered and offer.offered_until is not None and timezone.now() < offer.offered_until


def _has_offer(waiting: Waiting) -> bool:
    return waiting.offers.filter(state=Appointment.State.OFFERED).exists()


def _lock_offer(offer: Appointment) -> tuple[Appointment, Waiting | None]:
    """Lock an offer after what it answers: the appointment it would move, and the request."""
    waiting = lock_request(offer)
    return lock(offer), waiting


def _lock(waiting: Waiting) -> Waiting:
    """Lock a request; raises MovedOnError for a wish that went with its appointment."""
    locked = lock_waiting(waiting)
    if locked is None:
        raise MovedOnError
    return locked


def _close(waiting: Waiting, state: Waiting.State) -> None:
    waiting.state, waiting.ended_at = state, timezone.now()
    waiting.sealed, waiting.holder = "", ""
    waiting.save(update_fields=["state", "ended_at", "sealed", "holder"])
