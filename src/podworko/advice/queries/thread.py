"""What advice knows of the thread: how many talks and answers came of a topic tied to a need.

Nobody is counted as a person here. Few are no number, for the thread is walked in public too: a
year with few talks and answers counts as none, in every sum alike, so that nothing follows by
taking away. Hours and days are of talks, and are told of years in which talks alone are not few.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.advice.models import AdviceLink, Talk, Tally, What
from podworko.core.disclosure import is_few
from podworko.planning.public import Answer, Goal, Ties, Total, Untied

Key = tuple[int, int]
"""A topic in a PAL."""
HOUR = Decimal(60)


@dataclass(frozen=True, slots=True)
class _Talks:
    """What there was of talks in a year."""

    number: int = 0
    minutes: int = 0
    first: date | None = None
    last: date | None = None


@dataclass(slots=True)
class _Told:
    """What may be told of one topic in one PAL, by year, and the days between which talks were."""

    years: dict[int, Total] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)

    @property
    def total(self) -> Total:
        return sum(self.years.values(), Total())

    def add(self, year: int, talks: _Talks, answers: int) -> None:
        """Tell of a year what is not few."""
        held = talks.number + answers
        if not held or is_few(held):
            return
        shown = _Talks() if is_few(talks.number) else talks
        hours = (Decimal(shown.minutes) / HOUR).quantize(Decimal("0.01"))
        self.years[year] = Total(talks=held, hours=hours)
        self.days += [day for day in (shown.first, shown.last) if day]


class AdviceSource:
    """Advice in the thread; see `planning.thread.Source` for the promises."""

    label = _("porady")

    def answers(self, ties: Ties) -> list[Answer]:
        """Return which topics are tied to any of these; three queries."""
        links = list(_links(ties).select_related("topic", "pal"))
        told = _told(_keys(links))
        return [_answer(link, told[link.topic_id, link.pal_id]) for link in links]

    def total(self, ties: Ties) -> Total:
        """Return what all of it comes to, each topic of a PAL once; three queries."""
        told = _told(_keys(_links(ties)))
        return sum((each.total for each in told.values()), Total())

    def totals(self, goals: Iterable[Goal]) -> dict[int, Total]:
        """Return by goal what came of it in the year of its plan; three queries."""
        asked = {goal.pk: goal for goal in goals}
        links = list(_links(Ties(goals=frozenset(asked))))
        told = _told(_keys(links))
        found: dict[int, Total] = defaultdict(Total)
        for link in links:
            year = asked[link.goal_id or 0].plan.year
            of_years = told[link.topic_id, link.pal_id].years
            found[link.goal_id or 0] += of_years.get(year, Total())
        return dict(found)

    def untied(self, pal_ids: frozenset[int] | None) -> list[Untied]:
        """Return nothing: advice is given to whoever asks, whatever the plan says."""
        del pal_ids
        return []

    def answered(self, ties: Ties) -> Ties:
        """Return which of these a topic answers that one may ask about."""
        pairs = list(_links(ties).filter(topic__is_offered=True).values_list("need_id", "goal_id"))
        return Ties(
            frozenset(need for need, _goal in pairs if need),
            frozenset(goal for _need, goal in pairs if goal),
        )


def _links(ties: Ties) -> QuerySet[AdviceLink]:
    return AdviceLink.objects.filter(Q(need__in=ties.needs) | Q(goal__in=ties.goals))


def _keys(links: Iterable[AdviceLink]) -> set[Key]:
    return {(link.topic_id, link.pal_id) for link in links}


def _told(keys: set[Key]) -> dict[Key, _Told]:
    """Return what may be told of topics in PALs; two queries, none for no keys."""
    found = {key: _Told() for key in keys}
    if not keys:
        return found
    talks, answers = _talks(keys), _answers(keys)
    for topic, pal, year in talks.keys() | answers.keys():
        if (topic, pal) in found:
            of_year = (topic, pal, year)
            found[topic, pal].add(year, talks.get(of_year, _Talks()), answers.get(of_year, 0))
    return found


def _talks(keys: set[Key]) -> dict[tuple[int, int, int], _Talks]:
    rows = _by_year(Talk.objects.order_by(), keys).annotate(
        number=Count("pk"), sum=Sum("minutes"), first=Min("on"), last=Max("on")
    )
    return {(topic, pal, year): _Talks(*values) for topic, pal, year, *values in rows}


def _answers(keys: set[Key]) -> dict[tuple[int, int, int], int]:
    rows = _by_year(Tally.objects.filter(what=What.ANSWERED), keys).annotate(all=Sum("number"))
    return {(topic, pal, year): number for topic, pal, year, number in rows}


def _by_year(rows: QuerySet, keys: set[Key]) -> QuerySet:  # type: ignore[type-arg]
    rows = rows.filter(topic__in={t for t, _p in keys}, pal__in={p for _t, p in keys})
    return rows.values_list("topic", "pal", "on__year")


def _answer(link: AdviceLink, told: _Told) -> Answer:
    return Answer(
        kind=str(AdviceSource.label),
        title=link.topic.local_name,
        url=f"{reverse('advice:home')}?temat={link.topic.slug}" if link.topic.is_offered else "",
        desk_url=reverse("advice:desk_ties"),
        pal=link.pal.name,
        why=link.why,
        need_id=link.need_id,
        goal_id=link.goal_id,
        total=told.total,
        first=min(told.days, default=None),
        last=max(told.days, default=None),
    )
