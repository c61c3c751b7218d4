"""Who has an appointment and would rather come sooner: they wait behind those who have none.

A row of Waiting stands for the wish. Whoever locks several rows locks the appointment first, then
the wish, then what is offered.
"""

from podworko.consultations import notices
from podworko.consultations.holders import of_machine, seal
from podworko.consultations.models import Appointment, Service, Waiting
from podworko.consultations.operations.taking import end
from podworko.core import times

CODE = "earlier-"
"""Where others have the digest of a code; the key of the appointment follows."""


def note_wishes(service: Service) -> None:
    """Put those who would rather come sooner on the list."""
    wishes = Appointment.objects.coming().filter(service=service, wants_earlier=True, earlier=None)
    for appointment in wishes.select_related("pal", "specialist"):
        Waiting.objects.get_or_create(
            moves=appointment,
            defaults={
                "service": service,
                "form": appointment.form,
                "channel": appointment.channel,
                "language": appointment.language,
                "sealed": seal(of_machine(appointment)),
                # Opens nothing: the code is that of the appointment.
                "code": f"{CODE}{appointment.pk}",
                **_narrowed(appointment),
            },
        )


def follow(appointment: Appointment) -> None:
    """Have a wish follow its appointment to another time or person; what was offered is void."""
    wish = Waiting.objects.filter(moves=appointment).first()
    if wish is not None:
        _take_back(wish)
        renewed = {"state": Waiting.State.WAITING, "ended_at": None, **_narrowed(appointment)}
        Waiting.objects.filter(pk=wish.pk).update(**renewed)


def forget(appointment: Appointment) -> None:
    """Give back an earlier time that is offered to somebody who does not want it any more."""
    wish = Waiting.objects.filter(moves=appointment).first()
    if wish is not None:
        _take_back(wish)
        wish.delete()


def _narrowed(appointment: Appointment) -> dict[str, object]:
    return {
        "pal": appointment.pal,
        "specialist": appointment.specialist,
        "until": times.local(appointment.starts_at).date(),
    }


def _take_back(wish: Waiting) -> None:
    # Whoever answers the offer locks the wish first, too.
    Waiting.objects.select_for_update(no_key=True).get(pk=wish.pk)
    for offer in wish.offers.filter(state=Appointment.State.OFFERED):
        notices.withdraw(offer)
        end(offer, Appointment.State.CANCELLED)
