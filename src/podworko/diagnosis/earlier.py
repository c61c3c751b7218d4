"""What was published of a survey before, so that the next time tells of no few newcomers.

Two publications of one survey are read side by side: what a count grew by is a count of those
who came in between. So a survey is published again under these rules, each as strict as those
of the first time (`guarding.py`):

- those who came since are FLOOR at least, or nobody;
- what was held back stays held back;
- what is shown grew by nobody or by FLOOR at least, and so did those held back together: a
  table of the newcomers alone could be told as it is;
- tables by age, sex or estate are told again only while nobody came.

What was held back is the same or more each time, so nothing more is found from three
publications than from the last two. The true counts are kept for this, for the team alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

SKIPPED = "bez-odpowiedzi"
"""The row of those who passed a question over."""


@dataclass(frozen=True, slots=True)
class Before:
    """One table as it was counted when it was told last; `hidden` was not told."""

    asked: int
    answered: int
    counts: Mapping[str, int]
    hidden: frozenset[str]

    def count(self, code: str) -> int:
        return self.asked - self.answered if code == SKIPPED else self.counts.get(code, 0)


@dataclass(frozen=True)
class Earlier:
    """Everything told of a survey up to now: how many answered each edition, and the tables."""

    sizes: Mapping[int, int] = field(default_factory=dict)
    tables: Mapping[str, Before] = field(default_factory=dict)
    ranks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    may_cross: bool = True
    """Whether tables by groups of people were told of the same people each time."""

    @property
    def total(self) -> int:
        return sum(self.sizes.values())

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "sizes": {str(number): size for number, size in self.sizes.items()},
            "tables": {key: _plain(table) for key, table in self.tables.items()},
            "ranks": {key: dict(counts) for key, counts in self.ranks.items()},
            "may_cross": self.may_cross,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote."""
        tables = {
            key: Before(t["asked"], t["answered"], t["counts"], frozenset(t["hidden"]))
            for key, t in values["tables"].items()
        }
        sizes = {int(number): size for number, size in values["sizes"].items()}
        return cls(sizes, tables, values["ranks"], values["may_cross"])


def key_of(code: str, editions: Iterable[int], part: str = "") -> str:
    """Return the name of a table: a question in one wording, and a row or topics of it."""
    return f"{code}/{'-'.join(map(str, editions))}/{part}"


def _plain(table: Before) -> dict[str, Any]:
    return {
        "asked": table.asked,
        "answered": table.answered,
        "counts": dict(table.counts),
        "hidden": sorted(table.hidden),
    }
