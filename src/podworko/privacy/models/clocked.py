"""What is to be answered by a day, whatever it asks for."""

from datetime import date, datetime
from typing import ClassVar

from podworko.core import times


class Clocked:
    """A request with a last day: how long is left, and how pressing that is."""

    SOON_DAYS: ClassVar[int]
    """Days before the last one on which it begins to press."""

    due_on: date
    answered_at: datetime | None

    @property
    def days_left(self) -> int:
        """Whole days to the last one; negative when it has passed."""
        return (self.due_on - times.today()).days

    @property
    def tone(self) -> str:
        """How pressing it is, as a badge shows it."""
        if self.answered_at:
            return "free"
        if self.days_left < 0:
            return "cancelled"
        return "few" if self.days_left <= self.SOON_DAYS else "neutral"
