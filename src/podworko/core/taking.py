"""What an import says of each row it met: taken, changed, the same, or refused and why."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a row."""

    TAKEN = "taken"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


_WEIGHT = {Outcome.SAME: 0, Outcome.CHANGED: 1, Outcome.TAKEN: 2, Outcome.REFUSED: 3}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the source; `number` is where its program shows it."""

    number: int
    outcome: Outcome
    title: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Every row of one source, and what there is to say of the whole."""

    source: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    @property
    def has_refusals(self) -> bool:
        return any(line.outcome == Outcome.REFUSED for line in self.lines)

    def counts(self) -> dict[str, int]:
        """Return how many rows had each outcome, those that none had included."""
        found = Counter(line.outcome for line in self.lines)
        return {outcome.value: found[outcome] for outcome in Outcome}


def weightier(one: Outcome, other: Outcome) -> Outcome:
    """Return the outcome that says more, for a row that stands for several things."""
    return max(one, other, key=_WEIGHT.__getitem__)
