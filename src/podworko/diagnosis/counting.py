"""That a browser answers a survey once: a mark it keeps, and a digest that dies with the salt."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from podworko.diagnosis.models import Counted, Survey

_SALT = "podworko.diagnosis.counted"
KEPT = timedelta(days=120)


def new_mark() -> str:
    """Return a mark for a browser that has none for this survey."""
    return secrets.token_urlsafe(16)


def mark_of(request: HttpRequest, survey: Survey) -> str:
    """Return the mark this browser was given for answering, "" when it has not answered."""
    mark: str = request.get_signed_cookie(_name(survey), default="", salt=_SALT) or ""
    return mark


def digest(survey: Survey, mark: str) -> str:
    """Return what is kept of a mark; without the survey's salt nobody can make it again."""
    return hmac.new(survey.salt.encode(), mark.encode(), hashlib.sha256).hexdigest()


def has_answered(request: HttpRequest, survey: Survey) -> bool:
    """Whether this browser was counted for an open survey."""
    mark = mark_of(request, survey)
    return bool(mark) and Counted.objects.filter(digest=digest(survey, mark)).exists()


def give(response: HttpResponse, survey: Survey, mark: str) -> None:
    """Leave the mark with the browser; it names a survey and nothing else."""
    response.set_signed_cookie(
        _name(survey),
        mark,
        salt=_SALT,
        max_age=KEPT,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _name(survey: Survey) -> str:
    return f"ankieta_{survey.code}"
