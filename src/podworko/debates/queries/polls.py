"""What a poll came to, so that anybody can reckon it anew, and lists of polls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count as CountOf
from django.db.models import Q, Sum
from django.utils import timezone

from podworko.core.disclosure import FLOOR, is_few
from podworko.debates import electorates, tally
from podworko.debates.models import Box, Option, Poll, Protocol, Voter

__all__ = [
    "BallotRow",
    "Line",
    "PollLists",
    "Result",
    "Ticks",
    "is_settled",
    "poll_lists",
    "result_of",
    "ticks_of",
    "waits_for",
    "waits_for_paper",
]

GRACE = timedelta(minutes=10)
"""How long a vote that arrived in time may wait for others; nothing is told before."""


@dataclass(frozen=True, slots=True)
class Line:
    """One answer and what it got."""

    option: Option
    score: int
    voices: int
    most: int

    @property
    def percent(self) -> int:
        """How long its bar is beside that of the first one."""
        return round(100 * self.score / self.most) if self.most else 0


@dataclass(frozen=True, slots=True)
class BallotRow:
    """One kind of ballot as the list shows it, and how many say just that.

    `cells` are what it gives each answer, in their order: a cross, a place or points.
    """

    text: str
    cells: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a poll came to."""

    poll: Poll
    lines: tuple[Line, ...]
    ballots: tuple[BallotRow, ...]
    total: int
    entitled: int | None
    protocol: Protocol | None

    @property
    def is_told(self) -> bool:
        """Whether so many voted that numbers can be told: to everybody, or to nobody."""
        return self.total >= FLOOR

    @property
    def paper(self) -> int:
        return self.protocol.valid if self.protocol else 0

    @property
    def web(self) -> int:
        return self.total - self.paper

    @property
    def tells_ways(self) -> bool:
        """Whether it can be told how many came by which way, and none be had by taking away."""
        return self.is_told and not any(map(is_few, (self.web, self.paper)))

    @property
    def tells_paper(self) -> bool:
        """Whether the numbers of the protocol can be told."""
        counts = (self.protocol.handed_out, self.protocol.spoilt) if self.protocol else ()
        return self.tells_ways and not any(map(is_few, counts))

    @property
    def tells_entitled(self) -> bool:
        return self.is_told and self.entitled is not None and self.entitled >= FLOOR

    @property
    def has_quorum(self) -> bool:
        return self.total >= self.poll.quorum

    @property
    def first(self) -> tuple[Line, ...]:
        """The answers that nothing got more than; several are a tie."""
        most = max((line.score for line in self.lines), default=0)
        return tuple(line for line in self.lines if line.score == most) if most else ()

    @property
    def is_tied(self) -> bool:
        return len(self.first) > 1

    @property
    def waits_for_draw(self) -> bool:
        """Whether one of the first is to be drawn by lot."""
        decides = self.is_told and self.has_quorum
        return decides and self.is_tied and self.poll.tie_rule == Poll.Tie.DRAW

    @property
    def winners(self) -> tuple[Line, ...]:
        """The answers that won, after the rule for a tie; none where nothing was decided."""
        if not (self.is_told and self.has_quorum):
            return ()
        if not self.is_tied or self.poll.tie_rule == Poll.Tie.BOTH:
            return self.first
        return tuple(line for line in self.first if line.option.position == self.poll.drawn)


@dataclass(frozen=True, slots=True)
class Ticks:
    """How many lines of the roll are ticked; of few it is not told how many."""

    voted: int
    paper: int

    @property
    def is_told(self) -> bool:
        return self.voted >= FLOOR


@dataclass(frozen=True, slots=True)
class PollLists:
    """Polls as residents look for them."""

    open: tuple[Poll, ...]
    coming: tuple[Poll, ...]
    ended: tuple[Poll, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.open or self.coming or self.ended)


