"""Settings that every installation shares."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.settings import env
from config.settings.city import city_sign_in
from config.settings.security import content_security_policy

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env.text("PODWORKO_DATA", str(BASE_DIR / "data"))).resolve()

DEBUG = False
ALLOWED_HOSTS = env.words("PODWORKO_HOSTS", "localhost,127.0.0.1,[::1]")
SITE_URL = env.text("PODWORKO_SITE_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "podworko.core",
    "podworko.ui",
    "podworko.audit",
    "podworko.accounts",
    "podworko.people",
    "podworko.messages",
    "podworko.network",
    "podworko.partners",
    "podworko.diagnosis",
    "podworko.planning",
    "podworko.activities",
    "podworko.debates",
    "podworko.advice",
    "podworko.consultations",
    "podworko.volunteering",
    "podworko.initiatives",
    "podworko.promotion",
    "podworko.reports",
    "podworko.opendata",
    "podworko.privacy",
    "podworko.demo",
    "podworko.running",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "podworko.running.middleware.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    # Before sessions: while the primary is stopped there are none.
    "podworko.running.middleware.ReplicaMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "podworko.accounts.middleware.SignedInMiddleware",
    "podworko.accounts.middleware.SecondFactorMiddleware",
    "podworko.accounts.middleware.LastSeenMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

FORM_RENDERER = "podworko.ui.forms.FormRenderer"

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,
    # A transaction takes the write lock when it begins, so that two that read
    # before they write wait for each other instead of failing.
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000;"
    ),
}


# A copy of PostgreSQL that public pages are read from; they stay up on it when the primary stops.
REPLICA_URL = env.text("DATABASE_REPLICA_URL", "")
# Seconds behind the primary after which the replica is not read any more.
PODWORKO_REPLICA_LAG = env.number("PODWORKO_REPLICA_LAG", 10)


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for the database at `url`, tuned for its engine."""
    config: dict[str, Any] = dict(dj_database_url.parse(url))
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {**config.get("OPTIONS", {}), **SQLITE_OPTIONS}
        config["ENGINE"] = "podworko.core.sqlite"
        config["CONN_MAX_AGE"] = 600
        return config
    config["CONN_MAX_AGE"] = 0
    config["CONN_HEALTH_CHECKS"] = True
    config["OPTIONS"] = {
        **config.get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": env.number("PODWORKO_POOL", 8), "timeout": 20},
    }
    return config


def databases() -> dict[str, dict[str, Any]]:
    """Return the primary and, where there is one, the replica.

    Raises ImproperlyConfigured for a replica of anything but PostgreSQL.
    """
    sqlite = f"sqlite:///{DATA_DIR.as_posix()}/podworko.sqlite3"
    primary = database(env.text("DATABASE_URL", sqlite))
    if not REPLICA_URL:
        return {"default": primary}
    copy = database(REPLICA_URL)
    for config in (primary, copy):
        if not config["ENGINE"].endswith("postgresql"):
            raise ImproperlyConfigured("DATABASE_REPLICA_URL is for PostgreSQL on both sides.")
        config["ENGINE"] = "podworko.core.postgres"
        # Whoever waits longer had better be told that it does not work.
        # The second is for a machine that is gone without a word.
        config["OPTIONS"] |= {"connect_timeout": 3, "tcp_user_timeout": 10_000}
        config["OPTIONS"]["pool"]["timeout"] = 5
    return {"default": primary, "replica": copy}


