"""A plan as its page shows it: goals with what is promised, what is done and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from podworko.core.disclosure import in_steps
from podworko.core.times import today
from podworko.diagnosis.public import Need
from podworko.planning import measures
from podworko.planning.content import Content, content_of, digest_of, promised
from podworko.planning.models import Approval, Goal, Indicator, Plan, Proof, Task
from podworko.planning.operations.plans import missing
from podworko.planning.thread import Answer, Ties, Total, sources

BEHIND_BY = Decimal("0.2")
"""How much of a year's way an indicator may lack before its goal is said to be behind."""


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator and where it stands; what is told in steps is at least so much."""

    indicator: Indicator
    actual: Decimal | None
    counts_itself: bool
    is_baseline_in_steps: bool = False
    is_actual_in_steps: bool = False
    is_way_told: bool = True

    @property
    def share(self) -> Decimal | None:
        """How much of the way from baseline to target is behind us, 0 to 1 and beyond."""
        way = self.indicator.target - self.indicator.baseline
        if self.actual is None or not self.is_way_told:
            return None
        if not way:  # a goal carried over that stood where it should: to be kept there
            return Decimal(self.actual >= self.indicator.target)
        return (self.actual - self.indicator.baseline) / way

    @property
    def percent(self) -> int:
        """The same for a bar, between 0 and 100."""
        return max(0, min(100, round((self.share or Decimal(0)) * 100)))

    @property
    def is_reached(self) -> bool:
        return self.share is not None and self.share >= 1

    def in_public(self) -> "IndicatorRow":
        """Return what residents read of it: numbers of people, which grow by the day, in steps.

        Whether there are as few as was wanted is not told: "at least" does not say so.
        """
        if self.indicator.measure not in measures.OF_PEOPLE:
            return self
        indicator, actual = copy(self.indicator), self.actual
        indicator.baseline = Decimal(in_steps(indicator.baseline))
        return replace(
            self,
            indicator=indicator,
            actual=None if actual is None else Decimal(in_steps(actual)),
            is_baseline_in_steps=bool(self.indicator.baseline),
            is_actual_in_steps=bool(actual),
            is_way_told=self.indicator.target >= self.indicator.baseline,
        )


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with all that hangs on it."""

    goal: Goal
    needs: tuple[Need, ...]
    tasks: tuple[Task, ...]
    indicators: tuple[IndicatorRow, ...]
    proofs: tuple[Proof, ...]
    answers: tuple[Answer, ...]
    total: Total
    behind: tuple[str, ...]
    """Why it is behind, as codes: "task", "indicator"."""

    @property
    def done_tasks(self) -> int:
        return sum(1 for task in self.tasks if task.done_on)


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything about one plan at the desk."""

    plan: Plan
    goals: tuple[GoalRow, ...]
    approvals: tuple[Approval, ...]
    has_changed: bool
    """Whether it is another text than the one approved last."""
    digest: str
    missing: tuple[str, ...]


def plan_page(plan: Plan) -> PlanPage:
    """Read a plan for the desk, in a number of queries that its goals do not change."""
    approvals = tuple(plan.approvals.select_related("approved_by"))
    digest = digest_of(content_of(plan))
    return PlanPage(
        plan=plan,
        goals=goal_rows(plan.goals.all()),
        approvals=approvals,
        has_changed=not approvals or approvals[0].digest != digest,
        digest=digest,
        missing=tuple(missing(plan)),
    )


def public_plan(plan: Plan) -> tuple[Approval, tuple[GoalRow, ...]]:
    """Return the text that was approved last, and what residents read of how its goals go.

    Raises Approval.DoesNotExist for a plan nobody approved.
    """
    approval, rows = approved_plan(plan)
    return approval, tuple(
        replace(row, indicators=tuple(each.in_public() for each in row.indicators)) for row in rows
    )


def approved_plan(plan: Plan) -> tuple[Approval, tuple[GoalRow, ...]]:
    """Return the text that was approved last, and how each of its goals goes, to the last person.

    Whoever tells of it decides which numbers of people are told. Goals, tasks and indicators
    written since are not told; those whose words changed are told in the words approved. Raises
    Approval.DoesNotExist for a plan nobody approved.
    """
    approval = plan.approvals.select_related("approved_by").order_by("-number")[:1].get()
    said = {goal["key"]: goal for goal in approval.content["goals"]}
    plan.kind = approval.content["kind"]
    rows = goal_rows(plan.goals.filter(public_id__in=list(said)))
    keys = {key for goal in said.values() for key in goal["needs"]}
    needs = {str(need.public_id): need for need in Need.objects.public().filter(public_id__in=keys)}
    return approval, tuple(_as_said(row, said[str(row.goal.public_id)], needs) for row in rows)


def promised_goals(rows: Iterable[GoalRow], *, need: Need) -> tuple[GoalRow, ...]:
    """Return those of a need's goals that residents read in a plan, in the words approved."""
    all_rows = list(rows)
    said = promised({row.goal.plan_id for row in all_rows})
    key = str(need.public_id)
    told = [(row, said.get(str(row.goal.public_id))) for row in all_rows]
    return tuple(
        _as_said(row, words, {key: need}) for row, words in told if words and key in words["needs"]
    )


