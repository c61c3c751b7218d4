"""Which free times a specialist may give somebody."""

from datetime import timedelta

from podworko.consultations.models import Appointment, Specialist, Waiting
from podworko.consultations.queries.slots import Slot, Wanted, free_slots
from podworko.core import times

AHEAD = timedelta(weeks=4)


def slots_to_move(appointment: Appointment) -> list[Slot]:
    """Return the same specialist's free times of four weeks for the same talk, in five queries."""
    wanted = Wanted(appointment.service, specialist=appointment.specialist, form=appointment.form)
    return _of_four_weeks(wanted)


def slots_for(waiting: Waiting, *, specialist: Specialist) -> list[Slot]:
    """Return a specialist's free times of four weeks for somebody who waits, in five queries."""
    return _of_four_weeks(Wanted(waiting.service, specialist=specialist, form=waiting.form))


def _of_four_weeks(wanted: Wanted) -> list[Slot]:
    today = times.today()
    return free_slots(wanted, first=today, last=today + AHEAD)
