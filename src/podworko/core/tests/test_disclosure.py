"""No table tells of a group smaller than the floor, by subtraction either."""

from hypothesis import given, settings
from hypothesis import strategies as st

from podworko.core.disclosure import FLOOR, determined, held_back, in_steps, told_sum, with_totals

TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 40), min_size=width, max_size=width), min_size=1, max_size=5
    )
)


def test_a_small_count_takes_another_with_it() -> None:
    assert held_back([[12, 3, 20]]) >= {(0, 1), (0, 0)}


def test_large_counts_and_noughts_are_all_told() -> None:
    assert held_back([[12, 0, 20], [7, 9, 0]]) == frozenset()


def test_a_small_whole_tells_nothing() -> None:
    hidden = held_back([[1, 2]])

    assert {(0, 0), (0, 1), (0, 2), (1, 2)} <= hidden


@given(st.lists(st.integers(0, 40), max_size=6))
def test_a_sum_beside_its_parts_tells_of_no_few(parts: list[int]) -> None:
    rest = told_sum(parts) - sum(part for part in parts if part >= FLOOR)

    assert rest == 0 or rest >= FLOOR


@settings(max_examples=300, deadline=None)
@given(TABLES)
def test_whoever_adds_and_takes_away_finds_no_small_group(counts: list[list[int]]) -> None:
    table = with_totals(counts)

    hidden = held_back(counts)

    small = {
        (r, c) for r, row in enumerate(table) for c, count in enumerate(row) if 0 < count < FLOOR
    }
    assert small <= hidden
    assert subtracted(table, set(hidden)) & small == set()
    assert determined(table, hidden) == set() or len(hidden) == len(table) * len(table[0])


def subtracted(table: list[list[int]], hidden: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Play the adversary by hand: fill a line with one gap, as often as that goes."""
    found: set[tuple[int, int]] = set()
    lines = [
        *([(r, c) for c in range(len(table[0]))] for r in range(len(table))),
        *([(r, c) for r in range(len(table))] for c in range(len(table[0]))),
    ]
    while True:
        gaps = [[cell for cell in line if cell in hidden - found] for line in lines]
        single = {gap[0] for gap in gaps if len(gap) == 1}
        if not single:
            return found
        found |= single


@given(st.integers(0, 200), st.integers(0, 200))
def test_no_small_number_follows_from_two_told_in_steps(one: int, other: int) -> None:
    spans = [[n for n in range(205) if in_steps(n) == in_steps(each)] for each in (one, other)]

    between = {abs(b - a) for a in spans[0] for b in spans[1]}

    assert 0 in between or max(between) >= FLOOR
    assert len(between) > 1
