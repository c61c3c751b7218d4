"""A calendar from an address: only from hosts the installation names, and nothing inside."""

import ipaddress
import socket
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPSConnection
from typing import IO, Any
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
)

from django.conf import settings
from django.utils.translation import gettext as _

from podworko.core.errors import DomainError

MOST_BYTES = 10 * 1024 * 1024
TIMEOUT = 20
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class FetchError(DomainError):
    """The address may not be asked, or did not answer."""

    code = "not-fetched"


def is_address(text: str) -> bool:
    """Whether `text` is an address rather than a file."""
    return "://" in text


def fetch(address: str) -> bytes:
    """Return what is at an https address; raise FetchError when it may not be asked or fails."""
    check(address)
    try:
        with _opener().open(Request(address), timeout=TIMEOUT) as response:  # noqa: S310 - checked
            data = bytes(response.read(MOST_BYTES + 1))
    except (OSError, ValueError, HTTPException) as error:
        raise FetchError(_("Nie udało się pobrać %(address)s.") % {"address": address}) from error
    if len(data) > MOST_BYTES:
        raise FetchError(_("Pod tym adresem jest ponad 10 MB."))
    return data


def check(address: str) -> None:
    """Raise FetchError unless the address is https at one of PODWORKO_FEED_HOSTS."""
    try:
        parts = urlsplit(address)
        is_plain = parts.scheme == "https" and not parts.username and parts.port in (None, 443)
    except ValueError:
        is_plain = False
    if not is_plain:
        raise FetchError(_("Pobieramy tylko z adresów https."))
    if parts.hostname not in settings.PODWORKO_FEED_HOSTS:
        message = _("Serwera „%(host)s” nie ma w PODWORKO_FEED_HOSTS.")
        raise FetchError(message % {"host": parts.hostname or ""})


def public_address(host: str) -> str:
    """Return a network address of `host`; raise FetchError when any of them is private.

    The connection goes to this very address: asking the name again might give another.
    """
    found = {str(row[4][0]) for row in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)}
    if not found or not all(map(_is_public, found)):
        raise FetchError(_("Adres „%(host)s” jest wewnątrz sieci.") % {"host": host})
    return min(found)


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text)
    if address in _NAT64:  # a private address may stand within
        address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.is_global and not address.is_multicast


class _Connection(HTTPSConnection):
    def connect(self) -> None:
        address = public_address(self.host)
        plain = socket.create_connection((address, self.port), self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)  # type: ignore[attr-defined]


class _Handler(HTTPSHandler):
    def https_open(self, req: Request) -> Any:  # noqa: ANN401 - the library's answer
        connection: type[HTTPConnection] = _Connection
        return self.do_open(connection, req)


class Redirects(HTTPRedirectHandler):
    """Follows a redirect only to where one may ask anyway."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - as the library has it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> OpenerDirector:
    """Return an opener that speaks https and nothing else: no files, no ftp, no proxies."""
    opener = OpenerDirector()
    for handler in (_Handler(), Redirects(), HTTPErrorProcessor(), HTTPDefaultErrorHandler()):
        opener.add_handler(handler)
    return opener
