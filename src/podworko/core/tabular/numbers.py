"""Numbers, prices, yes and no, and ages as people write them in Poland."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from podworko.core.tabular.cells import is_number, plain, refused
from podworko.core.tabular.tables import Cell

_YES = frozenset("tak t yes y true prawda x 1 + v ✓ ✔ ☑ так".split())  # noqa: SIM905 - a line of words
_NO = frozenset("nie n no false falsz 0 - – — brak ✗ ☐ ні нi".split())  # noqa: SIM905 - as above
_FREE = re.compile(r"\A(?:bez ?platn|nieodplatn|darmow|gratis|free|wstep woln|za darmo|brak oplat)")
_CURRENCY = re.compile(r"\s?(?:zl|pln|zlotych|zlote|zloty)\.?\Z")
_THOUSANDS = re.compile(r"(?<=\d)[\s'](?=\d{3}(?:\D|\Z))")
_NUMBER = re.compile(r"\A[+-]?\d{1,15}(?:\.\d{1,15})?\Z")
_PEOPLE = re.compile(r"\s?(?:os|osob|osoby|osoba|miejsc|miejsca|miejsce|szt)\.?\Z")

_EVERYBODY = re.compile(
    r"\A(?:bez (?:ograniczen|limitu)|brak (?:ograniczen|limitu)|wszyscy|dla wszystkich|kazdy"
    r"|dowolny|-|–)"
)
_GROUPS = {"doros": (18, None), "pelnolet": (18, None), "senior": (60, None)}
_YEARS = r"(?:\s?(?:lat|lata|latek|roku zycia|r\.? ?z\.?|rok))?\.?"
_BETWEEN = re.compile(
    rf"\A(?:od\s|wiek\s)?(\d{{1,3}}){_YEARS}\s?(?:-|–|—|do)\s?(\d{{1,3}}){_YEARS}\Z"
)
_FROM = re.compile(
    rf"\A(?:(?:od|powyzej|min\.?|minimum|co najmniej)\s(\d{{1,3}})\s?\+?{_YEARS}"
    rf"|(?:seniorzy\s)?(\d{{1,3}})\s?\+{_YEARS})\Z"
)
_TO = re.compile(rf"\A(?:do|max\.?|maks\.?|maksymalnie)\s(\d{{1,3}}){_YEARS}\Z")
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Who may come, in whole years, both ends included; None is no limit."""

    youngest: int | None = None
    oldest: int | None = None


def parse_int(value: Cell) -> int:
    """Return a whole number: 12, "12 osób", "1 200"."""
    number = _decimal(_PEOPLE.sub("", plain(value)) if isinstance(value, str) else value)
    if number is None or number != number.to_integral_value():
        raise refused(value, _("liczby całkowitej, na przykład „12”"))
    return int(number)


def parse_decimal(value: Cell) -> Decimal:
    """Return an amount: "12,50 zł", "1 234,5", and 0 for "bezpłatnie"."""
    if isinstance(value, str) and _FREE.match(plain(value)):
        return Decimal(0)
    number = _decimal(_CURRENCY.sub("", plain(value)) if isinstance(value, str) else value)
    if number is None:
        raise refused(value, _("liczby, na przykład „12,50”"))
    return number


def parse_yes_no(value: Cell) -> bool:
    """Return whether a cell says yes: tak, x, 1, +; or no: nie, 0, -. Empty says neither."""
    if isinstance(value, bool):
        return value
    answer = str(int(value)) if isinstance(value, float) and value in {0, 1} else plain(value)
    if answer in _YES or answer in _NO:
        return answer in _YES
    raise refused(value, _("odpowiedzi „tak” albo „nie”"))


def parse_age_range(value: Cell) -> AgeRange:
    """Return the ages in a cell: "60+", "od 6 do 12 lat", "dorośli", "bez ograniczeń"."""
    text = plain(value)
    if _EVERYBODY.match(text):
        return AgeRange()
    ages = _ages(text)
    if ages is None or not _possible(ages):
        raise refused(value, _("wieku, na przykład „7–12 lat”, „60+” albo „bez ograniczeń”"))
    return ages


def _ages(text: str) -> AgeRange | None:
    if match := _BETWEEN.match(text):
        return AgeRange(int(match[1]), int(match[2]))
    if match := _FROM.match(text):
        return AgeRange(int(match[1] or match[2]), None)
    if match := _TO.match(text):
        return AgeRange(None, int(match[1]))
    return next(
        (AgeRange(*ages) for start, ages in _GROUPS.items() if text.startswith(start)), None
    )


def _possible(ages: AgeRange) -> bool:
    youngest, oldest = ages.youngest or 0, _OLDEST if ages.oldest is None else ages.oldest
    return youngest <= oldest <= _OLDEST


def _decimal(value: Cell) -> Decimal | None:
    """Return a number in Polish or computer notation; None for anything else."""
    if is_number(value):
        text = str(value)
    else:
        text = _THOUSANDS.sub("", plain(value))
        # Of two signs the last one is the decimal: 1.234,50 and 1,234.50.
        if "," in text and "." in text:
            text = text.replace("." if text.rindex(",") > text.rindex(".") else ",", "")
        text = text.replace(",", ".").replace("−", "-")
    number = Decimal(text) if is_number(value) or _NUMBER.match(text) else None
    return number if number is not None and number.is_finite() else None
