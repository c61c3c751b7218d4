"""How far counting paper has come, as one of the two who count may see it."""

from dataclasses import dataclass

from podworko.accounts.public import User
from podworko.debates.models import Count, Poll, Protocol
from podworko.debates.queries.polls import ticks_of

__all__ = ["CountPage", "Difference", "agree", "count_page"]

TWO = 2


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two people counted otherwise: what a ballot says ("" for spoilt), and both numbers."""

    ballot: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class CountPage:
    """What there is to do: count, wait for the other, count anew, or explain a difference."""

    turn: int
    handed_out: int
    protocol: Protocol | None
    is_mine_in: bool
    is_agreed: bool
    counted: int
    differences: tuple[Difference, ...]

    @property
    def waits(self) -> bool:
        """Whether the other one is to count now."""
        return self.is_mine_in and not self.is_agreed and not self.protocol

    @property
    def is_more(self) -> bool:
        """Whether more came back than was handed out."""
        return self.counted > self.handed_out


def count_page(poll: Poll, *, user: User) -> CountPage:
    """Read how far counting has come, in three queries; a single count is nobody else's to see."""
    held = list(poll.counts.all())
    last = [count for count in held if count.turn == held[-1].turn] if held else []
    is_agreed, is_split = agree(last), len(last) == TWO and not agree(last)
    before = last if is_split else [count for count in held if count.turn == _before(last)]
    return CountPage(
        turn=(last[0].turn + is_split) if last else 1,
        handed_out=ticks_of(poll).paper,
        protocol=Protocol.objects.select_related("first", "second").filter(poll=poll).first(),
        is_mine_in=not is_split and any(count.counter_id == user.pk for count in last),
        is_agreed=is_agreed,
        counted=total_of(last[0]) if is_agreed else 0,
        differences=_differences(before),
    )


def agree(pair: list[Count]) -> bool:
    """Whether two people counted, and the same."""
    if len({count.counter_id for count in pair}) != TWO:
        return False
    first, second = pair
    return (first.ballots, first.spoilt) == (second.ballots, second.spoilt)


def total_of(count: Count) -> int:
    """Return how many papers one counted, spoilt ones too."""
    return int(sum(number for _ballot, number in count.ballots)) + count.spoilt


def _before(last: list[Count]) -> int:
    return last[0].turn - 1 if last else 0


def _differences(pair: list[Count]) -> tuple[Difference, ...]:
    if len(pair) != TWO:
        return ()
    first, second = ({"": count.spoilt, **dict(count.ballots)} for count in pair)
    return tuple(
        Difference(ballot, first.get(ballot, 0), second.get(ballot, 0))
        for ballot in sorted(first.keys() | second.keys())
        if first.get(ballot, 0) != second.get(ballot, 0)
    )
