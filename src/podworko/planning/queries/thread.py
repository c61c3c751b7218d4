"""From a need to all that answered it and what changed; and the same in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from podworko.core.disclosure import told_sum
from podworko.diagnosis.public import Evidence, Need
from podworko.network.public import Pal
from podworko.planning.models import GoalNeed, Proof
from podworko.planning.queries.plans import GoalRow, goal_rows
from podworko.planning.thread import Answer, Ties, Total, sources

MOST_SAID = 6


@dataclass(frozen=True, slots=True)
class NeedThread:
    """A need, how we know, what is planned, what was done, what changed."""

    need: Need
    evidence: tuple[Evidence, ...]
    goals: tuple[GoalRow, ...]
    answers: tuple[Answer, ...]
    total: Total

    @property
    def voices(self) -> int:
        return sum(piece.voices for piece in self.evidence)

    @property
    def stories(self) -> tuple[Proof, ...]:
        """What residents may read of the change."""
        return tuple(proof for row in self.goals for proof in row.proofs if proof.is_public)


@dataclass(frozen=True, slots=True)
class SaidDone:
    """One line of "You said, we did": a need and what residents can see of the answer."""

    need: Need
    voices: int
    """As many as may be told beside each piece of evidence; 0 for few."""
    answers: tuple[Answer, ...]
    total: Total

    @property
    def is_answered(self) -> bool:
        return bool(self.answers)


def need_thread(need: Need) -> NeedThread:
    """Read the whole thread of one need; fixed queries."""
    goals = goal_rows(tie.goal for tie in need.goal_ties.select_related("goal"))
    ties = Ties(frozenset({need.pk}), frozenset(row.goal.pk for row in goals))
    return NeedThread(
        need=need,
        evidence=tuple(need.evidence.select_related("study")),
        goals=goals,
        answers=_once(sources.answers(ties)),
        total=sources.total(ties),
    )


def you_said(pal: Pal, *, limit: int = MOST_SAID) -> tuple[SaidDone, ...]:
    """Return the loudest public needs of a PAL with what answered them; fixed queries."""
    rows = (
        Need.objects.public()
        .prefetch_related("evidence")
        .filter(pal=pal)
        .exclude(status=Need.Status.CLOSED)
    )
    loud = rows.annotate(voices=Sum("evidence__voices")).order_by("-voices", "-since", "pk")
    needs = list(loud[:limit])
    pairs = list(GoalNeed.objects.filter(need__in=needs).values_list("goal_id", "need_id"))
    keys = frozenset(need.pk for need in needs)
    answers = sources.answers(Ties(keys, frozenset(goal for goal, _need in pairs)))
    return tuple(_said(need, answers, pairs) for need in needs)


def _said(need: Need, answers: Iterable[Answer], pairs: list[tuple[int, int]]) -> SaidDone:
    goals = {goal for goal, key in pairs if key == need.pk}
    own = [row for row in answers if row.need_id == need.pk or row.goal_id in goals]
    shown = _once(row for row in own if row.is_public)
    total = sum((row.total for row in shown), Total())
    voices = told_sum(piece.voices for piece in need.evidence.all())
    return SaidDone(need, voices=voices, answers=shown, total=total)


def _once(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """Leave out what is tied twice: to the need and to its goal, as a whole and a part of it."""
    kept: list[Answer] = []
    for answer in sorted(answers, key=lambda each: -len(each.counted)):
        if not any(_holds(other, answer) for other in kept):
            kept.append(answer)
    return tuple(sorted(kept, key=lambda answer: answer.last or date.min, reverse=True))


def _holds(one: Answer, other: Answer) -> bool:
    return one.desk_url == other.desk_url and one.counted >= other.counted
