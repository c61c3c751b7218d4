"""Sealed addresses that the media get: to read before an embargo ends, to be written to no more."""

import uuid

from podworko.core import sealed
from podworko.core.http import absolute
from podworko.promotion.models import PressContact, Release

_EARLY = "podworko.promotion.press-early"
_END = "podworko.promotion.press-end"


def early_token(release: Release) -> str:
    """Return the name under which a release is read before its embargo ends."""
    return sealed.seal(release.public_id, salt=_EARLY)


def read_early_token(text: str) -> uuid.UUID | None:
    """Return which release may be read under a name, or None for one that we never gave."""
    return sealed.unseal(text, salt=_EARLY)


def end_token(contact: PressContact) -> str:
    """Return the name under which somebody says that they want nothing more from us."""
    return sealed.seal(contact.public_id, salt=_END)


def read_end_token(text: str) -> uuid.UUID | None:
    """Return whose name this is, or None for one that we never gave."""
    return sealed.unseal(text, salt=_END)


def page_url(release: Release) -> str:
    """Return where whoever got a release reads it, with its files."""
    if release.is_under_embargo:
        return absolute(release.language, "promotion:release_early", early_token(release))
    return absolute(release.language, "promotion:release", release.public_id)


def end_url(contact: PressContact, *, language: str) -> str:
    return absolute(language, "promotion:press_end", end_token(contact))
