"""Errors that a person can be told about."""

from django.utils.functional import Promise


class DomainError(Exception):
    """A rule of the domain said no; `message` is fit to show to a person.

    `code` is stable and for machines; `field` names the input it is about, if one.
    """

    code = "refused"

    def __init__(self, message: str | Promise, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
