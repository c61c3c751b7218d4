"""Which counts of talks are told: nobody, for whatever role, learns of a group under the floor.

The atom is what one PAL counted of one kind of help in one quarter of a year. Each atom is
guarded once and for all readers alike, and every sum that is shown, over quarters or PALs,
adds up told cells alone. So no choice of filters, and no two readers together, know more than
the told cells of the atoms. A quarter is told when it is over and settled: whoever looks every
evening does not see a number grow by the one who came that day.

Of an atom two kinds of tables are told:

- how the appointments ended, without their total: a number that is not told follows from none;
- of the talks that took place, each of topic, age, first time, form and length by itself, and
  only where the number of those talks is told. Two of these share no unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from podworko.consultations.models.counts import Outcome
from podworko.core.disclosure import FLOOR, is_few

SETTLES = timedelta(days=14)
"""How long after its end a quarter is told: until then talks are still being marked."""
MONTHS = 3


@dataclass(frozen=True, slots=True)
class Atom:
    """What was counted: outcomes, and of the talks that took place each table by its name."""

    outcomes: Mapping[str, int]
    tables: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """The cells of an atom that are told; of `held` something is there and is not told."""

    shown: Mapping[tuple[str, str], int]
    held: frozenset[tuple[str, str]]


OUTCOMES = "outcome"


def told_of(atom: Atom) -> Told:
    """Return which cells of an atom are told, as (table, value)."""
    shown: dict[tuple[str, str], int] = {}
    held: set[tuple[str, str]] = set()
    kept = frozenset(name for name, count in atom.outcomes.items() if is_few(count))
    _sort(OUTCOMES, atom.outcomes, kept, shown, held)
    is_known = Outcome.DONE not in kept
    for name, counts in atom.tables.items():
        _sort(name, counts, kept_back(counts) if is_known else frozenset(counts), shown, held)
    return Told(shown, frozenset(held))


def kept_back(counts: Mapping[str, int]) -> frozenset[str]:
    """Return which counts of a known total are not told: the small, and what covers them.

    The cover is the least of those that could be told, with all that equal it. Where none could
    be, nothing is told, noughts included. Since names play no part, whoever knows the total and
    this very rule still cannot tell a small count from its cover: with the two changed about,
    the same would be told.
    """
    few = {name for name, count in counts.items() if is_few(count)}
    enough = [count for count in counts.values() if count >= FLOOR]
    if not few:
        return frozenset()
    if not enough:
        return frozenset(counts)
    return frozenset(few | {name for name, count in counts.items() if count == min(enough)})


def quarter_of(day: date) -> date:
    """Return the first day of the quarter of a year in which a day is."""
    return day.replace(month=(day.month - 1) // MONTHS * MONTHS + 1, day=1)


def next_quarter(first: date) -> date:
    """Return the first day of the quarter after one."""
    return quarter_of(first + timedelta(days=32 * MONTHS))


def is_settled(first: date, *, today: date) -> bool:
    """Whether the quarter that begins on `first` may be told."""
    return next_quarter(first) + SETTLES <= today


def _sort(
    name: str,
    counts: Mapping[str, int],
    kept: frozenset[str],
    shown: dict[tuple[str, str], int],
    held: set[tuple[str, str]],
) -> None:
    for value, count in counts.items():
        if value in kept:
            held.add((name, value))
        else:
            shown[name, value] = count
