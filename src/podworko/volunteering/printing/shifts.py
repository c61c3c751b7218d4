"""The duty roster for the wall: when, what, who by first name and initial; no contacts."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.ui.typesetting import Document
from podworko.volunteering.queries.shift_desk import ShiftRow, Week, WeekDay
from podworko.volunteering.shift_notices import short_name


def roster(week: Week) -> Document:
    """Return a week of shifts; whom one visits and how to reach anybody are not on it."""
    first, last = date_format(week.first, "j E"), date_format(week.last, "j E Y")
    return Document(
        "volunteering/printing/roster.typ",
        title=_("Dyżury wolontariuszy"),
        data={
            "pal": week.pal.name,
            "span": f"{first} – {last}",
            "days": [_day(day) for day in week.days if day.rows or day.holiday],
            "words": {
                "nothing": _("W tym tygodniu nie ma dyżurów."),
                "foot": [_("Dyżury wolontariuszy"), _("Wydruk: %(day)s") % {"day": _printed()}],
            },
        },
    )


def _day(day: WeekDay) -> dict[str, object]:
    return {
        "name": date_format(day.day, "l, j E"),
        "holiday": day.holiday,
        "rows": [_row(row) for row in day.rows],
    }


def _row(row: ShiftRow) -> dict[str, object]:
    shift = row.shift
    begins, ends = times.local(shift.starts_at), times.local(shift.ends_at)
    role = f", {shift.role}" if shift.role else ""
    return {
        "hours": f"{begins:%H:%M}–{ends:%H:%M}",
        "title": f"{shift.opportunity.title}{role}",
        "where": row.where,
        "off": _("odwołany") if not shift.is_planned else "",
        "people": ", ".join(short_name(turn.volunteer) for turn in row.confirmed),
        "missing": _("wolne miejsca: %(n)s") % {"n": row.missing} if row.missing > 0 else "",
    }


def _printed() -> str:
    return date_format(times.today(), "j E Y")