def goal_rows(goals: Iterable[Goal]) -> tuple[GoalRow, ...]:
    """Read goals with what hangs on them; fixed queries, whatever their number."""
    rows = list(_with_all(goals))
    indicators = [row for goal in rows for row in goal.indicators.all()]
    stands = measures.actuals(indicators)
    ties = Ties(goals=frozenset(goal.pk for goal in rows))
    answers = sources.answers(ties)
    totals = sources.totals(rows)
    return tuple(_row(goal, stands, answers, totals[goal.pk]) for goal in rows)


def behind(goal: Goal, indicators: Sequence[IndicatorRow], *, day: date) -> tuple[str, ...]:
    """Return why a goal is behind: a task that is late, an indicator that lags."""
    if goal.outcome != Goal.Outcome.OPEN:
        return ()
    late = any(task.done_on is None and task.ends_on < day for task in goal.tasks.all())
    passed = _share_of_year(goal.plan.year, day)
    lags = any((row.share or Decimal(0)) < passed - BEHIND_BY for row in indicators)
    return (*(["task"] if late else []), *(["indicator"] if lags else []))


def _with_all(goals: Iterable[Goal]) -> Iterable[Goal]:
    keys = [goal.pk for goal in goals]
    rows = Goal.objects.filter(pk__in=keys).select_related("plan__pal")
    related = ("need_ties__need", "tasks", "indicators", "proofs")
    for goal in rows.prefetch_related(*related):
        for indicator in goal.indicators.all():
            indicator.goal = goal
        yield goal


def _row(
    goal: Goal, stands: dict[int, Decimal | None], answers: Iterable[Answer], total: Total
) -> GoalRow:
    indicators = tuple(
        IndicatorRow(row, stands[row.pk], counts_itself=bool(row.measure))
        for row in goal.indicators.all()
    )
    return GoalRow(
        goal=goal,
        needs=tuple(tie.need for tie in goal.need_ties.all()),
        tasks=tuple(goal.tasks.all()),
        indicators=indicators,
        proofs=tuple(goal.proofs.all()),
        answers=tuple(answer for answer in answers if answer.goal_id == goal.pk),
        total=total,
        behind=behind(goal, indicators, day=today()),
    )


def _as_said(row: GoalRow, words: Content, needs: Mapping[str, Need]) -> GoalRow:
    """Return a goal in the words that were approved, with how it goes since."""
    row.goal.title, row.goal.effect = words["title"], words["effect"]
    tasks = {task.title: task for task in row.tasks}
    stands = {each.indicator.title: each for each in row.indicators}
    return replace(
        row,
        needs=tuple(needs[key] for key in words["needs"] if key in needs),
        tasks=tuple(_task(said, tasks.get(said["title"])) for said in words["tasks"]),
        indicators=tuple(_stand(said, stands.get(said["title"])) for said in words["indicators"]),
        answers=tuple(answer for answer in row.answers if answer.is_public),
    )


def _task(said: Content, live: Task | None) -> Task:
    days = {name: date.fromisoformat(said[name]) for name in ("begins_on", "ends_on")}
    return Task(**said | days, done_on=live.done_on if live else None)


def _stand(said: Content, live: IndicatorRow | None) -> IndicatorRow:
    ends = {name: Decimal(said[name]) for name in ("baseline", "target")}
    row = Indicator(**said | ends)
    if live is None:
        return IndicatorRow(row, None, counts_itself=False)
    row.measure, row.noted_on = live.indicator.measure, live.indicator.noted_on
    return IndicatorRow(row, live.actual, counts_itself=live.counts_itself)


def _share_of_year(year: int, day: date) -> Decimal:
    if day.year != year:
        return Decimal(day.year > year)
    return Decimal(day.timetuple().tm_yday) / Decimal(366)
