"""For how long questions are kept, as pages promise it and the job keeps it."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Kept:
    """Days after an answer was read, and after it was given whether read or not.

    `unread` is kept too after the day for which an answer was promised that is still awaited.
    """

    read: int
    unread: int

    @property
    def after_reading(self) -> timedelta:
        return timedelta(days=self.read)

    @property
    def after_answering(self) -> timedelta:
        return timedelta(days=self.unread)


def kept() -> Kept:
    """Return what this installation promises."""
    return Kept(settings.PODWORKO_QUESTION_KEEP_DAYS, settings.PODWORKO_QUESTION_UNREAD_DAYS)
