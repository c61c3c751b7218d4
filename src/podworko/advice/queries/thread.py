"""What advice knows of the thread: how many talks and answers came of a topic tied to a need.

Nobody is counted as a person here. Few talks are no number: the thread is walked in public too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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


class AdviceSource:
    """Advice in the thread; see `planning.thread.Source` for the promises."""

    label = _("porady")

    def answers(self, ties: Ties) -> list[Answer]:
        """Return which topics are tied to any of these; three queries."""
        links = list(_links(ties).select_related("topic", "pal"))
        held, days = _held(_keys(links)), _days(_keys(links))
        return [_answer(link, held, days) for link in links]

    def total(self, ties: Ties) -> Total:
        """Return what all of it comes to, each topic of a PAL once; three queries."""
        held = _held(_keys(_links(ties)))
        return sum(held.values(), Total())

    def totals(self, goals: Iterable[Goal]) -> dict[int, Total]:
        """Return by goal what came of it in the year of its plan; three queries a year."""
        asked = {goal.pk: goal for goal in goals}
        links = list(_links(Ties(goals=frozenset(asked))))
        by_year: dict[int, set[Key]] = defaultdict(set)
        for link in links:
            by_year[asked[link.goal_id or 0].plan.year].add((link.topic_id, link.pal_id))
        held = {year: _held(keys, year=year) for year, keys in by_year.items()}
        found: dict[int, Total] = defaultdict(Total)
        for link in links:
            of_year = held[asked[link.goal_id or 0].plan.year]
            found[link.goal_id or 0] += of_year.get((link.topic_id, link.pal_id), Total())
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


def _held(keys: set[Key], *, year: int | None = None) -> dict[Key, Total]:
    """Count talks and answers of topics in PALs; few are none, for they may be read in public."""
    talks = _of(Talk.objects.order_by(), keys, year).annotate(all=Count("pk"), sum=Sum("minutes"))
    found = {(topic, pal): (number, minutes) for topic, pal, number, minutes in talks}
    tallies = Tally.objects.filter(what=What.ANSWERED)
    for topic, pal, number in _of(tallies, keys, year).annotate(all=Sum("number")):
        held, minutes = found.get((topic, pal), (0, 0))
        found[topic, pal] = (held + number, minutes)
    return {
        key: Total(held=held, hours=(Decimal(minutes) / HOUR).quantize(Decimal("0.01")))
        for key, (held, minutes) in found.items()
        if key in keys and held and not is_few(held)
    }


def _of(rows: QuerySet, keys: set[Key], year: int | None) -> QuerySet:  # type: ignore[type-arg]
    rows = rows.filter(topic__in={t for t, _p in keys}, pal__in={p for _t, p in keys})
    if year is not None:
        rows = rows.filter(on__year=year)
    return rows.values_list("topic", "pal")


def _days(keys: set[Key]) -> dict[Key, tuple[date, date]]:
    rows = _of(Talk.objects.order_by(), keys, None).annotate(a=Min("on"), z=Max("on"))
    return {(topic, pal): (first, last) for topic, pal, first, last in rows}


def _answer(
    link: AdviceLink, held: Mapping[Key, Total], days: Mapping[Key, tuple[date, date]]
) -> Answer:
    key = (link.topic_id, link.pal_id)
    total = held.get(key, Total())
    first, last = days.get(key, (None, None)) if total.held else (None, None)
    return Answer(
        kind=str(AdviceSource.label),
        title=link.topic.local_name,
        url=f"{reverse('advice:home')}?temat={link.topic.slug}" if link.topic.is_offered else "",
        desk_url=reverse("advice:desk_ties"),
        pal=link.pal.name,
        why=link.why,
        need_id=link.need_id,
        goal_id=link.goal_id,
        total=total,
        first=first,
        last=last,
    )
