"""What the command line may use of the demonstration city."""

from podworko.accounts.public import ROLES
from podworko.demo.loading import load
from podworko.demo.staff import PASSWORD, STAFF
from podworko.network.public import Pal

__all__ = ["is_loaded", "load", "welcome"]


def is_loaded() -> bool:
    """Whether there is a city already."""
    return Pal.objects.exists()


def welcome(address: str) -> str:
    """Return what is printed at every start: addresses and sign-ins."""
    rows = "\n".join(
        f"    {member.email:28}{ROLES[member.role].name}"
        + (f" ({member.pal})" if member.pal else " (cała sieć)")
        for member in STAFF
    )
    return (
        f"\n  Podwórko: the demonstration city is at  {address}/\n"
        f"  The desk of its staff is at             {address}/biurko/\n\n"
        f"  Sign in with any of these and the password {PASSWORD}\n{rows}\n\n"
        "  Places, people and activities without a source are made up and say so.\n"
        "  Ctrl+C stops it.\n"
    )
