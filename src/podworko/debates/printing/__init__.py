"""The sheet on which people vote who have no phone, or do not want to use it."""

from django.utils.translation import gettext as _

from podworko.core.http import absolute
from podworko.debates.models import Debate
from podworko.ui.typesetting import Document

__all__ = ["ballot"]


def ballot(debate: Debate) -> Document:
    """Return the sheet of one debate in large type; its number is written in by hand."""
    return Document(
        "debates/printing/ballot.typ",
        title=_("Karta do głosowania: %(question)s") % {"question": debate.question},
        data={
            "pal": debate.session.pal.name,
            "question": debate.question,
            "items": [
                {"number": item.position, "words": item.words} for item in debate.items.all()
            ],
            "code": debate.shown_code,
            "address": absolute("pl", "debates:by_code").split("//", 1)[-1],
            "words": {
                "form": _("Karta do głosowania"),
                "sheet": _("Numer kartki"),
                "how": _("Postaw krzyżyk najwyżej przy tylu sprawach: %(most)s.")
                % {"most": debate.votes_each},
                "secret": _("Nie podpisuj się. Nikt nie sprawdza, kto jak głosował."),
                "remark": _("Chcę jeszcze powiedzieć (bez nazwisk):"),
                "phone": _("Wolisz telefonem? Wpisz kod na stronie:"),
                "decides": debate.who_decides,
                "foot": [debate.session.pal.name],
            },
        },
    )
