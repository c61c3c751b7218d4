"""The newsletter on a sheet of paper, in large type, for those who take it at a PAL."""

from django.utils.translation import gettext as _

from podworko.core.phones import display
from podworko.network.public import Pal
from podworko.promotion.queries.letters import Issue, Line
from podworko.ui.typesetting import Document


def sheet(issue: Issue, *, pal: Pal | None) -> Document:
    """Return an issue for one PAL, or for all, on A4; it names nobody."""
    parts = (
        (_("Spotkania i zajęcia"), issue.sessions),
        (_("Nowe wiadomości"), issue.news),
        (_("Pytamy i prosimy"), issue.calls),
    )
    phone = display(pal.phone) if pal and pal.phone else ""
    return Document(
        "promotion/letter_sheet.typ",
        title=_("W tym tygodniu blisko Ciebie"),
        data={
            "eyebrow": pal.name if pal else _("cała sieć PAL"),
            "head": _("W tym tygodniu blisko Ciebie"),
            "days": issue.days,
            "intro": list(issue.words),
            "parts": [{"head": head, "lines": _lines(lines)} for head, lines in parts if lines],
            "empty": "" if not issue.is_empty else _("W tym tygodniu nic nie planujemy."),
            "words": {"foot": [each for each in (pal.name if pal else "", phone) if each]},
        },
    )


def _lines(lines: tuple[Line, ...]) -> list[dict[str, str]]:
    return [{"title": line.title, "details": line.details} for line in lines]
