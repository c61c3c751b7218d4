"""Reading what people said, hiding by a rule, a second look, answering each, telling everybody."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.debates import operations, policies
from podworko.debates.forms.say import AppealForm
from podworko.debates.forms.say_desk import DecideForm, HideForm, OutcomeForm, TellForm, ticked_keys
from podworko.debates.models import Hearing, Voice
from podworko.debates.printing.say import answers_paper
from podworko.debates.queries.say import MOST_READ, hearing_page, queue_of
from podworko.debates.views.say import file_of
from podworko.ui.typesetting import pdf_answer


@needs(May.RUN_DEBATES)
@require_POST
def show(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put the ticked waiting voices on the page."""
    found = _run(request, public_id)
    keys = ticked_keys(request.POST.getlist("voices"))
    with errors_shown(request):
        number = operations.show_voices(found, voices=keys, actor=request.user)
        words = ngettext("%(n)s głos jest na stronie.", "Głosów na stronie: %(n)s.", number)
        messages.success(request, words % {"n": number})
    return redirect("debates:desk_hearing", public_id)


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def voice(request: StaffRequest, public_id: uuid.UUID, voice_id: uuid.UUID) -> HttpResponseBase:
    """Show one voice whole; hide it by a rule, note down an appeal of its author, or decide one."""
    found = _run(request, public_id)
    rows = found.voices.checked().select_related("paragraph", "parent", "hidden_by", "appeal_by")
    row = get_object_or_404(rows, public_id=voice_id)
    if request.GET.get("plik") and row.attachment:
        return file_of(row)
    form = _form_for(row, request)
    if form.is_valid():
        try:
            _decide(row, form, request)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(
                request, _("Zapisane. Autor dostanie wiadomość, jeśli zostawił kontakt.")
            )
            return redirect("debates:desk_hearing", public_id)
    context = {"voice": row, "hearing": found, "form": form}
    return render(request, "debates/say/desk/voice.html", context, status=status_of(form))


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def answers(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say what was done with several voices at once; what has an answer may be answered anew."""
    found = _run(request, public_id)
    page = hearing_page(found)
    waiting = queue_of(found).unanswered
    done = [group for group in page.groups if group.voice.outcome]
    form = OutcomeForm(posted(request), voices=[row.voice.pk for row in (*waiting, *done)])
    if form.is_valid():
        try:
            number = _answer(found, form, request)
        except DomainError as error:
            put_on(form, error)
        else:
            words = ngettext("Odpowiedź ma %(n)s głos.", "Odpowiedź ma głosów: %(n)s.", number)
            messages.success(request, words % {"n": number})
            return redirect("debates:desk_answer_voices", public_id)
    context = {"form": form, "hearing": found, "waiting": waiting[:MOST_READ], "done": done}
    context["left"] = len(waiting)
    return render(request, "debates/say/desk/answers.html", context, status=status_of(form))


@needs(May.RUN_DEBATES)
@never_cache
@require_http_methods(["GET", "POST"])
def tell(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Tell residents what was decided, and each author what was done with their voice."""
    found = _run(request, public_id)
    form = TellForm(posted(request))
    if form.is_valid():
        decided = form.cleaned_data["decided"]
        try:
            told = operations.tell_hearing(found, decided=decided, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            words = ngettext(
                "Odpowiedź jest na stronie. Wiadomość dostanie %(n)s osoba.",
                "Odpowiedź jest na stronie. Wiadomości: %(n)s.",
                told,
            )
            messages.success(request, words % {"n": told})
            return redirect("debates:desk_hearing", public_id)
    context: dict[str, Any] = {"form": form, "hearing": found, "page": hearing_page(found)}
    return render(request, "debates/say/desk/tell.html", context, status=status_of(form))


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def answer_sheet(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Print all that was said and answered, for the board in the hall."""
    found = get_object_or_404(policies.desk_hearings(request.user), public_id=public_id)
    return pdf_answer(answers_paper(hearing_page(found)), name="odpowiedzi")


def _run(request: StaffRequest, public_id: uuid.UUID) -> Hearing:
    return get_object_or_404(policies.run_hearings(request.user), public_id=public_id)


def _form_for(row: Voice, request: StaffRequest) -> HideForm | DecideForm | AppealForm:
    if row.may_appeal:
        return AppealForm(posted(request))
    return DecideForm(posted(request)) if row.appeal else HideForm(posted(request))


def _decide(row: Voice, form: HideForm | DecideForm | AppealForm, request: StaffRequest) -> None:
    data = form.cleaned_data
    if isinstance(form, AppealForm):
        operations.appeal(row, words=data["words"], actor=request.user)
        return
    if isinstance(form, DecideForm):
        is_shown = data["decision"] == "show"
        operations.decide_appeal(row, is_shown=is_shown, words=data["words"], actor=request.user)
        return
    rule = Voice.Rule(data["rule"])
    operations.hide_voice(row, rule=rule, words=data["words"], actor=request.user)


def _answer(found: Hearing, form: OutcomeForm, request: StaffRequest) -> int:
    data = form.cleaned_data
    return operations.answer_voices(
        found,
        voices=data["voices"],
        outcome=Voice.Outcome(data["outcome"]),
        words=data["words"],
        actor=request.user,
    )
