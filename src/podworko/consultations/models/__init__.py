"""Tables of confidential conversations: who helps and when, and what is booked."""

from podworko.consultations.models.booking import Appointment, Waiting
from podworko.consultations.models.counts import Count, Erasure
from podworko.consultations.models.offer import (
    Absence,
    DutyHours,
    Form,
    Minors,
    Service,
    Specialist,
    Topic,
)
from podworko.consultations.models.thread import ServiceLink

__all__ = [
    "Absence",
    "Appointment",
    "Count",
    "DutyHours",
    "Erasure",
    "Form",
    "Minors",
    "Service",
    "ServiceLink",
    "Specialist",
    "Topic",
    "Waiting",
]
