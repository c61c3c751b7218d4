"""Figures of many PALs at once, as modules hand them to reports."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Count, Model, QuerySet

F = TypeVar("F")
Numbers = Mapping[int, Any]
NETWORK = 0
"""Under which what is of no PAL is counted; no PAL has this key."""


@dataclass(frozen=True, slots=True)
class Figured(Generic[F]):
    """Figures by a PAL's key, and of all: whoever is in two PALs counts once there."""

    by_pal: Mapping[int, F]
    whole: F


@dataclass(frozen=True, slots=True)
class Distinct:
    """A number whose parts add up to no whole: by PAL, and of all together."""

    by_pal: Numbers = field(default_factory=dict)
    whole: int | None = 0


@dataclass(frozen=True, slots=True)
class Behind:
    """One row that a number was counted of, as a list tells it.

    `number` is how much of the number it is, in the unit the module counts in; `words` say it
    where people read it otherwise. `ways` lead to where it lives: a permission and an address,
    the best first. `about` is whom a look at it is logged for.
    """

    label: str
    pal: int | None
    day: date | None = None
    number: int = 1
    words: str = ""
    ways: tuple[tuple[str, str], ...] = ()
    about: Model | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The rows of which a number was counted, in their order, and who may read them.

    `tell` makes no query. `may` is a permission held in the PAL, or in the whole network for what
    is counted of all.
    """

    rows: QuerySet[Any]
    tell: Callable[[Any], Behind]
    may: str

    def told(self, since: int, until: int) -> Iterator[Behind]:
        """Yield the rows from a place in their order until before another; one query."""
        return (self.tell(row) for row in self.rows[since:until])


Rows = Callable[[str, date, date, int | None], Iterable[Counted]]
"""What a module answers when asked of what rows a part of its figures was counted.

The part, the days from and until, both within, and a PAL's key; None for all of them.
"""


def of_pal(rows: QuerySet[Any], pal: int | None, *, path: str = "pal") -> QuerySet[Any]:
    """Return the rows of a PAL, or all of them."""
    return rows if pal is None else rows.filter(**{path: pal})


def by_pal(rows: QuerySet[Any], *, pal: str = "pal", number: Any = None) -> dict[int, Any]:  # noqa: ANN401 - an aggregate
    """Return a number of each PAL in one query, of rows unless another aggregate is given."""
    counted = number or Count("pk")
    told = rows.order_by().values_list(pal).annotate(number=counted)
    return {key or NETWORK: found for key, found in told}


def figured(make: type[F], parts: Mapping[str, Numbers], **distinct: Distinct) -> Figured[F]:
    """Return the figures of each PAL and of all; noughts are left to the defaults of `make`.

    `parts` add up to the whole, with what is of no PAL; `distinct` numbers bring theirs.
    """
    every = {**parts, **{name: each.by_pal for name, each in distinct.items()}}
    pals = {pal for numbers in every.values() for pal in numbers} - {NETWORK}
    sums = {name: sum(numbers.values()) for name, numbers in parts.items()}
    wholes = {name: each.whole for name, each in distinct.items()}
    return Figured(
        {pal: make(**_of(every, pal)) for pal in sorted(pals)}, make(**{**sums, **wholes})
    )


def _of(parts: Mapping[str, Numbers], pal: int) -> dict[str, Any]:
    return {name: numbers[pal] for name, numbers in parts.items() if numbers.get(pal)}
