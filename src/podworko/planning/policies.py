"""Who may see, write and approve plans. The only place that decides."""

from django.db.models import QuerySet

from podworko.accounts.public import May, User, may, pal_ids_where
from podworko.diagnosis.public import Need
from podworko.network.public import Pal
from podworko.planning.models import Goal, Plan

__all__ = [
    "editable_goals",
    "editable_plans",
    "may_approve",
    "may_edit",
    "planning_pals",
    "ties_offered",
    "visible_needs",
    "visible_pal_ids",
    "visible_plans",
]


def planning_pals(user: User) -> QuerySet[Pal]:
    """Return the PALs whose plans `user` may write."""
    pal_ids = pal_ids_where(user, May.EDIT_PLAN)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)


def visible_pal_ids(user: User) -> frozenset[int] | None:
    """Return the PALs whose thread `user` may walk at the desk; None means all."""
    return pal_ids_where(user, May.SEE_PLAN)


def visible_plans(user: User) -> QuerySet[Plan]:
    """Return the plans, unfinished ones too, that `user` may read."""
    return _plans(visible_pal_ids(user))


def editable_plans(user: User) -> QuerySet[Plan]:
    """Return the plans that `user` may write."""
    return _plans(pal_ids_where(user, May.EDIT_PLAN))


def editable_goals(user: User) -> QuerySet[Goal]:
    """Return the goals, with their tasks, indicators and proofs, that `user` may write."""
    return Goal.objects.filter(plan__in=editable_plans(user)).select_related("plan__pal")


def visible_needs(user: User) -> QuerySet[Need]:
    """Return the needs whose thread `user` may walk."""
    pal_ids = visible_pal_ids(user)
    rows = Need.objects.select_related("pal")
    return rows if pal_ids is None else rows.filter(pal__in=pal_ids)


def may_edit(user: User, plan: Plan) -> bool:
    """Whether `user` may write this plan."""
    return may(user, May.EDIT_PLAN, pal_id=plan.pal_id)


def may_approve(user: User, plan: Plan) -> bool:
    """Whether `user` may approve a plan or send it back: the network, not who wrote it."""
    return may(user, May.APPROVE_PLAN, pal_id=plan.pal_id)


def ties_offered(pal: Pal) -> tuple[QuerySet[Need], QuerySet[Goal]]:
    """Return the needs and goals that a thing of this PAL may be tied to: open ones."""
    goals = Goal.objects.filter(plan__pal=pal, outcome=Goal.Outcome.OPEN)
    return Need.objects.open().filter(pal=pal), goals.select_related("plan")


def _plans(pal_ids: frozenset[int] | None) -> QuerySet[Plan]:
    rows = Plan.objects.select_related("pal", "study")
    return rows if pal_ids is None else rows.filter(pal__in=pal_ids)
