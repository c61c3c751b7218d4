"""The account of whoever is signed in: roles, second factor, and where else they are."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from podworko.accounts.public import StaffRequest
from podworko.accounts.roles import ROLES
from podworko.accounts.second_factor import must_have_second_factor
from podworko.accounts.sessions import end_other_sessions, end_session, sessions_of


@dataclass(frozen=True, slots=True)
class ShownKey:
    """A passkey as its owner meets it."""

    key: int
    name: str
    added_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What stands beside the password or the e-mail code."""

    app: Authenticator | None
    keys: list[ShownKey]
    codes_left: int | None

    @property
    def is_none(self) -> bool:
        """Whether there is neither an application nor a passkey."""
        return self.app is None and not self.keys


@never_cache
@require_safe
def account(request: StaffRequest) -> HttpResponse:
    """Show what this account holds, who may enter with it, and from where it is used."""
    grants = request.user.grants.today().select_related("pal")
    context = {
        "roles": [(ROLES[grant.role], grant) for grant in grants],
        "factors": _factors(request),
        "is_needed": must_have_second_factor(request.user),
        "sessions": sessions_of(request.user, here=request.session.session_key or ""),
    }
    return render(request, "desk/account.html", context)


@require_POST
def sign_out_there(request: StaffRequest, number: int) -> HttpResponse:
    """End one other session."""
    if end_session(request.user, number, actor=request.user):
        messages.success(request, _("Wylogowano tamto urządzenie."))
    return redirect("desk:account")


@require_POST
def sign_out_elsewhere(request: StaffRequest) -> HttpResponse:
    """End every session but this one."""
    count = end_other_sessions(
        request.user, here=request.session.session_key or "", actor=request.user
    )
    told = ngettext("Wylogowano %(n)d urządzenie.", "Wylogowano %(n)d urządzeń.", count)
    messages.success(request, told % {"n": count})
    return redirect("desk:account")


def _factors(request: StaffRequest) -> Factors:
    rows = list(Authenticator.objects.filter(user=request.user).order_by("created_at", "pk"))
    codes = _only(rows, Authenticator.Type.RECOVERY_CODES)
    return Factors(
        app=_only(rows, Authenticator.Type.TOTP),
        keys=[
            ShownKey(row.pk, row.wrap().name, row.created_at, row.last_used_at)
            for row in rows
            if row.type == Authenticator.Type.WEBAUTHN
        ],
        codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )


def _only(rows: list[Authenticator], kind: str) -> Authenticator | None:
    return next((row for row in rows if row.type == kind), None)
