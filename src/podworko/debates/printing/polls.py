"""What polls give on paper: the ballot, and letters with a code each."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.core import codes as spelling
from podworko.core.http import absolute
from podworko.debates.models import Poll
from podworko.debates.tally import Kind
from podworko.ui.typesetting import Document, qr_code

__all__ = ["letters_paper", "paper_ballot"]


def paper_ballot(poll: Poll) -> Document:
    """Return the ballot of one poll in large type, with nothing on it that tells it from others."""
    return Document(
        "debates/printing/poll_ballot.typ",
        title=_("Karta do głosowania: %(question)s") % {"question": poll.question},
        data={
            "question": poll.question,
            "is_crossed": poll.kind in (Kind.SINGLE, Kind.MULTIPLE),
            "options": _options(poll),
            "words": {
                "form": _("Karta do głosowania"),
                "how": _how(poll),
                "secret": _("Nie podpisuj się i nic nie dopisuj. Wrzuć kartę do urny."),
                "foot": [_pal(poll), _until(poll)],
            },
        },
    )


def letters_paper(poll: Poll, drawn: Sequence[str]) -> Document:
    """Return letters, a page each, with a code that stands nowhere else."""
    address = absolute("pl", "debates:poll_code")
    return Document(
        "debates/printing/poll_letters.typ",
        title=_("Listy do głosowania: %(question)s") % {"question": poll.question},
        data={
            "question": poll.question,
            "codes": [spelling.spaced(code) for code in drawn],
            "address": address.split("//", 1)[-1],
            "options": _options(poll),
            "words": {
                "form": _("Twój głos"),
                "until": _until(poll),
                "decides": poll.who_decides,
                "choices": _("Odpowiedzi do wyboru"),
                "web": _("Na stronie: wpisz adres albo zeskanuj kwadrat i podaj kod."),
                "picture": _("Kod QR prowadzi na stronę głosowania."),
                "code": _("Twój kod"),
                "paper": _(
                    "Na papierze: przynieś ten list do PAL. Dostaniesz kartę i zagłosujesz."
                ),
                "secret": _(
                    "Kod liczy się raz. Nie jest zapisany obok Twojego nazwiska, a głosu nie da się"
                    " z nim połączyć. Nie pokazuj go nikomu i nie publikuj zdjęcia tego listu."
                ),
                "foot": [_pal(poll)],
            },
        },
        pictures={"address": qr_code(address)},
    )


def _options(poll: Poll) -> list[dict[str, object]]:
    return [{"number": each.position, "words": each.words} for each in poll.options.all()]


def _how(poll: Poll) -> str:
    if poll.kind == Kind.MULTIPLE:
        words = _("Postaw krzyżyk najwyżej przy tylu odpowiedziach: %(most)s.")
        return words % {"most": poll.most_choices}
    if poll.kind == Kind.RANKING:
        return _("Wpisz 1 przy najważniejszej odpowiedzi, 2 przy następnej i tak dalej.")
    if poll.kind == Kind.POINTS:
        words = _("Masz punktów do rozdania: %(points)s. Wpisz, ile dajesz każdej odpowiedzi.")
        return words % {"points": poll.points_each}
    return _("Postaw krzyżyk przy jednej odpowiedzi.")


def _until(poll: Poll) -> str:
    closes = date_format(timezone.localtime(poll.last_minute), "j E Y, H:i")
    return _("Głosować można do: %(when)s") % {"when": closes}


def _pal(poll: Poll) -> str:
    return poll.pal.name if poll.pal else _("Sieć PAL")
