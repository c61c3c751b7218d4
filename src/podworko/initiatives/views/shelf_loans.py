"""The desk's pages of one loan: answered, handed out, taken back, written about."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back, put_on, status_of
from podworko.initiatives import operations, shelf_policies
from podworko.initiatives.forms.shelf import AnswerForm, HandOverForm, NoteForm
from podworko.initiatives.models import Loan
from podworko.initiatives.printing.shelf import hand_over_paper
from podworko.ui.typesetting import pdf_answer

FORMS = ("odpowiedz", "wydaj", "przyjmij", "napisz", "odwolaj")


@needs(May.RUN_SHELF)
@never_cache
@require_safe
def loan(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one loan with all that can be done with it."""
    return _page(request, _loan(request, public_id), {})


@needs(May.RUN_SHELF)
@never_cache
@require_POST
def act(request: StaffRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Answer, hand out, take back, write, or call off."""
    found = _loan(request, public_id)
    # Between two neighbours nobody of the PAL writes in the name of either.
    if what not in FORMS or (what == "napisz" and found.thing.owner_id):
        raise Http404
    form = _forms(request, request.POST).get(what)
    if form is None or form.is_valid():
        try:
            _do(request, found, what, form)
        except DomainError as error:
            if form is None:
                messages.error(request, str(error.message))
                return redirect("initiatives:desk_loan", public_id)
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("initiatives:desk_loan", public_id)
    return _page(request, found, {what: form})


@needs(May.RUN_SHELF)
@never_cache
@require_safe
def paper(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer with the sheet both sign when the thing changes hands."""
    found = _loan(request, public_id)
    back = reverse("initiatives:desk_loan", args=[public_id])
    audit.saw(found.borrower or found, actor=request.user, purpose="shelf.paper")
    return answer_or_back(
        request, lambda: pdf_answer(hand_over_paper(found), name="protokol"), back=back
    )


def _loan(request: StaffRequest, public_id: uuid.UUID) -> Loan:
    return get_object_or_404(shelf_policies.run_loans(request.user), public_id=public_id)


def _forms(request: StaffRequest, data: Any = None) -> dict[str, Any]:  # noqa: ANN401 - what was sent
    by = request.user.name
    return {
        "odpowiedz": AnswerForm(data),
        "wydaj": HandOverForm(data, is_return=False, by=by),
        "przyjmij": HandOverForm(data, is_return=True, by=by),
        "napisz": NoteForm(data),
    }


def _do(request: StaffRequest, found: Loan, what: str, form: Any) -> None:  # noqa: ANN401 - one of the forms
    actor = request.user
    if what == "odpowiedz":
        agrees, words = form.cleaned_data["agrees"] == "tak", form.cleaned_data["words"]
        operations.answer_loan(found, agrees=agrees, words=words, actor=actor)
    elif what == "wydaj":
        operations.hand_out(found, what=form.what(), actor=actor)
    elif what == "przyjmij":
        operations.take_back(found, what=form.what(), actor=actor)
    elif what == "napisz":
        words = form.cleaned_data["words"]
        operations.write_note(found, from_lender=True, words=words, actor=actor)
    else:
        operations.cancel_loan(found, by_borrower=False, actor=actor)


def _page(request: StaffRequest, found: Loan, bound: dict[str, Any]) -> HttpResponse:
    if found.borrower:
        audit.saw(found.borrower, actor=request.user, purpose="shelf.loan")
    forms = {**_forms(request), **bound}
    context = {"loan": found, "notes": list(found.notes.all()), "forms": forms}
    status = status_of(*(form for form in bound.values() if form))
    return render(request, "initiatives/shelf/desk/loan.html", context, status=status)
