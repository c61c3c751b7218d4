"""Polish text: folding for search, sorting by the Polish alphabet, slugs."""

import re
import unicodedata

# These letters have no canonical decomposition, so NFKD leaves them as they are.
_UNDECOMPOSED = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae"})
_ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_SORT = {letter: f"{index:02d}" for index, letter in enumerate(_ALPHABET, start=10)}
_ROMAN = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics: "Wróżenice" gives "wrozenice"."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNDECOMPOSED).lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def sort_key(text: str) -> str:
    """Return a key whose plain order is the order of the Polish alphabet."""
    return "".join(_SORT.get(letter, letter) for letter in text.strip().lower())


def slug(text: str) -> str:
    """Return `text` as a word for an address: "Złota Jesień" gives "zlota-jesien"."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def squeeze(text: str) -> str:
    """Return `text` with every run of white space as one space, trimmed."""
    return " ".join(text.split())


def for_xml(text: str) -> str:
    """Return `text` without what XML cannot hold: a word processor's vertical tab, say."""
    return _NOT_IN_XML.sub(" ", text)


def one_contact(contact: str) -> str:
    """Return an e-mail or phone as one person has it once: small letters, no "+something"."""
    name, at, domain = contact.lower().rpartition("@")
    return f"{name.split('+')[0] or name}@{domain}" if at else contact


def roman(number: int) -> str:
    """Return a number up to 39 in Roman numerals: 14 gives "XIV"."""
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
