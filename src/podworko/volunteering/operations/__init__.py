"""The only writers of volunteering, each in one transaction with its entry in the trail."""

from podworko.volunteering.operations.agreements import (
    NotInForceError,
    Signed,
    Terms,
    amend,
    prepare,
    put_in_force,
    terminate,
)
from podworko.volunteering.operations.certificates import (
    Asked,
    CertificateMovedOnError,
    Wording,
    ask_for_certificate,
    decline_certificate,
    issue_certificate,
    withdraw_certificate,
)
from podworko.volunteering.operations.hours import (
    DayFullError,
    HoursMovedOnError,
    NotSupervisorError,
    Reported,
    RowError,
    UnexplainedError,
    confirm_hours,
    correct_hours,
    refuse_hours,
    report_hours,
    report_sheet,
)
from podworko.volunteering.operations.path import end, go_on

__all__ = [
    "Asked",
    "CertificateMovedOnError",
    "DayFullError",
    "HoursMovedOnError",
    "NotInForceError",
    "NotSupervisorError",
    "Reported",
    "RowError",
    "Signed",
    "Terms",
    "UnexplainedError",
    "Wording",
    "amend",
    "ask_for_certificate",
    "confirm_hours",
    "correct_hours",
    "decline_certificate",
    "end",
    "go_on",
    "issue_certificate",
    "prepare",
    "put_in_force",
    "refuse_hours",
    "report_hours",
    "report_sheet",
    "terminate",
    "withdraw_certificate",
]
