"""The thread: what answers a need or serves a goal, as each module above tells it.

A module with things of its own makes a table of `ThreadLink`, and registers a `Source` from
AppConfig.ready; nothing here knows of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.functional import Promise

from podworko.core.disclosure import in_steps
from podworko.planning.models import Goal

__all__ = ["Answer", "Source", "Sources", "Ties", "Total", "Untied", "sources"]


@dataclass(frozen=True, slots=True)
class Ties:
    """The ends that are asked about: keys of needs and of goals."""

    needs: frozenset[int] = frozenset()
    goals: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Total:
    """What was done, counted: nobody is told by name here.

    `known` are marks of those known by a card, the same in every module ("p7"): whoever comes to
    a class and volunteers is one person. `participations` counts every coming, with those whom
    nobody asked for a name; `hours` are of the meetings.
    """

    held: int = 0
    coming: int = 0
    known: frozenset[str] = frozenset()
    participations: int = 0
    hours: Decimal = Decimal(0)
    talks: int = 0
    """Conversations and answers of which nothing but their number is known."""
    shifts: int = 0
    """Shifts of volunteers that were worked."""
    given: Decimal = Decimal(0)
    """Hours that volunteers gave, confirmed ones alone."""

    def __add__(self, other: "Total") -> "Total":
        return Total(
            self.held + other.held,
            self.coming + other.coming,
            self.known | other.known,
            self.participations + other.participations,
            self.hours + other.hours,
            self.talks + other.talks,
            self.shifts + other.shifts,
            self.given + other.given,
        )

    @property
    def told(self) -> int:
        """At least how many comings residents read of: a number that grows by the day, in steps."""
        return in_steps(self.participations)

    @property
    def people(self) -> int:
        """How many people known by a card took part, each once."""
        return len(self.known)


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that answers: what it is, where to read of it, and what came of it."""

    kind: str
    title: str
    url: str
    """Where residents read of it; "" while they may not."""
    desk_url: str
    pal: str
    why: str
    need_id: int | None
    goal_id: int | None
    total: Total = field(default_factory=Total)
    first: date | None = None
    last: date | None = None
    counted: frozenset[int] = frozenset()
    """What is counted in it, by keys of its module: what holds it all need not be told beside."""

    @property
    def is_public(self) -> bool:
        return bool(self.url)


@dataclass(frozen=True, slots=True)
class Untied:
    """Something that is done without anybody having said what for."""

    kind: str
    title: str
    desk_url: str
    pal: str


class Source(Protocol):
    """What a module knows of the thread; each answer costs a fixed number of queries."""

    @property
    def label(self) -> str | Promise:
        """What its things are called: classes, shifts."""

    def answers(self, ties: Ties) -> Iterable[Answer]:
        """Return what is tied to any of these."""

    def total(self, ties: Ties) -> Total:
        """Return what all of it comes to, each person once."""

    def totals(self, goals: Iterable[Goal]) -> dict[int, Total]:
        """Return by goal what came of it in the year of its plan."""

    def untied(self, pal_ids: frozenset[int] | None) -> Iterable[Untied]:
        """Return what is on in these PALs and tied to nothing; None means everywhere."""

    def answered(self, ties: Ties) -> Ties:
        """Return which of these something that was or is to come answers."""


class Sources:
    """The modules that told of themselves, in the order of their names."""

    def __init__(self) -> None:
        self._known: dict[str, Source] = {}

    def add(self, name: str, source: Source) -> None:
        """Ask `source` from now on; the same name again replaces it."""
        self._known[name] = source

    def all(self) -> list[Source]:
        return [self._known[name] for name in sorted(self._known)]

    def answers(self, ties: Ties) -> list[Answer]:
        """Return what answers these, the latest first."""
        found = [answer for source in self.all() for answer in source.answers(ties)]
        return sorted(found, key=lambda answer: answer.last or date.min, reverse=True)

    def total(self, ties: Ties) -> Total:
        return sum((source.total(ties) for source in self.all()), Total())

    def totals(self, goals: Iterable[Goal]) -> dict[int, Total]:
        """Return by goal what came of it, over all modules."""
        asked = list(goals)
        found = {goal.pk: Total() for goal in asked}
        for source in self.all():
            for key, total in source.totals(asked).items():
                found[key] += total
        return found

    def untied(self, pal_ids: frozenset[int] | None) -> list[Untied]:
        return [each for source in self.all() for each in source.untied(pal_ids)]

    def answered(self, ties: Ties) -> Ties:
        parts = [source.answered(ties) for source in self.all()]
        needs = frozenset[int]().union(*(part.needs for part in parts))
        return Ties(needs, frozenset[int]().union(*(part.goals for part in parts)))


sources = Sources()
