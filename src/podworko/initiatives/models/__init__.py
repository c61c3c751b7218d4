"""The tables of what residents run themselves."""

from podworko.initiatives.models.own_pages import (
    OwnPage,
)

__all__ = [
    "OwnPage",
]
