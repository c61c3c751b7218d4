"""The desk's page of a goal: needs, tasks, indicators, what shows the change, what came of it."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back, errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.planning import operations, policies
from podworko.planning.forms.goals import (
    ActualForm,
    GoalForm,
    IndicatorForm,
    OutcomeForm,
    ProofForm,
    TaskForm,
)
from podworko.planning.models import Goal, Indicator, Proof, Task
from podworko.planning.queries.plans import goal_rows


@needs(May.EDIT_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add a goal to a plan."""
    plan = get_object_or_404(policies.editable_plans(request.user), public_id=public_id)
    goal = Goal(plan=plan)
    form = GoalForm(posted(request), instance=goal)
    form.initial["needs"] = list(policies.ties_offered(plan.pal)[0].filter(pk__in=_asked(request)))
    if form.is_valid():
        try:
            operations.save_goal(goal, needs=form.cleaned_data["needs"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Cel dodany. Teraz zadania i wskaźniki."))
            return _to(goal)
    context = {"form": form, "plan": plan}
    return render(request, "planning/desk/goal_edit.html", context, status=status_of(form))


@needs(May.EDIT_PLAN)
@never_cache
@require_http_methods(["GET"])
def goal(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a goal with forms for all that hangs on it."""
    return _page(request, _goal(request, public_id))


@needs(May.EDIT_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Word a goal anew, or tie it to other needs."""
    found = _goal(request, public_id)
    form = GoalForm(posted(request), instance=found)
    context: dict[str, Any] = {"form": form, "plan": found.plan, "goal": found}
    status = status_of(form)
    if form.is_valid():
        try:
            operations.save_goal(
                found,
                needs=form.cleaned_data["needs"],
                actor=request.user,
                seen_version=form.seen_version,
            )
        except ChangedMeanwhileError:
            stored = Goal.objects.select_related("plan__pal").get(pk=found.pk)
            context["form"], context["differing"] = form.merged(stored)
            context["is_late"], status = True, 409
        except DomainError as error:
            put_on(form, error)
            status = 422
        else:
            messages.success(request, _("Zapisane."))
            return _to(found)
    return render(request, "planning/desk/goal_edit.html", context, status=status)


@needs(May.EDIT_PLAN)
@require_POST
def remove(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a goal out of a plan nobody has approved."""
    found = _goal(request, public_id)

    def answer() -> HttpResponse:
        operations.remove_goal(found, actor=request.user)
        messages.success(request, _("Cel usunięty."))
        return redirect("planning:desk_plan", found.plan.public_id)

    back = reverse("planning:desk_goal", args=[public_id])
    return answer_or_back(request, answer, back=back)


@needs(May.EDIT_PLAN)
@require_POST
def judge(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say what came of a goal."""
    found = _goal(request, public_id)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        outcome = Goal.Outcome(data["outcome"])
        try:
            operations.judge_goal(
                found, outcome=outcome, words=data["outcome_words"], actor=request.user
            )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return _to(found)
    return _page(request, found, outcome=form)


@needs(May.EDIT_PLAN)
@require_POST
def add_task(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add a task to a goal."""
    found = _goal(request, public_id)
    form = TaskForm(request.POST, instance=Task(goal=found))
    if _is_stored(form, partial(operations.save_task, form.instance, actor=request.user)):
        messages.success(request, _("Zadanie dodane."))
        return _to(found)
    return _page(request, found, task=form)


@needs(May.EDIT_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def task(request: StaffRequest, number: int) -> HttpResponse:
    """Change a task, tick it off, or take it out."""
    found = get_object_or_404(_tasks(request), pk=number)
    if "done" in request.POST:
        with errors_shown(request):
            operations.finish_task(found, is_done=request.POST["done"] == "1", actor=request.user)
        return _to(found.goal)
    if "remove" in request.POST:
        with errors_shown(request):
            operations.remove_task(found, actor=request.user)
            messages.success(request, _("Zadanie usunięte."))
        return _to(found.goal)
    form = TaskForm(posted(request), instance=found)
    if _is_stored(form, partial(operations.save_task, form.instance, actor=request.user)):
        messages.success(request, _("Zapisane."))
        return _to(found.goal)
    context = {"form": form, "task": found, "goal": found.goal}
    return render(request, "planning/desk/task.html", context, status=status_of(form))


@needs(May.EDIT_PLAN)
@require_POST
def add_indicator(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add an indicator to a goal."""
    found = _goal(request, public_id)
    form = IndicatorForm(request.POST, instance=Indicator(goal=found))
    if _is_stored(form, partial(operations.save_indicator, form.instance, actor=request.user)):
        messages.success(request, _("Wskaźnik dodany."))
        return _to(found)
    return _page(request, found, indicator=form)


@needs(May.EDIT_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def indicator(request: StaffRequest, number: int) -> HttpResponse:
    """Change an indicator, write where it stands, or take it out."""
    found = get_object_or_404(_indicators(request), pk=number)
    if "remove" in request.POST:
        with errors_shown(request):
            operations.remove_indicator(found, actor=request.user)
            messages.success(request, _("Wskaźnik usunięty."))
        return _to(found.goal)
    now = ActualForm(request.POST if "now" in request.POST else None)
    if not found.measure and _is_stored(
        now, lambda: operations.write_actual(found, **now.cleaned_data, actor=request.user)
    ):
        messages.success(request, _("Zapisane."))
        return _to(found.goal)
    form = IndicatorForm(None if "now" in request.POST else posted(request), instance=found)
    if _is_stored(form, partial(operations.save_indicator, form.instance, actor=request.user)):
        messages.success(request, _("Zapisane."))
        return _to(found.goal)
    context = {"form": form, "now": now, "indicator": found, "goal": found.goal}
    status = status_of(form, now)
    return render(request, "planning/desk/indicator.html", context, status=status)


@needs(May.EDIT_PLAN)
@require_POST
def add_proof(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Keep a text, a photograph or a story that shows the change."""
    found = _goal(request, public_id)
    form = ProofForm(request.POST, request.FILES, instance=Proof(goal=found))
    if form.is_valid():
        operations.add_proof(form.instance, actor=request.user)
        messages.success(request, _("Zapisane."))
        return _to(found)
    return _page(request, found, proof=form)


@needs(May.EDIT_PLAN)
@require_POST
def remove_proof(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take back a story or a photograph: whoever told it may change their mind."""
    rows = Proof.objects.filter(goal__in=policies.editable_goals(request.user))
    found = get_object_or_404(rows.select_related("goal__plan"), public_id=public_id)
    operations.remove_proof(found, actor=request.user)
    messages.success(request, _("Usunięte, także ze strony."))
    return _to(found.goal)


def _page(request: StaffRequest, goal: Goal, **sent: Any) -> HttpResponse:  # noqa: ANN401 - the form that was sent
    """Draw the goal with the form that was sent, if any, and fresh ones beside it."""
    (row,) = goal_rows([goal])
    said = {"outcome": goal.outcome, "outcome_words": goal.outcome_words}
    forms = {
        "task": TaskForm(),
        "indicator": IndicatorForm(instance=Indicator(goal=goal)),
        "proof": ProofForm(instance=Proof(goal=goal)),
        "outcome": OutcomeForm(initial=said),
        **sent,
    }
    context = {"row": row, "goal": row.goal, "plan": goal.plan, "forms": forms}
    status = status_of(*forms.values())
    return render(request, "planning/desk/goal.html", context, status=status)


def _asked(request: StaffRequest) -> list[int]:
    """Return the key of the need from whose page one came, if from any."""
    text = request.GET.get("potrzeba", "")
    try:
        key = uuid.UUID(text)
    except ValueError:
        return []
    return list(
        policies.visible_needs(request.user).filter(public_id=key).values_list("pk", flat=True)
    )


def _is_stored(form: BaseForm, store: Callable[[], object]) -> bool:
    """Store what a form says, or put on it what stands in the way, so that nothing is retyped."""
    if not form.is_valid():
        return False
    try:
        store()
    except DomainError as error:
        put_on(form, error)
        return False
    return True


def _goal(request: StaffRequest, public_id: uuid.UUID) -> Goal:
    return get_object_or_404(policies.editable_goals(request.user), public_id=public_id)


def _tasks(request: StaffRequest) -> Any:  # noqa: ANN401 - a queryset
    rows = Task.objects.filter(goal__in=policies.editable_goals(request.user))
    return rows.select_related("goal__plan__pal")


def _indicators(request: StaffRequest) -> Any:  # noqa: ANN401 - a queryset
    rows = Indicator.objects.filter(goal__in=policies.editable_goals(request.user))
    return rows.select_related("goal__plan__pal")


def _to(goal: Goal) -> HttpResponse:
    return redirect("planning:desk_goal", goal.public_id)
