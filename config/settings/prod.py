"""For a city: everything secret comes from the environment, everything goes over TLS."""

from config.settings import env
from config.settings.base import *

PODWORKO_LOG = env.text("PODWORKO_LOG", "json")
LOGGING["handlers"]["stderr"]["formatter"] = PODWORKO_LOG
if PODWORKO_LOG == "json":
    LOGGING["loggers"]["podworko.request"]["level"] = "INFO"
    # Each request has its line already; what broke has one more, with the place in the code.
    LOGGING["loggers"]["django.request"] = {"level": "ERROR"}
SECRET_KEY = env.text("PODWORKO_SECRET_KEY")
# Former keys, still read while what was made with them is in use.
SECRET_KEY_FALLBACKS = env.words("PODWORKO_SECRET_KEY_FALLBACKS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PODWORKO_PROXIES else None
SECURE_SSL_REDIRECT = env.flag("PODWORKO_HTTPS", default=True)
SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
