"""The word "no" at the desk: what happened, whom to ask, and what was typed, to copy.

A role may end while its holder has a form open. Nothing they wrote may be lost with it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.defaults import page_not_found, permission_denied

from podworko.accounts.models import Grant, User
from podworko.accounts.policies import granters_of, when_over
from podworko.accounts.roles import ROLES, Role
from podworko.core import times

TOLD_FOR = timedelta(days=30)
# What a form carries besides what somebody typed, and what is nobody's to see.
NOT_TYPED = ("csrf", "initial-", "version", "password", "credential", "code", "next", "seen_")
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class EndedRole:
    """A role that ended not long ago."""

    role: Role
    grant: Grant
    at: datetime
    ask: list[User]


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403: to staff with what ended and what they typed, to others in short."""
    shown = _shown(request, status=403)
    return shown or permission_denied(request, exception)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404; to staff who sent a form with what they typed as well."""
    shown = _shown(request, status=404) if request.method == "POST" else None
    return shown or page_not_found(request, exception)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer 429: one network tried to enter too often."""
    return render(request, "accounts/too_many.html", status=429)


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """Answer who sent a form after being signed out; None when nothing was typed."""
    typed = typed_text(request)
    if not typed:
        return None
    return render(request, "accounts/signed_out.html", {"typed": typed}, status=403)


def typed_text(request: HttpRequest) -> str:
    """Return what was typed in the form that came with `request`, a line each."""
    if request.method != "POST":
        return ""
    lines = [
        f"{name}: {value}"
        for name, values in request.POST.lists()
        for value in values
        if str(value).strip() and not name.startswith(NOT_TYPED)
    ]
    return "\n".join(lines)[:LONGEST]


def ended_roles(user: User) -> list[EndedRole]:
    """Return the roles of `user` that ended in the last month, the latest first."""
    now = timezone.now()
    since = now - TOLD_FOR
    rows = user.grants.filter(
        Q(ended_at__gte=since)
        | Q(ended_at=None, valid_to__lt=times.today(), valid_to__gte=since.date())
    ).select_related("pal", "ended_by")
    ended = [EndedRole(ROLES[row.role], row, when_over(row) or now, _ask(row)) for row in rows]
    return sorted(ended, key=lambda one: one.at, reverse=True)


def _shown(request: HttpRequest, *, status: int) -> HttpResponse | None:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return None
    ended, typed = ended_roles(user), typed_text(request)
    if not ended and not typed:
        return None
    context = {"ended": ended, "typed": typed, "is_missing": status == 404}  # noqa: PLR2004
    return render(request, "accounts/refused.html", context, status=status)


def _ask(grant: Grant) -> list[User]:
    return granters_of(grant.role, grant.pal_id)[:3]
