"""Somebody who reads all that is published, adds, takes away and compares, to find a small group.

Written from what the words of the indicators say, without looking at how numbers are held back:
equations and bounds between numbers, and for each number not told the least and the most that it
can be, by the simplex method in exact fractions.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import ceil, floor

from podworko.core.disclosure import FLOOR, is_few

Key = tuple[str, int]
Row = dict[Key, int]
"""A sum of numbers with their signs."""
WHOLE, COMMON, SHARED = -1, 0, -9
ADDED = (
    *("participations", "participations-named", "participations-carded"),
    *("participations-counted", "missed", "advice-talks", "advice-questions", "advice-in-time"),
    *("volunteer-agreements", "volunteer-certificates"),
)
"""What adds up from places to the network."""
COUNTED_ONCE = ("people", "volunteers")
PARTS = ("participations-named", "participations-carded", "participations-counted")
NOTHING: Mapping[Key, int] = {}


def found_out(told: Mapping[Key, int], hidden: Iterable[Key]) -> dict[Key, tuple[int, int | None]]:
    """Return the least and the most that each number not told can be; None where no end is.

    What is not told is one at least, for noughts are told.
    """
    unknown = sorted(hidden)
    scopes = sorted({scope for _code, scope in (*told, *unknown)} - {WHOLE})
    codes = {code for code, _scope in (*told, *unknown)}
    equal = list(_equal(codes, scopes))
    more = list(_not_negative(codes, scopes))
    least = dict.fromkeys(unknown, 1)
    return {key: _bounds(key, told, least, equal, more) for key in unknown}


def small_groups(values: Mapping[Key, int], hidden: Iterable[Key]) -> list[Key]:
    """Return the small numbers of which somebody is sure that they are small."""
    kept = set(hidden)
    told = {key: value for key, value in values.items() if key not in kept}
    bare = [key for key, value in told.items() if is_few(value)]
    bounds = found_out(told, kept)
    sure = [
        key
        for key, (_least, most) in bounds.items()
        if is_few(values[key]) and most is not None and most < FLOOR
    ]
    return [*bare, *sure]


def small_groups_of_others(
    values: Mapping[Key, int], hidden: Iterable[Key]
) -> dict[int, list[Key]]:
    """Return what each place that knows its own numbers is sure of, of the others' small ones.

    A number of all that nobody else adds to tells it of none but its own.
    """
    kept = set(hidden)
    found = {}
    for mine in {scope for _code, scope in values} - {WHOLE, COMMON}:
        sure = small_groups(values, {key for key in kept if key[1] != mine})
        busy = {
            code for (code, scope), value in values.items() if value and scope not in (mine, WHOLE)
        }
        own = {(code, WHOLE) for code, _scope in values if code not in busy}
        if others := [key for key in sure if key[1] != mine and key not in own]:
            found[mine] = others
    return found


def derived_groups(values: Mapping[Key, int], hidden: Iterable[Key]) -> list[str]:
    """Return small groups that nobody tells of and whose number follows all the same."""
    kept = set(hidden)
    told = {key: value for key, value in values.items() if key not in kept}
    scopes = sorted({scope for _code, scope in values} - {WHOLE})
    forms: dict[str, Row] = {}
    if any(code == "newcomers" for code, _scope in values):
        for scope in (*scopes, WHOLE):
            forms[f"been before, {scope}"] = {("people", scope): 1, ("newcomers", scope): -1}
    for code in COUNTED_ONCE:
        forms[f"{code} in two places"] = {**{(code, s): 1 for s in scopes}, (code, WHOLE): -1}
    return [
        name
        for name, form in forms.items()
        if is_few(sum(sign * values.get(key, 0) for key, sign in form.items()))
        and _is_sure(form, told, kept)
    ]


def _is_sure(form: Row, told: Mapping[Key, int], hidden: set[Key]) -> bool:
    """Whether a form can come to one number only."""
    scopes = sorted({scope for _code, scope in (*told, *hidden)} - {WHOLE})
    codes = {code for code, _scope in (*told, *hidden)}
    least = dict.fromkeys(sorted(hidden), 1)
    equal, more = list(_equal(codes, scopes)), list(_not_negative(codes, scopes))
    aims = [{key: sign * way for key, sign in form.items() if key in hidden} for way in (1, -1)]
    most, fewest = (_extreme(aim, told, least, equal, more) for aim in aims)
    return most is not None and fewest is not None and floor(most) == ceil(-fewest)


def _equal(codes: set[str], scopes: list[int]) -> Iterator[Row]:
    """Yield what comes to nought."""
    for code in sorted(codes & set(ADDED)):
        yield {**{(code, scope): 1 for scope in scopes}, (code, WHOLE): -1}
    if "participations" in codes:
        for scope in (*scopes, WHOLE):
            yield {**{(part, scope): 1 for part in PARTS}, ("participations", scope): -1}


def _not_negative(codes: set[str], scopes: list[int]) -> Iterator[Row]:
    """Yield what is nought at least."""
    yield from _of_all(codes, scopes)
    if "newcomers" in codes:
        yield {**{("newcomers", scope): 1 for scope in scopes}, ("newcomers", WHOLE): -1}
        yield from ({("people", s): 1, ("newcomers", s): -1} for s in (*scopes, WHOLE))
    if "people" in codes and PARTS[0] in codes:
        for scope in (*scopes, WHOLE):
            named = {(part, scope): 1 for part in PARTS[:2]}
            yield {**named, ("people", scope): -1}


def _of_all(codes: set[str], scopes: list[int]) -> Iterator[Row]:
    """Yield that those of all are no more than those of places, and no fewer than of any."""
    for code in sorted(codes & set(COUNTED_ONCE)):
        yield {**{(code, scope): 1 for scope in scopes}, (code, WHOLE): -1}
        for scope in scopes:
            yield {(code, WHOLE): 1, (code, scope): -1}


def _bounds(
    key: Key,
    told: Mapping[Key, int],
    least: Mapping[Key, int],
    equal: list[Row],
    more: list[Row],
) -> tuple[int, int | None]:
    low = _extreme({key: -1}, told, least, equal, more)
    high = _extreme({key: 1}, told, least, equal, more)
    assert low is not None
    return ceil(-low), None if high is None else floor(high)


def _extreme(
    aim: Row,
    told: Mapping[Key, int],
    least: Mapping[Key, int],
    equal: list[Row],
    more: list[Row],
) -> Fraction | None:
    """Return the most that `aim` can come to; None when there is no end to it."""
    names = list(least)
    rows: list[list[Fraction]] = []
    for row, sign in [*((row, 0) for row in equal), *((row, 1) for row in more)]:
        line = [Fraction(row.get(name, 0)) for name in names]
        if not any(line):
            continue
        right = -sum(value * told.get(key, 0) for key, value in row.items())
        right -= sum(row.get(name, 0) * least[name] for name in names)
        rows.append([*line, Fraction(-sign), Fraction(right)])
    most = _simplex(rows, [Fraction(aim.get(name, 0)) for name in names])
    return None if most is None else most + sum(v * least[k] for k, v in aim.items())


def _simplex(rows: list[list[Fraction]], aim: list[Fraction]) -> Fraction | None:
    """Return the most of `aim` under rows of (numbers, slack's sign, right side), all >= 0."""
    slacks = [number for number, row in enumerate(rows) if row[-2]]
    real = len(aim) + len(slacks)
    columns = real + len(rows)
    table = [_line(row, number, slacks, columns) for number, row in enumerate(rows)]
    basis = [real + number for number in range(len(rows))]
    first = [Fraction(0)] * real + [Fraction(-1)] * len(rows)
    assert _climb(table, basis, first, columns) == 0, "what is published does not add up"
    for number, name in enumerate(basis):  # an artificial number at nought leaves the basis
        column = next((c for c in range(real) if table[number][c]), None)
        if name >= real and column is not None:
            _pivot(table, basis, number, column)
    return _climb(table, basis, aim + [Fraction(0)] * (columns - len(aim)), real)


def _line(row: list[Fraction], number: int, slacks: list[int], columns: int) -> list[Fraction]:
    width = len(row) - 2
    line = row[:width] + [Fraction(0)] * (columns - width) + [row[-1]]
    if row[-2]:
        line[width + slacks.index(number)] = row[-2]
    if line[-1] < 0:
        line = [-value for value in line]
    line[width + len(slacks) + number] = Fraction(1)
    return line


def _climb(
    table: list[list[Fraction]], basis: list[int], aim: list[Fraction], usable: int
) -> Fraction | None:
    """Go up until nothing is gained (Bland's rule: it never goes round in circles)."""
    while True:
        gains = (
            column
            for column in range(usable)
            if aim[column] - sum(aim[b] * row[column] for b, row in zip(basis, table, strict=True))
            > 0
        )
        column = next(gains, None)
        if column is None:
            return sum((aim[b] * row[-1] for b, row in zip(basis, table, strict=True)), Fraction(0))
        steps = [
            (row[-1] / row[column], basis[number], number)
            for number, row in enumerate(table)
            if row[column] > 0
        ]
        if not steps:
            return None
        _pivot(table, basis, min(steps)[2], column)


def _pivot(table: list[list[Fraction]], basis: list[int], number: int, column: int) -> None:
    lead = table[number][column]
    table[number] = [value / lead for value in table[number]]
    for other, row in enumerate(table):
        if other != number and row[column]:
            factor = row[column]
            table[other] = [
                value - factor * taken for value, taken in zip(row, table[number], strict=True)
            ]
    basis[number] = column
