"""What other modules may use of consultations: the demonstration city and reports alone."""

from podworko.consultations.counting import Told
from podworko.consultations.holders import Holder
from podworko.consultations.models import (
    Appointment,
    DutyHours,
    Form,
    Minors,
    Service,
    Specialist,
    Topic,
    Waiting,
)
from podworko.consultations.operations import (
    Asked,
    book,
    finish,
    miss,
    save_duty,
    save_service,
    save_specialist,
    wait,
)
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.queries.slots import Slot, Wanted, free_slots

__all__ = [
    "Appointment",
    "Asked",
    "Asking",
    "DutyHours",
    "Form",
    "Holder",
    "Minors",
    "Service",
    "Slot",
    "Specialist",
    "Told",
    "Topic",
    "Waiting",
    "Wanted",
    "book",
    "finish",
    "free_slots",
    "miss",
    "save_duty",
    "save_service",
    "save_specialist",
    "wait",
]
