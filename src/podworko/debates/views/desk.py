"""The desk's pages of debates."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.core.errors import DomainError
from podworko.core.http import absolute, errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.debates import operations, policies, printing
from podworko.debates.forms import (
    AnswerForm,
    DebateForm,
    ItemForm,
    NewDebateForm,
    RemarkForm,
    SheetsForm,
)
from podworko.debates.models import Debate, Item, Remark
from podworko.debates.queries import debate_page
from podworko.people.public import Channel
from podworko.ui.typesetting import pdf_answer

STATES = {
    "otworz": operations.open_voting,
    "zakoncz": operations.close_voting,
    "wznow": operations.reopen_voting,
    "opublikuj": operations.publish,
}


def panel(request: HttpRequest) -> SafeString:
    """Draw on the first page of the desk which debates still owe people minutes or an answer."""
    user = request.user
    rows = list(policies.unfinished_debates(user)) if isinstance(user, User) else []
    if not rows:
        return SafeString()
    return render_to_string("debates/desk/_panel.html", {"debates": rows}, request)


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def debates(request: StaffRequest) -> HttpResponse:
    """List the debates of one's PALs."""
    context = {
        "debates": list(policies.desk_debates(request.user)),
        "may_run": may(request.user, May.RUN_DEBATES),
    }
    return render(request, "debates/desk/debates.html", context)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Prepare a debate of a meeting in the programme."""
    form = NewDebateForm(posted(request), sessions=policies.sessions_to_debate(request.user))
    if form.is_valid():
        try:
            made = operations.prepare(form.instance, needs=form.needs(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Debata przygotowana. Sprawdź listę spraw."))
            return redirect("debates:desk_debate", made.public_id)
    context = {"form": form}
    return render(request, "debates/desk/new.html", context, status=status_of(form))


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def debate(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a debate: list, code, votes as they come, remarks, minutes."""
    found = get_object_or_404(policies.desk_debates(request.user), public_id=public_id)
    return _page(request, found)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write minutes and what follows; who saves second sees both versions."""
    found = get_object_or_404(policies.run_debates(request.user), public_id=public_id)
    form = DebateForm(posted(request), instance=found)
    context: dict[str, object] = {"form": form, "debate": found}
    status = status_of(form)
    if form.is_valid():
        try:
            operations.save_debate(
                form.instance, actor=request.user, seen_version=form.seen_version
            )
        except ChangedMeanwhileError:
            stored = policies.run_debates(request.user).get(pk=found.pk)
            context["form"], context["differing"] = form.merged(stored)
            context["is_late"], status = True, 409
        except DomainError as error:
            put_on(form, error)
            status = 422
        else:
            messages.success(request, _("Zapisane."))
            return redirect("debates:desk_debate", public_id)
    return render(request, "debates/desk/edit.html", context, status=status)


@needs(May.RUN_DEBATES)
@require_POST
def step(request: StaffRequest, public_id: uuid.UUID, act: str) -> HttpResponse:
    """Open, close or reopen the vote, or publish."""
    found = get_object_or_404(policies.run_debates(request.user), public_id=public_id)
    done = STATES.get(act)
    if done:
        with errors_shown(request):
            done(found, actor=request.user)
            messages.success(request, _("Zapisane."))
    return redirect("debates:desk_debate", public_id)


@needs(May.RUN_DEBATES)
@require_POST
def add_item(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put one thing more on the list."""
    found = get_object_or_404(policies.run_debates(request.user), public_id=public_id)
    form = ItemForm(request.POST, debate=found)
    if form.is_valid():
        try:
            operations.add_item(found, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            return redirect("debates:desk_debate", public_id)
    return _page(request, found, item=form)


@needs(May.RUN_DEBATES)
@require_POST
def remove_item(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take one thing off the list."""
    found = get_object_or_404(policies.run_debates(request.user), public_id=public_id)
    item = get_object_or_404(Item.objects.select_related("debate"), debate=found, pk=number)
    with errors_shown(request):
        operations.remove_item(item, actor=request.user)
    return redirect("debates:desk_debate", public_id)


@needs(May.ENTER_ANSWERS)
@require_POST
def sheets(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Type in sheets of paper: all of them, or none and what is wrong with which."""
    found = get_object_or_404(policies.typed_debates(request.user), public_id=public_id)
    form = SheetsForm(request.POST, debate=found)
    if form.is_valid():
        read = form.cleaned_data["sheets"]
        try:
            _count(found, read, request)
        except DomainError as error:
            form.add_error("sheets", str(error.message))
        else:
            words = ngettext("Wpisano %(n)s kartkę.", "Wpisano %(n)s kartek.", len(read))
            messages.success(request, words % {"n": len(read)})
            return redirect("debates:desk_debate", public_id)
    return _page(request, found, sheets=form)


@needs(May.ENTER_ANSWERS)
@require_POST
def remark(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down what somebody said, or wrote on a card."""
    found = get_object_or_404(policies.typed_debates(request.user), public_id=public_id)
    form = RemarkForm(request.POST)
    if form.is_valid():
        try:
            operations.add_remark(
                found, words=form.cleaned_data["words"], channel=Channel.DESK, actor=request.user
            )
        except DomainError as error:
            put_on(form, error)
        else:
            return redirect("debates:desk_debate", public_id)
    return _page(request, found, remark=form)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Say what was done with a remark, or hide it with a reason."""
    found = get_object_or_404(policies.run_debates(request.user), public_id=public_id)
    said = get_object_or_404(Remark.objects.select_related("debate"), debate=found, pk=number)
    initial = {"answer": said.answer, "hidden_why": said.hidden_why}
    form = AnswerForm(posted(request), initial=initial)
    if form.is_valid():
        operations.answer_remark(said, **form.cleaned_data, actor=request.user)
        messages.success(request, _("Zapisane."))
        return redirect(reverse("debates:desk_debate", args=[public_id]) + f"#uwaga-{number}")
    context = {"form": form, "debate": found, "remark": said}
    return render(request, "debates/desk/answer.html", context, status=status_of(form))


@needs(May.ENTER_ANSWERS)
@never_cache
@require_safe
def ballot(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Print the sheet to vote on, in large type, four things to a hand."""
    found = get_object_or_404(policies.typed_debates(request.user), public_id=public_id)
    return pdf_answer(printing.ballot(found), name="karta-do-glosowania")


def _count(found: Debate, read: list[tuple[str, list[Item]]], request: StaffRequest) -> None:
    with transaction.atomic():
        for number, items in read:
            operations.vote(
                found,
                items=items,
                mark=f"paper:{number}",
                channel=Channel.PAPER,
                actor=request.user,
            )


def _page(request: StaffRequest, found: Debate, **sent: object) -> HttpResponse:
    pal_id = found.session.pal_id
    forms = {
        "item": ItemForm(debate=found),
        "sheets": SheetsForm(debate=found),
        "remark": RemarkForm(),
        **sent,
    }
    context = {
        "page": debate_page(found),
        "debate": found,
        "forms": forms,
        "vote_url": absolute("pl", "debates:vote", found.code),
        "may_run": may(request.user, May.RUN_DEBATES, pal_id=pal_id),
        "may_type": may(request.user, May.ENTER_ANSWERS, pal_id=pal_id),
    }
    return render(request, "debates/desk/debate.html", context, status=422 if sent else 200)
