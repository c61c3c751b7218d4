"""Asking other servers: over https alone, and never one that stands inside our network."""

import ipaddress
import socket
from http.client import HTTPConnection, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit
from urllib.request import (
    BaseHandler,
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPSHandler,
    OpenerDirector,
    Request,
)

from django.utils.translation import gettext as _

from podworko.core.errors import DomainError

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class WebError(DomainError):
    """The address may not be asked, or did not answer."""

    code = "not-fetched"


def is_plain_https(address: str) -> bool:
    """Whether an address is https, at its usual port, without a name or password in it."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and not parts.username and port in (None, 443)


def public_address(host: str) -> str:
    """Return a network address of `host`; raise WebError when any of them is private.

    The connection goes to this very address: asking the name again might give another.
    """
    found = {str(row[4][0]) for row in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)}
    if not found or not all(map(_is_public, found)):
        raise WebError(_("Adres „%(host)s” jest wewnątrz sieci.") % {"host": host})
    return min(found)


def opener(*handlers: BaseHandler) -> OpenerDirector:
    """Return an opener that speaks https and nothing else: no files, no ftp, no proxies.

    It follows redirects only when one of `handlers` does.
    """
    made = OpenerDirector()
    for handler in (_Handler(), *handlers, HTTPErrorProcessor(), HTTPDefaultErrorHandler()):
        made.add_handler(handler)
    return made


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
