"""What of a year's figures is not for everybody: decided once, over all of them.

The figures hang together: places add up to the network, named people, card-holders and heads to
participations, newcomers and those who had been before to people, and who was in two places is
the difference between their sum and the network. A group under the floor is found in none of
them, nor in what follows when they are taken from one another.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from podworko.core.disclosure import FLOOR, is_few
from podworko.core.figures import NETWORK
from podworko.core.withholding import Amount, Key, Node, withheld
from podworko.reports.catalogue import Indicator

WHOLE = -1
"""Under which the whole network is counted; NETWORK is what is of no PAL."""
Value: TypeAlias = int | Decimal | None
Values: TypeAlias = Mapping[Key, Value]

OVERLAP = -2
PARTS = ("participations-named", "participations-carded", "participations-counted")
CAME = "participations"
PEOPLE, NEWCOMERS, RETURNED = "people", "newcomers", "returned"
GIVEN, GIVERS = "volunteer-hours", "volunteers"
GUARDED = frozenset({"consultations"})
"""Told by their own module with a floor of its own: nothing follows from sums of what is told."""
TENTHS = 10
FAMILIES: Mapping[str, str] = {
    **dict.fromkeys((*PARTS, CAME, PEOPLE, NEWCOMERS), CAME),
    **dict.fromkeys((GIVEN, GIVERS), GIVERS),
}
"""What hangs together, by a name of the whole family; any other indicator is one of its own."""


def held_back(values: Values, indicators: Iterable[Indicator]) -> frozenset[Key]:
    """Return which numbers of one time are not told to everybody.

    The team of a PAL reads its own numbers at the desk, small ones too: it must not find those
    of another PAL from what is told and what it knows.
    `values` are of every PAL, of what is of no PAL, and of the whole; a number that is None is
    not told anyway.
    """
    codes = {each.code for each in indicators if each.is_people} - GUARDED
    known = {key: int(value) for key, value in values.items() if value is not None}
    scopes = sorted({scope for _code, scope in known} - {WHOLE})
    places = [scope for scope in scopes if scope != NETWORK]
    return withheld(_amounts(known, values, codes, scopes), insiders=places)


def _amounts(
    known: Mapping[Key, int], values: Values, codes: set[str], scopes: Sequence[int]
) -> Iterator[Amount]:
    """Yield every number that hangs together with others, tables apart."""
    if CAME in codes:
        cells = _table(known, (*PARTS, CAME), scopes)
        yield from (_not_under_people(cell, known) for cell in cells)
    if PEOPLE in codes:
        yield from (_not_over_visits(cell, known) for cell in _people(known, scopes))
    if GIVERS in codes:
        line = _line(_with_overlap(known, GIVERS, scopes), GIVERS, [*scopes, OVERLAP])
        yield from (_within_whole(cell, known, GIVERS) for cell in line)
        yield from _hours(known, values, scopes)
    for code in sorted(codes - {CAME, *PARTS, PEOPLE, NEWCOMERS, GIVERS}):
        yield from _line(known, code, scopes)


def _spare(known: Mapping[Key, int], scope: int) -> int:
    """Return how many more comings than people are known by name or card: who is, came once."""
    came = sum(known.get((part, scope), 0) for part in PARTS[:2])
    return came - known.get((PEOPLE, scope), 0)


def _not_under_people(cell: Amount, known: Mapping[Key, int]) -> Amount:
    """Bound those known by name or card: they came once at least. Half of what is to spare."""
    part, scope = cell.key
    if part not in PARTS[:2] or (PEOPLE, scope) not in known:
        return cell
    spare = max(0, _spare(known, scope))
    return replace(cell, low=max(1, cell.value - (spare - spare // 2)))


def _not_over_visits(cell: Amount, known: Mapping[Key, int]) -> Amount:
    """Bound people by how often they came, with the other half of what is to spare."""
    code, scope = cell.key
    if code != PEOPLE or scope == OVERLAP:
        return cell
    cell = _within_whole(cell, known, PEOPLE)
    if (PARTS[0], scope) not in known:
        return cell
    most = max(FLOOR, cell.value + max(0, _spare(known, scope)) // 2)
    return replace(cell, high=most if cell.high is None else min(cell.high, most))


def _within_whole(cell: Amount, known: Mapping[Key, int], code: str) -> Amount:
    """Bound those of one place by those of all, and the other way round."""
    if cell.key[1] == OVERLAP:
        return cell
    if cell.key[1] == WHOLE:
        most = max(
            (value for (name, _s), value in known.items() if name == code and _s != WHOLE),
            default=1,
        )
        return replace(cell, low=max(1, most))
    return replace(cell, high=max(FLOOR, known.get((code, WHOLE), 0)))


def _table(known: Mapping[Key, int], codes: Sequence[str], scopes: Sequence[int]) -> list[Amount]:
    """Return a table whose last column is the sum of the others, and its last row of all."""
    *parts, total = codes
    rows = [*scopes, WHOLE]
    cells = [_cell(known, part, row, total) for row in rows for part in parts]
    return [*cells, *(_total(known, total, row) for row in rows)]


def _cell(known: Mapping[Key, int], part: str, row: int, total: str) -> Amount:
    column, line = (total, part), (total, str(row))
    value = known.get((part, row), 0)
    if row == WHOLE:
        return _amount(part, row, value, column, line, is_sum=True)
    return _amount(part, row, value, line, column)


def _total(known: Mapping[Key, int], total: str, row: int) -> Amount:
    column, line = (total, total), (total, str(row))
    value = known.get((total, row), 0)
    if row == WHOLE:
        return _amount(total, row, value, line, column, is_sum=True)
    return _amount(total, row, value, column, line, is_sum=True)


def _line(known: Mapping[Key, int], code: str, scopes: Sequence[int]) -> Iterator[Amount]:
    """Yield one indicator whose places add up to the whole."""
    ground, column = (code, "ground"), (code, "sum")
    for scope in scopes:
        yield _amount(code, scope, known.get((code, scope), 0), ground, column)
    yield _amount(code, WHOLE, known.get((code, WHOLE), 0), column, ground, is_sum=True)


def _people(known: Mapping[Key, int], scopes: Sequence[int]) -> list[Amount]:
    """Return people as newcomers and those who had been before, with who was in two places."""
    rows = {**_with_overlap(known, PEOPLE, scopes), **_with_overlap(known, NEWCOMERS, scopes)}
    for scope in (*scopes, OVERLAP, WHOLE):
        rows[RETURNED, scope] = rows.get((PEOPLE, scope), 0) - rows.get((NEWCOMERS, scope), 0)
    return _table(rows, (NEWCOMERS, RETURNED, PEOPLE), [*scopes, OVERLAP])


def _with_overlap(known: Mapping[Key, int], code: str, scopes: Sequence[int]) -> dict[Key, int]:
    """Return numbers whose whole is no sum, with what is too much in the sum, negative."""
    found = {key: value for key, value in known.items() if key[0] == code}
    total = sum(found.get((code, scope), 0) for scope in scopes)
    return {**found, (code, OVERLAP): found.get((code, WHOLE), 0) - total}


def _hours(known: Mapping[Key, int], values: Values, scopes: Sequence[int]) -> Iterator[Amount]:
    """Yield hours: those of one or a few volunteers tell what each of them did.

    They are counted in tenths, as they are told, and the whole is taken as their sum.
    """
    tenths = {scope: int((values.get((GIVEN, scope)) or 0) * TENTHS) for scope in scopes}
    tenths[WHOLE] = sum(tenths.values())
    ground, column = (GIVEN, "ground"), (GIVEN, "sum")
    for scope, value in tenths.items():
        tail, head = (column, ground) if scope == WHOLE else (ground, column)
        is_tied = bool(value) and is_few(known.get((GIVERS, scope), 0))
        needs = max(TENTHS, value // FLOOR) if is_tied else 0
        yield Amount((GIVEN, scope), tail, head, value, needs, is_sum=scope == WHOLE)


def _amount(  # noqa: PLR0913 - one edge of the network
    code: str, scope: int, value: int, tail: Node, head: Node, *, is_sum: bool = False
) -> Amount:
    """Return a number of people; what follows from others alone may be nought or free."""
    needs = FLOOR - value if is_few(value) else 0
    key = (code, scope)
    if scope == OVERLAP:
        # What is too much in the sum is no number of people where it is a difference of such.
        is_free = code == RETURNED
        few = -(FLOOR + value) if is_few(-value) and not is_free else 0
        high = None if is_free else 0
        return Amount(key, tail, head, value, few, low=None, high=high, is_unseen=True)
    if code == RETURNED:
        return Amount(key, tail, head, value, needs, low=0, is_unseen=True)
    return Amount(key, tail, head, value, needs, is_sum=is_sum)


__all__ = ["FAMILIES", "GUARDED", "NETWORK", "WHOLE", "held_back"]
