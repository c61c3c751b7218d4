"""What other modules may use of consultations: the demonstration city and reports alone."""

from podworko.consultations.counting import Told
from podworko.consultations.holders import Holder
from podworko.consultations.models import (
    Appointment,
    Count,
    DutyHours,
    Form,
    Minors,
    Service,
    Specialist,
    Topic,
    Waiting,
)
from podworko.consultations.models.counts import Age, Outcome
from podworko.consultations.operations import (
    Asked,
    SlotTakenError,
    TooManyHeldError,
    book,
    finish,
    miss,
    save_duty,
    save_service,
    save_specialist,
    wait,
)
from podworko.consultations.operations.thread import tie
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.queries.counts import (
    Breakdown,
    Cell,
    Counts,
    ServiceCounts,
    TalkFigures,
    counts,
    settled_quarters,
    talk_figures,
)
from podworko.consultations.queries.slots import Slot, Wanted, free_slots

__all__ = [
    "Age",
    "Appointment",
    "Asked",
    "Asking",
    "Breakdown",
    "Cell",
    "Count",
    "Counts",
    "DutyHours",
    "Form",
    "Holder",
    "Minors",
    "Outcome",
    "Service",
    "ServiceCounts",
    "Slot",
    "SlotTakenError",
    "Specialist",
    "TalkFigures",
    "Told",
    "TooManyHeldError",
    "Topic",
    "Waiting",
    "Wanted",
    "book",
    "counts",
    "finish",
    "free_slots",
    "miss",
    "save_duty",
    "save_service",
    "save_specialist",
    "settled_quarters",
    "talk_figures",
    "tie",
    "wait",
]
