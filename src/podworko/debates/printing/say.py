"""What public consultations give on paper: a sheet to write on, cards with codes, the answers."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from podworko.core import codes as spelling
from podworko.core.http import absolute
from podworko.debates.models import Hearing, Voice
from podworko.debates.queries.say import Group, HearingPage
from podworko.ui.typesetting import Document, qr_code

__all__ = ["answers_paper", "cards_paper", "voice_sheet"]


def voice_sheet(hearing: Hearing) -> Document:
    """Return the sheet on which somebody writes by hand; its number is written in too."""
    return Document(
        "debates/printing/say_sheet.typ",
        title=_("Kartka do konsultacji: %(title)s") % {"title": hearing.title},
        data={
            "title": hearing.title,
            "lines": 12,
            "words": {
                "form": _("Konsultacje społeczne"),
                "sheet": _("Numer kartki"),
                "until": _until(hearing),
                "decides": _("Kto i kiedy zdecyduje: %(who)s") % {"who": hearing.who_decides},
                "parts": _parts(hearing),
                "say": _("Co chcę powiedzieć (bez cudzych nazwisk):"),
                "contact": _("E-mail, telefon albo adres do odpowiedzi, jeśli ją chcesz:"),
                "answer": _("Odpowiedź na każdy głos wywiesimy w PAL i na stronie do: %(day)s")
                % {"day": date_format(hearing.answer_by, "j E Y")},
                "privacy": _(
                    "Kontakt służy tylko do odpowiedzi. Nie pokażemy go nikomu i usuniemy 90 dni po"
                    " odpowiedzi. Słowa pokażemy na stronie bez nazwiska."
                ),
                "foot": [_pal(hearing)],
            },
        },
    )


def _parts(hearing: Hearing) -> list[str]:
    """Return what to fill in of the part that is meant, where there is more than the debate."""
    paragraph = _("Numer akapitu, jeśli piszesz o dokumencie (wersja %(version)s):")
    parts = [paragraph % {"version": hearing.document_version}] if hearing.document_version else []
    if hearing.has_map:
        parts.append(_("Ulica albo znane miejsce, jeśli to pomysł na miejsce:"))
    return parts


def cards_paper(hearing: Hearing, drawn: Sequence[str]) -> Document:
    """Return cards with a code each that stands nowhere else, many to a sheet."""
    address = absolute("pl", "debates:hearing", str(hearing.public_id))
    return Document(
        "debates/printing/say_cards.typ",
        title=_("Kartki z kodem: %(title)s") % {"title": hearing.title},
        data={
            "title": hearing.title,
            "codes": [spelling.spaced(code) for code in drawn],
            "address": absolute("pl", "debates:hearings").split("//", 1)[-1],
            "words": {
                "until": _until(hearing),
                "web": _("Wpisz adres albo zeskanuj kwadrat. Zamiast e-maila podaj kod."),
                "picture": _("Kod QR prowadzi na stronę konsultacji."),
                "code": _("Twój kod"),
                "keep": _("Zachowaj kartkę: pod tym kodem przeczytasz odpowiedź."),
                "foot": [_pal(hearing)],
            },
        },
        pictures={"address": qr_code(address)},
    )


def answers_paper(page: HearingPage) -> Document:
    """Return all that was said, by how many and by which way, and what was done with it."""
    hearing, counts = page.hearing, page.counts
    people = ngettext("%(n)s osoba", "%(n)s osób", counts.people) % {"n": counts.people}
    return Document(
        "debates/printing/say_answers.typ",
        title=_("Co zrobiliśmy z Waszymi głosami: %(title)s") % {"title": hearing.title},
        data={
            "title": hearing.title,
            "decided": hearing.decided,
            "groups": [_printed(group) for group in page.groups],
            "words": {
                "form": _("Co zrobiliśmy z Waszymi głosami"),
                "decides": _("Kto i kiedy zdecyduje: %(who)s") % {"who": hearing.who_decides},
                "people": _("Mówiło: %(people)s") % {"people": people},
                "ways": ", ".join(f"{name}: {number}" for name, number in counts.ways),
                "decided": _("Co postanowiono"),
                "voices": _("Głosy i odpowiedzi"),
                "none": _("Nikt jeszcze nic nie powiedział."),
                "foot": [_pal(hearing)],
            },
        },
    )


def _printed(group: Group) -> dict[str, object]:
    row: Voice = group.voice
    number = group.people
    copied = ngettext("%(n)s osoba napisała to samo", "%(n)s osób napisało to samo", number) % {
        "n": number
    }
    return {
        "words": row.words,
        "of": _of(row),
        "ways": group.ways,
        "copied": copied if group.is_copied else "",
        "outcome": str(row.get_outcome_display()) if row.outcome else _("czeka na odpowiedź"),
        "answer": row.answer,
    }


def _of(voice: Voice) -> str:
    if voice.paragraph:
        return _("Akapit %(number)s") % {"number": voice.paragraph.number}
    if voice.about == Voice.About.IDEA:
        return (
            _("Pomysł na mapie: %(where)s") % {"where": voice.where}
            if voice.where
            else _("Pomysł na mapie")
        )
    return _("Rozmowa")


def _until(hearing: Hearing) -> str:
    closes = date_format(timezone.localtime(hearing.last_minute), "j E Y, H:i")
    return _("Głosy zbieramy do: %(when)s") % {"when": closes}


def _pal(hearing: Hearing) -> str:
    return hearing.pal.name if hearing.pal else _("Sieć PAL")
