"""The day on paper: hours, length, form and room. Who comes, and why, stays in the system."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.consultations.models import Appointment
from podworko.consultations.queries.agenda import Day, Line
from podworko.core import times
from podworko.ui.typesetting import Document


def day_sheet(day: Day) -> Document:
    """Return the sheet of a day; gaps are told, so that a caller can be given one."""
    return Document(
        "consultations/printing/day.typ",
        title=_("Plan dnia"),
        data={
            "day": date_format(day.day, "l, j E Y"),
            "rows": [_row(line) for line in day.lines],
            "words": {
                "plan": _("Plan dnia"),
                "when": _("Godziny"),
                "minutes": _("Minut"),
                "what": _("Co"),
                "where": _("Gdzie"),
                "nothing": _("Tego dnia nic nie jest zaplanowane."),
                "foot": [_("Bez nazwisk: kto przychodzi, widać tylko w systemie.")],
            },
        },
    )


def _row(line: Line) -> dict[str, object]:
    starts, ends = times.local(line.starts_at), times.local(line.ends_at)
    appointment = line.appointment
    return {
        "when": f"{starts:%H:%M}–{ends:%H:%M}",
        "minutes": str(line.minutes),
        "what": _what(line),
        "where": _where(appointment) if appointment else line.title if _is_free(line) else "",
        "free": _is_free(line),
    }


def _what(line: Line) -> str:
    if line.appointment:
        return _("zajęte, %(form)s") % {"form": line.appointment.get_form_display()}
    return _("wolne") if _is_free(line) else line.title


def _where(appointment: Appointment) -> str:
    room = appointment.room.name if appointment.room else ""
    return ", ".join(part for part in (appointment.pal.name, room) if part)


def _is_free(line: Line) -> bool:
    return line.kind == "free"
