"""What a session needs on paper: the sheet at the door, and badges for who comes."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.activities.printing import words
from podworko.activities.queries.registers import Line, RegisterPage
from podworko.core import times
from podworko.ui.typesetting import Document

WALK_IN_LINES = 5
SHEETS = {
    "24": {"columns": 3, "rows": 8, "width": 70.0, "height": 37.0, "x": 0.0, "y": 0.5, "gap": 0.0},
    "21": {"columns": 3, "rows": 7, "width": 63.5, "height": 38.1, "x": 7.2, "y": 15.1, "gap": 2.5},
}
"""Sheets of labels as shops sell them, by labels on a sheet; lengths in millimetres."""


def attendance_list(page: RegisterPage, *, signed: bool) -> Document:
    """Return the sheet to mark who came; with room for signatures only when `signed`."""
    session = page.session
    lines = [line for line in page.lines if line.note != "ended" or line.state == "present"]
    return Document(
        "activities/printing/attendance.typ",
        title=_("Lista obecności: %(title)s") % {"title": session.activity.title},
        data={
            "pal": session.activity.pal.name,
            "title": session.activity.title,
            "topic": session.title,
            "facts": words.kept((words.when(session), words.where(session))),
            "people": [
                {"name": line.name, "here": line.state == "present", "child": line.is_child}
                for line in lines
            ],
            "leaves": any(line.is_child for line in lines),
            "signed": signed,
            "walk_ins": WALK_IN_LINES,
            "bands": [
                {"name": band.label, "number": str(band.number) if band.number else ""}
                for band in page.bands
            ],
            "words": {
                "list": _("Lista obecności"),
                "number": _("Lp."),
                "who": _("Imię i nazwisko"),
                "here": _("Jest"),
                "leaves": _("Z kim i o której wyszło"),
                "signature": _("Podpis"),
                "walk_ins": _("Bez zapisu"),
                "counts": _("Policzeni bez nazwisk"),
                "nobody": _("Nikt nie ma jeszcze miejsca."),
                "keeper": _("Listę prowadzi (imię i nazwisko, podpis)"),
                "foot": [_("Dane osobowe. Po wpisaniu do systemu oddaj do zniszczenia.")],
            },
        },
    )


def labels(page: RegisterPage, *, sheet: str, start: int) -> Document:
    """Return badges for those expected, on a sheet of `sheet` labels from label `start` on.

    A companion whose name nobody gave gets a label with a line to write on.
    """
    session = page.session
    day = date_format(times.local(session.starts_at), "j E Y")
    lines = [line for line in page.lines if line.note != "ended"]
    return Document(
        "activities/printing/labels.typ",
        title=_("Etykiety: %(title)s") % {"title": session.activity.title},
        data={
            "sheet": SHEETS[sheet],
            "skipped": start - 1,
            "names": [_badge(line) for line in lines],
            "day": day,
            "place": session.activity.title,
            "words": {"nobody": _("Nikt nie ma jeszcze miejsca.")},
        },
    )


def _badge(line: Line) -> str:
    return line.name if line.is_named else ""
