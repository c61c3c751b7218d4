"""For working on the code: errors on the page, mail on the console, static files as they are."""

from config.settings.base import *

DEBUG = True
SECRET_KEY = "only-for-development"  # noqa: S105 - never used where anyone else can reach
PODWORKO_VAULT_KEYS = ["b25seS1mb3ItZGV2ZWxvcG1lbnQtbmV2ZXItb3RoZXI="]
ALLOWED_HOSTS = ["*"]
PODWORKO_EMAIL_GATEWAY = "console"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
