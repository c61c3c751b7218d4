"""What the plan owes: needs that nothing answers, plans that wait for approval."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from podworko.core.figures import Distinct, Figured, by_pal, figured
from podworko.diagnosis.public import Need
from podworko.planning.models import Plan
from podworko.planning.queries.board import unanswered_needs


@dataclass(frozen=True, slots=True)
class PlanPressure:
    """`oldest` is for how many days the need that waits longest has been known."""

    unanswered: int = 0
    oldest: int | None = None
    plans: int = 0


def plan_pressure(today: date) -> Figured[PlanPressure]:
    """Return what waits of the plans of each PAL and of all; fixed queries."""
    needs: dict[int, list[Need]] = {}
    for need in unanswered_needs(None):
        needs.setdefault(need.pal_id, []).append(need)
    every = [need for each in needs.values() for need in each]
    parts = {
        "unanswered": {pal: len(each) for pal, each in needs.items()},
        "plans": by_pal(Plan.objects.filter(state=Plan.State.SUBMITTED)),
    }
    oldest = Distinct(
        {pal: _oldest(each, today) for pal, each in needs.items()}, _oldest(every, today)
    )
    return figured(PlanPressure, parts, oldest=oldest)


def _oldest(needs: Iterable[Need], today: date) -> int | None:
    return max(((today - need.since).days for need in needs), default=None)
