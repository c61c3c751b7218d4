"""What a page may load, and from where: our own host, and the map's if an operator set one."""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF


def content_security_policy(*, tiles: str, pmtiles: str) -> dict[str, Any]:
    """Return the policy of every page; the map's background may come from its own host."""
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, "data:", *_origins(tiles)],
            "font-src": [SELF],
            "connect-src": [SELF, *_origins(tiles, pmtiles)],
            "worker-src": [SELF],
            "manifest-src": [SELF],
            "form-action": [SELF],
            "base-uri": [NONE],
            "frame-ancestors": [SELF],
        }
    }


def _origins(*addresses: str) -> list[str]:
    """Return the other hosts that a map background comes from: only they may be asked."""
    parts = [urlsplit(address) for address in addresses]
    return sorted({f"{part.scheme}://{part.netloc}" for part in parts if part.netloc})
