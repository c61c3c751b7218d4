"""How often one address may read: so that one reader leaves the others their share.

Counted in the memory of each process, because a count in the database would cost more than most
answers do. Several processes let through as many times more; nothing of an address is stored.
"""

from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock
from time import monotonic

from django.conf import settings

WINDOW_SECONDS = 60
KNOWN = 10_000
"""Of how many addresses a process keeps count; the one seen longest ago is forgotten first."""
HOUSEHOLD = 64
"""Bits of an IPv6 address that one line to a house has for itself: what follows, it makes up."""


@dataclass(slots=True)
class _Count:
    until: float
    number: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to an address: of how many, and for how many seconds."""

    limit: int
    left: int
    seconds: int

    @property
    def is_over(self) -> bool:
        return self.left < 0

    @property
    def headers(self) -> dict[str, str]:
        """Return what a well-behaved reader goes by (IETF draft RateLimit header fields)."""
        told = {
            "RateLimit-Policy": f'"read";q={self.limit};w={WINDOW_SECONDS}',
            "RateLimit": f'"read";r={max(self.left, 0)};t={self.seconds}',
        }
        return {**told, "Retry-After": str(self.seconds)} if self.is_over else told


_counts: OrderedDict[str, _Count] = OrderedDict()
_lock = Lock()


def count(address: str) -> Left:
    """Count one more answer to an address; `is_over` says that it is to wait."""
    now, limit = monotonic(), settings.PODWORKO_API_PER_MINUTE
    reader = _reader(address)
    with _lock:
        held = _counts.get(reader)
        if held is None or held.until <= now:
            held = _counts[reader] = _Count(now + WINDOW_SECONDS)
        held.number += 1
        _counts.move_to_end(reader)
        if len(_counts) > KNOWN:
            _counts.popitem(last=False)
        return Left(limit, limit - held.number, max(1, round(held.until - now)))


def forget() -> None:
    """Begin all counts anew."""
    with _lock:
        _counts.clear()


def _reader(address: str) -> str:
    """Return whom an address stands for: itself, or all of one household's."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(known, IPv6Address):
        return str(known)
    return str(known.ipv4_mapped or ip_network((known, HOUSEHOLD), strict=False))
