"""Telephone numbers as people say them, and how much of an address may be shown.

A number is kept in E.164 (+48600100200), so that one person has one number.
"""

import re

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from podworko.core.errors import DomainError

_HOME = 48
_LONGEST = 40
_LABEL = re.compile(
    r"\A'?\s*(?:tel(?:efon)?|kom(?:órka)?|nr|mobile|phone|тел(?:ефон)?)?[\s.:]*", re.IGNORECASE
)
_OLD_TRUNK = re.compile(r"\A0(?=\d{9}\Z)")
_SEPARATORS = re.compile(r"[\s\-–./()\u2011]+")
_SHOWN = 3


def parse_phone(text: str, *, region: str = "PL") -> str:
    """Return a number in E.164; without a country code it is one of `region`.

    Raises DomainError for what nobody could call, for two numbers, and for an extension.
    """
    bare = _SEPARATORS.sub("", _LABEL.sub("", text[:_LONGEST]))
    if len(text) > _LONGEST or not re.fullmatch(r"\+?[0-9]+", bare):
        raise _refused(text)
    for candidate in (_OLD_TRUNK.sub("", bare), f"+{bare}"):
        number = _valid(candidate, region)
        if number is not None:
            return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    raise _refused(text)


def is_mobile(e164: str) -> bool:
    """Tell whether a number can get a text message, as far as its digits say."""
    number = _valid(e164, "PL")
    return number is not None and phonenumbers.number_type(number) in {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
    }


def display(e164: str) -> str:
    """Return a number in groups, with the country code only when it is not a Polish one."""
    number = _valid(e164, "PL")
    if number is None:
        return e164
    at_home = number.country_code == _HOME
    style = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def mask(e164: str) -> str:
    """Return the last three digits of a number, enough for its owner: "•••• 200"."""
    return f"•••• {e164[-_SHOWN:]}" if len(e164) > _SHOWN else "••••"


def mask_email(address: str) -> str:
    """Return an address that its owner knows and a stranger cannot write to: "a…a@ex….pl".

    What is no address is hidden whole.
    """
    local, _at, domain = address.rpartition("@")
    name, _dot, end = domain.rpartition(".")
    if not local or not name:
        return "…"
    # Of a short name or domain two letters would be nearly all of it.
    last = local[-1] if len(local) > _SHOWN else ""
    return f"{local[:1]}…{last}@{name[: 2 if len(name) > _SHOWN else 1]}….{end}"


def _valid(text: str, region: str) -> PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _refused(text: str) -> DomainError:
    found = text.strip()[:_LONGEST]
    if not found:
        return DomainError(_("Podaj numer telefonu, na przykład „600 100 200”."), field="phone")
    message = _(
        "„%(found)s” nie jest numerem telefonu. Podaj jeden numer, na przykład „600 100 200”; "
        "zagraniczny z kierunkowym kraju: „+380 67 123 45 67”."
    )
    return DomainError(message % {"found": found}, field="phone")
