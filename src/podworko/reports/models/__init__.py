"""Tables of reports: a year's figures as they were closed, words about it, local indicators."""

from podworko.reports.models.editions import Counted, Edition, Figure
from podworko.reports.models.local import LocalDefinition, LocalIndicator, LocalValue
from podworko.reports.models.reports import Report, Story

__all__ = [
    "Counted",
    "Edition",
    "Figure",
    "LocalDefinition",
    "LocalIndicator",
    "LocalValue",
    "Report",
    "Story",
]
