"""From an edition to the messages of it: the words of one issue, in one language."""

from django.utils import translation
from django.utils.translation import gettext as _

from podworko.core.http import absolute
from podworko.core.phones import display
from podworko.messages import public as messages
from podworko.network.public import Pal
from podworko.promotion.queries.letters import Issue, Line

TEMPLATE = "promotion/edition"
OWN_WORD = "letter"
IN_TEXT = 3
"""As many sessions as two parts of a text message hold."""


def context_of(
    issue: Issue, *, language: str, pal: Pal | None = None, is_try: bool = False
) -> dict[str, messages.JSON]:
    """Return what the message of an issue is written with; the reader's own links are marks."""
    mark = messages.own_mark(OWN_WORD)
    with translation.override(language):
        return {
            "days": issue.days,
            "words": list(issue.words),
            "sessions": [_json(line) for line in issue.sessions],
            "news": [_json(line) for line in issue.news],
            "calls": [_json(line) for line in issue.calls],
            "more": issue.more,
            "programme": absolute(language, "activities:list"),
            # A trial goes to whoever prepares it: they have no choice to change there.
            "own": "" if is_try else absolute(language, "promotion:letter_own", mark),
            "end": "" if is_try else absolute(language, "promotion:letter_end", mark),
            "is_try": is_try,
            "text": _text(issue, pal),
        }


def _json(line: Line) -> messages.JSON:
    return {"title": line.title, "details": line.details, "url": line.url}


def _text(issue: Issue, pal: Pal | None) -> str:
    """Return the issue as a text message: the nearest sessions, and whom to call for the rest."""
    name = pal.name if pal else "PAL"
    told = "; ".join(line.short[:48] for line in issue.sessions[:IN_TEXT])
    rest = len(issue.sessions) + issue.more - IN_TEXT
    parts = [f"{name}: {told or _('są nowe wiadomości')}."]
    if rest > 0:
        parts.append(_("I jeszcze %(number)s.") % {"number": rest})
    if pal and pal.phone:
        parts.append(_("Zapytaj albo zrezygnuj: %(phone)s") % {"phone": display(pal.phone)})
    return " ".join(parts)
