"""What may not stand in words between neighbours: prices, and anybody's contact or address."""

import re

from django.utils.translation import gettext as _

from podworko.core.errors import DomainError

_PRICE = re.compile(
    r"\d+(?:[.,]\d\d?)?\s*(?:zł|zl|pln|złot\w*|eur\w*|€|\$|грн|uah)(?!\w)"
    r"|\bzł\b|\bpln\b|\bcen(?:a|ę|y|ie)\b|\bsprzeda\w*|\bkaucj\w*|\bodpłatn\w*|\bopłat\w*|\bkupię\b"
    r"|\bfor sale\b|\bprices?\b|\bpln\b|\bпрода\w*|\bціна\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\S+\s?(?:@|\(at\)|\[at\]|\(małpa\))\s?\S+", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:pl|com|eu|org|net|ua)\b", re.IGNORECASE)
_PHONE = re.compile(r"\+?(?:\d[\s\-–.()]?){8,}\d")
_DATE = re.compile(r"\b\d{1,2}\.\d{1,2}\.20\d\d\b|\b20\d\d-\d\d-\d\d\b|\b\d{1,2}:\d\d\b")
"""A day with an hour has as many digits as a phone number."""
_ADDRESS = re.compile(
    r"\b(?:ul\.|ulic[aęiy]|al\.|alej[aei]|os\.|osiedl[aeu]|pl\.|вул\.)\s*[^\d,.;\n]{2,40}\s\d+\w?"
    r"|\b[A-ZĄĆĘŁŃÓŚŹŻ][\w-]+\s+\d+[a-zA-Z]?\s*(?:/|m\.?)\s*\d+",
)


def price_in(words: str) -> str:
    """Return what in these words is about money, or "" for nothing."""
    found = _PRICE.search(words)
    return found.group().strip() if found else ""


def contact_in(words: str) -> str:
    """Return the first contact or address of a home in these words, or "" for none."""
    for pattern in (_EMAIL, _PHONE, _LINK, _ADDRESS):
        if found := pattern.search(_DATE.sub("•", words) if pattern is _PHONE else words):
            return found.group().strip()
    return ""


def check_free(words: str, *, field: str = "words") -> None:
    """Raise DomainError, with what was found, when something is to be paid."""
    if found := price_in(words):
        text = _(
            "Między sąsiadami nic tu nie kosztuje: bez cen, kaucji i sprzedaży. Usuń: „%(found)s”."
        )
        raise DomainError(text % {"found": found}, field=field)


def check_no_contact(words: str, *, field: str = "words") -> None:
    """Raise DomainError, with what was found, for a phone number, e-mail or address."""
    if found := contact_in(words):
        text = _(
            "Tu nie pokazujemy telefonów, e-maili ani adresów: wiadomości przekażemy my."
            " Usuń: „%(found)s”."
        )
        raise DomainError(text % {"found": found}, field=field)


def check_neighbourly(**fields: str) -> None:
    """Check several fields, by name, for prices and contacts; raise DomainError for the first."""
    for name, words in fields.items():
        check_free(words, field=name)
        check_no_contact(words, field=name)
