"""Short codes that people read off paper, type and say aloud: "K7M 4PX"."""

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that are taken for one another: 0 and O, 1, I and L, U and V."""
LENGTH = 6


def spelled(number: int) -> str:
    """Return six letters for a number, the same for the same one."""
    letters = []
    for _place in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "".join(letters)


def drawn() -> str:
    """Return six letters by chance."""
    return spelled(secrets.randbelow(len(LETTERS) ** LENGTH))


def spaced(code: str) -> str:
    """Return a code as it is read aloud: "K7M 4PX"."""
    return f"{code[:3]} {code[3:]}"


def plain(text: str) -> str:
    """Return what was typed or scanned as a code is written: "k7m-4px" gives "K7M4PX"."""
    return "".join(filter(str.isalnum, text)).upper()[: LENGTH + 1]
