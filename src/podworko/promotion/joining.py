"""The places this module takes: menus, the desk's first page, PALs' pages, the trail."""


def take_places() -> None:
    """Register everything; called once, when models are ready."""
