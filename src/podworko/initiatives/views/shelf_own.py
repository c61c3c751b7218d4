"""What is somebody's own of the shelf: what they borrow, what they lend, what they write."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from podworko.audit.public import RESIDENT
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import client_address, errors_shown, posted, put_on, status_of
from podworko.initiatives import limits, operations, shelf_policies
from podworko.initiatives.forms.shelf import AnswerForm, NoteForm
from podworko.initiatives.models import Loan, Thing
from podworko.initiatives.queries import shelf as queries
from podworko.initiatives.views.own import person_of
from podworko.people.public import Person

ACTS = ("odwolaj", "wydane", "oddane")


def section(request: HttpRequest, *, person: Person, token: str) -> SafeString:
    """Draw what somebody borrows and lends; nothing for whoever has nothing."""
    loans = queries.loans_of(shelf_policies.own_loans(person))
    things = queries.things_of(person)
    if not loans and not things:
        return SafeString("")
    context = {
        "token": token,
        "borrowed": [loan for loan in loans if not _is_lender(person, loan)],
        "lent": [loan for loan in loans if _is_lender(person, loan)],
        "things": things,
    }
    return render_to_string("initiatives/shelf/own/_section.html", context, request)


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def loan(request: HttpRequest, token: str, public_id: uuid.UUID) -> HttpResponse:
    """Show one loan to either side of it; the neighbour who lends answers here."""
    person = person_of(token)
    found = _loan(person, public_id)
    is_lender = _is_lender(person, found)
    form = AnswerForm(posted(request))
    if form.is_bound and not is_lender:
        raise Http404
    if form.is_bound and form.is_valid() and _answered(request, found, form):
        return redirect("initiatives:own_loan", token, public_id)
    return _page(request, found, token=token, is_lender=is_lender, forms={"answer": form})


@login_not_required
@discreet
@require_POST
def note(request: HttpRequest, token: str, public_id: uuid.UUID) -> HttpResponse:
    """Pass a message on to the other side."""
    person = person_of(token)
    found = _loan(person, public_id)
    is_lender = _is_lender(person, found)
    form = NoteForm(request.POST)
    if form.is_valid() and _written(request, found, form, is_lender=is_lender):
        return redirect("initiatives:own_loan", token, public_id)
    return _page(request, found, token=token, is_lender=is_lender, forms={"note": form})


@login_not_required
@discreet
@require_POST
def act(request: HttpRequest, token: str, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Call a loan off, or say as the neighbour who lends that it went out or came back."""
    person = person_of(token)
    found = _loan(person, public_id)
    is_lender = _is_lender(person, found)
    if what not in ACTS or (what != "odwolaj" and not is_lender):
        raise Http404
    with errors_shown(request):
        _do(found, what, is_lender=is_lender, by=found.thing.shown_name)
        messages.success(request, _("Zapisane. Dziękujemy."))
    return redirect("initiatives:own_loan", token, public_id)


@login_not_required
@discreet
@require_POST
def thing(request: HttpRequest, token: str, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Rest a thing of one's own, show it again, or withdraw it."""
    rows = Thing.objects.filter(owner=person_of(token), checked_at__isnull=False)
    state = {"schowaj": "hidden", "pokaz": "shown", "wycofaj": "withdrawn"}.get(what)
    found = get_object_or_404(rows, public_id=public_id)
    if state is None:
        raise Http404
    with errors_shown(request):
        operations.rest_thing(found, state=state, actor=RESIDENT)
        messages.success(request, _("Zapisane. Dziękujemy."))
    return redirect("initiatives:own", token)


def _is_lender(person: Person, found: Loan) -> bool:
    return found.thing.owner_id == person.pk


def _loan(person: Person, public_id: uuid.UUID) -> Loan:
    return get_object_or_404(shelf_policies.own_loans(person), public_id=public_id)


def _page(
    request: HttpRequest, found: Loan, *, token: str, is_lender: bool, forms: dict[str, object]
) -> HttpResponse:
    shown = {"answer": AnswerForm(), "note": NoteForm(), **forms}
    context = {
        "loan": found,
        "notes": list(found.notes.all()),
        "token": token,
        "is_lender": is_lender,
        "forms": shown,
    }
    status = status_of(shown["answer"], shown["note"])  # type: ignore[arg-type]
    return render(request, "initiatives/shelf/own/loan.html", context, status=status)


def _answered(request: HttpRequest, found: Loan, form: AnswerForm) -> bool:
    agrees, words = form.cleaned_data["agrees"] == "tak", form.cleaned_data["words"]
    try:
        operations.answer_loan(found, agrees=agrees, words=words, actor=RESIDENT)
    except DomainError as error:
        put_on(form, error)
        return False
    messages.success(request, _("Odpowiedź wysłana."))
    return True


def _written(request: HttpRequest, found: Loan, form: NoteForm, *, is_lender: bool) -> bool:
    try:
        limits.check_form(client_address(request))
        words = form.cleaned_data["words"]
        operations.write_note(found, from_lender=is_lender, words=words, actor=RESIDENT)
    except DomainError as error:
        put_on(form, error)
        return False
    messages.success(request, _("Wiadomość przekazana."))
    return True


def _do(found: Loan, what: str, *, is_lender: bool, by: str) -> None:
    if what == "odwolaj":
        operations.cancel_loan(found, by_borrower=not is_lender, actor=RESIDENT)
    elif what == "wydane":
        operations.hand_out(found, what=operations.HandOver(by=by), actor=RESIDENT)
    else:
        operations.take_back(found, what=operations.HandOver(by=by), actor=RESIDENT)
