"""What somebody who leaves has in hand. Modules above tell it, each for itself.

A module registers from AppConfig.ready: what it reads, and, if its things can change hands,
how they are passed on.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from podworko.accounts.models import User

MOST = 200
"""How many things of one kind a pack tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing in hand: a session, a person who waits, a call that was promised."""

    what: str
    href: str = ""
    when: datetime | None = None
    where: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """The things of one kind; `is_cut` when there are more than are told of."""

    title: str
    items: list[Item]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Leaving:
    """Whose things are asked for, in which PALs, and who reads: no more than they may see."""

    giver: User
    reader: User
    pal_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Passing:
    """From whom, to whom and by whom things change hands, in which PALs."""

    giver: User
    taker: User
    actor: User
    pal_ids: frozenset[int]


Read = Callable[[Leaving], list[Part]]
PassOn = Callable[[Passing], int]


@dataclass(slots=True)
class HandOvers:
    """An ordered set of tellers; registering a name again replaces it."""

    _tellers: dict[str, tuple[int, Read, PassOn | None]] = field(default_factory=dict)

    def add(
        self, name: str, read: Read, *, pass_on: PassOn | None = None, order: int = 100
    ) -> None:
        """Have `read` tell of a module's things; `pass_on` runs in the transaction of the act.

        It answers how many things changed hands.
        """
        self._tellers[name] = (order, read, pass_on)

    def parts(self, leaving: Leaving) -> list[Part]:
        """Return what every module tells, in order; kinds with nothing in them are left out."""
        told = [part for _, read, _ in self._ordered() for part in read(leaving)]
        return [part for part in told if part.items]

    def pass_on(self, passing: Passing) -> int:
        """Let every module pass on what it can; return how many things changed hands."""
        return sum(pass_on(passing) for _, _, pass_on in self._ordered() if pass_on)

    def _ordered(self) -> list[tuple[int, Read, PassOn | None]]:
        return [self._tellers[name] for name in sorted(self._tellers, key=self._place)]

    def _place(self, name: str) -> tuple[int, str]:
        return self._tellers[name][0], name


packs = HandOvers()
