"""The city's own sign-in, by OpenID Connect; off unless PODWORKO_OIDC_ISSUER is set."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings import env

PROVIDER = "miasto"
SAFE_HOSTS = ("localhost", "127.0.0.1", "::1")


def city_sign_in() -> dict[str, Any]:
    """Return allauth's settings of the city's sign-in; empty when there is none.

    Raises ImproperlyConfigured when only a part is set, or the issuer is reached in the clear.
    """
    issuer = env.text("PODWORKO_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return {}
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in SAFE_HOSTS:
        message = f"PODWORKO_OIDC_ISSUER must begin with https://, not {issuer!r}."
        raise ImproperlyConfigured(message)
    app = {
        "provider_id": PROVIDER,
        "name": env.text("PODWORKO_OIDC_NAME", "konto miejskie"),
        "client_id": env.text("PODWORKO_OIDC_CLIENT_ID"),
        "secret": env.text("PODWORKO_OIDC_SECRET"),
        "settings": {
            "server_url": issuer,
            # Only the signed token is believed, and asked for nothing more.
            "fetch_userinfo": False,
            "oauth_pkce_enabled": True,
        },
    }
    scope = ["openid", "email"]
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True, "SCOPE": scope}}
