"""A walk on paper: the sheet that leads it, and what was noted."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.diagnosis.forms.walks import who
from podworko.diagnosis.models import Walk
from podworko.diagnosis.queries.walks import Noted, WalkPage
from podworko.ui.typesetting import Document, qr_code


def walk_sheet(page: WalkPage, *, address: str) -> Document:
    """Return the sheet for whoever leads: the code to enter by, and the stops with questions."""
    walk = page.walk
    return Document(
        "diagnosis/printing/walk_sheet.typ",
        title=_("Spacer badawczy: %(title)s") % {"title": walk.title},
        data={
            **_head(walk),
            "code": walk.code,
            "address": address.rsplit("://", maxsplit=1)[-1],
            "intro": [line for line in walk.words.splitlines() if line.strip()],
            "stops": [{"title": stop.title, "question": stop.question} for stop in page.stops],
            "words": {
                "walk": _("Spacer badawczy"),
                "code": _("Kod"),
                "scan": _("Zeskanuj albo wpisz adres:"),
                "stops": _("Przystanki"),
                "notes": _("Notatki bez telefonu"),
                "foot": [walk.title, walk.study.pal.name],
                "qr": _("Kod QR strony spaceru"),
            },
        },
        pictures={"code": qr_code(address)},
    )


def walk_summary(page: WalkPage) -> Document:
    """Return what was noted on a walk, without photographs; walkers are numbers."""
    walk = page.walk
    return Document(
        "diagnosis/printing/walk_summary.typ",
        title=_("Notatki ze spaceru: %(title)s") % {"title": walk.title},
        data={
            **_head(walk),
            "counts": [f"{label}: {number}" for label, number in page.by_category],
            "notes": [_noted(row) for row in page.rows],
            "total": _("Notatek: %(notes)s, osób: %(people)s")
            % {"notes": len(page.rows), "people": page.voices},
            "words": {
                "summary": _("Notatki ze spaceru"),
                "counts": _("Czego dotyczą"),
                "note": _("Notatka"),
                "what": _("Czego dotyczy"),
                "where": _("Gdzie"),
                "who": _("Kto"),
                "foot": [walk.title, walk.study.pal.name],
            },
        },
    )


def _head(walk: Walk) -> dict[str, object]:
    when = date_format(times.local(walk.starts_at), "l, j E Y, H:i")
    return {
        "pal": walk.study.pal.name,
        "title": walk.title,
        "facts": [when, walk.meets_at],
    }


def _noted(row: Noted) -> dict[str, str]:
    note = row.note
    return {
        "number": str(row.number),
        "mark": _("dobre miejsce") if note.is_good else _("przeszkadza"),
        "remark": note.remark or _("(zdjęcie)"),
        "category": str(note.get_category_display()),
        "stop": note.stop.title if note.stop else "–",
        "who": who(note.walker.number),
    }
