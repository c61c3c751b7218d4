"""Sign-in as this site wants it."""

import base64
import hashlib
import ipaddress

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

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
