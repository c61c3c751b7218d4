"""Why a table or a cell was not taken, in words for the person who brought it."""

from podworko.core.errors import DomainError


class TabularError(DomainError):
    """The whole file cannot be read; the message says what to do."""

    code = "unreadable_table"


class CellError(DomainError):
    """One cell is not what it should be; the message names what was found and an example."""

    code = "unreadable_cell"
