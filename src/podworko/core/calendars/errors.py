"""Why a calendar or a rule was not taken, in words for the person who brought it."""

from podworko.core.errors import DomainError


class CalendarError(DomainError):
    """A calendar file, or a rule of repetition, cannot be read; the message says what to do."""

    code = "unreadable_calendar"
