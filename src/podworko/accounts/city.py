"""The city's own sign-in, by OpenID Connect: it proves who somebody is, and gives no rights.

Only accounts that are here get in, found by the e-mail that the city vouches for; from then
on by the city's key of the person, so that an address given to somebody else opens nothing.
"""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from requests import RequestException

from podworko.accounts.models import User
from podworko.audit import public as audit

log = logging.getLogger(__name__)

CLAIMS = ("sub", "email", "email_verified")
"""All that is read of a token; the rest is not kept."""


class SignedTokenAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Checks the signature of every token, though it came from the city directly."""

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:  # noqa: ANN401
        """Return the one address that the city knows, whatever the reader's language."""
        with translation.override(settings.LANGUAGE_CODE):
            return str(super().get_callback_url(request, app))

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:  # noqa: ANN401
        told: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return {name: told[name] for name in CLAIMS if name in told}


class CityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in whom the city names and this installation knows."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        """Answer no: accounts are made by an invitation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Tie the city's key to the account with that e-mail, once; refuse everybody else.

        Signing in is all that it is for: a key is never tied to whoever is signed in already.
        """
        is_sign_in = sociallogin.state.get("process") == AuthProcess.LOGIN
        if is_sign_in and sociallogin.is_existing:
            return
        user = _known(sociallogin) if is_sign_in else None
        if user is None:
            page = render(request, "accounts/city_unknown.html", status=403)
            raise ImmediateHttpResponse(page)
        sociallogin.connect(request, user)
        audit.record("user.city_tied", actor=user, target=user)


@login_not_required
@never_cache
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the city's sign-in; 404 where there is none."""
    # The address to come back to is made on the way out as well, by allauth's own adapter.
    with translation.override(settings.LANGUAGE_CODE):
        return _view(OAuth2LoginView, request, provider_id)


@login_not_required
@never_cache
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the city says of who came back."""
    return _view(OAuth2CallbackView, request, provider_id)


def _view(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:  # noqa: ANN401
    provider = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {})
    if provider_id not in [app["provider_id"] for app in provider.get("APPS", [])]:
        raise Http404
    try:
        answer: HttpResponse = view.adapter_view(SignedTokenAdapter(request, provider_id))(request)
    except RequestException:
        log.exception("The city's sign-in does not answer.")
        return render(request, "socialaccount/authentication_error.html", status=503)
    return answer


def _known(sociallogin: SocialLogin) -> User | None:
    """Return the account with the e-mail the city vouches for, if it is tied to no other key."""
    told = sociallogin.account.extra_data.get("id_token", {})
    if not (told.get("email_verified") is True or settings.PODWORKO_OIDC_EMAIL_VERIFIED):
        return None
    email = str(told.get("email", "")).strip().lower()
    user = User.objects.filter(email=email, is_active=True).first() if email else None
    if user is None or SocialAccount.objects.filter(user=user).exists():
        return None
    return user
