"""Lengths of time as people write and read them: "1,5", "1:30", "90 min"; "1 h 30 min"."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from podworko.core.errors import DomainError
from podworko.core.text import fold, squeeze

HOUR = 60
_CLOCK = re.compile(r"\A(\d{1,2}):([0-5]\d)\Z")
_HOURS = re.compile(r"\A(\d{1,2}(?:[.,]\d{1,2})?)(?:\s?(?:h|g|godz|godziny?|godzin)\.?)?\Z")
_MINUTES = re.compile(r"\A(\d{1,4})\s?(?:m|min|minut[ay]?)\.?\Z")
_BOTH = re.compile(r"\A(\d{1,2})\s?(?:h|g|godz)\.?\s?(\d{1,2})(?:\s?(?:m|min)\.?)?\Z")


def parse_length(text: str) -> int:
    """Return minutes from "2", "1,5", "1:30", "1 h 30 min" or "90 min"; a bare number is hours.

    Raises DomainError for what is none of these.
    """
    told = squeeze(fold(text))
    if found := _MINUTES.match(told):
        return int(found[1])
    if found := _CLOCK.match(told) or _BOTH.match(told):
        return int(found[1]) * HOUR + int(found[2])
    if found := _HOURS.match(told):
        return round(Decimal(found[1].replace(",", ".")) * HOUR)
    raise DomainError(_("Wpisz, ile to trwało: na przykład 2, 1,5 albo 1:30."), field="length")


def length_words(minutes: int) -> str:
    """Return a length as it is read: "2 h", "1 h 30 min", "45 min"."""
    hours, rest = divmod(minutes, HOUR)
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{rest} min"] if rest or not hours else parts)