DATABASES = databases()
if REPLICA_URL:
    DATABASE_ROUTERS = ["podworko.core.replica.ReplicaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # In the database, so that limits on sign-in count across all processes.
    "default": {
        "BACKEND": "podworko.core.steady.SteadyCache",
        "LOCATION": "core_cache",
        # Over this number Django throws away what has not run out yet: Django's own 300 would
        # let whoever tries many addresses wipe the counts.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "accounts.User"
# The city's own sign-in: it opens accounts that are here, and makes none.
SOCIALACCOUNT_PROVIDERS = city_sign_in()
SOCIALACCOUNT_ADAPTER = "podworko.accounts.city.CityAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
# A link, for the content policy lets no form lead to another host.
SOCIALACCOUNT_LOGIN_ON_GET = True
# Whether the city's directory answers for its addresses without saying so in the token.
PODWORKO_OIDC_EMAIL_VERIFIED = env.flag("PODWORKO_OIDC_EMAIL_VERIFIED")
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "podworko.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Letters come late, and not everybody types fast; three wrong codes end it anyway.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Ours leaves instead, from the view: allauth's would point to a page to sign up on.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "confirm_login_code": "podworko.accounts.forms.EnterCodeForm",
    "login": "podworko.accounts.forms.EnterForm",
    "reauthenticate": "podworko.accounts.forms.RepeatPasswordForm",
    "request_login_code": "podworko.accounts.forms.AskForCodeForm",
}
# A whole PAL, and whoever uses its Wi-Fi, is one address: one who guesses must not stop all.
# Per account we count ourselves as well, see podworko.accounts.limits.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# Who may read protected data (see Role.needs_second_factor) must prove twice who they are.
PODWORKO_SECOND_FACTOR = True
MFA_ADAPTER = "podworko.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# An administrator gave the address: nobody signs up with that of another.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Telephones' clocks differ by some seconds: the code before and the one after hold too.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Podwórko"
# A key cannot be guessed; the limit only guards the machine, and a whole PAL is one address.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_FORMS = {
    "authenticate": "podworko.accounts.forms.SecondCodeForm",
    "reauthenticate": "podworko.accounts.forms.RepeatCodeForm",
    "activate_totp": "podworko.accounts.forms.AppForm",
    "add_webauthn": "podworko.accounts.forms.AddKeyForm",
    "login_webauthn": "podworko.accounts.forms.EnterKeyForm",
    "authenticate_webauthn": "podworko.accounts.forms.SecondKeyForm",
    "reauthenticate_webauthn": "podworko.accounts.forms.RepeatKeyForm",
    "edit_webauthn": "podworko.accounts.forms.NameKeyForm",
}

LANGUAGE_CODE = "pl"
LANGUAGES = [("pl", _("polski")), ("en", _("English")), ("uk", _("українська"))]
TIME_ZONE = "Europe/Warsaw"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "files"), "base_url": "/pliki/"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
MEDIA_URL = "/pliki/"

# A survey file may have 500 columns, and its page asks five things of each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

# What seals names, contacts and topics of confidential help (podworko.core.vault): the first key
# seals, all of them open. Never in the database, never in a backup.
PODWORKO_VAULT_KEYS = env.words("PODWORKO_VAULT_KEY")

# Map background, both optional: the schematic layers are drawn without them.
PODWORKO_PMTILES = env.text("PODWORKO_PMTILES", "")
PODWORKO_TILES = env.text("PODWORKO_TILES", "")
# Whom the background is from: most licences ask for the words on the map.
PODWORKO_MAP_ATTRIBUTION = env.text("PODWORKO_MAP_ATTRIBUTION", "")

# Computers at a PAL are shared: by whatever door somebody came in, a closed browser signs them
# out, and so do twelve hours without use, for browsers that open again where they were.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# Who looks after the machines asks from within, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^zdrowie/"]


