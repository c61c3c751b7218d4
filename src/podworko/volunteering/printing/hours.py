"""A sheet of hours to fill in by hand, for those without a phone."""

import calendar
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.core import phones
from podworko.network.public import Pal
from podworko.ui.typesetting import Document
from podworko.volunteering.models import Volunteer


def hours_sheet(pal: Pal, first: date, *, volunteer: Volunteer | None = None) -> Document:
    """Return an empty sheet of a month: a line for each day, a name when it is known."""
    days = calendar.monthrange(first.year, first.month)[1]
    contact = (pal.name, phones.display(pal.phone) if pal.phone else "")
    return Document(
        "volunteering/printing/hours.typ",
        title=_("Karta godzin"),
        data={
            "pal": pal.name,
            "month": date_format(first, "F Y"),
            "name": volunteer.person.name if volunteer else "",
            "days": [
                {"number": str(day), "weekday": date_format(first.replace(day=day), "D")}
                for day in range(1, days + 1)
            ],
            "words": {
                "head": _("Karta godzin"),
                "who": _("Imię i nazwisko"),
                "day": _("Dzień"),
                "length": _("Ile godzin"),
                "what": _("Co to było (bez nazwisk osób)"),
                "sum": _("Razem"),
                "signature": _("Podpis wolontariuszki lub wolontariusza"),
                "confirmed": _("Potwierdza (imię i nazwisko, podpis)"),
                "foot": [each for each in contact if each],
            },
        },
    )
