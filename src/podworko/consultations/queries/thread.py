"""What consultations tell the thread: how many conversations there were, and never of whom.

What is told adds up quarters of a year that `guarding` tells, in every sum alike: so nothing
follows by taking told quarters away from a year, and nobody who looks every evening sees a number
grow by the one who came that day. Hours are not told.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from podworko.consultations.guarding import (
    OUTCOMES,
    Atom,
    is_settled,
    next_quarter,
    quarter_of,
    told_of,
)
from podworko.consultations.models import Count, DutyHours, ServiceLink
from podworko.consultations.models.counts import Outcome
from podworko.core import times
from podworko.planning.public import Answer, Goal, Ties, Total, Untied

Place = tuple[int, int]
"""A kind of help and a PAL, by their keys."""


@dataclass(slots=True)
class _Told:
    """What may be told of one kind of help in one PAL: talks by the first day of a quarter."""

    quarters: dict[date, int] = field(default_factory=dict)

    @property
    def total(self) -> Total:
        return Total(talks=sum(self.quarters.values()))

    @property
    def first(self) -> date | None:
        return min(self.quarters, default=None)

    @property
    def last(self) -> date | None:
        """The last day of the last quarter that is told."""
        return next_quarter(max(self.quarters)) - timedelta(days=1) if self.quarters else None

    def of_year(self, year: int) -> Total:
        """Add up the quarters of a year that are told."""
        return Total(talks=sum(n for first, n in self.quarters.items() if first.year == year))


class ConsultationSource:
    """Consultations in the thread; see `planning.thread.Source` for the promises."""

    label = _("rozmowy ze specjalistami")

    def answers(self, ties: Ties) -> list[Answer]:
        """Return what help is tied to any of these, in two queries."""
        links = list(_links(ties).select_related("service", "pal"))
        told = _told({(link.service_id, link.pal_id) for link in links})
        return [_answer(link, told[link.service_id, link.pal_id]) for link in links]

    def total(self, ties: Ties) -> Total:
        """Return what all of it comes to, each help in each PAL once; two queries."""
        places = set(_links(ties).values_list("service_id", "pal_id"))
        return sum((told.total for told in _told(places).values()), Total())

    def totals(self, goals: Iterable[Goal]) -> dict[int, Total]:
        """Return by goal what came of it in the year of its plan; two queries."""
        asked = {goal.pk: goal for goal in goals}
        rows = _links(Ties(goals=frozenset(asked)))
        pairs = list(rows.values_list("goal_id", "service_id", "pal_id"))
        told = _told({(service, pal) for _goal, service, pal in pairs})
        found: dict[int, Total] = defaultdict(Total)
        for goal, service, pal in pairs:
            year = asked[goal or 0].plan.year
            found[goal or 0] += told[service, pal].of_year(year)
        return dict(found)

    def untied(self, pal_ids: frozenset[int] | None) -> list[Untied]:
        """Return what help is given now without anybody having said what for; two queries."""
        rows = _given() if pal_ids is None else _given().filter(pal__in=pal_ids)
        services = "specialist__services"
        told = rows.values_list(
            f"{services}__pk",
            "pal_id",
            f"{services}__name",
            f"{services}__public_id",
            "pal__name",
            "pal__slug",
        ).distinct()
        tied = set(ServiceLink.objects.values_list("service_id", "pal_id"))
        return [
            Untied(str(self.label), name, _tie_page(key, slug), pal)
            for service, pal_id, name, key, pal, slug in told.order_by(f"{services}__name", "pal")
            if (service, pal_id) not in tied
        ]

    def answered(self, ties: Ties) -> Ties:
        """Return which of these some help answers that is given now, in one query."""
        live = _links(ties).filter(
            service__is_offered=True,
            service__specialists__duty_hours__pal=F("pal"),
        )
        pairs = list(live.values_list("need_id", "goal_id").distinct())
        return Ties(
            frozenset(need for need, _goal in pairs if need),
            frozenset(goal for _need, goal in pairs if goal),
        )


def _links(ties: Ties) -> QuerySet[ServiceLink]:
    return ServiceLink.objects.filter(Q(need__in=ties.needs) | Q(goal__in=ties.goals))


def _given() -> QuerySet[DutyHours]:
    today = times.today()
    return DutyHours.objects.between(today, date.max).filter(specialist__services__is_offered=True)


def _told(places: set[Place]) -> dict[Place, _Told]:
    """Return by place what may be told; one query, none for no places."""
    found = {place: _Told() for place in places}
    if not places:
        return found
    for (service, pal, first), talks in _talks(places).items():
        shown = told_of(Atom(outcomes={Outcome.DONE: talks})).shown
        if (service, pal) in found and (number := shown.get((OUTCOMES, Outcome.DONE))):
            found[service, pal].quarters[first] = number
    return found


def _talks(places: set[Place]) -> dict[tuple[int, int, date], int]:
    """Return by kind of help, PAL and settled quarter how many talks took place; one query."""
    rows = Count.objects.order_by().filter(
        outcome=Outcome.DONE,
        service__in={service for service, _pal in places},
        pal__in={pal for _service, pal in places},
        number__gt=0,
    )
    found: dict[tuple[int, int, date], int] = defaultdict(int)
    sums = rows.values_list("service_id", "pal_id", "month").annotate(talks=Sum("number"))
    today = times.today()
    for service, pal, month, talks in sums:
        first = quarter_of(month)
        if is_settled(first, today=today):
            found[service, pal, first] += talks
    return found


def _answer(link: ServiceLink, told: _Told) -> Answer:
    return Answer(
        kind=str(ConsultationSource.label),
        title=link.service.local_name,
        url=reverse("consultations:service", args=[link.service.public_id])
        if link.service.is_offered
        else "",
        desk_url=_tie_page(link.service.public_id, link.pal.slug),
        pal=link.pal.name,
        why=link.why,
        need_id=link.need_id,
        goal_id=link.goal_id,
        total=told.total,
        first=told.first,
        last=told.last,
        counted=frozenset({link.service_id * 100_000 + link.pal_id}),
    )


def _tie_page(service: object, slug: str) -> str:
    return reverse("consultations:desk_thread", args=[service, slug])
