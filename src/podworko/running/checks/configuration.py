"""Whether the settings are those of a site that people can be let into."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from podworko.core import vault
from podworko.core.health import Level, Problem, health_check

_NOT_FOR_US = frozenset(
    {
        "security.W005",  # HSTS for subdomains: the city's other sites are not ours to decide on
        "security.W019",  # pages of ours stand in frames of ours
        "security.W021",  # subdomains again, in the lists of browsers
    }
)


@health_check
def configuration() -> list[Problem]:
    """See that the settings fit together, and with a site that is reached over TLS."""
    return [*_of_django(), *_of_the_address(), *_of_the_key()]


def _of_django() -> Iterator[Problem]:
    for one in checks.run_checks(include_deployment_checks=True):
        if one.id not in _NOT_FOR_US and not one.is_silenced():
            level = Level.ERROR if one.level >= checks.ERROR else Level.WARNING
            yield Problem(level, f"configuration.{one.id}", _in_one_line(one.msg), one.hint or "")


def _of_the_address() -> Iterator[Problem]:
    address = urlsplit(settings.SITE_URL)
    if settings.SECURE_SSL_REDIRECT and address.scheme != "https":
        message = f"Messages name the site {settings.SITE_URL}, which is not over TLS."
        hint = "Set PODWORKO_SITE_URL to the address people know, with https://."
        yield Problem(Level.ERROR, "configuration.site_url", message, hint)
    if address.hostname not in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        message = f"The site does not answer to its own address {address.hostname}."
        hint = "Put it into PODWORKO_HOSTS."
        yield Problem(Level.ERROR, "configuration.hosts", message, hint)
    if settings.SECURE_SSL_REDIRECT and not settings.PODWORKO_PROXIES:
        message = "TLS is asked for and no proxy is named that could bring it."
        hint = "Set PODWORKO_PROXIES to how many stand in front; without it every page redirects."
        yield Problem(Level.WARNING, "configuration.proxies", message, hint)


def _of_the_key() -> Iterator[Problem]:
    try:
        vault.prove()
    except ImproperlyConfigured as error:
        hint = "See docs/operations.md, The key of what is confidential."
        yield Problem(Level.ERROR, "configuration.vault", str(error), hint)


def _in_one_line(text: str) -> str:
    return " ".join(str(text).split())
