"""The desk's pages of local problems: the queue, one problem, its next step."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.initiatives import operations, shelf_policies
from podworko.initiatives.forms.problems import PublishForm, StepForm
from podworko.initiatives.models import Problem
from podworko.initiatives.queries import problems as queries
from podworko.initiatives.views.problems_own import photo_of

PER_PAGE = 40


@needs(May.ANSWER_PROBLEMS)
@never_cache
@require_safe
def problems(request: StaffRequest) -> HttpResponse:
    """Show what waits for an answer, what is under way, and what ended last."""
    desk = queries.problem_desk(shelf_policies.run_problems(request.user))
    page = Paginator(desk.open, PER_PAGE).get_page(request.GET.get("page"))
    context = {"desk": desk, "page": page, "today": times.today()}
    return render(request, "initiatives/problems/desk/problems.html", context)


@needs(May.ANSWER_PROBLEMS)
@never_cache
@require_http_methods(["GET", "POST"])
def problem(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one problem, and take the next step."""
    found = _problem(request, public_id)
    form = StepForm(posted(request), pal=found.pal)
    if form.is_bound and form.is_valid():
        try:
            operations.take_step(found, form.step(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Osoba, która zgłosiła, już się dowie."))
            return redirect("initiatives:desk_problem", public_id)
    return _page(request, found, step=form)


@needs(May.ANSWER_PROBLEMS)
@never_cache
@require_POST
def publish(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put a problem on the list of the neighbourhood."""
    found = _problem(request, public_id)
    form = PublishForm(request.POST)
    if form.is_valid():
        title = form.cleaned_data["title"]
        try:
            operations.publish_problem(found, title=title, is_public=True, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Jest na liście „Zgłoszone w okolicy”."))
            return redirect("initiatives:desk_problem", public_id)
    return _page(request, found, publish=form)


@needs(May.ANSWER_PROBLEMS)
@require_POST
def hide(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a problem off the list of the neighbourhood."""
    found = _problem(request, public_id)
    with errors_shown(request):
        operations.publish_problem(found, title="", is_public=False, actor=request.user)
        messages.success(request, _("Nie ma tego już na liście."))
    return redirect("initiatives:desk_problem", public_id)


@needs(May.ANSWER_PROBLEMS)
@never_cache
@require_safe
def photo(request: StaffRequest, public_id: uuid.UUID) -> FileResponse:
    """Answer with a photograph that only staff see."""
    return photo_of(_problem(request, public_id))


def panel(request: HttpRequest) -> SafeString:
    """Draw on the desk's first page what residents reported and wait for."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.ANSWER_PROBLEMS):
        return SafeString("")
    waiting = list(shelf_policies.run_problems(user).waiting().order_by("due_on"))
    if not waiting:
        return SafeString("")
    context = {"waiting": waiting}
    return render_to_string("initiatives/problems/desk/_panel.html", context, request)


def _problem(request: StaffRequest, public_id: uuid.UUID) -> Problem:
    return get_object_or_404(shelf_policies.run_problems(request.user), public_id=public_id)


def _page(
    request: StaffRequest,
    found: Problem,
    *,
    step: StepForm | None = None,
    publish: PublishForm | None = None,
) -> HttpResponse:
    audit.saw(found, actor=request.user, purpose="problems.problem")
    first = {"title": found.shown_title or found.get_category_display()}
    step = step or StepForm(pal=found.pal)
    publish = publish or PublishForm(initial=first)
    context = {
        "problem": found,
        "steps": list(found.steps.all()),
        "count": found.voices.count(),
        "form": step,
        "publish_form": publish,
    }
    status = status_of(step, publish)
    return render(request, "initiatives/problems/desk/problem.html", context, status=status)
