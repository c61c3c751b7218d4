"""What other modules may use of reports."""

from podworko.reports.models import EsfParticipant, EsfProject, LocalIndicator, Report, Story
from podworko.reports.operations import (
    MonthTyped,
    add_indicator,
    add_participant,
    add_project,
    add_story,
    begin_report,
    close_year,
    mark_ready,
    publish_report,
    save_report,
    save_story,
    type_month,
)
from podworko.reports.operations.writing import (
    version_of_all,
    version_of_report,
    version_of_story,
)
from podworko.reports.queries.published import ReportedYear, published_years
from podworko.reports.queries.told import (
    NETWORK,
    WHOLE,
    Line,
    YearTold,
    edition_of,
    of_edition,
    of_running,
)

__all__ = [
    "NETWORK",
    "WHOLE",
    "EsfParticipant",
    "EsfProject",
    "Line",
    "LocalIndicator",
    "MonthTyped",
    "Report",
    "ReportedYear",
    "Story",
    "YearTold",
    "add_indicator",
    "add_participant",
    "add_project",
    "add_story",
    "begin_report",
    "close_year",
    "edition_of",
    "mark_ready",
    "of_edition",
    "of_running",
    "publish_report",
    "published_years",
    "save_report",
    "save_story",
    "type_month",
    "version_of_all",
    "version_of_report",
    "version_of_story",
]
