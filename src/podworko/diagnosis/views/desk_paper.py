"""Typing paper at the desk: piles, sheets, and the settling of what two readings say."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.diagnosis import operations, policies, questionnaire
from podworko.diagnosis.forms.desk_paper import BatchForm, SheetForm, initial_of, typed
from podworko.diagnosis.models import Batch, Edition
from podworko.diagnosis.operations import Reading
from podworko.diagnosis.queries import paper as queries
from podworko.diagnosis.views.desk_surveys import tabs

FIRST, SECOND = 1, 2


@needs(May.ENTER_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def papers(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """List the piles of a survey, and take one more."""
    survey = get_object_or_404(policies.typable_surveys(request.user), public_id=public_id)
    editions = list(survey.editions.opened().order_by("-number"))
    form = BatchForm(posted(request))
    if form.is_valid():
        edition = _edition(request, editions)
        told = form.cleaned_data
        try:
            batch = operations.open_batch(
                edition, name=told["name"], sheets=told["sheets_announced"], actor=request.user
            )
        except DomainError as error:
            put_on(form, error)
        else:
            return redirect("diagnosis:desk_batch", batch.public_id)
    context = {
        "survey": survey,
        "tabs": tabs(request, survey),
        "form": form,
        "editions": editions,
        "batches": list(queries.batches(survey)),
    }
    return render(request, "diagnosis/desk/surveys/papers.html", context, status=status_of(form))


@needs(May.ENTER_ANSWERS)
@never_cache
@require_safe
def batch(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show how far a pile is."""
    page = queries.batch_page(_batch(request, public_id))
    return render(request, "diagnosis/desk/surveys/batch.html", _about(page.batch) | {"page": page})


@needs(May.ENTER_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def sheet(request: StaffRequest, public_id: uuid.UUID, number: int, turn: int) -> HttpResponse:
    """Type a sheet, without seeing what the other reading says."""
    held = _batch(request, public_id)
    if turn not in (FIRST, SECOND) or not 1 <= number <= held.sheets_announced:
        raise Http404
    whole = questionnaire.load(held.edition)
    form = SheetForm(posted(request), whole=whole)
    if form.is_valid():
        reading = Reading(number, turn, form.given, form.cleaned_data["language"])
        try:
            operations.type_sheet(held, reading=reading, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            return _next(request, held, turn)
    context = _about(held) | {"form": form, "number": number, "turn": turn}
    return render(request, "diagnosis/desk/surveys/sheet.html", context, status=status_of(form))


@needs(May.ENTER_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def settle(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Show where two readings of a sheet differ, and take what it really says."""
    held = _batch(request, public_id)
    sheets = list(held.sheets.filter(number=number))
    if len(sheets) < SECOND:
        raise Http404
    whole = questionnaire.load(held.edition)
    form = SheetForm(posted(request), whole=whole, initial=initial_of(whole, sheets[0].values))
    if form.is_valid():
        try:
            operations.settle_sheet(held, number=number, given=form.given, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Arkusz uzgodniony i policzony."))
            return redirect("diagnosis:desk_batch", public_id)
    found = queries.differences(whole, sheets)
    rows = [
        (each.asked, typed(each.asked, each.first), typed(each.asked, each.second))
        for each in found
    ]
    context = _about(held) | {"form": form, "number": number, "rows": rows}
    return render(request, "diagnosis/desk/surveys/settle.html", context, status=status_of(form))


@needs(May.ENTER_ANSWERS)
@require_POST
def close(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End the typing of a pile."""
    held = _batch(request, public_id)
    with errors_shown(request):
        operations.close_batch(held, actor=request.user)
        messages.success(request, _("Paczka wpisana. Odczyty są skasowane, odpowiedzi zostają."))
    return redirect("diagnosis:desk_batch", public_id)


def _next(request: StaffRequest, held: Batch, turn: int) -> HttpResponse:
    """Go on to the next sheet of the same turn, or back to the pile when there is none."""
    page = queries.batch_page(held)
    number = page.next_first if turn == FIRST else page.next_second
    messages.success(request, _("Zapisane."))
    if number is None:
        return redirect("diagnosis:desk_batch", held.public_id)
    return redirect("diagnosis:desk_sheet", held.public_id, number, turn)


def _edition(request: StaffRequest, editions: list[Edition]) -> Edition:
    """Return the edition whose number stands on the paper; the newest unless told otherwise."""
    told = request.POST.get("edition", "")
    return next((each for each in editions if str(each.number) == told), editions[0])


def _batch(request: StaffRequest, public_id: uuid.UUID) -> Batch:
    return get_object_or_404(policies.typable_batches(request.user), public_id=public_id)


def _about(held: Batch) -> dict[str, object]:
    return {"batch": held, "survey": held.edition.survey}
