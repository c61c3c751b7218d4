"""How much one network address, and one walker, may ask of a walk's pages."""

from datetime import timedelta

from django.utils.translation import gettext as _

from podworko.core import throttle
from podworko.core.errors import DomainError

WINDOW = timedelta(minutes=10)
PAGES_PER_ADDRESS = 600
"""Ten phones behind one address turn pages; who tries codes would need thousands of years."""
CODES_PER_ADDRESS = 60
NOTES_PER_WALKER = 200
"""A phone that was without signal for an hour sends all it has at once."""

PAPERS_PER_ADDRESS = 60


class TooManyError(DomainError):
    """Too many tries in a short time; after WINDOW one may try again."""

    code = "too-many"


def check_page(address: str) -> None:
    """Count one more page of a walk; raise TooManyError after too many."""
    _check("walk-page", address, PAGES_PER_ADDRESS)


def check_paper(address: str) -> None:
    """Count one more report set on paper; raise TooManyError after too many."""
    _check("study-paper", address, PAPERS_PER_ADDRESS)


def check_code(address: str) -> None:
    """Count one more code that was typed; raise TooManyError after too many."""
    _check("walk-code", address, CODES_PER_ADDRESS)


def check_note(walker: str) -> None:
    """Count one more note sent by a walker; raise TooManyError after too many."""
    _check("walk-note", walker, NOTES_PER_WALKER)


def _check(scope: str, key: str, limit: int) -> None:
    if not throttle.allow(scope, key, limit=limit, window=WINDOW):
        raise TooManyError(_("Za dużo naraz. Spróbuj za dziesięć minut."))
