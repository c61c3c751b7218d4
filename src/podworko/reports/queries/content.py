"""What stands in a report beside its words: plan and what was done, voices, partners, media."""

from collections.abc import Iterable
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
from podworko.planning.public import GoalRow, Plan, public_plan
from podworko.promotion.public import Clipping

Content: TypeAlias = dict[str, Any]
DONE = (Initiative.State.DONE, Initiative.State.TOLD)
MOST = 40
"""How many of a kind are told by name; the numbers tell of all."""


def content_of(year: int, pal: Pal | None) -> Content:
    """Return what is told of a year beside numbers and words, ready to be kept as JSON.

    Public things alone, in the words in which residents read them; fixed queries of its own.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    return {
        "goals": _goals(year, pal) if pal else [],
        "plans": [] if pal else _plans(year),
        "said": _said(first, last, pal),
        "initiatives": _initiatives(first, last, pal),
        "partners": _partners(first, last, pal),
        "joint": _joint(first, last, pal),
        "media": _media(first, last, pal),
    }


def _goals(year: int, pal: Pal) -> list[Content]:
    plan = Plan.objects.public().filter(pal=pal, year=year).select_related("pal").first()
    return [_goal(row) for row in public_plan(plan)[1]] if plan else []


def _goal(row: GoalRow) -> Content:
    return {
        "title": row.goal.title,
        "effect": row.goal.effect,
        "outcome": row.goal.outcome,
        "outcome_words": row.goal.outcome_words,
        "needs": [need.title for need in row.needs],
        "tasks": [[task.title, task.done_on and task.done_on.isoformat()] for task in row.tasks],
        "measures": [
            {
                "title": each.indicator.title,
                "unit": each.indicator.unit,
                "baseline": _plain(each.indicator.baseline),
                "target": _plain(each.indicator.target),
                "actual": None if each.is_small else _plain(each.actual),
                "is_small": each.is_small,
            }
            for each in row.indicators
        ],
        "done": list(dict.fromkeys(answer.title for answer in row.answers)),
        "held": row.total.held,
        "participations": _of_people(row.total.participations),
        "people": _of_people(row.total.people),
    }


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def _of_people(count: int) -> int | None:
    return None if is_few(count) else count


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
