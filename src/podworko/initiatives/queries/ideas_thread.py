"""What initiatives tell the thread: what answers what, who did and supported it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.initiatives.models import (
    Initiative,
    InitiativeLink,
    InitiativeMember,
    OwnWork,
    Support,
)
from podworko.planning.public import Answer, Goal, Ties, Total, Untied

State = Initiative.State
HELD = (State.DONE, State.TOLD)
COMING = (State.PLANNED, State.ROUTE, State.APPLIED, State.APPROVED, State.UNDER_WAY)


@dataclass(slots=True)
class _Done:
    """What is known of one initiative."""

    initiative: Initiative
    people: set[int] = field(default_factory=set)
    supports: int = 0
    hours: Decimal = Decimal(0)

    @property
    def total(self) -> Total:
        """Members are known by their cards, once with whatever else they do; supporters by number.

        Hours count once the report was checked: until then they are only what a team says.
        """
        state = self.initiative.state
        is_told = state == State.TOLD
        return Total(
            held=int(state in HELD),
            coming=int(state in COMING),
            known=frozenset(f"p{key}" for key in self.people),
            participations=len(self.people) + self.supports,
            given=self.hours.quantize(Decimal("0.01")) if is_told else Decimal(0),
        )


class InitiativesSource:
    """Initiatives in the thread; see `planning.thread.Source` for the promises."""

    label = _("inicjatywa mieszkańców")

    def answers(self, ties: Ties) -> list[Answer]:
        """Return the initiatives tied to any of these; four queries."""
        links = list(_links(ties).select_related("initiative__pal"))
        done = _done(links)
        return [_answer(link, done[link.initiative_id]) for link in links]

    def total(self, ties: Ties) -> Total:
        """Return what all of it comes to, each person once; four queries."""
        done = _done(list(_links(ties).select_related("initiative")))
        return sum((each.total for each in done.values()), Total())

    def totals(self, goals: Iterable[Goal]) -> dict[int, Total]:
        """Return by goal what came of it in the year of its plan; four queries."""
        asked = {goal.pk: goal for goal in goals}
        links = list(_links(Ties(goals=frozenset(asked))).select_related("initiative"))
        done = _done(links)
        found: dict[int, Total] = defaultdict(Total)
        for link in links:
            goal = asked[link.goal_id or 0]
            if link.initiative.since.year == goal.plan.year:
                found[goal.pk] += done[link.initiative_id].total
        return dict(found)

    def untied(self, pal_ids: frozenset[int] | None) -> list[Untied]:
        """Return what goes on without anybody having said what for; one query."""
        rows = Initiative.objects.public().live().filter(thread=None).select_related("pal")
        if pal_ids is not None:
            rows = rows.filter(pal__in=pal_ids)
        return [Untied(str(self.label), row.title, _desk(row), row.pal.name) for row in rows]

    def answered(self, ties: Ties) -> Ties:
        """Return which of these an initiative that goes on or is done answers; one query."""
        live = _links(ties).filter(initiative__state__in=(*HELD, *COMING))
        pairs = list(live.values_list("need_id", "goal_id").distinct())
        return Ties(
            frozenset(need for need, _goal in pairs if need),
            frozenset(goal for _need, goal in pairs if goal),
        )


def _links(ties: Ties) -> QuerySet[InitiativeLink]:
    """Return the ties of initiatives; what was taken back or not taken up answers nothing."""
    rows = InitiativeLink.objects.filter(Q(need__in=ties.needs) | Q(goal__in=ties.goals))
    return rows.exclude(initiative__state__in=(State.WITHDRAWN, State.DECLINED))


def _done(links: Sequence[InitiativeLink]) -> dict[int, _Done]:
    """Return what is known of the initiatives of these ties, by key; three queries."""
    found = {link.initiative_id: _Done(link.initiative) for link in links}
    rows = InitiativeMember.objects.filter(initiative__in=found, state__in=("in", "left"))
    for key, person in rows.values_list("initiative", "person"):
        found[key].people.add(person)
    supports = Support.objects.counted().filter(initiative__in=found)
    for key, number in Counter(supports.values_list("initiative", flat=True)).items():
        found[key].supports = number
    work = OwnWork.objects.filter(initiative__in=found, done_hours__isnull=False)
    for key, hours in work.values_list("initiative").annotate(sum=Sum("done_hours")):
        found[key].hours = Decimal(hours)
    return found


def _answer(link: InitiativeLink, done: _Done) -> Answer:
    initiative = link.initiative
    first = initiative.published_at.date() if initiative.published_at else None
    return Answer(
        kind=str(InitiativesSource.label),
        title=initiative.title,
        url=initiative.get_absolute_url() if initiative.published_at else "",
        desk_url=_desk(initiative),
        pal=initiative.pal.name,
        why=link.why,
        need_id=link.need_id,
        goal_id=link.goal_id,
        total=done.total,
        first=first,
        last=max(initiative.since, first) if first else initiative.since,
        counted=frozenset({initiative.pk}),
    )


def _desk(initiative: Initiative) -> str:
    return reverse("initiatives:desk_idea", args=[initiative.public_id])
