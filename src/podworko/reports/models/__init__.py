"""Tables of reports: a year's figures as they were closed, and what people wrote about it."""

from podworko.reports.models.editions import Counted, Edition, Figure
from podworko.reports.models.reports import Report, Story

__all__ = ["Counted", "Edition", "Figure", "Report", "Story"]