def result_of(poll: Poll) -> Result:
    """Read what a poll came to, the first answer first. A fixed number of queries."""
    options = list(poll.options.select_related("need"))
    numbers = tuple(option.position for option in options)
    rules = tally.Rules(
        tally.Kind(poll.kind), numbers, most=poll.most_choices, points=poll.points_each
    )
    box = Box.objects.filter(poll=poll).first()
    held = {str(ballot): int(count) for ballot, count in (box.ballots if box else ())}
    return Result(
        poll=poll,
        lines=_lines(options, held, rules),
        ballots=tuple(BallotRow(text, _cells(text, rules), n) for text, n in held.items()),
        total=sum(held.values()),
        entitled=_entitled(poll),
        protocol=Protocol.objects.select_related("first", "second").filter(poll=poll).first(),
    )


def ticks_of(poll: Poll) -> Ticks:
    """Return how many voted, and how many were given paper. One query."""
    found = poll.voters.aggregate(
        voted=CountOf("pk", filter=Q(channel__in=(Voter.Way.WEB, Voter.Way.PAPER))),
        paper=CountOf("pk", filter=Q(channel=Voter.Way.PAPER)),
    )
    return Ticks(voted=found["voted"], paper=found["paper"])


def is_settled(poll: Poll, *, now: datetime | None = None) -> bool:
    """Whether every vote that came in time is in the box, those on paper too."""
    if poll.state == Poll.State.PUBLISHED:
        return True
    if poll.state != Poll.State.COUNTING or (now or timezone.now()) < poll.closes_at + GRACE:
        return False
    return not waits_for_paper(poll)


def waits_for_paper(poll: Poll) -> bool:
    """Whether ballots on paper were handed out that two people have yet to count alike."""
    return bool(ticks_of(poll).paper) and not Protocol.objects.filter(poll=poll).exists()


def waits_for(poll: Poll) -> str:
    """Return what the desk is to do next with a poll of `policies.unfinished_polls`."""
    has_paper = getattr(poll, "paper", 0) and not getattr(poll, "protocols", 0)
    return "paper" if has_paper else "publish"


def poll_lists(polls: Iterable[Poll]) -> PollLists:
    """Sort polls into those one may vote in, those to come and those that were."""
    rows = list(polls)
    ended = [poll for poll in rows if poll.is_over]
    coming = [poll for poll in rows if poll.is_coming]
    live = [poll for poll in rows if not poll.is_over and not poll.is_coming]
    return PollLists(
        open=tuple(sorted(live, key=lambda poll: poll.closes_at)),
        coming=tuple(sorted(coming, key=lambda poll: poll.opens_at)),
        ended=tuple(ended),
    )


def _lines(options: list[Option], held: dict[str, int], rules: tally.Rules) -> tuple[Line, ...]:
    scores, voices = tally.scores(held, rules=rules), tally.voices(held, rules=rules)
    most = max(scores.values(), default=0)
    lines = [
        Line(option, scores[option.position], voices[option.position], most) for option in options
    ]
    return tuple(sorted(lines, key=lambda line: (-line.score, line.option.position)))


def _cells(text: str, rules: tally.Rules) -> tuple[str, ...]:
    said = tally.named(text)
    places = {number: str(place) for place, number in enumerate(said, start=1)}
    told = {
        tally.Kind.RANKING: places,
        tally.Kind.POINTS: {number: str(points) for number, points in said.items()},
    }.get(rules.kind, dict.fromkeys(said, "×"))
    return tuple(told.get(number, "") for number in rules.numbers)


def _entitled(poll: Poll) -> int | None:
    """Return how many could vote; None where anybody with a contact could."""
    if poll.entitled is not None or poll.electorate == electorates.CONTACT:
        return poll.entitled
    if poll.electorate == electorates.LETTERS:
        sums = poll.batches.aggregate(letters=Sum("letters"), voided=Sum("voided"))
        return (sums["letters"] or 0) - (sums["voided"] or 0)
    return poll.voters.count()
