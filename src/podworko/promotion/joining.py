"""The places this module takes: menus, the desk's first page, PALs' pages, the trail."""

from podworko.promotion import print_joining


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    print_joining.take_places()
