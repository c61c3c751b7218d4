"""What stands in the menus.

The public menu begins with the rooms every installation has. A module adds its own from
`AppConfig.ready`: `navigation.desk.add(NavLink(url_name="advice:desk", label=_("Porady")))`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def everyone(request: HttpRequest) -> bool:
    """Show the link to whoever is looking."""
    del request
    return True


@dataclass(frozen=True, kw_only=True)
class NavLink:
    """A link in a menu; `group` is the heading it stands under, `is_shown` who sees it.

    `key` is the letter that leads there with the browser's own modifier (Alt, or Alt+Shift).
    `is_exact` is for a front page, which would otherwise be above every other page.
    """

    url_name: str
    label: str | Promise
    order: int = 100
    icon: str = ""
    group: str | Promise = ""
    key: str = ""
    is_exact: bool = False
    is_shown: Callable[[HttpRequest], bool] = everyone


@dataclass(frozen=True, kw_only=True)
class ShownLink:
    """A link as one reader meets it; `current` is "page", "true" (somewhere below) or ""."""

    href: str
    label: str
    icon: str
    group: str
    current: str
    key: str = ""


class Menu:
    """An ordered set of links; adding the same address again replaces it."""

    def __init__(self, *links: NavLink) -> None:
        self._links: dict[str, NavLink] = {}
        self.add(*links)

    def add(self, *links: NavLink) -> None:
        """Put `links` in the menu."""
        self._links.update({link.url_name: link for link in links})

    @property
    def links(self) -> list[NavLink]:
        """Return every link in its order, whoever may see it."""
        return sorted(self._links.values(), key=lambda link: link.order)

    def shown(self, request: HttpRequest) -> list[ShownLink]:
        """Return the links that `request` may see, with the one it is at marked.

        A link whose page is not installed is left out; test_navigation.py names it.
        """
        visible = [(link, _href(link)) for link in self.links if link.is_shown(request)]
        installed = [(link, href) for link, href in visible if href]
        marked = _nearest(installed, request.path)
        return [_shown(link, href, marked, request.path) for link, href in installed]


def home_path() -> str:
    """Return the address of the front page in the language of the reader."""
    language = get_language() or settings.LANGUAGE_CODE
    own = "" if language == settings.LANGUAGE_CODE else f"{language}/"
    return get_script_prefix() + own


def _href(link: NavLink) -> str:
    if link.url_name == HOME:
        return home_path()
    addresses = get_urlconf() or settings.ROOT_URLCONF
    return _address(link.url_name, addresses, get_language(), get_script_prefix())


@lru_cache(maxsize=1024)
def _address(url_name: str, addresses: str, language: str | None, prefix: str) -> str:
    """Return where a name leads, or nothing; every page asks it of each link of its menus.

    `language` and `prefix` are the active ones, and are there to tell addresses apart.
    """
    del language, prefix
    try:
        return reverse(url_name, addresses)
    except NoReverseMatch:
        return ""


def _nearest(links: list[tuple[NavLink, str]], path: str) -> str:
    """Return the longest address that is `path` or stands above it."""
    above = [h for link, h in links if h == path or (path.startswith(h) and not link.is_exact)]
    return max(above, key=len, default="")


def _shown(link: NavLink, href: str, marked: str, path: str) -> ShownLink:
    mark = "page" if href == path else "true"
    return ShownLink(
        href=href,
        label=str(link.label),
        icon=link.icon,
        group=str(link.group),
        current=mark if href == marked else "",
        key=link.key,
    )


HOME = "home"

public = Menu(
    NavLink(url_name=HOME, label=_("Strona główna"), order=10, is_exact=True),
    NavLink(url_name="activities:list", label=_("Zajęcia"), order=20),
    NavLink(url_name="network:pals", label=_("Miejsca PAL"), order=30),
    NavLink(url_name="activities:map", label=_("Mapa"), order=40),
    NavLink(url_name="activities:mine", label=_("Moje zapisy"), order=90),
)
footer = Menu()
desk = Menu()
