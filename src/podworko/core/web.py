"""Asking other servers: over https alone, and never one that stands inside our network."""

import ipaddress
import socket
from contextlib import suppress
from http.client import HTTPConnection, HTTPSConnection
from threading import Timer
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
_UNICAST = ipaddress.ip_network("2000::/3")
"""All that is given out of IPv6 (RFC 4291); what else looks public leads inside somewhere."""
PATIENCE = 3
"""How many times the wait for one answer the whole may last: a server may also drip for ever."""


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
    if isinstance(address, ipaddress.IPv6Address):
        is_given_out = address in _UNICAST and address.sixtofour is None
        return is_given_out and address.is_global
    return address.is_global and not address.is_multicast


def _end_after(seconds: float, sock: socket.socket) -> None:
    """Hang up after so long, whatever is still coming."""
    clock = Timer(seconds, _hang_up, [sock])
    clock.daemon = True
    clock.start()


def _hang_up(sock: socket.socket) -> None:
    with suppress(OSError):  # it was over before
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Connection(HTTPSConnection):
    def connect(self) -> None:
        address = public_address(self.host)
        plain = socket.create_connection((address, self.port), self.timeout)
        context = self._context  # type: ignore[attr-defined]
        self.sock = context.wrap_socket(
            plain, server_hostname=self.host, do_handshake_on_connect=False
        )
        if self.timeout:
            _end_after(self.timeout * PATIENCE, self.sock)
        self.sock.do_handshake()


class _Handler(HTTPSHandler):
    def https_open(self, req: Request) -> Any:  # noqa: ANN401 - the library's answer
        connection: type[HTTPConnection] = _Connection
        return self.do_open(connection, req)
