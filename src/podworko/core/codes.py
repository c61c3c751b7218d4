"""Short codes that people read off paper, type and say aloud: "K7M 4PX"."""

import secrets

from podworko.core import sealed

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that are taken for one another: 0 and O, 1, I and L, U and V."""
LENGTH = 6
LONG = 9
"""Of codes that nobody may come to by trying, from however many addresses."""


def spelled(number: int, *, length: int = LENGTH) -> str:
    """Return so many letters for a number, the same for the same one."""
    letters = []
    for _place in range(length):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "".join(letters)


def drawn() -> str:
    """Return six letters by chance."""
    return spelled(secrets.randbelow(len(LETTERS) ** LENGTH))


def drawn_long() -> str:
    """Return nine letters by chance."""
    return spelled(secrets.randbelow(len(LETTERS) ** LONG), length=LONG)


def spaced(code: str) -> str:
    """Return a code as it is read aloud: "K7M 4PX", "K7M 4PX 9TR"."""
    return " ".join(code[at : at + 3] for at in range(0, len(code), 3))


def plain(text: str, *, length: int = LENGTH) -> str:
    """Return what was typed or scanned as a code is written: "k7m-4px" gives "K7M4PX".

    What is too long stays so, and is no code.
    """
    return "".join(filter(str.isalnum, text)).upper()[: length + 1]


def digests(code: str, *, salt: str) -> list[str]:
    """Return all that may stand for a long code, however it was typed: see `sealed.digests`."""
    return sealed.digests(plain(code, length=LONG), salt=salt)
