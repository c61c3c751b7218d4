"""A report on paper: tagged, so that a screen reader finds its way."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.reports.assembled import Assembled
from podworko.reports.parts import Section, Table
from podworko.ui.typesetting import Document


def report_sheet(told: Assembled) -> Document:
    """Return a report as a document to typeset."""
    return Document("reports/printing/report.typ", title=told.title, data=_data(told))


def _data(told: Assembled) -> dict[str, object]:
    return {
        "title": told.title,
        "draft": told.draft,
        "demo": _("Dane na pokaz, zmyślone.") if getattr(settings, "PODWORKO_DEMO", False) else "",
        "facts": list(told.facts),
        "sections": [_section(section) for section in told.sections],
        "words": {
            "eyebrow": _("Programy Aktywności Lokalnej"),
            "foot": [told.title, date_format(times.today(), "j E Y")],
        },
    }


def _section(section: Section) -> dict[str, object]:
    language = (get_language() or "pl").split("-")[0]
    return {
        "title": section.title,
        "paragraphs": list(section.paragraphs),
        "language": "pl" if section.is_typed else language,
        "points": list(section.points),
        "tables": [_table(table) for table in section.tables],
        "bars": [[bar.label, bar.words, bar.percent] for bar in section.bars],
        "bars_of": section.bars_of,
        "quotes": [[quote.title, list(quote.paragraphs)] for quote in section.quotes],
    }


def _table(table: Table) -> dict[str, object]:
    return {"caption": table.caption, "headings": list(table.headings), "rows": table.words}
