"""Everything that changes requests, erasures, retention, breaches and the officer's words."""

from podworko.privacy.operations.erasing import ErasingError, blocks_of, erase, erase_again
from podworko.privacy.operations.keeping import due_by, due_cards, go_on, keep, keep_cards, pause

__all__ = [
    "ErasingError",
    "blocks_of",
    "due_by",
    "due_cards",
    "erase",
    "erase_again",
    "go_on",
    "keep",
    "keep_cards",
    "pause",
]
