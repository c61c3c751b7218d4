"""What a link looks like where people pass it on: words and a picture (ogp.me, oembed.com).

A module says which of its pages have a card, from AppConfig.ready:
`sharing.cards.add(SharedPage("termin", "activities:session", "public_id", session_card))`.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import translation


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCard:
    """What is told of one public page: `over` stands above the title, `lines` when and where."""

    title: str
    over: str = ""
    lines: tuple[str, ...] = ()
    summary: str = ""


Find = Callable[[str], ShareCard | None]


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A page with a card: its short name, its address, which word of that tells one from others.

    `find` is given that word and answers None for what is not public: a card tells no more than
    the page does.
    """

    kind: str
    url_name: str
    argument: str
    find: Find


@dataclass(frozen=True, slots=True)
class Shared:
    """One page with a card."""

    kind: str
    key: str


class ShareCards:
    """The pages with a card of their own."""

    def __init__(self) -> None:
        self._kinds: dict[str, SharedPage] = {}

    def add(self, *pages: SharedPage) -> None:
        """Let pages have a card; registering a kind again replaces it."""
        self._kinds |= {page.kind: page for page in pages}

    @property
    def pages(self) -> list[SharedPage]:
        """Return every page with a card, as registered."""
        return list(self._kinds.values())

    def at(self, match: ResolverMatch | None) -> Shared | None:
        """Return which page with a card an address leads to, or None."""
        for page in self._kinds.values():
            if match is not None and match.view_name == page.url_name:
                return Shared(page.kind, str(match.kwargs[page.argument]))
        return None

    def by_address(self, address: str) -> Shared | None:
        """Return which page with a card stands at a full address of ours, in any language."""
        try:
            path = urlsplit(address).path
            with translation.override(language_of(path)):
                return self.at(resolve(path))
        except (Resolver404, ValueError):
            return None

    def path(self, shared: Shared) -> str:
        """Return the address of a page with a card, in the language that is spoken."""
        page = self._kinds[shared.kind]
        return reverse(page.url_name, kwargs={page.argument: shared.key})

    def find(self, shared: Shared) -> ShareCard | None:
        """Return what is told of a page, or None when it is not there or not public."""
        page = self._kinds.get(shared.kind)
        # PostgreSQL takes no NUL, and no key of ours has anything of the kind.
        return page.find(shared.key) if page and shared.key.isprintable() else None


cards = ShareCards()


def language_of(path: str) -> str:
    """Return the language of the page at a path: what stands first in it, else Polish."""
    return translation.get_language_from_path(path) or settings.LANGUAGE_CODE


def as_uuid(key: str) -> uuid.UUID:
    """Return the key of an address as what rows are known by; for any other text one none bears.

    A key is written in one way alone, the one that addresses of pages take.
    """
    try:
        found = uuid.UUID(key)
    except ValueError:
        return uuid.UUID(int=0)
    return found if str(found) == key else uuid.UUID(int=0)
