"""What stands before every page of the desk."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from podworko.accounts.models import User
from podworko.accounts.refusals import signed_out
from podworko.accounts.second_factor import is_kept_out

ENTERED = "podworko.entered_at"
SEEN = "podworko.seen_at"
SEEN_EVERY = timedelta(minutes=5)
# Where a second factor is added, and the way out.
OPEN = ("mfa_", "account_")
# One's own account stays open too: a stranger's session must not wait for a second factor.
OPEN_DESK = ("desk:account", "desk:sign_out_there", "desk:sign_out_elsewhere")

Handler = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]


class SignedInMiddleware(LoginRequiredMiddleware):
    """Ask everybody to sign in, except where a view is marked to be public.

    Who was signed out with a form open gets back what they typed.
    """

    def handle_no_permission(  # type: ignore[override]  # wider than the redirect it was
        self, request: HttpRequest, view_func: View
    ) -> HttpResponse:
        """Show what was typed, or lead to the door."""
        return signed_out(request) or super().handle_no_permission(request, view_func)


class SecondFactorMiddleware:
    """Keep the desk shut for those who read protected data with one proof only."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer with the page that says why and how, instead of the view."""
        del args, kwargs
        if not isinstance(request.user, User) or _is_open(request, view):
            return None
        if not is_kept_out(request.user):
            return None
        return render(request, "accounts/second_factor_needed.html", status=403)


class LastSeenMiddleware:
    """Note when and from where a session was last used, at most every few minutes."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        seen = request.session.get(SEEN)
        if seen is not None and timezone.now().timestamp() - seen > SEEN_EVERY.total_seconds():
            request.session[SEEN] = int(timezone.now().timestamp())
            if isinstance(request.user, User):
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


def _is_open(request: HttpRequest, view: View) -> bool:
    if not getattr(view, "login_required", True):
        return True
    match = request.resolver_match
    name = match.view_name if match else ""
    return name.startswith(OPEN) or name in OPEN_DESK