CONTENT_SECURITY_POLICY = content_security_policy(tiles=PODWORKO_TILES, pmtiles=PODWORKO_PMTILES)

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("PODWORKO_SMTP_HOST", "localhost")
EMAIL_PORT = env.number("PODWORKO_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("PODWORKO_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.text("PODWORKO_SMTP_PASSWORD", "")
EMAIL_USE_TLS = env.flag("PODWORKO_SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("PODWORKO_MAIL_FROM", "Podwórko <podworko@localhost>")

# Messages: how each channel leaves the house. "console" prints, for trying out.
PODWORKO_EMAIL_GATEWAY = env.text("PODWORKO_EMAIL_GATEWAY", "smtp")
PODWORKO_SMS_GATEWAY = env.text("PODWORKO_SMS_GATEWAY", "console")
PODWORKO_SMS_URL = env.text("PODWORKO_SMS_URL", "")
PODWORKO_SMS_TOKEN = env.text("PODWORKO_SMS_TOKEN", "")
PODWORKO_SMS_SENDER = env.text("PODWORKO_SMS_SENDER", "PODWORKO")

# How many sign-ups one network address may make in ten minutes. A library, an estate
# club and a whole mobile network each come from one address, hence the generous number.
PODWORKO_SIGNUPS_PER_ADDRESS = env.number("PODWORKO_SIGNUPS_PER_ADDRESS", 600)
PODWORKO_SIGNUPS_PER_CONTACT = env.number("PODWORKO_SIGNUPS_PER_CONTACT", 20)
# Reading the API: how often one network address may ask one process in a minute.
PODWORKO_API_PER_MINUTE = env.number("PODWORKO_API_PER_MINUTE", 300)
# Files of open data, written when somebody asks; nothing is lost with them.
PODWORKO_DUMPS = DATA_DIR / "dumps"
# The advice point: how many questions one network address may ask in an hour, and how many days
# after its answer was read, or was given and not read, a question is erased with all of it.
PODWORKO_QUESTIONS_PER_ADDRESS = env.number("PODWORKO_QUESTIONS_PER_ADDRESS", 30)
PODWORKO_OFFICER = {
    "controller": env.text("PODWORKO_CONTROLLER", ""),
    "name": env.text("PODWORKO_OFFICER_NAME", ""),
    "email": env.text("PODWORKO_OFFICER_EMAIL", ""),
    "phone": env.text("PODWORKO_OFFICER_PHONE", ""),
}
PODWORKO_QUESTION_KEEP_DAYS = env.number("PODWORKO_QUESTION_KEEP_DAYS", 30)
PODWORKO_QUESTION_UNREAD_DAYS = env.number("PODWORKO_QUESTION_UNREAD_DAYS", 90)
# Volunteering: who agrees with volunteers (korzystający) where a PAL does not say otherwise, and a
# file with figures of the law that replaces volunteering/rules.toml.
PODWORKO_BENEFICIARY = {
    "name": env.text("PODWORKO_BENEFICIARY", ""),
    "address": env.text("PODWORKO_BENEFICIARY_ADDRESS", ""),
}
PODWORKO_VOLUNTEERING_RULES = env.text("PODWORKO_VOLUNTEERING_RULES", "")
PODWORKO_INITIATIVE_RULES = env.text("PODWORKO_INITIATIVE_RULES", "")
# How many trusted proxies stand in front and add to X-Forwarded-For.
PODWORKO_PROXIES = env.number("PODWORKO_PROXIES", 0)

# Hosts from which `import activities` may fetch a calendar.
PODWORKO_FEED_HOSTS = env.words("PODWORKO_FEED_HOSTS")
# Whether PALs can be followed from Mobilizon, Mastodon and others (ActivityPub).
PODWORKO_FEDERATION = env.flag("PODWORKO_FEDERATION")
# Whether this installation is the demonstration city: shown on every page.
PODWORKO_DEMO = False

DEFAULT_EXCEPTION_REPORTER_FILTER = "podworko.core.logs.ErrorsWithoutPeople"
# "text" for people at a terminal, "json" for whatever gathers logs.
PODWORKO_LOG = env.text("PODWORKO_LOG", "text")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "podworko.core.logs.JsonLines"},
    },
    "filters": {
        "sealed": {"()": "podworko.core.logs.WithoutSealedNames"},
        "contacts": {"()": "podworko.core.logs.WithoutContacts"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": PODWORKO_LOG,
            # The addresses of people's own pages are keys to them.
            "filters": ["sealed", "contacts"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "podworko": {"level": "INFO"},
        # A line for each request: where logs are gathered, not on a terminal.
        "podworko.request": {"level": "INFO" if PODWORKO_LOG == "json" else "WARNING"},
    },
}

# What Prometheus shows to be let in to the counts; without it there are none.
PODWORKO_METRICS_TOKEN = env.text("PODWORKO_METRICS_TOKEN", "")
# Hours after which `check` calls the last backup old.
PODWORKO_BACKUP_HOURS = env.number("PODWORKO_BACKUP_HOURS", 26)
