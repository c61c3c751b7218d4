"""How much one network address may send: machines that guess or flood are stopped."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from podworko.advice.reading import AdviceError
from podworko.core import throttle

WINDOW = timedelta(minutes=10)
HOUR = timedelta(hours=1)
CODES = 30
"""Tries of codes in ten minutes, right and wrong ones alike."""
LOOKS_WHILE_TYPING = 120
PAPERS = 60


class TooManyError(AdviceError):
    """Too many tries in a short time; later one may try again."""

    code = "too-many"


def check_question(address: str) -> None:
    """Count one more question from an address; raise TooManyError after too many."""
    limit = settings.PODWORKO_QUESTIONS_PER_ADDRESS
    if not throttle.allow("advice-ask", address, limit=limit, window=HOUR):
        raise TooManyError(
            _("Z tej sieci przyszło za dużo pytań. Spróbuj za godzinę albo zadzwoń do PAL.")
        )


def check_code(address: str) -> None:
    """Count one more try of a code; raise TooManyError after too many, right or wrong."""
    if not throttle.allow("advice-code", address, limit=CODES, window=WINDOW):
        raise TooManyError(_("Za dużo prób. Spróbuj za dziesięć minut."))


def allows_look(address: str) -> bool:
    """Count one more look for related answers while somebody types."""
    return throttle.allow("advice-look", address, limit=LOOKS_WHILE_TYPING, window=WINDOW)


def check_paper(address: str) -> None:
    """Count one more list that anybody may print; raise TooManyError after too many."""
    if not throttle.allow("advice-paper", address, limit=PAPERS, window=WINDOW):
        raise TooManyError(_("Za dużo wydruków naraz. Spróbuj za dziesięć minut."))
