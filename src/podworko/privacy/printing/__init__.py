"""Papers of privacy: somebody's data, the record of processing, the first assessment."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from podworko.privacy.queries.collecting import Collected, Part
from podworko.privacy.queries.record import Activity
from podworko.ui.typesetting import Document

Point = tuple[str, str]
NOT_SAID = "–"


def data_paper(told: Collected) -> Document:
    """Return everything kept on one person, as they can read it."""
    family = [
        *(_("Opiekun dziecka: %(name)s") % {"name": name} for name in told.wards),
        *(_("Pod opieką: %(name)s") % {"name": name} for name in told.guardians),
    ]
    points = [(f"{part.matter}: {part.name}", _rows(part)) for part in told.parts]
    return _paper(
        _("Dane, które o Tobie przechowujemy"),
        intro=[told.name, told.made_at, *family, *told.notes],
        points=points,
    )


def record_paper(rows: Iterable[Activity]) -> Document:
    """Return the record of processing (RODO art. 30)."""
    return _paper(
        _("Rejestr czynności przetwarzania"),
        intro=[_("RODO art. 30 ust. 1")],
        points=[(str(row.matter.name), _lines(activity_facts(row))) for row in rows],
    )


def assessment_paper(rows: Iterable[Activity]) -> Document:
    """Return the first assessment of effects (RODO art. 35)."""
    return _paper(
        _("Ocena skutków dla ochrony danych"),
        intro=[_("RODO art. 35"), _("Wersja pierwsza, do oceny przez inspektora.")],
        points=[
            (str(row.matter.name), _lines([*activity_facts(row), *activity_risks(row)]))
            for row in rows
        ],
    )


def _paper(title: str, *, intro: list[str], points: list[Point]) -> Document:
    return Document(
        "privacy/printing/points.typ",
        title=title,
        data={
            "heading": title,
            "eyebrow": _("Ochrona danych"),
            "intro": intro,
            "points": [{"head": head, "text": text} for head, text in points],
            "words": {"foot": [title], "page": _("strona @n z @m")},
        },
    )


def _rows(part: Part) -> str:
    lines = ["; ".join(f"{cell.label}: {cell.value}" for cell in row) for row in part.rows]
    left = part.number - len(part.rows)
    if left:
        lines.append(_("i jeszcze wpisów: %(number)s") % {"number": left})
    return "\n".join(lines)


def activity_facts(row: Activity) -> list[Point]:
    """Return what the law asks for of one activity, each with its name."""
    matter = row.matter
    return [
        (_("Po co"), str(matter.purpose)),
        (_("Podstawa"), matter.basis),
        (_("Kogo dotyczy"), str(matter.people)),
        (_("Jakie dane"), ", ".join(row.kinds)),
        (_("Jak długo"), ", ".join(row.times)),
        (_("Co potem"), ", ".join(row.ends)),
        (_("Co zostaje z mocy prawa"), ", ".join(row.holds) or NOT_SAID),
        (_("Kto je widzi"), str(matter.recipients)),
        (_("Uwagi inspektora"), row.note.words if row.note and row.note.words else NOT_SAID),
    ]


def activity_risks(row: Activity) -> list[Point]:
    """Return what the officer wrote of risks, each with its name."""
    note = row.note
    return [
        (_("Ryzyka"), note.risks if note and note.risks else NOT_SAID),
        (_("Co z nimi robimy"), note.measures if note and note.measures else NOT_SAID),
    ]


def _lines(points: list[Point]) -> str:
    return "\n".join(f"{head}: {text}" for head, text in points)
