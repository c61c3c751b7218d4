"""How long the certificate of the site's address is good for."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from podworko.core.health import Level, Problem, health_check

SOON, VERY_SOON = timedelta(days=21), timedelta(days=7)
_SECONDS = 5
_HINT = "Have it renewed; see how it is done by itself in docs/deploy.md."


@health_check
def certificate() -> list[Problem]:
    """See that the certificate of the site's address is good for weeks, where it has one."""
    address = urlsplit(settings.SITE_URL)
    if address.scheme != "https" or not address.hostname:
        return []
    try:
        ends = _ends(address.hostname, address.port or 443)
    except ssl.SSLCertVerificationError as error:
        message = f"Browsers do not trust the certificate: {error.verify_message}."
        return [Problem(Level.ERROR, "certificate.untrusted", message, _HINT)]
    except OSError as error:
        message = f"{address.netloc} could not be asked ({type(error).__name__})."
        hint = "Is the proxy running, and can this machine reach the site by its name?"
        return [Problem(Level.WARNING, "certificate.unreachable", message, hint)]
    return _judged(ends - datetime.now(UTC))


def _ends(host: str, port: int) -> datetime:
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=_SECONDS) as link,
        context.wrap_socket(link, server_hostname=host) as secured,
    ):
        told = secured.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(told["notAfter"])), UTC)


def _judged(left: timedelta) -> list[Problem]:
    if left > SOON:
        return []
    level = Level.ERROR if left < VERY_SOON else Level.WARNING
    message = f"The certificate of the site ends in {left.days} days."
    return [Problem(level, "certificate.ends", message, _HINT)]
