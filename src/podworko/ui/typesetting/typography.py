"""Text as a Polish printer sets it: nothing is added to it and no letter is taken away."""

import re
from collections.abc import Mapping

_QUOTES = {"pl": ("„", "”"), "uk": ("«", "»"), "en": ("“", "”")}
# Words of one letter do not end a line: a rule of Polish and of Ukrainian setting.
_LONELY = "aiouwzAIOUWZавзіоуйєАВЗІОУЙЄ"
_AFTER_LONELY = re.compile(rf"(?<![^\s(\[„“«])([{_LONELY}])[ ]+(?=\S)")
_AFTER_SHORTENED = re.compile(
    r"(?<!\w)(ul|al|pl|os|św|nr|godz|tel|dr|r)\.[ ]+(?=\w)", re.IGNORECASE
)
_AFTER_NUMBER = re.compile(r"(?<!\S)(\d{1,4})[ ]+(?=[^\W\d])")
_HOURS = re.compile(r"(\d{1,2}[:.]\d{2})\s?[-–—]\s?(\d{1,2}[:.]\d{2})(?!\d)")
_DASH = re.compile(r"(?<=\S) [-—] (?=\S)")
_QUOTED = re.compile(r"(?<![^\s(\[])\"([^\s\"](?:[^\"]*[^\s\"])?)\"(?![^\s)\].,;:!?…])")
# Control marks, and the two that turn the direction of everything after them.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff]")
_LONGEST = 24
_LONG = re.compile(rf"[^\s-]{{{_LONGEST + 1},}}")
_ADDRESS = re.compile(r"\w+://|[\w-]+(?:\.[\w-]+)+/")
_PIECE = re.compile(r".{10}(?=.{3})")
_SOFT_HYPHEN = "\u00ad"
_BOUND = "\u00a0"


def well_set(text: str, *, language: str) -> str:
    """Return `text` with quotes, dashes and spaces that belong to `language`.

    Words of one letter stay with the next one, hours get their dash, and a word too long
    for a column may break. Only unseen control marks are left out.
    """
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\t", " "))
    opening, closing = _QUOTES.get(language, _QUOTES["pl"])
    text = _QUOTED.sub(rf"{opening}\1{closing}", text)
    text = _DASH.sub(f"{_BOUND}– ", _HOURS.sub(r"\1–\2", text))
    for pattern in (_AFTER_LONELY, _AFTER_NUMBER):
        text = pattern.sub(rf"\1{_BOUND}", text)
    text = _AFTER_SHORTENED.sub(rf"\1.{_BOUND}", text)
    return _LONG.sub(_breakable, text)


def all_well_set(data: object, *, language: str) -> object:
    """Return `data` as JSON takes it, with every text in it well set."""
    if isinstance(data, str):
        return well_set(data, language=language)
    if isinstance(data, Mapping):
        return {str(key): all_well_set(value, language=language) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [all_well_set(value, language=language) for value in data]
    return data if data is None or isinstance(data, (bool, int, float)) else str(data)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, those parted by an empty line."""
    return [
        part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()
    ]


def _breakable(found: re.Match[str]) -> str:
    """Let an endless word break; an address of the web breaks at its own signs."""
    word = found[0]
    return word if _ADDRESS.match(word) else _PIECE.sub(rf"\g<0>{_SOFT_HYPHEN}", word)
