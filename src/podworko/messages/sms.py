"""How long a text message is: what a network counts and bills."""

from podworko.core.text import squeeze

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€")
_GSM7 = (160, 153)
_UCS2 = (70, 67)
MAX_SEGMENTS = 2

_PLAIN = str.maketrans(
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”“’‘–—…·\u00a0",
    'acelnoszzACELNOSZZ"""\'\'--.- ',
)


def segments(text: str) -> int:
    """Return into how many parts a network splits `text` (GSM 03.38, or UCS-2 beyond it)."""
    single, joined = _GSM7 if is_gsm7(text) else _UCS2
    length = _length(text)
    return 1 if length <= single else -(-length // joined)


def is_gsm7(text: str) -> bool:
    """Whether every character is in the alphabet of 160 characters to a message."""
    return all(character in _BASIC or character in _EXTENDED for character in text)


def fit(text: str) -> str:
    """Return `text` as it leaves: without Polish diacritics only if it is too long with them.

    One letter such as "ł" makes a part 70 characters short instead of 160.
    """
    text = "\n".join(squeeze(line) for line in text.splitlines() if line.strip())
    if segments(text) <= MAX_SEGMENTS:
        return text
    plain = text.translate(_PLAIN)
    return plain if is_gsm7(plain) else text


def _length(text: str) -> int:
    if is_gsm7(text):
        return sum(2 if character in _EXTENDED else 1 for character in text)
    return len(text.encode("utf-16-be")) // 2
