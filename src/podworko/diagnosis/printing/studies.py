"""A study on paper: the report that residents read, before and after it is public."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.core import phones
from podworko.core.times import today
from podworko.diagnosis.models import Study
from podworko.diagnosis.queries.studies import Compared, Found, Heard, StudyPage
from podworko.diagnosis.templatetags.diagnosis_studies import method_names
from podworko.ui.typesetting import Document


def report(page: StudyPage, *, draft: bool) -> Document:
    """Return the report of a study in its five parts; a draft says so on every page.

    What residents read has no number under the floor, and the draft neither: it is passed on.
    """
    study = page.study
    return Document(
        "diagnosis/printing/report.typ",
        title=_("Raport z diagnozy: %(title)s") % {"title": study.title},
        data={
            "title": study.title,
            "pal": study.pal.name,
            "draft": _("SZKIC, stan na %(day)s") % {"day": _day(today())} if draft else "",
            "facts": [{"label": label, "text": text} for label, text in _facts(study) if text],
            "parts": [{"title": t, "paragraphs": _paragraphs(words)} for t, words in _parts(study)],
            "heard": [_heard(row) for row in page.heard if row.done],
            "needs": [_need(row) for row in page.needs],
            "comparison": [_compared(row) for row in page.comparison],
            "words": {
                "report": _("Raport z diagnozy"),
                "heard": _("Kogo słuchaliśmy"),
                "needs": _("Potrzeby"),
                "need": _("Potrzeba"),
                "voices": _("Ile głosów"),
                "status": _("Co z nią"),
                "comparison": _("Co się zmieniło od poprzedniej diagnozy"),
                "before": _("Wtedy"),
                "now": _("Teraz"),
                "foot": _foot(study),
            },
        },
    )


def voices(found: Found | Heard | None) -> str:
    """Say how many voices, in words where the number is too small to be told."""
    if found is None:
        return _("nikt nie mówił")
    if found.is_told:
        return str(found.told)
    return _("kilka") if found.voices else "–"


def _facts(study: Study) -> list[tuple[str, str]]:
    days = f"{_day(study.begins_on)} – {_day(study.ends_on)}"
    return [
        (_("Kto pyta"), study.who_asks),
        (_("Po co"), study.why),
        (_("Kto prowadzi"), study.people),
        (_("Teren"), study.area),
        (_("Jak"), method_names(study.methods)),
        (_("Kiedy"), days),
    ]


def _parts(study: Study) -> list[tuple[str, str]]:
    return [
        (_("Społeczność"), study.community),
        (_("Zasoby"), study.resources_words),
        (_("Potrzeby"), study.needs_words),
        (_("Wnioski"), study.conclusions),
        (_("Co dalej"), study.what_next),
    ]


def _paragraphs(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _heard(row: Heard) -> str:
    said = f"{row.method}: {row.done}"
    if not row.voices:
        return said
    return said + ", " + _("głosów: %(voices)s") % {"voices": voices(row)}


def _need(row: Found) -> dict[str, str]:
    return {
        "title": row.need.title,
        "voices": voices(row),
        "methods": ", ".join(row.methods),
        "status": str(row.need.get_status_display()),
    }


def _compared(row: Compared) -> dict[str, str]:
    return {
        "title": row.need.title,
        "before": voices(row.before),
        "now": voices(row.now),
        "status": str(row.need.get_status_display()),
    }


def _foot(study: Study) -> list[str]:
    phone = phones.display(study.pal.phone) if study.pal.phone else ""
    return [part for part in (study.title, study.pal.name, phone) if part]


def _day(day: object) -> str:
    return date_format(day, "j E Y")  # type: ignore[arg-type]
