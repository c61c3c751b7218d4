"""What allauth tells of: each goes into the trail, and a session begins to be followed."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from podworko.accounts.middleware import SEEN
from podworko.accounts.models import User
from podworko.audit import public as audit


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


@receiver(authenticator_removed, dispatch_uid="podworko.accounts.factor_removed")
def _removed(user: User, authenticator: Authenticator, **_more: Any) -> None:  # noqa: ANN401
    audit.record("user.factor_removed", actor=user, target=user, kind=str(authenticator.type))


@receiver(authenticator_reset, dispatch_uid="podworko.accounts.factor_reset")
def _reset(user: User, authenticator: Authenticator, **_more: Any) -> None:  # noqa: ANN401
    audit.record("user.factor_reset", actor=user, target=user, kind=str(authenticator.type))
