"""Paper ballots at the desk: print, hand out, count by two people."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.debates import electorates, operations, policies
from podworko.debates.forms.polls_desk import CountForm, HandOutForm, WhyForm
from podworko.debates.models import Poll
from podworko.debates.printing.polls import paper_ballot
from podworko.debates.queries.polls_counts import count_page
from podworko.people.public import Person
from podworko.ui.typesetting import pdf_answer


@needs(May.ENTER_ANSWERS)
@never_cache
@require_safe
def ballot(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Print the ballot on paper."""
    found = get_object_or_404(policies.typed_polls(request.user), public_id=public_id)
    return pdf_answer(paper_ballot(found), name="karta-do-glosowania")


@needs(May.ENTER_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def hand_out(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Tick somebody on the roll and give them paper: the same person does not vote on the web."""
    found = get_object_or_404(policies.typed_polls(request.user), public_id=public_id)
    if not found.takes_votes:
        messages.info(request, _("Karty wydaje się tylko w czasie głosowania."))
        return redirect("debates:desk_poll", public_id)
    form = HandOutForm(posted(request), poll=found, members=_members(request, found))
    if form.is_valid():
        try:
            operations.hand_out_paper(found, who=form.cleaned_data["who"], actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Odnotowane. Daj tej osobie jedną kartę."))
            return redirect("debates:desk_hand_out", public_id)
    context = {"form": form, "poll": found}
    return render(request, "debates/polls/desk/hand_out.html", context, status=status_of(form))


@needs(May.ENTER_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def count(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down what one counted, without seeing what the other did."""
    found = get_object_or_404(policies.typed_polls(request.user), public_id=public_id)
    form = CountForm(posted(request), poll=found)
    if form.is_valid():
        try:
            operations.type_count(found, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Zapisane."))
            return redirect("debates:desk_count", public_id)
    return _count_page(request, found, form=form)


@needs(May.ENTER_ANSWERS)
@require_POST
def take(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a count on which both agree, with words on the difference."""
    found = get_object_or_404(policies.typed_polls(request.user), public_id=public_id)
    why = WhyForm(request.POST)
    if why.is_valid():
        try:
            operations.take_count(found, words=why.cleaned_data["words"], actor=request.user)
        except DomainError as error:
            put_on(why, error)
        else:
            messages.success(request, _("Przyjęte."))
            return redirect("debates:desk_count", public_id)
    return _count_page(request, found, form=CountForm(poll=found), why=why)


def _count_page(
    request: StaffRequest, found: Poll, *, form: CountForm, why: WhyForm | None = None
) -> HttpResponse:
    context = {
        "poll": found,
        "options": list(found.options.all()),
        "form": form,
        "why": why or WhyForm(),
        "page": count_page(found, user=request.user),
    }
    status = status_of(form, *([why] if why else []))
    return render(request, "debates/polls/desk/count.html", context, status=status)


def _members(request: StaffRequest, found: Poll) -> Sequence[Person]:
    """Return the people of a poll with a list; who looks at their names is noted."""
    listed = electorates.listed(found.electorate)
    if listed is None:
        return ()
    audit.saw(found, actor=request.user, purpose="poll.members")
    return list(listed.members(found))
