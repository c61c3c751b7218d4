"""The desk's pages of plans: the board of the thread, a plan, its way to the network."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis.public import Need
from podworko.planning import operations, policies, queries
from podworko.planning.forms.plans import EvaluationForm, NewPlanForm, PlanForm, WordsForm
from podworko.planning.models import Plan
from podworko.ui.values import Differing


@needs(May.SEE_PLAN)
@never_cache
@require_safe
def board(request: StaffRequest) -> HttpResponse:
    """Show what of the thread asks for attention, and the plans."""
    context = {
        "board": queries.board(policies.visible_pal_ids(request.user)),
        "may_write": may(request.user, May.EDIT_PLAN),
    }
    return render(request, "planning/desk/board.html", context)


@needs(May.SEE_PLAN)
@never_cache
@require_safe
def need(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Walk from a need to all that answered it."""
    found = get_object_or_404(policies.visible_needs(request.user), public_id=public_id)
    plans = policies.editable_plans(request.user).filter(pal=found.pal_id)
    context = {
        "thread": queries.need_thread(found),
        "may_write": may(request.user, May.EDIT_PLAN, pal_id=found.pal_id),
        "plans": plans.exclude(state=Plan.State.EVALUATED) if found.is_open else (),
        "sees_map": may(request.user, May.SEE_DIAGNOSIS, pal_id=found.pal_id),
    }
    return render(request, "planning/desk/need.html", context)


def need_panel(request: HttpRequest, *, need: Need) -> SafeString:
    """Lead from a need on the desk's map to its thread."""
    if not may(request.user, May.SEE_PLAN, pal_id=need.pal_id):
        return SafeString()
    context = {"need": need, "goals": need.goal_ties.count()}
    return render_to_string("planning/desk/_need_panel.html", context, request)


@needs(May.EDIT_PLAN)
@require_POST
def meet(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say that a need is met."""
    found = get_object_or_404(policies.visible_needs(request.user), public_id=public_id)
    get_object_or_404(policies.planning_pals(request.user), pk=found.pal_id)
    with errors_shown(request):
        operations.meet_need(found, actor=request.user)
        messages.success(request, _("Zapisane: ta potrzeba jest zaspokojona."))
    return redirect("planning:desk_need", public_id)


@needs(May.EDIT_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Begin a plan of a year."""
    form = NewPlanForm(posted(request), pals=policies.planning_pals(request.user))
    if form.is_valid():
        try:
            made = operations.save_plan(form.instance, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Plan założony. Dodaj pierwszy cel."))
            return redirect("planning:desk_plan", made.public_id)
    context = {"form": form}
    return render(request, "planning/desk/new.html", context, status=status_of(form))


@needs(May.SEE_PLAN)
@never_cache
@require_safe
def plan(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a plan with its goals, and what can be done with it now."""
    found = get_object_or_404(policies.visible_plans(request.user), public_id=public_id)
    return _page(request, found, words=WordsForm(), status=200)


@needs(May.EDIT_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what a plan says besides its goals; who saves second sees both versions."""
    found = get_object_or_404(policies.editable_plans(request.user), public_id=public_id)
    form = PlanForm(posted(request), instance=found)
    differing: list[Differing] = []
    is_late = False
    if form.is_valid():
        try:
            operations.save_plan(form.instance, actor=request.user, seen_version=form.seen_version)
        except ChangedMeanwhileError:
            (form, differing), is_late = form.merged(Plan.objects.get(pk=found.pk)), True
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("planning:desk_plan", public_id)
    context = {"form": form, "plan": found, "differing": differing, "is_late": is_late}
    status = 409 if is_late else status_of(form)
    return render(request, "planning/desk/edit.html", context, status=status)


@needs(May.EDIT_PLAN)
@require_POST
def submit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send a plan to the network."""
    found = get_object_or_404(policies.editable_plans(request.user), public_id=public_id)
    with errors_shown(request):
        operations.submit_plan(found, actor=request.user)
        messages.success(request, _("Wysłane. Koordynacja sieci przeczyta plan i odpowie tutaj."))
    return redirect("planning:desk_plan", public_id)


@needs(May.APPROVE_PLAN)
@require_POST
def decide(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Approve a plan as it was read, or send it back with a remark."""
    found = get_object_or_404(policies.visible_plans(request.user), public_id=public_id)
    form = WordsForm(request.POST)
    form.is_valid()
    data = form.cleaned_data
    try:
        if "back" in request.POST:
            operations.return_plan(found, words=data["words"], actor=request.user)
            messages.success(request, _("Odesłane z uwagami."))
        else:
            operations.approve_plan(
                found, words=data["words"], seen=data["seen"], actor=request.user
            )
            messages.success(request, _("Zatwierdzone. Mieszkańcy czytają plan od teraz."))
    except DomainError as error:
        put_on(form, error)
        found.refresh_from_db()
        return _page(request, found, words=form, status=_status_of(error))
    return redirect("planning:desk_plan", public_id)


@needs(May.EDIT_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def evaluate(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Judge a plan when its year is over."""
    found = get_object_or_404(policies.editable_plans(request.user), public_id=public_id)
    form = EvaluationForm(posted(request), instance=found)
    if form.is_valid():
        try:
            operations.evaluate_plan(found, actor=request.user, **form.said)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Ocena zapisana. Mieszkańcy mogą ją przeczytać."))
            return redirect("planning:desk_plan", public_id)
    context = {"form": form, "plan": found, "goals": queries.plan_page(found).goals}
    return render(request, "planning/desk/evaluate.html", context, status=status_of(form))


@needs(May.EDIT_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def carry(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin the next year with goals of this one."""
    found = get_object_or_404(policies.editable_plans(request.user), public_id=public_id)
    goals = found.goals.all()
    if request.method == "POST":
        chosen = goals.filter(public_id__in=_keys(request.POST.getlist("goals")))
        with errors_shown(request):
            made = operations.carry_over(found, goals=chosen, actor=request.user)
            messages.success(request, _("Plan na następny rok założony."))
            return redirect("planning:desk_plan", made.public_id)
    return render(request, "planning/desk/carry.html", {"plan": found, "goals": goals})


def _page(request: StaffRequest, found: Plan, *, words: WordsForm, status: int) -> HttpResponse:
    page = queries.plan_page(found)
    context = {
        "page": page,
        "plan": found,
        "words": words,
        "may_write": policies.may_edit(request.user, found),
        "may_approve": policies.may_approve(request.user, found),
    }
    return render(request, "planning/desk/plan.html", context, status=status)


def _status_of(error: DomainError) -> int:
    return 409 if isinstance(error, ChangedMeanwhileError) else 422


def _keys(texts: list[str]) -> list[uuid.UUID]:
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found
