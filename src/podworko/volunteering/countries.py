"""Countries by their code (ISO 3166-1), for two questions: citizenship, and where one lived."""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["NAMES", "codes_of", "name_of", "names_of"]

NAMES: dict[str, str | Promise] = {
    "PL": _("Polska"),
    "UA": _("Ukraina"),
    "BY": _("Białoruś"),
    "DE": _("Niemcy"),
    "GB": _("Wielka Brytania"),
    "IE": _("Irlandia"),
    "FR": _("Francja"),
    "NL": _("Holandia"),
    "BE": _("Belgia"),
    "ES": _("Hiszpania"),
    "IT": _("Włochy"),
    "AT": _("Austria"),
    "CH": _("Szwajcaria"),
    "CZ": _("Czechy"),
    "SK": _("Słowacja"),
    "HU": _("Węgry"),
    "LT": _("Litwa"),
    "LV": _("Łotwa"),
    "EE": _("Estonia"),
    "SE": _("Szwecja"),
    "NO": _("Norwegia"),
    "DK": _("Dania"),
    "FI": _("Finlandia"),
    "RO": _("Rumunia"),
    "BG": _("Bułgaria"),
    "GR": _("Grecja"),
    "PT": _("Portugalia"),
    "HR": _("Chorwacja"),
    "MD": _("Mołdawia"),
    "GE": _("Gruzja"),
    "AM": _("Armenia"),
    "RU": _("Rosja"),
    "KZ": _("Kazachstan"),
    "UZ": _("Uzbekistan"),
    "TR": _("Turcja"),
    "IN": _("Indie"),
    "NP": _("Nepal"),
    "VN": _("Wietnam"),
    "CN": _("Chiny"),
    "EG": _("Egipt"),
    "US": _("Stany Zjednoczone"),
    "CA": _("Kanada"),
    "BR": _("Brazylia"),
    "CO": _("Kolumbia"),
}
"""Those that people in Kraków come from or lived in most; any other is told by its code."""

_CODE = re.compile(r"[A-Z]{2}")


def name_of(code: str) -> str:
    """Return a country in words, or its code when we have no word for it."""
    return str(NAMES.get(code, code))


def names_of(codes: list[str]) -> str:
    """Return countries in words, in the order in which they were told."""
    return ", ".join(name_of(code) for code in codes)


def codes_of(text: str) -> list[str] | None:
    """Return the codes of countries in what was typed; None when something there is no code."""
    told = [part.upper() for part in re.split(r"[\s,;]+", text) if part]
    return told if all(_CODE.fullmatch(part) for part in told) else None
