"""What is done to reports; the only writers."""

from podworko.reports.operations.closing import ClosingError, close_year, correct_year
from podworko.reports.operations.local import (
    LocalError,
    MonthTyped,
    add_indicator,
    end_indicator,
    redefine,
    type_month,
)
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
    "LocalError",
    "MonthTyped",
    "ReportError",
    "add_indicator",
    "add_story",
    "begin_report",
    "close_year",
    "correct_year",
    "end_indicator",
    "mark_ready",
    "publish_report",
    "redefine",
    "remove_story",
    "save_report",
    "save_story",
    "send_back",
    "type_month",
    "withdraw_report",
]
