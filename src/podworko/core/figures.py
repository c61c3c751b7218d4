"""Figures of many PALs at once, as modules hand them to reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Figured(Generic[F]):
    """Figures by a PAL's key, and of all: whoever is in two PALs counts once there."""

    by_pal: Mapping[int, F]
    whole: F


def gathered(parts: Mapping[str, Mapping[int, Any]]) -> dict[int, dict[str, Any]]:
    """Turn numbers by name and PAL into those of each PAL by name; noughts are left out."""
    pals = {pal for numbers in parts.values() for pal in numbers}
    return {
        pal: {name: numbers[pal] for name, numbers in parts.items() if numbers.get(pal)}
        for pal in sorted(pals)
    }


def added(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Add up what can be added: of numbers by name, those of all PALs."""
    found: dict[str, Any] = {}
    for row in rows:
        for name, number in row.items():
            found[name] = found.get(name, 0) + number
    return found
