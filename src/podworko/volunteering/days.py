"""Days as everybody reads them, in messages and on paper."""

from contextlib import nullcontext
from datetime import date

from django.utils import translation
from django.utils.formats import date_format


def day_words(day: date, language: str = "") -> str:
    """Return "2 grudnia 2026" in a language; without one, in the language in force."""
    with translation.override(language) if language else nullcontext():
        return date_format(day, "j E Y")
