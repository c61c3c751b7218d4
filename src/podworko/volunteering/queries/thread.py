"""What volunteering knows of the thread: what answers what, who gave time for it, and how much."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.planning.public import Answer, Goal, Ties, Total, Untied
from podworko.volunteering.models import (
    HoursEntry,
    Opportunity,
    OpportunityLink,
    Shift,
    Turn,
)

HOUR = Decimal(60)


@dataclass(slots=True)
class _Done:
    """What was done for one opportunity in one year."""

    held: set[int] = field(default_factory=set)
    coming: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    turns: int = 0
    minutes: int = 0
    days: set[date] = field(default_factory=set)

    @property
    def total(self) -> Total:
        return Total(
            shifts=len(self.held),
            coming=len(self.coming),
            known=frozenset(f"p{key}" for key in self.people),
            participations=self.turns,
            given=(Decimal(self.minutes) / HOUR).quantize(Decimal("0.01")),
        )


class VolunteeringSource:
    """Volunteering in the thread; see `planning.thread.Source` for the promises.

    Counted are shifts on which somebody was, and hours that were confirmed: what is only said
    or planned gives no hours.
    """

    label = _("wolontariat")

    def answers(self, ties: Ties) -> list[Answer]:
        """Return what there is to do that is tied to any of these; three queries."""
        links = list(_links(ties).select_related("opportunity__pal"))
        done = _done(links)
        return [_answer(link, done[link.opportunity_id]) for link in links]

    def total(self, ties: Ties) -> Total:
        """Return what all of it comes to, each person once; three queries."""
        done = _done(list(_links(ties)))
        years = (each for years in done.values() for each in years.values())
        return sum((each.total for each in years), Total())

    def totals(self, goals: Iterable[Goal]) -> dict[int, Total]:
        """Return by goal what came of it in the year of its plan; three queries."""
        asked = {goal.pk: goal for goal in goals}
        links = list(_links(Ties(goals=frozenset(asked))))
        done = _done(links)
        found: dict[int, Total] = defaultdict(Total)
        for link in links:
            goal = asked[link.goal_id or 0]
            found[goal.pk] += done[link.opportunity_id][goal.plan.year].total
        return dict(found)

    def untied(self, pal_ids: frozenset[int] | None) -> list[Untied]:
        """Return what people are looked for without anybody having said what for; one query."""
        rows = Opportunity.objects.public().filter(thread=None).select_related("pal")
        if pal_ids is not None:
            rows = rows.filter(pal__in=pal_ids)
        return [Untied(str(self.label), row.title, _desk(row), row.pal.name) for row in rows]

    def answered(self, ties: Ties) -> Ties:
        """Return which of these something answers that people are looked for; one query."""
        live = _links(ties).filter(opportunity__in=Opportunity.objects.public())
        pairs = list(live.values_list("need_id", "goal_id").distinct())
        return Ties(
            frozenset(need for need, _goal in pairs if need),
            frozenset(goal for _need, goal in pairs if goal),
        )


def _links(ties: Ties) -> QuerySet[OpportunityLink]:
    return OpportunityLink.objects.filter(Q(need__in=ties.needs) | Q(goal__in=ties.goals))


def _done(links: Sequence[OpportunityLink]) -> dict[int, defaultdict[int, _Done]]:
    """Return what was done for the opportunities of these ties, by year; two queries."""
    found: dict[int, defaultdict[int, _Done]] = {
        link.opportunity_id: defaultdict(_Done) for link in links
    }
    _add_turns(found)
    _add_hours(found)
    return found


def _add_turns(found: dict[int, defaultdict[int, _Done]]) -> None:
    now = timezone.now()
    rows = Turn.objects.confirmed().filter(
        shift__opportunity__in=found, shift__state=Shift.State.PLANNED
    )
    facts = rows.values_list(
        "shift__opportunity", "shift", "shift__starts_at", "shift__ends_at", "volunteer__person"
    )
    for opportunity, shift, starts_at, ends_at, person in facts:
        day = times.local(starts_at).date()
        done = found[opportunity][day.year]
        if ends_at > now:
            done.coming.add(shift)
            continue
        done.held.add(shift)
        done.people.add(person)
        done.turns += 1
        done.days.add(day)


def _add_hours(found: dict[int, defaultdict[int, _Done]]) -> None:
    rows = HoursEntry.objects.filter(
        opportunity__in=found, state=HoursEntry.State.CONFIRMED
    ).values_list("opportunity", "day", "minutes", "volunteer__person", "about")
    for opportunity, day, minutes, person, about in rows:
        done = found[opportunity or 0][day.year]
        done.minutes += minutes
        done.people.add(person)
        done.days.add(day)
        done.turns += not about


def _answer(link: OpportunityLink, years: dict[int, _Done]) -> Answer:
    opportunity = link.opportunity
    days = sorted(day for done in years.values() for day in done.days)
    is_told = opportunity.state != Opportunity.State.DRAFT
    return Answer(
        kind=str(VolunteeringSource.label),
        title=opportunity.title,
        url=opportunity.get_absolute_url() if is_told else "",
        desk_url=_desk(opportunity),
        pal=opportunity.pal.name,
        why=link.why,
        need_id=link.need_id,
        goal_id=link.goal_id,
        total=sum((done.total for done in years.values()), Total()),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        counted=frozenset({opportunity.pk}),
    )


def _desk(opportunity: Opportunity) -> str:
    return reverse("volunteering:desk_opportunity", args=[opportunity.public_id])
