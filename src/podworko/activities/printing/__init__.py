"""The programme's documents on paper: from what pages read, to what a template sets."""

from podworko.activities.printing.attendance import attendance_list, labels
from podworko.activities.printing.calendar import (
    month_programme,
    programme,
    week_programme,
)
from podworko.activities.printing.forms import sign_up_form, slip

__all__ = [
    "attendance_list",
    "labels",
    "month_programme",
    "programme",
    "sign_up_form",
    "slip",
    "week_programme",
]
