"""The desk's pages of the knowledge base, of topics and of what advice is given for."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.advice import operations, policies, reading
from podworko.advice.forms.desk import KnowledgeForm
from podworko.advice.models import KnowledgePage
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError

Context = dict[str, object]


@needs(May.EDIT_ANSWERS)
@never_cache
@require_safe
def pages(request: StaffRequest) -> HttpResponse:
    """List what is written: drafts, what expires, what residents read."""
    rows = KnowledgePage.objects.select_related("topic")
    context = {
        "drafts": list(rows.filter(state=KnowledgePage.State.DRAFT).order_by("-pk")),
        "expiring": list(rows.expiring().order_by("expires_on")),
        "pages": list(rows.filter(state=KnowledgePage.State.PUBLISHED)),
        "may_edit_topics": policies.may_edit_topics(request.user),
    }
    return render(request, "advice/desk/pages.html", context)


@needs(May.EDIT_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Write a page."""
    return _edited(request, KnowledgePage(), {})


@needs(May.EDIT_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def from_question(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write a page beside the question that led to it; not a word is copied by itself."""
    rows = policies.readable_questions(request.user)
    question = get_object_or_404(rows, public_id=public_id)
    try:
        opened = reading.read(question, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("advice:desk_questions")
    page = KnowledgePage(topic=question.topic, from_question=True)
    return _edited(request, page, {"opened": opened})


@needs(May.EDIT_ANSWERS)
@never_cache
@require_safe
def page(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a page as residents read it, who wrote and checked it, and what can be done."""
    found = _found(public_id)
    is_own = found.from_question and found.written_by_id == request.user.pk
    return render(request, "advice/desk/page.html", {"page": found, "is_own": is_own})


@needs(May.EDIT_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a page; who saves second sees both versions."""
    return _edited(request, _found(public_id), {})


@needs(May.EDIT_ANSWERS)
@require_POST
def step(request: StaffRequest, public_id: uuid.UUID, act: str) -> HttpResponse:
    """Publish a page, note that it was checked, or take it back."""
    found = _found(public_id)
    user, role = request.user, policies.signing_role(request.user)
    acts: dict[str, Callable[[], None]] = {
        "opublikuj": lambda: operations.publish_page(found, actor=user, role=role),
        "sprawdzone": lambda: operations.review_page(found, actor=user, role=role),
        "wycofaj": lambda: operations.withdraw_page(found, actor=user),
    }
    if act not in acts:
        raise Http404
    with errors_shown(request):
        acts[act]()
        messages.success(request, _("Zapisane."))
    return redirect("advice:desk_page", public_id)


def _found(public_id: uuid.UUID) -> KnowledgePage:
    rows: QuerySet[KnowledgePage] = KnowledgePage.objects.select_related(
        "topic", "written_by", "checked_by"
    )
    return get_object_or_404(rows, public_id=public_id)


def _edited(request: StaffRequest, page: KnowledgePage, context: Context) -> HttpResponse:
    form = KnowledgeForm(posted(request), instance=page)
    context |= {"form": form, "page": page if page.pk else None}
    status = status_of(form)
    if form.is_valid():
        try:
            operations.save_page(form.instance, actor=request.user, seen_version=form.seen_version)
        except ChangedMeanwhileError:
            context["form"], context["differing"] = form.merged(_found(page.public_id))
            context["is_late"], status = True, 409
        except DomainError as error:
            put_on(form, error)
            status = 422
        else:
            messages.success(request, _("Zapisane."))
            return redirect("advice:desk_page", form.instance.public_id)
    return render(request, "advice/desk/page_form.html", context, status=status)
