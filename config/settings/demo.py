"""For the demonstration city: one folder, nothing to configure, nothing leaves the machine."""

import secrets

from cryptography.fernet import Fernet

from config.settings import env
from config.settings.base import *


def _own(name: str, secret: str) -> str:
    """Return this folder's secret of a name; on the first start it is `secret`."""
    path = DATA_DIR / name
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(secret, encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii")


SECRET_KEY = _own("secret.key", secrets.token_urlsafe(48))
PODWORKO_VAULT_KEYS = [_own("vault.key", Fernet.generate_key().decode())]
PODWORKO_DEMO = True
# Shown, and told to nobody: letters to other servers are refused in the demonstration.
PODWORKO_FEDERATION = True
# Whoever looks around signs in with the printed password; "Moje konto" shows the rest.
PODWORKO_SECOND_FACTOR = False
# Passkeys can be tried at http://localhost, which browsers hold for safe.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
PODWORKO_EMAIL_GATEWAY = env.text("PODWORKO_EMAIL_GATEWAY", "silent")
PODWORKO_SMS_GATEWAY = env.text("PODWORKO_SMS_GATEWAY", "silent")
if PODWORKO_EMAIL_GATEWAY == "silent":
    # The code to sign in with is read on the terminal.
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
ALLOWED_HOSTS = ["*"]
STATIC_ROOT = BASE_DIR / ".podworko" / "static"
# The body that runs the PALs of Kraków.
PODWORKO_BENEFICIARY = {
    "name": "Miejski Ośrodek Pomocy Społecznej w Krakowie",
    "address": "ul. Józefińska 14, Kraków",
}
PODWORKO_OFFICER = {
    "controller": "Ośrodek Pomocy w mieście pokazowym (zmyślony)",
    "name": "Iwo Ochronny (postać zmyślona)",
    "email": "iod@example.org",
    "phone": "",
}
