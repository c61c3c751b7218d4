"""What stands in a report beside its words: plan and what was done, voices, partners, media."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from django.db.models import Q
from django.utils import timezone

from podworko.core import times
from podworko.core.disclosure import is_few
from podworko.debates.public import Debate, Hearing, Poll
from podworko.initiatives.public import Initiative
from podworko.network.public import Pal
from podworko.partners.public import Agreement, JointAction
from podworko.planning.public import GoalRow, IndicatorRow, Plan, approved_plan
from podworko.promotion.public import Clipping
from podworko.reports.models import Edition, Figure

Content: TypeAlias = dict[str, Any]
DONE = (Initiative.State.DONE, Initiative.State.TOLD)
MEASURED = {"thread.participations": "participations", "thread.people": "people"}
"""Measures of goals that count people, with the figure of the PAL that they are a part of."""
Wholes: TypeAlias = Mapping[str, Decimal | None]
MOST = 40
"""How many of a kind are told by name; the numbers tell of all."""


def content_of(year: int, pal: Pal | None) -> Content:
    """Return what is told of a year beside numbers and words, ready to be kept as JSON.

    Public things alone, in the words in which residents read them; fixed queries of its own.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    return {
        "goals": list(_goals(year, pal)) if pal else [],
        "plans": [] if pal else _plans(year),
        "said": _said(first, last, pal),
        "initiatives": _initiatives(first, last, pal),
        "partners": _partners(first, last, pal),
        "joint": _joint(first, last, pal),
        "media": _media(first, last, pal),
    }


def _goals(year: int, pal: Pal) -> Iterator[Content]:
    plan = Plan.objects.public().filter(pal=pal, year=year).select_related("pal").first()
    if plan:
        wholes = _wholes(year, pal)
        yield from (_goal(row, wholes) for row in approved_plan(plan)[1])


def _goal(row: GoalRow, wholes: Wholes) -> Content:
    return {
        "title": row.goal.title,
        "effect": row.goal.effect,
        "outcome": row.goal.outcome,
        "outcome_words": row.goal.outcome_words,
        "needs": [need.title for need in row.needs],
        "tasks": [[task.title, task.done_on and task.done_on.isoformat()] for task in row.tasks],
        "measures": [_measure(each, wholes) for each in row.indicators],
        "done": list(dict.fromkeys(answer.title for answer in row.answers)),
        "held": row.total.held,
        "participations": of_people(row.total.participations, wholes["participations"]),
        "people": of_people(row.total.people, wholes["people"]),
    }


def _measure(row: IndicatorRow, wholes: Wholes) -> Content:
    whole = wholes.get(MEASURED.get(row.indicator.measure, ""))
    counts_people = row.indicator.measure in MEASURED
    is_small = counts_people and of_people(int(row.actual or 0), whole) is None
    told = row.in_public()
    now = row.actual if counts_people else told.actual
    return {
        "title": row.indicator.title,
        "unit": row.indicator.unit,
        "baseline": _plain(told.indicator.baseline),
        "target": _plain(row.indicator.target),
        "actual": None if is_small else _plain(now),
        "is_small": is_small,
        "in_steps": [
            *(["baseline"] if told.is_baseline_in_steps else []),
            *(["actual"] if told.is_actual_in_steps and not counts_people else []),
        ],
    }


def _wholes(year: int, pal: Pal) -> Wholes:
    """Return of how many people and comings in all a goal's are a part; None while not told."""
    figures = Figure.objects.filter(
        counted__edition__in=Edition.objects.newest().filter(year=year),
        counted__code__in=MEASURED.values(),
        pal=pal,
        is_held=False,
    )
    found = dict(figures.values_list("counted__code", "number"))
    return {code: found.get(code) for code in MEASURED.values()}


def of_people(count: int, whole: Decimal | None) -> int | None:
    """Return a part of the people of a PAL where neither it nor the rest is a small group.

    Beside a whole that is held back none of its parts is told but nought.
    """
    if count and (whole is None or is_few(count) or is_few(whole - count)):
        return None
    return count


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def _plans(year: int) -> list[Content]:
    """Return how the goals of each PAL's plan went, by the plans that residents read."""
    rows = Plan.objects.public().filter(year=year).select_related("pal")
    found = []
    for plan in rows.order_by("pal__folded_name").prefetch_related("goals"):
        outcomes = [goal.outcome for goal in plan.goals.all()]
        found.append({"pal": plan.pal.name, **{one: outcomes.count(one) for one in set(outcomes)}})
    return found


def _said(first: date, last: date, pal: Pal | None) -> list[Content]:
    begin, end = times.days_bounds(first, last)
    ended = Q(ended_at__gte=begin, ended_at__lt=end)
    of = Q(pal=pal) if pal else Q()
    debates = Debate.objects.filter(
        Q(session__pal=pal) if pal else Q(),
        state=Debate.State.PUBLISHED,
        session__starts_at__gte=begin,
        session__starts_at__lt=end,
    ).select_related("session")
    hearings = Hearing.objects.filter(of, ended, state=Hearing.State.TOLD)
    polls = Poll.objects.filter(of, ended, state=Poll.State.PUBLISHED)
    told = [
        *(
            _voice("debate", each.question, each.decided, each.session.starts_at)
            for each in debates
        ),
        *(_voice("hearing", each.title, each.decided, each.ended_at) for each in hearings),
        *(_voice("poll", each.question, each.outcome, each.ended_at) for each in polls),
    ]
    return sorted(told, key=lambda each: str(each["on"]))[:MOST]


def _voice(kind: str, title: str, words: str, at: Any) -> Content:  # noqa: ANN401 - a moment
    return {"kind": kind, "title": title, "words": words, "on": str(timezone.localdate(at))}


def _initiatives(first: date, last: date, pal: Pal | None) -> list[str]:
    rows = Initiative.objects.public().filter(state__in=DONE, since__gte=first, since__lte=last)
    return _titles((rows.filter(pal=pal) if pal else rows).order_by("since", "pk"))


def _partners(first: date, last: date, pal: Pal | None) -> list[str]:
    held = Agreement.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=first),
        Q(ended_on=None) | Q(ended_on__gte=first),
        state__in=(Agreement.State.SIGNED, Agreement.State.ENDED),
        signed_on__isnull=False,
        starts_on__lte=last,
        organisation__status="published",
    ).select_related("organisation")
    names = {each.organisation.name for each in (held.filter(pal=pal) if pal else held)}
    return sorted(names)[:MOST]


def _joint(first: date, last: date, pal: Pal | None) -> list[str]:
    rows = JointAction.objects.filter(done_on__gte=first, done_on__lte=last)
    return _titles((rows.filter(agreement__pal=pal) if pal else rows).order_by("done_on", "pk"))


def _titles(rows: Iterable[Any]) -> list[str]:
    return [str(each.title) for each in list(rows)[:MOST]]


def _media(first: date, last: date, pal: Pal | None) -> list[Content]:
    rows = Clipping.objects.filter(appeared_on__gte=first, appeared_on__lte=last)
    rows = (rows.filter(pal=pal) if pal else rows).select_related("outlet")
    return [
        {"title": row.title, "outlet": row.outlet.name, "on": row.appeared_on.isoformat()}
        for row in rows.order_by("appeared_on", "pk")[:MOST]
    ]
