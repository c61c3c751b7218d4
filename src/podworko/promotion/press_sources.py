"""What else a release may be about: reports that modules above can tell of.

A module registers from AppConfig.ready: `press_sources.sources["figures"] = Source(…)`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from podworko.accounts.public import User
from podworko.network.public import Pal

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reported:
    """A report in the words a release begins with; `pal` is None for the whole network's."""

    pal: Pal | None
    title: str
    lead: str
    occasion: str
    body: str


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of report: what somebody may choose, and what a release of it begins with.

    Each choice is a word after the name of the source; `read` returns None for what is not
    theirs to tell of.
    """

    label: str | Promise
    choices: Callable[[User], Choices]
    read: Callable[[str, User], Reported | None]


sources: dict[str, Source] = {}


def choices_of(user: User) -> list[tuple[str, Choices]]:
    """Return what somebody may choose of every kind of report, as groups of a choice."""
    groups = ((name, source, source.choices(user)) for name, source in sources.items())
    return [
        (str(source.label), [(f"{name}-{word}", label) for word, label in told])
        for name, source, told in groups
        if told
    ]


def read(value: str, user: User) -> Reported | None:
    """Return the report that a choice names; None for none such."""
    name, _dash, word = value.partition("-")
    source = sources.get(name)
    return source.read(word, user) if source else None
