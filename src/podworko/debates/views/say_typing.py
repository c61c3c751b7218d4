"""What the team types for others: voices by phone, on paper, from a meeting; sheets and cards."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core import codes
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.debates import operations, policies
from podworko.debates.forms.say_desk import CardsForm
from podworko.debates.forms.say_typing import TypedVoiceForm, VoiceSheetsForm
from podworko.debates.models import Voice
from podworko.debates.printing.say import cards_paper, voice_sheet
from podworko.debates.views.say_desk import page_of
from podworko.ui.typesetting import pdf_answer


@needs(May.ENTER_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def type_voice(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down what somebody said; who left no contact is told a code."""
    found = get_object_or_404(policies.typed_hearings(request.user), public_id=public_id)
    files = request.FILES if request.method == "POST" else None
    form = TypedVoiceForm(posted(request), files, hearing=found)
    if form.is_valid():
        try:
            _voice, code = operations.type_voice(
                found,
                said=form.said(),
                author=form.author(),
                way=Voice.Way(form.cleaned_data["way"]),
                actor=request.user,
            )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _typed(code))
            return redirect("debates:desk_type_voice", public_id)
    context = {"form": form, "hearing": found}
    return render(request, "debates/say/desk/type.html", context, status=status_of(form))


@needs(May.ENTER_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def type_sheets(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Type numbered sheets: all of them, or none and what is wrong with which."""
    found = get_object_or_404(policies.typed_hearings(request.user), public_id=public_id)
    form = VoiceSheetsForm(posted(request), hearing=found)
    if form.is_valid():
        sheets = form.cleaned_data["sheets"]
        try:
            typed = operations.type_sheets(found, sheets=sheets, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            words = ngettext("Wpisano %(n)s kartkę.", "Wpisano %(n)s kartek.", typed)
            messages.success(request, words % {"n": typed})
            return redirect("debates:desk_hearing", public_id)
    context = {"form": form, "hearing": found}
    return render(request, "debates/say/desk/sheets.html", context, status=status_of(form))


@needs(May.RUN_DEBATES)
@require_POST
def cards(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Print cards with codes, for whoever has no e-mail and no mobile."""
    found = get_object_or_404(policies.run_hearings(request.user), public_id=public_id)
    form = CardsForm(request.POST)
    if form.is_valid():
        try:
            drawn = operations.make_cards(found, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            return pdf_answer(cards_paper(found, drawn), name="kartki-z-kodem")
    return page_of(request, found, cards=form)


@needs(May.ENTER_ANSWERS)
@never_cache
@require_safe
def sheet(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Print the sheet on which people write by hand."""
    found = get_object_or_404(policies.typed_hearings(request.user), public_id=public_id)
    return pdf_answer(voice_sheet(found), name="kartka-do-konsultacji")


def _typed(code: str) -> str:
    if not code:
        return _("Zapisane. Możesz wpisać następny głos.")
    words = _("Zapisane. Podaj tej osobie kod, pod którym przeczyta odpowiedź: %(code)s")
    return words % {"code": codes.spaced(code)}
