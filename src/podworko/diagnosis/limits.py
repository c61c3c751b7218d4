"""How much one network may send: counted under the survey's salt, so that it cannot be traced."""

from datetime import timedelta
from ipaddress import IPv4Address, ip_address, ip_network

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from podworko.core import throttle
from podworko.core.errors import DomainError
from podworko.diagnosis.models import Kiosk, Survey

WINDOW = timedelta(minutes=10)
ANSWERS_PER_NETWORK = 60
"""A school or a library answers together behind one address; a machine is stopped."""
ANSWERS_PER_KIOSK = 30
"""One after another at a tablet: somebody who only presses is stopped."""
PAPERS_PER_NETWORK = 60


class TooManyError(DomainError):
    """Too many from one network in a short time; after WINDOW one may try again."""

    code = "too-many"


def check_answer(survey: Survey, address: str) -> None:
    """Count one more answer from a network; raise TooManyError beyond the limit."""
    key = salted_hmac(survey.salt, network_of(address), algorithm="sha256").hexdigest()
    if not throttle.allow("survey", key, limit=ANSWERS_PER_NETWORK, window=WINDOW):
        raise TooManyError(
            _("Za dużo odpowiedzi naraz z tej sieci. Spróbuj za dziesięć minut. Nic nie zginęło.")
        )


def check_kiosk(kiosk: Kiosk) -> None:
    """Count one more answer on a tablet; raise TooManyError beyond the limit."""
    key = str(kiosk.public_id)
    if not throttle.allow("survey-kiosk", key, limit=ANSWERS_PER_KIOSK, window=WINDOW):
        raise TooManyError(
            _("Za dużo odpowiedzi naraz na tym tablecie. Poczekaj chwilę i wyślij jeszcze raz.")
        )


def check_paper(address: str) -> None:
    """Count one more form that anybody may print; raise TooManyError beyond the limit."""
    network = network_of(address)
    if not throttle.allow("survey-paper", network, limit=PAPERS_PER_NETWORK, window=WINDOW):
        raise TooManyError(_("Za dużo wydruków naraz. Spróbuj za dziesięć minut."))


def network_of(address: str) -> str:
    """Return the neighbourhood of a network address, never the address itself."""
    try:
        known = ip_address(address)
    except ValueError:
        return "unknown"
    width = 24 if isinstance(known, IPv4Address) else 48
    return str(ip_network(f"{known}/{width}", strict=False))
