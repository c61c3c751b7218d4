"""Who says "me too" once: a random mark in the browser, told apart at each need.

The mark names nobody. At each need it is another digest, so that no two needs can be joined
into somebody's story. The network address is only counted, for a day, by core.throttle.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from podworko.core import throttle
from podworko.core.http import client_address
from podworko.diagnosis.models import Need
from podworko.diagnosis.operations import ProposalError

COOKIE = "ja-tez"
YEAR = timedelta(days=365)
_SALT = "podworko.diagnosis.support"
PER_ADDRESS, WINDOW = 20, timedelta(hours=24)
"""A library or a whole block may sit behind one address."""


def mark_of(request: HttpRequest) -> str:
    """Return the mark that the browser holds, or a new one."""
    held = request.COOKIES.get(COOKIE, "")
    try:
        return str(signing.loads(held, salt=_SALT))
    except signing.BadSignature:
        return secrets.token_urlsafe(16)


def remember(answer: HttpResponse, mark: str) -> None:
    """Have the browser keep the mark for a year."""
    answer.set_cookie(
        COOKIE,
        signing.dumps(mark, salt=_SALT),
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def digest(need: Need, mark: str) -> str:
    """Return what is kept of a mark at one need."""
    return salted_hmac(_SALT, f"{need.public_id}:{mark}", algorithm="sha256").hexdigest()


def has_supported(need: Need, request: HttpRequest) -> bool:
    """Whether this browser said "me too" here."""
    if COOKIE not in request.COOKIES:
        return False
    return need.supports.filter(digest=digest(need, mark_of(request))).exists()


def check_pace(need: Need, request: HttpRequest) -> None:
    """Count one more from a network address; raise ProposalError after too many in a day."""
    key = f"{need.pk}:{client_address(request)}"
    if not throttle.allow("support", key, limit=PER_ADDRESS, window=WINDOW):
        raise ProposalError(_("Z tego miejsca było już dużo głosów. Spróbuj jutro albo w PAL."))
