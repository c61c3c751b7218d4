"""Tables of reports: a closed year, words about it, local indicators, the ESF+ overlay."""

from podworko.reports.models.editions import Counted, Edition, Figure
from podworko.reports.models.esf import EsfParticipant, EsfProject
from podworko.reports.models.local import LocalDefinition, LocalIndicator, LocalValue
from podworko.reports.models.reports import Report, Story

__all__ = [
    "Counted",
    "Edition",
    "EsfParticipant",
    "EsfProject",
    "Figure",
    "LocalDefinition",
    "LocalIndicator",
    "LocalValue",
    "Report",
    "Story",
]
