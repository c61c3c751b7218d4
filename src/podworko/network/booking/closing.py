"""What becomes of groups' bookings when the building they are in closes."""

from contextlib import AbstractContextManager, nullcontext

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.messages import public as messages
from podworko.network.booking import notices, operations
from podworko.network.booking.models import Booking
from podworko.network.booking.rules import BookingError
from podworko.network.closing import Affected, Closure, Decision, Fate


class BookingsAtSeat:
    """The handler of `network.closing` for bookings in the seat of a PAL, whichever group's."""

    def affected(self, closure: Closure) -> list[Affected]:
        """Return the bookings and requests in the building while it is shut, in one query."""
        return [
            Affected(
                key=str(booking.public_id),
                title=booking.group.name,
                starts_at=booking.starts_at,
                ends_at=booking.ends_at,
                where=booking.room.name,
                told_by=_told_by(booking),
                is_opened_for=bool(booking.who_opens),
                note=_("Rezerwacja sali. Grupa dostanie wiadomość."),
            )
            for booking in _in_building(closure)
        ]

    def settle(self, closure: Closure, key: str, decision: Decision, *, actor: audit.Actor) -> None:
        """Cancel one booking, move it, or write who opens for it.

        Raises what these raise, and BookingError where no room was chosen to move to.
        """
        booking = Booking.objects.get(public_id=key)
        if decision.fate == Fate.CANCEL:
            operations.cancel(booking, reason=closure.reason, actor=actor)
        elif decision.fate == Fate.KEEP:
            operations.keep(booking, who_opens=decision.who_opens, actor=actor)
        else:
            _move(booking, decision, actor=actor)

    def lock(self, closure: Closure) -> None:
        """Lock the bookings in the building."""
        here = _in_building(closure).select_related(None).order_by("pk")
        list(here.select_for_update(no_key=True))

    def one_act(self) -> AbstractContextManager[None]:
        """Let each group hear of each booking: one is one message already."""
        return nullcontext()


def _told_by(booking: Booking) -> dict[str, str]:
    way = messages.way_to(notices.recipient(booking.group))
    return {audit.label(booking.group): way.value}


def _move(booking: Booking, decision: Decision, *, actor: audit.Actor) -> None:
    if decision.room is None:
        raise BookingError(_("Wybierz salę."), field="where")
    starts_at = decision.starts_at or booking.starts_at
    ends_at = starts_at + (booking.ends_at - booking.starts_at)
    operations.move(booking, room=decision.room, starts_at=starts_at, ends_at=ends_at, actor=actor)


def _in_building(closure: Closure) -> QuerySet[Booking]:
    planned = Booking.objects.live().filter(
        room__place=closure.pal.seat_id, starts_at__lt=closure.until, ends_at__gt=closure.since
    )
    return planned.select_related("group", "room").order_by("starts_at", "pk")
