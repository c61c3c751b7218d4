"""What people are asked to agree to, each text with its version.

A text that changes gets a new version; who agreed to the old one agreed to that one
(RODO art. 7 ust. 1: the controller must be able to show it).
"""

from dataclasses import dataclass

from django.dispatch import Signal
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One thing to agree to: a name for the desk, and the words the person hears or reads."""

    code: str
    version: str
    name: str | Promise
    words: str | Promise


TEXTS = {
    text.code: text
    for text in (
        ConsentText(
            "image",
            "2026-11",
            _("zdjęcia i filmy"),
            _(
                "Zgadzam się, żeby PAL robił mi zdjęcia i filmy na zajęciach i pokazywał je na "
                "swojej stronie i w gablocie. Mogę to w każdej chwili cofnąć."
            ),
        ),
        ConsentText(
            "news",
            "2026-11",
            _("wiadomości o nowych zajęciach"),
            _(
                "Zgadzam się, żeby PAL dawał mi znać o nowych zajęciach i wydarzeniach. "
                "Mogę to w każdej chwili cofnąć."
            ),
        ),
        ConsentText(
            "first-aid",
            "2026-11",
            _("pomoc w nagłym wypadku"),
            _(
                "Zgadzam się, żeby zespół PAL w nagłym wypadku zadzwonił do osoby, którą wskażę, "
                "i powiedział jej, co się stało. Mogę to w każdej chwili cofnąć."
            ),
        ),
    )
}


consent_withdrawn = Signal()
"""Sent in the transaction in which somebody takes a consent back: `consent`, `channel`, `actor`."""


def consent_texts() -> tuple[ConsentText, ...]:
    """Return every text there is to agree to, as it stands today."""
    return tuple(TEXTS.values())
