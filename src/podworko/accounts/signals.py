"""What allauth tells of: each goes into the trail, and a session begins to be followed."""

from functools import partial
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_set, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in as session_begun
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from podworko.accounts import letters
from podworko.accounts.middleware import ENTERED, SEEN
from podworko.accounts.models import User
from podworko.accounts.second_factor import is_first_factor
from podworko.accounts.sessions import end_other_sessions
from podworko.audit import public as audit

ADDED = {
    Authenticator.Type.TOTP: gettext_lazy("dodano aplikację z kodami"),
    Authenticator.Type.WEBAUTHN: gettext_lazy("dodano klucz dostępu"),
}
REMOVED = {
    Authenticator.Type.TOTP: gettext_lazy("usunięto aplikację z kodami"),
    Authenticator.Type.WEBAUTHN: gettext_lazy("usunięto klucz dostępu"),
}


@receiver(session_begun, dispatch_uid="podworko.accounts.entered")
def _entered(request: HttpRequest, **_more: Any) -> None:  # noqa: ANN401
    request.session[ENTERED] = int(timezone.now().timestamp())


@receiver(user_logged_in, dispatch_uid="podworko.accounts.signed_in")
def _signed_in(request: HttpRequest, user: User, **_more: Any) -> None:  # noqa: ANN401
    request.session[SEEN] = int(timezone.now().timestamp())
    audit.record("user.signed_in", actor=user, target=user)


@receiver(authenticator_added, dispatch_uid="podworko.accounts.factor_added")
def _added(
    request: HttpRequest,
    user: User,
    authenticator: Authenticator,
    **_more: Any,  # noqa: ANN401 - allauth's face
) -> None:
    # The new factor was just used: the codes that come next need no further question.
    record_authentication(request, user, method="mfa", reauthenticated=True)
    audit.record("user.factor_added", actor=user, target=user, kind=str(authenticator.type))
    _tell(user, ADDED.get(authenticator.type))
    if is_first_factor(authenticator):
        # Whoever came in elsewhere did so with one proof, maybe a stolen one: the desk that
        # opens now must not open to them.
        _end_elsewhere(request, user)


@receiver(password_set, dispatch_uid="podworko.accounts.password_set")
def _password_set(request: HttpRequest, user: User, **_more: Any) -> None:  # noqa: ANN401
    audit.record("user.password_set", actor=user, target=user)
    _tell(user, gettext_lazy("ustawiono hasło"))
    # Django lets the other sessions in no more; the list of them is to say so too.
    _end_elsewhere(request, user)


@receiver(authenticator_removed, dispatch_uid="podworko.accounts.factor_removed")
def _removed(user: User, authenticator: Authenticator, **_more: Any) -> None:  # noqa: ANN401
    audit.record("user.factor_removed", actor=user, target=user, kind=str(authenticator.type))
    _tell(user, REMOVED.get(authenticator.type))


@receiver(authenticator_reset, dispatch_uid="podworko.accounts.factor_reset")
def _reset(user: User, authenticator: Authenticator, **_more: Any) -> None:  # noqa: ANN401
    audit.record("user.factor_reset", actor=user, target=user, kind=str(authenticator.type))
    _tell(user, gettext_lazy("zrobiono nowe kody zapasowe"))


def _end_elsewhere(request: HttpRequest, user: User) -> None:
    end_other_sessions(user, here=request.session.session_key or "", actor=user)


def _tell(user: User, what: str | Promise | None) -> None:
    """Write to the account's owner; of recovery codes that come and go with the rest, nothing."""
    if what is not None:
        transaction.on_commit(partial(letters.send_factors_changed, user, str(what)))
