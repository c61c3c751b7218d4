"""The places this module takes."""

from podworko.privacy.accessibility import joining as access


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    access.take_places()
