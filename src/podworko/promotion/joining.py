"""The places this module takes: menus, the desk's first page, PALs' pages, the trail."""

from podworko.core import privacy
from podworko.promotion import (
    letter_joining,
    news_joining,
    photo_erasing,
    photo_joining,
    press_joining,
    print_joining,
)


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    privacy.erasing.add("promotion.photos", photo_erasing.take_down, order=30)
    news_joining.take_places()
    letter_joining.take_places(news_joining.GROUP)
    photo_joining.take_places(news_joining.GROUP)
    press_joining.take_places(news_joining.GROUP)
    print_joining.take_places()
