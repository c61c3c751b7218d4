"""Figures of many PALs at once, as modules hand them to reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Count, QuerySet

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
    whole: int = 0


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
