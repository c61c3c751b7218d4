"""What is done to reports; the only writers."""

from podworko.reports.operations.closing import ClosingError, close_year, correct_year
from podworko.reports.operations.writing import (
    REPORT_FIELDS,
    STORY_FIELDS,
    ReportError,
    add_story,
    begin_report,
    mark_ready,
    publish_report,
    remove_story,
    save_report,
    save_story,
    send_back,
    withdraw_report,
)

__all__ = [
    "REPORT_FIELDS",
    "STORY_FIELDS",
    "ClosingError",
    "ReportError",
    "add_story",
    "begin_report",
    "close_year",
    "correct_year",
    "mark_ready",
    "publish_report",
    "remove_story",
    "save_report",
    "save_story",
    "send_back",
    "withdraw_report",
]
