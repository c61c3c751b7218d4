"""The places this module takes: menus, the desk's first page, PALs' pages, the trail."""

from podworko.promotion import (
    letter_joining,
    news_joining,
    photo_joining,
    press_joining,
    print_joining,
)


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    news_joining.take_places()
    letter_joining.take_places(news_joining.GROUP)
    photo_joining.take_places(news_joining.GROUP)
    press_joining.take_places(news_joining.GROUP)
    print_joining.take_places()
