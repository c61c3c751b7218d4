"""Sealed addresses by which whoever gets the newsletter confirms, changes and ends it."""

import uuid

from podworko.core import sealed
from podworko.core.http import absolute
from podworko.promotion.models import Subscription

_OWN = "podworko.promotion.letter"
_CONFIRM = "podworko.promotion.letter-confirm"


def token(subscription: Subscription) -> str:
    """Return the name under which somebody changes and ends what they get."""
    return sealed.seal(subscription.public_id, salt=_OWN)


def read_token(text: str) -> uuid.UUID | None:
    """Return whose token this is, or None for one that we never gave."""
    return sealed.unseal(text, salt=_OWN)


def confirm_token(subscription: Subscription) -> str:
    """Return the name that says that an address is the asker's own; it alone confirms."""
    return sealed.seal(subscription.public_id, salt=_CONFIRM)


def read_confirm_token(text: str) -> uuid.UUID | None:
    """Return whose confirmation this is, or None for one that we never gave."""
    return sealed.unseal(text, salt=_CONFIRM)


def own_url(subscription: Subscription) -> str:
    return absolute(subscription.language, "promotion:letter_own", token(subscription))


def confirm_url(subscription: Subscription) -> str:
    name = confirm_token(subscription)
    return absolute(subscription.language, "promotion:letter_confirm", name)


def end_url(subscription: Subscription) -> str:
    """Return where one click of a mail program ends it (RFC 8058); the same in every language."""
    return absolute("pl", "promotion:letter_end", token(subscription))
