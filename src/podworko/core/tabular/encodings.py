"""In which encoding a text file was saved: UTF-8 first, then what gives words of a language.

One byte means ł in Poland and ³ farther west, so an old file says by itself in which encoding
it is only where letters stand inside words. Of the old encodings each is scored by the letters
of its own languages that it gives inside words, less the signs that no word holds; where two
are as good, the language of the small words in the text decides.
"""

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from podworko.core.tabular.errors import TabularError

ENCODINGS = ("utf-8", "windows-1250", "iso-8859-2", "windows-1252")
"""What may be chosen by hand, beside UTF-16, which is known by its zeros."""
_POLISH = frozenset("ąćęłńśźżĄĆĘŁŃŚŹŻ")
_WESTERN = frozenset("àãåæèêìïñòõøùûœÀÃÅÆÈÊÌÏÑÒÕØÙÛŒ")
"""Those that Polish Windows reads otherwise; é or ó are the same byte in both and tell nothing."""
_LETTERS_OF = {"windows-1250": _POLISH, "iso-8859-2": _POLISH, "windows-1252": _WESTERN}
_POLISH_WORDS = frozenset(("i", "w", "z", "na", "nie", "do", "jest", "to", "od", "po", "dla"))
_WESTERN_WORDS = frozenset(("the", "and", "of", "is", "in", "for", "a", "de", "la", "et", "el"))
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_EDGES = string.punctuation + "„”“’‘–—…«»•"
_BETWEEN = re.compile(r'[^\s;,|"]+')
_BYTES_BETWEEN = re.compile(rb'[^\s;,|"]+')
_TELLING = re.compile(
    b"[%b]"
    % b"".join(
        bytes((byte,))
        for byte in range(0x80, 0x100)
        if len({bytes((byte,)).decode(encoding, "replace") for encoding in _LETTERS_OF}) > 1
    )
)
"""Bytes of which old encodings make different letters."""
_WORD = re.compile(r"[a-z]+")
_SHOWN = 40
_SCORED = 1_000_000
"""Letters that are looked at: more would only take time."""
_GARBAGE_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Decoding:
    """A file as it reads in one encoding: some words that another encoding reads otherwise."""

    encoding: str
    words: tuple[str, ...]
    is_suggested: bool


def decode(data: bytes, encoding: str = "") -> tuple[str, str]:
    """Return text and the name of its encoding: the one asked for, or the likeliest.

    Raises TabularError for what is no text at all, or not in the encoding asked for.
    """
    if encoding in ENCODINGS:
        return _strictly(data, "utf-8-sig" if encoding == "utf-8" else encoding), encoding
    text, found = _likeliest(data)
    if found.startswith("utf-16") or found == "utf-8-sig":
        return text, found  # it says itself that it is text
    if len(_CONTROL.findall(text)) > len(text) * _GARBAGE_SHARE:
        raise TabularError(_not_text())
    return text, found


def _likeliest(data: bytes) -> tuple[str, str]:
    for mark, known in _BOMS:
        if data.startswith(mark):
            return _strictly(data, known), known
    if _looks_wide(data):
        return _strictly(data, "utf-16-le"), "utf-16-le"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _old(data)


def decodings(data: bytes, *, most: int = 6) -> list[Decoding]:
    """Return the encodings a text file can be read in, with up to `most` words that tell.

    They are the same words in each. None for a file that has plain letters only, or that says
    its encoding itself.
    """
    is_marked = any(data.startswith(mark) for mark, _name in _BOMS)
    if data.isascii() or is_marked or data.startswith(b"PK") or _looks_wide(data):
        return []
    likeliest, words = decode(data)[1], _telling(data, most)
    found = []
    for encoding in ENCODINGS:
        try:
            _strictly(data, encoding)
        except TabularError:
            continue
        shown = tuple(word.decode(encoding, "replace")[:_SHOWN] for word in words)
        found.append(Decoding(encoding, shown, encoding == likeliest))
    return found


def _telling(data: bytes, most: int) -> list[bytes]:
    """Return the first words that encodings read otherwise, each once."""
    words: dict[bytes, None] = {}
    for match in _BYTES_BETWEEN.finditer(data):
        if _TELLING.search(match[0]):
            words.setdefault(match[0])
        if len(words) >= most:
            break
    return list(words)


def _words(text: str) -> Iterator[str]:
    """Yield the words that hold anything but plain signs, without quotes and dashes around."""
    words = (each[0].strip(_EDGES) for each in _BETWEEN.finditer(text) if not each[0].isascii())
    return (word for word in words if word and not word.isascii())


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TabularError(_not_text()) from error


def _old(data: bytes) -> tuple[str, str]:
    """Return the likeliest reading in an old encoding; Polish Windows when all are as good."""
    readings = [(data.decode(e, errors="replace"), e) for e in _LETTERS_OF]
    return max(readings, key=lambda reading: _plausible(reading[0][:_SCORED], reading[1]))


def _plausible(text: str, encoding: str) -> tuple[int, int]:
    """Return how well a text reads: by its letters in words, then by its small words."""
    letters = _LETTERS_OF[encoding]
    inside = [each for word in _words(text) for each in word if not each.isascii()]
    good = sum(each in letters for each in inside)
    odd = sum(not each.isalpha() for each in inside) + text.count("\ufffd")
    small = _POLISH_WORDS if letters is _POLISH else _WESTERN_WORDS
    known = sum(word in small for word in _WORD.findall(text.lower()))
    return good - odd - 2 * len(_CONTROL.findall(text)), known


def _looks_wide(data: bytes) -> bool:
    sample = data[:400]
    odd = sample[1::2]
    return len(sample) % 2 == 0 and bool(odd) and odd.count(0) > 0.8 * len(odd)


def _not_text() -> str:
    return _("To nie jest plik tekstowy z tabelą. Zapisz tabelę jako .xlsx albo .csv (UTF-8).")
