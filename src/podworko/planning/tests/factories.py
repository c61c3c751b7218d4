"""Plain typed functions: what a test does not name, it does not care about."""

from datetime import date
from typing import Any

from podworko.accounts.public import User
from podworko.audit.public import SYSTEM
from podworko.core.times import today
from podworko.diagnosis.public import Need
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.partners import operations as partners
from podworko.partners.tests.factories import make_agreement, make_organisation
from podworko.planning import operations
from podworko.planning.content import content_of, digest_of
from podworko.planning.models import AgreementLink, Approval, Goal, Indicator, Plan, Proof, Task
from podworko.planning.operations.ties import Tie

__all__ = [
    "approved",
    "make_goal",
    "make_indicator",
    "make_need",
    "make_pal",
    "make_plan",
    "make_task",
    "make_whole_goal",
    "plan_world",
    "tied_agreement",
]


def make_plan(**fields: Any) -> Plan:
    """Make the draft of this year's plan."""
    fields.setdefault("year", today().year)
    if "pal" not in fields:
        fields["pal"] = make_pal()
    return Plan.objects.create(**fields)


def make_goal(*, plan: Plan | None = None, needs: list[Need] | None = None, **fields: Any) -> Goal:
    """Make a goal without tasks and indicators."""
    fields.setdefault("title", "Sąsiedzi częściej wychodzą z domu")
    fields.setdefault("effect", "Widzimy nowe twarze na zajęciach.")
    goal = Goal(plan=plan or make_plan(), **fields)
    return operations.save_goal(goal, needs=needs or [], actor=SYSTEM)


def make_task(goal: Goal, **fields: Any) -> Task:
    year = goal.plan.year
    fields.setdefault("title", "Spacery w każdą środę")
    fields.setdefault("who", "animatorka")
    fields.setdefault("begins_on", date(year, 1, 1))
    fields.setdefault("ends_on", date(year, 12, 31))
    return Task.objects.create(goal=goal, **fields)


def make_indicator(goal: Goal, **fields: Any) -> Indicator:
    fields.setdefault("title", "Udziały w spotkaniach")
    fields.setdefault("target", 100)
    return Indicator.objects.create(goal=goal, **fields)


def make_whole_goal(plan: Plan, **fields: Any) -> Goal:
    """Make a goal that has all a plan needs to be sent."""
    if "needs" not in fields:
        fields["needs"] = [make_need(pal=plan.pal)]
    goal = make_goal(plan=plan, **fields)
    make_task(goal)
    make_indicator(goal)
    return goal


def approved(plan: Plan) -> Approval:
    """Have a plan sent and approved as it stands."""
    operations.submit_plan(plan, actor=SYSTEM)
    email = f"koordynatorka-{plan.pk}@example.org"
    user, _new = User.objects.get_or_create(email=email, defaults={"name": "Kinga Sieć"})
    seen = digest_of(content_of(plan))
    return operations.approve_plan(plan, words="", seen=seen, actor=user)


def tied_agreement(need: Need, *, is_signed: bool = True) -> AgreementLink:
    """Tie an agreement of the need's PAL with a partner to the need."""
    agreement = make_agreement(make_organisation(name="Klub Pod Dębem"), need.pal)
    if is_signed:
        partners.sign_agreement(agreement, day=today(), actor=SYSTEM)
    agreement.refresh_from_db()
    tie = Tie(need, "Razem docieramy dalej.")
    return operations.tie_agreement(agreement, tie, actor=SYSTEM)


def plan_world(pal: Any) -> dict[str, Any]:
    """Make one of everything for a PAL, as addresses name it."""
    plan = make_plan(pal=pal)
    need = make_need(pal=pal)
    goal = make_whole_goal(plan, needs=[need])
    approved(plan)
    proof = operations.add_proof(Proof(goal=goal, words="Pani z parteru przyszła."), actor=SYSTEM)
    task, indicator = goal.tasks.get(), goal.indicators.get()
    link = tied_agreement(need)
    return {
        "tied_agreement": link.agreement.public_id,
        "agreement_link": link.pk,
        "plan": plan.public_id,
        "plan_year": plan.year,
        "need": need.public_id,
        "goal": goal.public_id,
        "task": task.pk,
        "indicator": indicator.pk,
        "proof": proof.public_id,
    }
