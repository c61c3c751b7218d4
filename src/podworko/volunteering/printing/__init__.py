"""What volunteering prints."""

from podworko.volunteering.printing.shifts import roster

__all__ = ["roster"]
