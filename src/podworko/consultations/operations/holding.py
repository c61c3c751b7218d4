"""How many times one contact holds at once, so that times stay for others."""

from django.db.models import Count
from django.utils.translation import gettext as _

from podworko.consultations.holders import Holder, holder_digests
from podworko.consultations.models import Appointment, Service
from podworko.core.errors import DomainError

MOST_HELD = 2
"""How many times to come of one kind of help a contact holds."""


class TooManyHeldError(DomainError):
    """A contact holds at most MOST_HELD times of one kind of help."""

    code = "too-many-held"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Masz już dwa umówione terminy tej rozmowy. Odwołaj jeden albo umów kolejny po"
                " rozmowie."
            )
        )


def lock_service(service_id: int) -> None:
    """Have bookings of one kind of help come one by one, whoever they are with.

    Two at once with two specialists would each count what a contact holds before the other is
    there. Everybody takes their locks in this order: the kind of help, the specialist, what is
    booked, who waits, what is offered.
    """
    Service.objects.select_for_update(no_key=True).only("pk").get(pk=service_id)


def check_held(service_id: int, holder: Holder) -> None:
    """Raise TooManyHeldError when a contact may not hold one time more. Lock the service first."""
    held = Appointment.objects.coming().filter(
        service=service_id, holder__in=holder_digests(holder)
    )
    if held.count() >= MOST_HELD:
        raise TooManyHeldError


def full_holders(service_id: int) -> frozenset[str]:
    """Return the digests of contacts that hold as many times of a kind as one may."""
    coming = Appointment.objects.coming().filter(service=service_id).exclude(holder="")
    held = coming.order_by().values("holder").annotate(number=Count("pk"))
    return frozenset(held.filter(number__gte=MOST_HELD).values_list("holder", flat=True))
