"""Small groups in published tables: which cells are held back so that nobody is found.

A count under the floor is held back, and with it as many others as it takes that no count held
back follows from those shown, their row's and column's totals included (primary and
complementary suppression). Nought is shown: it says that nobody is there.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

FLOOR = 5
"""The smallest count of people that is told in public (domain.md 2.6)."""

Cell = tuple[int, int]
Counts = Sequence[Sequence[int]]
Equation = dict[Cell, Fraction]


def is_few(count: int | Decimal) -> bool:
    """Whether so few people are counted that the number is not told in public; nought is told."""
    return 0 < count < FLOOR


def in_steps(count: int | Decimal) -> int:
    """Return what may be told day by day of a number of people that grows: at least so many.

    In steps of the floor neither yesterday's number taken from today's nor this number taken
    from a whole that is told gives a small one. Nought stands for a few and for nobody.
    """
    return int(count) // FLOOR * FLOOR


def held_back(counts: Counts, *, floor: int = FLOOR) -> frozenset[Cell]:
    """Return which cells of a table must not be told, as (row, column).

    Totals are cells too: the row after the last is the columns' totals, the column after the
    last the rows', the corner the whole. No cell that is returned can be reckoned from the others.
    """
    table = with_totals(counts)
    cells = [(r, c) for r, row in enumerate(table) for c, _count in enumerate(row)]
    hidden = {(r, c) for r, c in cells if 0 < table[r][c] < floor}
    while given := determined(table, hidden):
        cell = min(given)
        other = _partner(table, hidden, cell)
        if other is None:
            return frozenset(cells)
        hidden.add(other)
    return frozenset(hidden)


def told_sum(parts: Iterable[int], *, floor: int = FLOOR) -> int:
    """Return the largest sum that may be told beside its parts, of which the small are not told.

    Small parts count in it only where they come to the floor together.
    """
    counts = list(parts)
    few = sum(count for count in counts if count < floor)
    return sum(count for count in counts if count >= floor) + (few if few >= floor else 0)


def with_totals(counts: Counts) -> list[list[int]]:
    """Return a table with a column of the rows' totals and a row of the columns'."""
    rows = [[*row, sum(row)] for row in counts]
    width = len(rows[0]) if rows else 1
    return [*rows, [sum(row[column] for row in rows) for column in range(width)]]


def determined(table: Counts, hidden: Iterable[Cell]) -> set[Cell]:
    """Return the hidden cells that whoever can add and take away finds (Gaussian elimination)."""
    unknown = set(hidden)
    rows: list[Equation] = []
    for equation in _equations(table):
        left = {cell: value for cell, value in equation.items() if cell in unknown}
        _reduce(rows, left)
    return {next(iter(row)) for row in rows if len(row) == 1}


def _equations(table: Counts) -> Iterable[Equation]:
    """Yield what everybody knows: each row and each column comes to its total."""
    last_row, last_column = len(table) - 1, len(table[0]) - 1
    for r in range(last_row + 1):
        yield {(r, c): Fraction(-1 if c == last_column else 1) for c in range(last_column + 1)}
    for c in range(last_column + 1):
        yield {(r, c): Fraction(-1 if r == last_row else 1) for r in range(last_row + 1)}


def _reduce(rows: list[Equation], new: Equation) -> None:
    """Add an equation to those in reduced form, and keep them so."""
    for row in rows:
        _eliminate(new, row)
    new = {cell: value for cell, value in new.items() if value}
    if not new:
        return
    lead = min(new)
    new = {cell: value / new[lead] for cell, value in sorted(new.items())}
    for row in rows:
        _eliminate(row, new)
    rows.append(new)


def _eliminate(equation: Equation, by: Equation) -> None:
    """Take the leading cell of `by` out of an equation."""
    lead = next(iter(by))
    factor = equation.get(lead, Fraction(0))
    if not factor:
        return
    for cell, value in by.items():
        left = equation.get(cell, Fraction(0)) - factor * value
        if left:
            equation[cell] = left
        else:
            equation.pop(cell, None)


def _partner(table: Counts, hidden: set[Cell], cell: Cell) -> Cell | None:
    """Return what else is to be held back: the smallest count beside it, totals last."""
    row, column = cell
    last_row, last_column = len(table) - 1, len(table[0]) - 1
    beside = {(row, c) for c in range(last_column + 1)} | {(r, column) for r in range(last_row + 1)}
    left = beside - hidden

    def cost(one: Cell) -> tuple[bool, bool, int, Cell]:
        is_total = one[0] == last_row or one[1] == last_column
        count = table[one[0]][one[1]]
        return is_total, count == 0, count, one

    return min(left, key=cost, default=None)
