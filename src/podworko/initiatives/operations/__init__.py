"""The only writers of what residents run themselves."""

from podworko.initiatives.operations.own_pages import (
    give_code,
    open_page,
)

__all__ = [
    "give_code",
    "open_page",
]
