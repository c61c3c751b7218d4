"""What of many numbers that hang together is held back, so that no small group follows.

Numbers that add up are edges between sums: a table is a network in which what comes into a sum
goes out of it, and another table with the same sums is this one with some amount sent round a
circle. A small number is safe when such a circle of numbers that are not told leads it to the
floor: then whoever adds and takes away, and knows that none of them is nought or less, must
think a group that is not small possible. The circle that costs least is held back.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Key: TypeAlias = tuple[str, int]
"""What is counted, and of whom."""
Node: TypeAlias = tuple[str, str]
Step: TypeAlias = tuple["Amount", Node]
NEVER = 10**9
Net: TypeAlias = Mapping[Node, list[tuple["Amount", Node, int]]]


@dataclass(frozen=True, slots=True)
class Amount:
    """One number, as an edge from one sum to another.

    `needs` is how far it must be thinkable that it lies from the truth, downwards when negative;
    0 for what needs no protection. `low` and `high` are what a reader knows it to lie between
    while it is not told. With `is_unseen` it is told nowhere, and only follows from others.
    """

    key: Key
    tail: Node
    head: Node
    value: int
    needs: int = 0
    low: int | None = 1
    high: int | None = None
    is_unseen: bool = False
    is_sum: bool = False


def withheld(amounts: Iterable[Amount], *, insiders: Iterable[int] = ()) -> frozenset[Key]:
    """Return which numbers must not be told; noughts always are, and hide nothing.

    Each of `insiders` knows all numbers of its own (those whose key names it): a small number of
    somebody else's is safe from it by a circle that goes over none of them.

    What is held back only grows, so that what once is safe stays so. A small number lies in a
    sum that can be held back with it, and so on up to the whole: numbers that add up always have
    a circle.
    """
    every = list(amounts)
    hidden = {each.key for each in every if each.is_unseen or each.needs}
    net = _net(every)
    small = sorted((each for each in every if each.needs), key=lambda one: one.key)
    for amount in small:
        hidden |= {each.key for each in _circle(amount, net, hidden)}
    for whose in insiders:
        unknown = _net(each for each in every if each.key[1] != whose)
        for amount in small:
            if amount.key[1] != whose:
                hidden |= {each.key for each in _circle(amount, unknown, hidden)}
    return frozenset(each.key for each in every if each.key in hidden and not each.is_unseen)


def _net(amounts: Iterable[Amount]) -> Net:
    """Return from each sum the numbers that lead on: forwards they grow, backwards they fall."""
    net: dict[Node, list[tuple[Amount, Node, int]]] = defaultdict(list)
    for each in amounts:
        net[each.tail].append((each, each.head, 1))
        net[each.head].append((each, each.tail, -1))
    return net


def _circle(amount: Amount, net: Net, hidden: set[Key]) -> Iterator[Amount]:
    """Yield the cheapest numbers over which as much as is needed goes round."""
    start, end = amount.head, amount.tail
    if amount.needs < 0:
        start, end = end, start
    found = _ways_from(start, amount, net, hidden)
    if end not in found:  # sums that do not add up: nothing of what hangs together is told
        nodes = {start, *found}
        yield from (each for node in nodes for each, _onward, _way in net[node] if each.value)
        return
    while end != start:
        each, end = found[end]
        yield each


def _ways_from(start: Node, amount: Amount, net: Net, hidden: set[Key]) -> dict[Node, Step]:
    """Return how each sum is reached at the least cost (Dijkstra's way)."""
    found: dict[Node, Step] = {}
    spent: dict[Node, int] = {start: 0}
    queue: list[tuple[int, Node]] = [(0, start)]
    while queue:
        cost, node = heapq.heappop(queue)
        if cost > spent[node]:
            continue
        for each, onward in _onward(node, amount, net):
            total = cost + (0 if each.key in hidden else _cost(each))
            if total < spent.get(onward, NEVER):
                spent[onward] = total
                found[onward] = (each, node)
                heapq.heappush(queue, (total, onward))
    return found


def _onward(node: Node, amount: Amount, net: Net) -> Iterator[Step]:
    """Yield what leads on from a sum and can carry what is needed."""
    for each, onward, way in net[node]:
        if each.key != amount.key and _can_carry(each, way * abs(amount.needs)):
            yield each, onward


def _can_carry(amount: Amount, change: int) -> bool:
    """Whether another table with this change is one that a reader must think possible."""
    if not amount.value and not amount.is_unseen:
        return False
    changed = amount.value + change
    above = amount.low is None or changed >= amount.low
    return above and (amount.high is None or changed <= amount.high)


def _cost(amount: Amount) -> int:
    """Return how dear a number is: what the fewest miss goes first, sums last."""
    return min(abs(amount.value), 10**5) + 1 + (10**6 if amount.is_sum else 0)
