"""What every format is read to: a row with cells, maybe a place, maybe why it cannot be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from podworko.core.errors import DomainError
from podworko.core.geo import Point


class UnreadableError(DomainError):
    """The whole file cannot be read; the message says why."""

    code = "unreadable_resources"


@dataclass(frozen=True, slots=True)
class RawRow:
    """One thing in a file; `number` is where it stands, `key` what its source calls it."""

    number: int
    title: str
    cells: Mapping[str, Any] = field(default_factory=dict)
    point: Point | None = None
    key: str = ""
    problem: str = ""
