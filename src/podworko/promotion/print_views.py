"""Print for everybody: any public thing as a poster, a leaflet or a table tent."""

import uuid
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from podworko.activities.public import limits
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back, client_address
from podworko.promotion.bills import Bill, NothingToPrintError
from podworko.promotion.print_forms import LookForm
from podworko.promotion.print_queries import SUBJECTS, bill_of, thing_at
from podworko.promotion.printing import posters
from podworko.ui.typesetting import Document, current, public_pdf, public_picture

TOO_MANY = 429


@login_not_required
@require_safe
def choose(request: HttpRequest, subject: str, public_id: uuid.UUID) -> HttpResponse:
    """Show how a thing would look on paper, in the design and on the paper asked for."""
    form = LookForm(request.GET)
    bill, why_not = None, ""
    try:
        bill = _bill(subject, public_id)
    except NothingToPrintError as error:
        why_not = str(error.message)
    context = {
        "form": form.settled(),
        "bill": bill,
        "why_not": why_not,
        "subject": subject,
        "public_id": public_id,
        "query": urlencode({name: form.told(name) for name in ("wzor", "papier")}),
    }
    return render(request, "promotion/prints/choose.html", context)


@login_not_required
@require_safe
def file(request: HttpRequest, subject: str, public_id: uuid.UUID) -> HttpResponse:
    """Answer with the PDF to print."""
    back = reverse("promotion:print_choose", args=[subject, public_id])
    return answer_or_back(request, lambda: _file(request, subject, public_id), back=back)


@login_not_required
@require_safe
def picture(request: HttpRequest, subject: str, public_id: uuid.UUID) -> HttpResponse:
    """Answer with the first page as a picture; 404 for what cannot be printed."""
    try:
        document = _document(request, subject, public_id)
    except NothingToPrintError as error:
        raise Http404 from error
    held = current(request, document)
    if held is not None:
        return held
    try:
        limits.check_paper(client_address(request))
    except DomainError:
        return HttpResponse(status=TOO_MANY)
    return public_picture(document)


@login_not_required
@require_safe
def short(request: HttpRequest, letter: str, code: str) -> HttpResponse:
    """Lead from the short address on a poster to the page of what is on it."""
    del request
    found = thing_at(letter, code)
    if found is None:
        raise Http404
    return redirect(found.get_absolute_url())


def offer(request: HttpRequest, *, subject: str, public_id: uuid.UUID) -> SafeString:
    """Draw the way to print a thing, for the page of the thing itself."""
    told = {"subject": subject, "public_id": public_id}
    return render_to_string("promotion/prints/_offer.html", told, request)


def _file(request: HttpRequest, subject: str, public_id: uuid.UUID) -> HttpResponse:
    document = _document(request, subject, public_id)
    held = current(request, document)
    if held is not None:
        return held
    limits.check_paper(client_address(request))
    return public_pdf(document, name="plakat")


def _document(request: HttpRequest, subject: str, public_id: uuid.UUID) -> Document:
    form = LookForm(request.GET)
    bill = _bill(subject, public_id)
    return posters([bill], design=form.told("wzor"), size=form.told("papier"))


def _bill(word: str, public_id: uuid.UUID) -> Bill:
    subject = SUBJECTS.get(word)
    bill = bill_of(subject, public_id) if subject else None
    if bill is None:
        raise Http404
    return bill
