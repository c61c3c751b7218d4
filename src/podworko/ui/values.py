"""What views hand to the parts: small frozen values, so that a typo is an error."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.http import QueryDict

from podworko.core.http import without

Answer = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, kw_only=True)
class AccessFact:
    """One fact about reaching or using a place; nobody having looked is an answer too."""

    label: str
    answer: Answer
    icon: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A filter that is on; following `href` takes it off."""

    label: str
    href: str


def filter_chips(
    chosen: Mapping[str, Any],
    query: QueryDict,
    *,
    words: Callable[[str, Any], str],
    page: str,
    unshown: Container[str] = (),
) -> list[Chip]:
    """Return a chip per filter that is on, each with the address without it.

    `chosen` is what a form of filters understood; a filter of several values has a chip for each.
    `words` tells a name and a value to people, `page` is the key that turns pages, and filters
    named in `unshown` have no chip.
    """
    return [
        Chip(label=words(name, value), href=without(query, name, value, page=page))
        for name, given in chosen.items()
        if name not in unshown
        for value in (given if isinstance(given, list) else [given])
        if value or _is_nought(value)
    ]


def _is_nought(value: object) -> bool:
    """Whether somebody asked for the number 0, as an age of children not one year old."""
    return value == 0 and not isinstance(value, bool)


@dataclass(frozen=True, kw_only=True)
class TabLink:
    """One of several views of the same thing, each with its own address."""

    label: str
    href: str
    is_current: bool = False
    icon: str = ""


def tabs(pages: Iterable[tuple[str, str, str]], *, current: str, query: str) -> list[TabLink]:
    """Return views of one list by name, address and label; each keeps what narrows the others."""
    return [
        TabLink(label=label, href=f"{href}?{query}" if query else href, is_current=name == current)
        for name, href, label in pages
    ]


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """Something that happened; `when` is already worded for people."""

    when: str
    title: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Differing:
    """One thing that two people wrote differently at the same time."""

    label: str
    yours: str
    theirs: str
