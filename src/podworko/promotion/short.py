"""Addresses short enough to be typed off a poster: a letter for the kind, eight for the thing.

The letters are the beginning of the thing's public key, so nothing is stored. Two things of a
kind may begin alike: the letters mean the one that was there first, and the later one is printed
with twelve or sixteen, so that no address comes to mean another thing.
"""

import uuid
from collections.abc import Iterable

from podworko.core import codes

LENGTH = 8
LENGTHS = (LENGTH, 12, 16)
_BITS = {8: 39, 12: 58, 16: 78}
"""What so many of thirty letters can tell."""


def code_of(public_id: uuid.UUID, *, length: int = LENGTH) -> str:
    """Return the letters for a public key, small ones: they are easier to type."""
    return codes.spelled(public_id.int >> (128 - _BITS[length]), length=length).lower()


def code_beside(public_id: uuid.UUID, earlier: Iterable[uuid.UUID]) -> str:
    """Return the fewest letters that none of the things made `earlier` begins with."""
    others = list(earlier)
    for length in LENGTHS:
        code = code_of(public_id, length=length)
        if code not in {code_of(other, length=length) for other in others}:
            return code
    return code_of(public_id, length=LENGTHS[-1])


def keys_of(code: str) -> tuple[uuid.UUID, uuid.UUID] | None:
    """Return the first and the last public key with these letters; None for what is no code."""
    places = [codes.LETTERS.find(letter) for letter in code.upper()]
    bits = _BITS.get(len(places))
    if bits is None or -1 in places:
        return None
    begin = sum(place * len(codes.LETTERS) ** power for power, place in enumerate(places))
    if begin >> bits:
        return None
    rest = 128 - bits
    return uuid.UUID(int=begin << rest), uuid.UUID(int=((begin + 1) << rest) - 1)
