"""Pages of allauth with something of ours in them."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.views import PasswordSetView, RequestLoginCodeView
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from podworko.accounts import letters
from podworko.accounts.forms import AskForCodeForm, PasswordForm
from podworko.accounts.middleware import ENTERED
from podworko.accounts.models import User

log = logging.getLogger(__name__)

LATELY = timedelta(minutes=15)
View = Callable[..., HttpResponseBase]


class AskForCodeView(RequestLoginCodeView):  # type: ignore[misc]
    """Send a code; a letter leaves also where there is no account, so the answer tells nothing."""

    def form_valid(self, form: AskForCodeForm) -> HttpResponse:
        """Send and go on; say so when the mail server takes nothing."""
        try:
            if form.is_stranger:
                letters.send_no_account(form.cleaned_data["email"])
            return cast("HttpResponse", super().form_valid(form))
        except letters.FAILED:
            log.exception("A letter with a code to sign in did not leave.")
            form.add_error(None, _("E-mail nie wyszedł, to nasza usterka. Spróbuj za chwilę."))
            page = self.render_to_response(self.get_context_data(form=form), status=503)
            return cast("HttpResponse", page)


class PasswordView(PasswordSetView):  # type: ignore[misc]
    """Set the first password or another one: who is asked to prove it is there either way."""

    form_class = PasswordForm

    @method_decorator(sensitive_post_parameters())
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
        """Take whoever has a password too: allauth would send them to a page of its own."""
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_default_success_url(self) -> str:
        """Lead back to the account."""
        return reverse("desk:account")


ask_for_code: Any = AskForCodeView.as_view()


def needs_late_entry(view: View) -> View:
    """Guard a view that gives an account its first way to prove itself again.

    allauth asks for a proof only whoever has one; who comes in by e-mail code alone has none,
    and whoever finds their desk open must not add a key of their own to it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
        if _may_prove_again(request) or _came_lately(request):
            return view(request, *args, **kwargs)
        door = redirect_to_login(request.path)["Location"]
        return render(request, "accounts/come_in_anew.html", {"door": door}, status=403)

    return guarded


set_password: Any = needs_late_entry(reauthentication_required(PasswordView.as_view()))


def _may_prove_again(request: HttpRequest) -> bool:
    user = request.user
    return not isinstance(user, User) or bool(get_adapter().get_reauthentication_methods(user))


def _came_lately(request: HttpRequest) -> bool:
    entered: int = request.session.get(ENTERED, 0)
    return timezone.now().timestamp() - entered <= LATELY.total_seconds()
