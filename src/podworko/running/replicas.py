"""Which requests may be answered from the replica, and how nobody's own write is hidden from them.

After a write the browser is given the place in the primary's log up to which all is written. Until
the replica has got there, that browser is answered from the primary.
"""

import re

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from podworko.core.replica import Reading

COOKIE = "podworko_mark"
COOKIE_SECONDS = 300
"""At the least; always longer than the lag up to which the replica is read at all."""
SAFE = ("GET", "HEAD", "OPTIONS")
# What signs people in reads for what it is about to write.
_OF_SIGNING_IN = ("account_", "mfa_", "socialaccount_", "usersessions_", "openid_connect_")
_OWN = frozenset({"token", "code"})
"""Parts of addresses that were given to one person, maybe a moment ago."""
_MARK = re.compile(r"\d{1,19}", re.ASCII)
_NO_DATABASE = 503


def is_open(request: HttpRequest, view: object) -> bool:
    """Whether a request only looks at a page that is anybody's."""
    match = request.resolver_match
    name = match.view_name if match else ""
    is_public = not getattr(view, "login_required", True)
    return request.method in SAFE and is_public and not name.startswith(_OF_SIGNING_IN)


def may_read_replica(request: HttpRequest, view: object) -> bool:
    """Whether a page may be a moment old.

    Not for whoever is signed in, and not for people's own pages.
    """
    match = request.resolver_match
    is_own = getattr(view, "is_discreet", False) or (match and not _OWN.isdisjoint(match.kwargs))
    is_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return is_open(request, view) and not is_own and not is_signed_in


def mark_of(request: HttpRequest) -> int:
    """Return up to where this browser has written; 0 when it did not lately.

    It is not signed: whoever makes one up is answered from the primary, or as if they had written
    nothing.
    """
    told = request.COOKIES.get(COOKIE, "")
    return int(told) if _MARK.fullmatch(told) else 0


def has_changed(request: HttpRequest, how: Reading, response: HttpResponseBase) -> bool:
    """Whether a request may have written something: also one that broke after it had written."""
    may_have = request.method not in SAFE or how.has_written
    return may_have and response.status_code != _NO_DATABASE


def remember(response: HttpResponseBase) -> None:
    """Tell the browser up to where it has written. One query, after a write alone."""
    from podworko.core.replica.watching import mark_of_now  # noqa: PLC0415 - loads a driver

    response.set_cookie(
        COOKIE,
        str(mark_of_now()),
        max_age=max(COOKIE_SECONDS, 2 * settings.PODWORKO_REPLICA_LAG),
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
