"""Sign-in as this site wants it."""

import base64
import hashlib
import ipaddress

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from podworko.accounts import limits
from podworko.accounts.models import User
from podworko.core.http import client_address

NOWHERE = "0.0.0.0"  # noqa: S104 - bound by nobody, it stands for no address

METHODS = {
    "reauthenticate": gettext_lazy("Wpisz hasło"),
    "mfa_reauthenticate": gettext_lazy("Wpisz kod z aplikacji albo kod zapasowy"),
    "mfa_reauthenticate:webauthn": gettext_lazy("Użyj klucza dostępu"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Staff accounts are made by an administrator: nobody signs up for one."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("E-mail albo hasło się nie zgadza."),
        "incorrect_password": gettext_lazy("To nie to hasło."),
        "incorrect_code": gettext_lazy("To nie ten kod. Sprawdź ostatnią wiadomość."),
        "too_many_login_attempts": gettext_lazy(
            "Za dużo prób. Poczekaj pięć minut albo wejdź inaczej: kodem z e-maila lub kluczem."
        ),
        "too_many_codes": gettext_lazy(
            "Za dużo kodów naraz. Wpisz ostatni, który przyszedł, albo spróbuj za dziesięć minut."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's face
        """Answer no, whoever asks."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that limits on sign-in count by, as far as proxies are trusted.

        What is no address (a server behind a socket names none) counts as one for all.
        """
        address = client_address(request)
        try:
            return str(ipaddress.ip_address(address))
        except ValueError:
            return NOWHERE

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Count a try of a password before it is looked at; ValidationError after too many."""
        if not limits.allows_password(credentials.get("email", "").lower()):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """Count wrong passwords of one account from one network.

        The host name, which allauth puts here, is the client's to choose with any port: each
        would begin a new count.
        """
        return f"{get_ip(request)} {credentials.get('email', '').lower()}"

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, object]]:
        """Name the ways to prove once more who is there, in the words of this site."""
        methods: list[dict[str, object]] = super().get_reauthentication_methods(user)
        return [way | {"description": METHODS[str(way["id"])]} for way in methods]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: our words, the code drawn by segno, secrets unreadable in a copy."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("To nie ten kod albo klucz. Spróbuj jeszcze raz."),
    }

    def build_totp_svg(self, url: str) -> str:
        """Draw the code to scan; its colours are the stylesheet's, so that it is read at night."""
        code = segno.make(url, error="m")
        return str(
            code.svg_inline(scale=5, border=4, svgclass="qr", lineclass="qr__dark", omitsize=True)
        )

    def encrypt(self, text: str) -> str:
        """Make a secret unreadable without this installation's SECRET_KEY."""
        return _safe().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Read what `encrypt` made, with this key or one of SECRET_KEY_FALLBACKS."""
        read: bytes = _safe().decrypt(encrypted_text.encode("ascii"))
        return read.decode()

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - allauth's face
        """Suggest a name for one more passkey."""
        from allauth.mfa.models import Authenticator  # noqa: PLC0415 - apps are ready only now

        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Klucz {number}").format(number=number)


def _safe() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (
        hashlib.sha256(b"podworko.second-factor:" + str(key).encode()).digest() for key in keys
    )
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
