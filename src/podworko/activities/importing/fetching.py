"""A calendar from an address: only from hosts the installation names, and nothing inside."""

from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request

from django.conf import settings
from django.utils.translation import gettext as _

from podworko.core.web import WebError, is_plain_https, opener

MOST_BYTES = 10 * 1024 * 1024
TIMEOUT = 20


def is_address(text: str) -> bool:
    """Whether `text` is an address rather than a file."""
    return "://" in text


def fetch(address: str) -> bytes:
    """Return what is at an https address; raise WebError when it may not be asked or fails."""
    check(address)
    asked = Request(address)  # noqa: S310 - checked
    try:
        with opener(Redirects()).open(asked, timeout=TIMEOUT) as response:
            data = bytes(response.read(MOST_BYTES + 1))
    except (OSError, ValueError, HTTPException) as error:
        raise WebError(_("Nie udało się pobrać %(address)s.") % {"address": address}) from error
    if len(data) > MOST_BYTES:
        raise WebError(_("Pod tym adresem jest ponad 10 MB."))
    return data


def check(address: str) -> None:
    """Raise WebError unless the address is https at one of PODWORKO_FEED_HOSTS."""
    if not is_plain_https(address):
        raise WebError(_("Pobieramy tylko z adresów https."))
    host = urlsplit(address).hostname
    if host not in settings.PODWORKO_FEED_HOSTS:
        message = _("Serwera „%(host)s” nie ma w PODWORKO_FEED_HOSTS.")
        raise WebError(message % {"host": host or ""})


class Redirects(HTTPRedirectHandler):
    """Follows a redirect only to where one may ask anyway."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - as the library has it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
