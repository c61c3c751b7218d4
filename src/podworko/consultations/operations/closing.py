"""What becomes of appointments when the building they are in closes; nobody's name is told."""

from contextlib import AbstractContextManager, nullcontext

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.consultations import notices
from podworko.consultations.holders import of_machine
from podworko.consultations.models import Appointment, Form, Waiting
from podworko.consultations.operations.booking import call_off
from podworko.core.errors import DomainError
from podworko.messages import public as messages
from podworko.network.public import Affected, Closure, Decision, Fate


class AppointmentsAtSeat:
    """The handler of `network.closing` for conversations in the seat of a PAL."""

    def affected(self, closure: Closure) -> list[Affected]:
        """Return the times taken in the building while it is shut: when, and by which way told."""
        return [
            Affected(
                key=str(appointment.public_id),
                title=_("zajęty termin"),
                starts_at=appointment.starts_at,
                ends_at=appointment.ends_at,
                where=appointment.room.name if appointment.room else "",
                told_by=_told_by(appointment),
                can_move=False,
                note=_("Kto to, wie tylko specjalista. Odwołany dostanie link do innych terminów."),
            )
            for appointment in _in_building(closure)
        ]

    def settle(self, closure: Closure, key: str, decision: Decision, *, actor: audit.Actor) -> None:
        """Call one off, or leave it; moving is for its holder to do."""
        del closure
        if decision.fate == Fate.KEEP:
            return
        if decision.fate == Fate.MOVE:
            raise DomainError(_("Ten termin może przenieść tylko osoba, która go umówiła."))
        call_off(Appointment.objects.get(public_id=key), actor=actor)

    def lock(self, closure: Closure) -> None:
        """Lock the appointments in the building, and those who asked for what is offered there.

        In the order of every change: what is booked, who asks, what is offered.
        """
        here = _in_building(closure).select_related(None).order_by()
        offered = _keys(here.filter(state=Appointment.State.OFFERED))
        asked = Waiting.objects.filter(Q(offers__in=offered) | Q(moves__in=here.values("pk")))
        requests = _keys(asked)
        moved = set(asked.exclude(moves=None).values_list("moves", flat=True))
        offers = Appointment.objects.filter(waiting__in=requests, state=Appointment.State.OFFERED)
        offered |= _keys(offers)
        _lock_all(Appointment.objects.filter(pk__in=(_keys(here) | moved) - offered))
        _lock_all(Waiting.objects.filter(pk__in=requests))
        _lock_all(Appointment.objects.filter(pk__in=offered))

    def one_act(self) -> AbstractContextManager[None]:
        """Let each hear of their own: one is one message already."""
        return nullcontext()


def _keys(rows: QuerySet[Appointment] | QuerySet[Waiting]) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def _lock_all(rows: QuerySet[Appointment] | QuerySet[Waiting]) -> None:
    list(rows.order_by("pk").select_for_update(no_key=True, of=("self",)))


def _told_by(appointment: Appointment) -> dict[str, str]:
    holder = of_machine(appointment)
    if not holder.has_way:
        return {}
    way = messages.way_to(notices.recipient(holder, language=appointment.language))
    return {audit.label(appointment): way.value}


def _in_building(closure: Closure) -> QuerySet[Appointment]:
    here = Q(room__place=closure.pal.seat_id) | Q(
        room=None, form=Form.IN_PERSON, pal__seat=closure.pal.seat_id
    )
    planned = Appointment.objects.live().filter(
        here, starts_at__lt=closure.until, ends_at__gt=closure.since
    )
    return planned.select_related("room").order_by("starts_at", "pk")
