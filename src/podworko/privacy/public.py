"""What the command line and the demonstration use of privacy."""

from podworko.privacy import erased_list
from podworko.privacy.operations.erasing import erase_again

__all__ = ["erase_again", "erased_list"]
