"""Addresses short enough to be typed off a poster: a letter for the kind, eight for the thing.

The eight letters are the beginning of the thing's public key, so nothing is stored and no
address can come to mean another thing.
"""

import uuid

from podworko.core import codes

LENGTH = 8
_BITS = 39
"""What eight of thirty letters can tell."""
_REST = 128 - _BITS


def code_of(public_id: uuid.UUID) -> str:
    """Return the letters for a public key, small ones: they are easier to type."""
    return codes.spelled(public_id.int >> _REST, length=LENGTH).lower()


def keys_of(code: str) -> tuple[uuid.UUID, uuid.UUID] | None:
    """Return the first and the last public key with these letters; None for what is no code."""
    places = [codes.LETTERS.find(letter) for letter in code.upper()]
    if len(places) != LENGTH or -1 in places:
        return None
    begin = sum(place * len(codes.LETTERS) ** power for power, place in enumerate(places))
    if begin >> _BITS:
        return None
    return uuid.UUID(int=begin << _REST), uuid.UUID(int=((begin + 1) << _REST) - 1)
