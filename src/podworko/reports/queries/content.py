"""What stands in a report beside its words: plan and what was done, voices, partners, media."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from django.db.models import Q
from django.utils import timezone

from podworko.core import times
from podworko.core.disclosure import FLOOR, is_few
from podworko.debates.public import Debate, Hearing, Poll
from podworko.initiatives.public import Initiative
from podworko.network.public import Pal
from podworko.partners.public import Agreement, JointAction
from podworko.planning.public import GoalRow, IndicatorRow, Plan, approved_plan
from podworko.promotion.public import Clipping
from podworko.reports.models import Figure, Report

Content: TypeAlias = dict[str, Any]
DONE = (Initiative.State.DONE, Initiative.State.TOLD)
MEASURED = {"thread.participations": "participations", "thread.people": "people"}
"""Measures of goals that count people, with the figure of the PAL that they are a part of."""
COMINGS = "participations"
Wholes: TypeAlias = Mapping[str, Sequence[Decimal | None]]
MOST = 40
"""How many of a kind are told by name; the numbers tell of all."""


def content_of(year: int, pal: Pal | None) -> Content:
    """Return what is told of a year beside numbers and words, ready to be kept as JSON.

    Public things alone, in the words in which residents read them; fixed queries of its own.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    return {
        "goals": settled(list(_goals(year, pal)), wholes_of(year, pal)) if pal else [],
        "plans": [] if pal else _plans(year),
        "said": _said(first, last, pal),
        "initiatives": _initiatives(first, last, pal),
        "partners": _partners(first, last, pal),
        "joint": _joint(first, last, pal),
        "media": _media(first, last, pal),
    }


def kept_content(report: Report) -> Content:
    """Return what stands beside a published report; goals are held back beside later editions."""
    content: Content = report.content
    goals = content.get("goals")
    if not goals or report.pal is None:
        return content
    return {**content, "goals": settled(goals, wholes_of(report.year, report.pal))}


def _goals(year: int, pal: Pal) -> Iterator[Content]:
    plan = Plan.objects.public().filter(pal=pal, year=year).select_related("pal").first()
    if plan:
        yield from (_goal(row) for row in approved_plan(plan)[1])


def _goal(row: GoalRow) -> Content:
    return {
        "title": row.goal.title,
        "effect": row.goal.effect,
        "outcome": row.goal.outcome,
        "outcome_words": row.goal.outcome_words,
        "needs": [need.title for need in row.needs],
        "tasks": [[task.title, task.done_on and task.done_on.isoformat()] for task in row.tasks],
        "measures": [_measure(each) for each in row.indicators],
        "done": list(dict.fromkeys(answer.title for answer in row.answers)),
        "held": row.total.held,
        "participations": row.total.participations,
        "people": row.total.people,
    }


def _measure(row: IndicatorRow) -> Content:
    code, told = MEASURED.get(row.indicator.measure, ""), row.in_public()
    is_actual_in_steps = told.is_actual_in_steps and not code
    in_steps = {"baseline": told.is_baseline_in_steps, "actual": is_actual_in_steps}
    return {
        "title": row.indicator.title,
        "unit": row.indicator.unit,
        "baseline": _plain(told.indicator.baseline),
        "target": _plain(row.indicator.target),
        "actual": _plain(row.actual if code else told.actual),
        "is_small": False,
        "of": code,
        "in_steps": [part for part, is_stepped in in_steps.items() if is_stepped],
    }


def wholes_of(year: int, pal: Pal) -> Wholes:
    """Return of how many people and comings in all a goal's are a part, in every edition.

    None for one that is not told, and before a year is closed.
    """
    figures = Figure.objects.filter(
        counted__edition__year=year, counted__code__in=MEASURED.values(), pal=pal
    )
    found: dict[str, list[Decimal | None]] = {code: [] for code in MEASURED.values()}
    for code, number, is_held in figures.values_list("counted__code", "number", "is_held"):
        found[code].append(None if is_held else number)
    return {code: each or [None] for code, each in found.items()}


def settled(goals: Iterable[Content], wholes: Wholes) -> list[Content]:
    """Return goals without numbers that beside the PAL's own would tell of a small group.

    Beside those of every edition: an old one stays readable, and what stands in a report stays
    as it was published when a later one is made.
    """
    found = [dict(goal) for goal in goals]
    for code, every in wholes.items():
        for whole in every:
            parts = of_parts([goal[code] for goal in found], whole, is_sum=code == COMINGS)
            for goal, part in zip(found, parts, strict=True):
                goal[code] = part
    for goal in found:
        goal["measures"] = [_settled(each, goal, wholes) for each in goal["measures"]]
    return found


def _settled(measure: Content, goal: Content, wholes: Wholes) -> Content:
    """Return a measure of a goal; one of people is told where the goal's own number is."""
    code, actual = measure.get("of"), measure["actual"]
    if not code or actual is None or not (count := int(Decimal(actual))):
        return measure
    is_told = all(of_people(count, whole) is not None for whole in wholes[code])
    if is_told and goal[code] is not None:
        return measure
    return {**measure, "actual": None, "is_small": True}


def of_parts(
    counts: Iterable[int | None], whole: Decimal | None, *, is_sum: bool
) -> list[int | None]:
    """Return parts of a PAL's number where no part that is not told follows from the others.

    With `is_sum` what is of no part is the rest, and shares it with the parts not told, which
    are one at least each: the fewest are left out until the rest might hide five in any of
    them. Parts that come to more than the whole overlap, and nothing follows from them.
    """
    told = [None if count is None else of_people(count, whole) for count in counts]
    while is_sum and whole is not None and any(told) and _is_rest_few(told, whole):
        told[told.index(min(count for count in told if count))] = None
    return told


def _is_rest_few(told: Sequence[int | None], whole: Decimal) -> bool:
    rest = int(whole) - sum(count or 0 for count in told)
    hidden = told.count(None)
    if not hidden or rest < hidden:
        return is_few(rest)
    return rest - (hidden - 1) < FLOOR


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
