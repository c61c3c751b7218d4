"""For the test-suite: fast, shut off from the world, and strict about templates."""

from config.settings.base import *

SECRET_KEY = "only-for-tests"  # noqa: S105 - guards nothing
PODWORKO_VAULT_KEYS = ["b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMzI="]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Tests sign in by force; those of the rule itself turn it on.
PODWORKO_SECOND_FACTOR = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
PODWORKO_EMAIL_GATEWAY = "memory"
PODWORKO_SMS_GATEWAY = "memory"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.InMemoryStorage",
        "OPTIONS": {"base_url": "/pliki/"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "⟦undefined %s⟧"
if DATABASES["default"]["ENGINE"].endswith("sqlite"):
    # A file, as in real life: in memory SQLite locks tables, and races would prove nothing.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
PODWORKO_BENEFICIARY = {"name": "Ośrodek Pomocy", "address": "ul. Przykładowa 1"}
MIGRATION_LINTER_OPTIONS = {
    # From a baseline: what stood before the first release never meets a running site.
    "ignore_name": [
        "0001_initial",
        "0002_search_recipients",
        "0002_all_day",
        "0002_merging",
        "0002_grants_end_with_a_reason",
        # The linter takes the words IS NOT NULL of a check for a column.
        "0003_season_has_both_days",
        "0008_places_have_both",
        # SQLite builds the table anew, where the linter sees no default of the database.
        "0003_sealed",
        "0004_unsubscribe",
        "0013_includes_minors",
        "0006_leaders",
        "0007_lent_rooms_ends_and_returns",
        "0008_templates_and_review",
    ],
    "include_apps": ["core", "audit", "accounts", "people", "outbox", "network", "activities"],
    "warnings_as_errors_tests": ["RUNPYTHON_REVERSIBLE"],
    "no_cache": True,
    "quiet": ["ok", "ignore"],
}
PODWORKO_BENEFICIARY = {
    "name": "Ośrodek Pomocy w Miasteczku",
    "address": "ul. Lipowa 1, Miasteczko",
}

# Many tests read the API from one address, all within a minute.
PODWORKO_API_PER_MINUTE = 100_000
