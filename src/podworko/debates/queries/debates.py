"""What pages show of a debate: how votes fell, by which way, with small counts held back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from podworko.core.disclosure import FLOOR, is_few
from podworko.debates.models import Debate, Item, Remark
from podworko.people.public import Channel

__all__ = ["DebatePage", "Result", "debate_page"]

TWO = 2


@dataclass(frozen=True, slots=True)
class Result:
    """One thing and the votes it got."""

    item: Item
    votes: int
    most: int

    @property
    def percent(self) -> int:
        """How long its bar is beside that of the first one."""
        return round(100 * self.votes / self.most) if self.most else 0

    @property
    def is_small(self) -> bool:
        return is_few(self.votes)


@dataclass(frozen=True, slots=True)
class DebatePage:
    """A debate with what was said and how it was voted."""

    debate: Debate
    results: tuple[Result, ...]
    ballots: int
    by_phone: int
    by_paper: int
    remarks: tuple[Remark, ...]

    @property
    def is_told(self) -> bool:
        """Whether so many voted that numbers can be told to everybody."""
        return self.ballots >= FLOOR

    @property
    def tells_ballots(self) -> bool:
        """Whether their number can be told beside the votes, and no few be had by taking away.

        Few might be those who left out what nearly all chose, those who chose both of two, or
        those behind the counts held back where everybody had one vote.
        """
        told = [row.votes for row in self.results if row.votes >= FLOOR]
        left = [self.ballots - votes for votes in told]
        if len(self.results) == TWO == len(told):
            left.append(sum(told) - self.ballots)
        if self.debate.votes_each == 1:
            held = [row.votes for row in self.results if row.is_small]
            left.append(sum(held) if len(held) > 1 else min(held, default=0))
        return self.is_told and not any(map(is_few, left))

    @property
    def tells_ways(self) -> bool:
        """Whether each way's count can be told too, and none be had by taking away."""
        return self.tells_ballots and not any(map(is_few, (self.by_phone, self.by_paper)))

    @property
    def tells_people(self) -> bool:
        """Whether it can be told how many were in the room, beside how many voted."""
        people = self.debate.people or 0
        is_taken_away = self.tells_ballots and is_few(people - self.ballots)
        return people >= FLOOR and not is_taken_away

    @property
    def shown_remarks(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.is_shown)

    @property
    def hidden(self) -> int:
        return len(self.remarks) - len(self.shown_remarks)

    @property
    def hidden_why(self) -> tuple[str, ...]:
        return tuple(remark.hidden_why for remark in self.remarks if not remark.is_shown)


def debate_page(debate: Debate) -> DebatePage:
    """Read a debate in three queries, the first choice first once votes are counted."""
    items = list(debate.items.select_related("need").annotate(votes=Count("choices")))
    ways = dict(debate.ballots.values_list("channel").annotate(number=Count("pk")))
    return DebatePage(
        debate=debate,
        results=_results(items, debate),
        ballots=sum(ways.values()),
        by_phone=ways.get(Channel.WEB.value, 0),
        by_paper=ways.get(Channel.PAPER.value, 0),
        remarks=tuple(debate.remarks.all()),
    )


def _results(items: Iterable[Item], debate: Debate) -> tuple[Result, ...]:
    rows = list(items)
    counts = {item.pk: int(getattr(item, "votes", 0)) for item in rows}
    most = max(counts.values(), default=0)
    is_over = debate.state in (Debate.State.COUNTED, Debate.State.PUBLISHED)
    if is_over:
        rows.sort(key=lambda item: (-counts[item.pk], item.position))
    return tuple(Result(item, counts[item.pk], most) for item in rows)
