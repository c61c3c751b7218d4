"""The name of what was asked for, as logs and counters may know it."""

from django.http import HttpRequest

CONFIDENTIAL = frozenset({"consultations", "advice"})
"""Whose pages count as one: which of them somebody opened, and when, is told to nobody."""
UNKNOWN = "-"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def route_of(request: HttpRequest) -> str:
    """Return the name of the view that a request reached; never the address, which may be a key."""
    match = request.resolver_match
    if match is None:
        return UNKNOWN
    for space in match.namespaces:
        if space in CONFIDENTIAL:
            return space
    return match.view_name or UNKNOWN


def method_of(request: HttpRequest) -> str:
    """Return the method of a request; "other" for one that somebody made up."""
    method = request.method or ""
    return method if method in METHODS else "other"
