"""Writing a plan, sending it to the network, approving it word for word, judging it."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.planning.content import content_of, digest_of
from podworko.planning.models import Approval, Goal, GoalNeed, Indicator, Plan
from podworko.planning.operations.needs import follow_needs

PLAN_FIELDS = ("kind", "study", "summary", "potential", "partners", "money", "evaluating")


class PlanError(DomainError):
    """A rule about plans says no."""

    code = "plan"


@transaction.atomic
def save_plan(plan: Plan, *, actor: audit.Actor, seen_version: str = "") -> Plan:
    """Store a new plan, or what was changed of its words.

    Raises PlanError when the PAL has a plan of that year or when it was judged, and
    ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more.
    """
    is_new = plan.pk is None
    if is_new:
        return _begun(plan, actor)
    still_open(plan)
    if version_of(_locked(plan), PLAN_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    plan.save(update_fields=PLAN_FIELDS)
    audit.record("plan.changed", actor=actor, target=plan)
    return plan


@transaction.atomic
def submit_plan(plan: Plan, *, actor: audit.Actor) -> None:
    """Ask the network to approve a plan.

    Raises PlanError for one that has no goal, a goal without need, task or indicator, or
    nothing new since it was last approved.
    """
    row = _locked(plan)
    if row.state in (Plan.State.SUBMITTED, Plan.State.EVALUATED):
        raise PlanError(_("Tego planu nie można teraz wysłać do zatwierdzenia."))
    if lacking := missing(row):
        raise PlanError(" ".join(lacking))
    last = row.approvals.first()
    if last and last.digest == digest_of(content_of(row)):
        raise PlanError(_("Od ostatniego zatwierdzenia nic się nie zmieniło."))
    _become(row, Plan.State.SUBMITTED, verb="plan.submitted", actor=actor)


@transaction.atomic
def return_plan(plan: Plan, *, words: str, actor: audit.Actor) -> None:
    """Send a plan back to be mended. Raises PlanError without words, or when it was not sent."""
    row = _locked(plan)
    if row.state != Plan.State.SUBMITTED:
        raise PlanError(_("Ten plan nie czeka na zatwierdzenie."))
    if not words.strip():
        raise PlanError(_("Napisz, co poprawić."), field="words")
    row.returned_words = words.strip()[:500]
    was_approved = row.approvals.exists()
    state = Plan.State.APPROVED if was_approved else Plan.State.DRAFT
    _become(row, state, verb="plan.returned", actor=actor)


@transaction.atomic
def approve_plan(plan: Plan, *, words: str, seen: str, actor: User) -> Approval:
    """Approve the text of a plan as it was `seen` (its digest): residents read it from now on.

    Needs of its goals are in the plan from now on. Raises PlanError when it does not wait for
    approval, and ChangedMeanwhileError when it is another text than the one seen.
    """
    row = _locked(plan)
    if row.state != Plan.State.SUBMITTED:
        raise PlanError(_("Ten plan nie czeka na zatwierdzenie."))
    content = content_of(row)
    if digest_of(content) != seen:
        raise ChangedMeanwhileError(
            _("Plan zmienił się, odkąd go otwarto. Przeczytaj go jeszcze raz.")
        )
    approval = Approval.objects.create(
        plan=row,
        number=row.approvals.count() + 1,
        content=content,
        digest=seen,
        words=words.strip()[:500],
        approved_by=actor,
    )
    _become(row, Plan.State.APPROVED, verb="plan.approved", actor=actor)
    follow_needs(_need_keys(row), actor=actor)
    return approval


@transaction.atomic
def evaluate_plan(plan: Plan, *, evaluation: str, lessons: str, actor: audit.Actor) -> None:
    """End a plan with what came of it. Raises PlanError while a goal is still open.

    Only an approved plan can be judged: there is nothing else to hold it against.
    """
    row = _locked(plan)
    if row.state not in (Plan.State.APPROVED, Plan.State.EVALUATED):
        raise PlanError(_("Ocenia się plan, który był zatwierdzony."))
    if row.goals.filter(outcome=Goal.Outcome.OPEN).exists():
        raise PlanError(_("Najpierw napisz przy każdym celu, co z niego wyszło."))
    if not evaluation.strip():
        raise PlanError(_("Napisz, co się udało i co nie."), field="evaluation")
    row.evaluation, row.lessons = evaluation.strip(), lessons.strip()
    row.save(update_fields=["evaluation", "lessons"])
    _become(row, Plan.State.EVALUATED, verb="plan.evaluated", actor=actor)
    follow_needs(_need_keys(row), actor=actor)


@transaction.atomic
def carry_over(plan: Plan, *, goals: Iterable[Goal], actor: audit.Actor) -> Plan:
    """Begin the plan of the year after with these goals, their needs and their indicators.

    Where an indicator stood is its new baseline; tasks are planned anew. Raises PlanError
    when that year has a plan.
    """
    fields = {name: getattr(plan, name) for name in ("kind", "potential", "partners", "money")}
    made = _begun(Plan(pal=plan.pal, year=plan.year + 1, **fields), actor)
    for position, goal in enumerate(goals, start=1):
        copy = Goal.objects.create(
            plan=made, position=position, title=goal.title, effect=goal.effect
        )
        keys = goal.need_ties.values_list("need_id", flat=True)
        GoalNeed.objects.bulk_create(GoalNeed(goal=copy, need_id=key) for key in keys)
        Indicator.objects.bulk_create(_next(row, copy) for row in goal.indicators.all())
    return made


def still_open(plan: Plan) -> None:
    """Lock a plan whose parts are about to change; raises PlanError for one that was judged."""
    if _locked(plan).state == Plan.State.EVALUATED:
        raise PlanError(_("Ten plan jest już oceniony."))


def missing(plan: Plan) -> list[str]:
    """Return in words what a plan lacks before it can be sent; [] for a whole one."""
    goals = list(plan.goals.prefetch_related("need_ties", "tasks", "indicators"))
    if not goals:
        return [_("Plan nie ma jeszcze żadnego celu.")]
    return [words for goal in goals for words in _missing_of(goal)]


def _missing_of(goal: Goal) -> Iterable[str]:
    name = {"goal": goal.title}
    if not goal.need_ties.all():
        yield _("Cel „%(goal)s” nie odpowiada na żadną potrzebę.") % name
    if not goal.tasks.all():
        yield _("Cel „%(goal)s” nie ma zadań.") % name
    if not goal.indicators.all():
        yield _("Cel „%(goal)s” nie ma wskaźnika.") % name


def _begun(plan: Plan, actor: audit.Actor) -> Plan:
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError as error:
        raise PlanError(_("Ten PAL ma już plan na ten rok."), field="year") from error
    audit.record("plan.begun", actor=actor, target=plan)
    return plan


def _become(plan: Plan, state: Plan.State, *, verb: str, actor: audit.Actor) -> None:
    plan.state = state
    if state != Plan.State.DRAFT and verb != "plan.returned":
        plan.returned_words = ""
    plan.save(update_fields=["state", "returned_words"])
    audit.record(verb, actor=actor, target=plan)


def _next(row: Indicator, goal: Goal) -> Indicator:
    return Indicator(
        goal=goal,
        title=row.title,
        measure=row.measure,
        measured_of=row.measured_of,
        unit=row.unit,
        baseline=row.baseline if row.actual is None else row.actual,
        target=row.target,
    )


def _need_keys(plan: Plan) -> Iterable[int]:
    return GoalNeed.objects.filter(goal__plan=plan).values_list("need_id", flat=True)


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
