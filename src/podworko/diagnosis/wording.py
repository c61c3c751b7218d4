"""What a survey says, in each of its languages: {"pl": …, "en": …, "uk": …}."""

from collections.abc import Mapping

FIRST = "pl"
LANGUAGES = ("pl", "en", "uk")


def said(words: Mapping[str, str], language: str) -> str:
    """Return words in a language; in Polish where nobody wrote them, "" where nobody did at all."""
    return words.get(language) or words.get(FIRST) or ""
