"""Interviews: asked on a phone, with signal and without, each answer sent once."""

import json
import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.core.times import today
from podworko.diagnosis import interviewing, place_grid, policies
from podworko.diagnosis.drafting import language_name
from podworko.diagnosis.forms.fieldwork import InterviewForm, UnreadableError, read_batch, rule_of
from podworko.diagnosis.forms.survey_answers import Drawn
from podworko.diagnosis.models import Survey
from podworko.diagnosis.queries import surveys as queries
from podworko.diagnosis.queries.desk_surveys import survey_page
from podworko.diagnosis.questionnaire import Questionnaire
from podworko.diagnosis.wording import said
from podworko.ui import offline


@dataclass(frozen=True, slots=True)
class Spoken:
    """The questionnaire in one language, each question with what a device can check, as JSON."""

    code: str
    intro: str
    form: InterviewForm
    questions: list[tuple[Drawn, str]]


@needs(May.ENTER_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def interviews(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask interview after interview; without script a form that comes back empty each time."""
    survey = _survey(request, public_id)
    whole = queries.asked_questionnaire(survey, number=request.POST.get("wydanie", ""))
    assert whole is not None  # noqa: S101 - one that is no draft was opened
    language = _language(request, survey)
    spoken = _spoken(whole, language, request)
    if spoken.form.is_valid() and _is_kept(request, spoken):
        messages.success(request, _("Rozmowa zapisana. Możesz zacząć następną."))
        return redirect(f"{request.path}?jezyk={language}")
    context = {
        "survey": survey,
        "whole": whole,
        "spoken": spoken,
        "others": [_spoken(whole, code) for code in survey.languages if code != language],
        "languages": [(code, language_name(code)) for code in survey.languages],
        **_progress(survey),
        **place_grid.shown(spoken.form.grid, survey.study.pal),
    }
    template = "diagnosis/interviews/interviews.html"
    return render(request, template, context, status=status_of(spoken.form))


@needs(May.ENTER_ANSWERS)
@never_cache
@require_POST
def take(request: StaffRequest, public_id: uuid.UUID) -> JsonResponse:
    """Take interviews from a device, some maybe days old, and say of each what became of it."""
    survey = _survey(request, public_id)
    try:
        told = read_batch(request.body)
    except UnreadableError as error:
        return JsonResponse({"error": str(error.message)}, status=422)
    outcomes = interviewing.take_interviews(survey, told, actor=request.user)
    progress = render_to_string("diagnosis/interviews/_progress.html", _progress(survey), request)
    return JsonResponse({"outcomes": [each.as_json() for each in outcomes], "progress": progress})


@login_not_required
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """Show the page on which a phone without signal draws what it keeps; it holds no data."""
    return render(request, "diagnosis/interviews/shell.html")


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Answer with the script that opens interviews without signal; it holds no data."""
    return offline.worker_answer(
        request,
        "diagnosis/interviews/worker.js",
        shell=reverse("diagnosis:interviews_shell"),
        own=(
            "diagnosis/surveys.css",
            "diagnosis/interviews.css",
            "diagnosis/surveys.js",
            "diagnosis/interviews.js",
        ),
    )


def _survey(request: StaffRequest, public_id: uuid.UUID) -> Survey:
    return get_object_or_404(policies.typable_surveys(request.user), public_id=public_id)


def _language(request: StaffRequest, survey: Survey) -> str:
    asked = request.POST.get("jezyk") or request.GET.get("jezyk", "pl")
    return asked if asked in survey.languages else "pl"


def _spoken(whole: Questionnaire, code: str, request: StaffRequest | None = None) -> Spoken:
    """Put the questionnaire into a language; with `request` it is the one that may be sent."""
    survey, data = whole.survey, posted(request) if request else None
    with translation.override(code):
        form = InterviewForm(data, whole=whole, language=code, grid=queries.grid_for(whole))
        form.auto_id = f"id_{code}_%s"
        return Spoken(
            code=code,
            intro=said(survey.intro, code),
            form=form,
            questions=[(drawn, json.dumps(rule_of(drawn.asked))) for drawn in form.drawn()],
        )


def _is_kept(request: StaffRequest, spoken: Spoken) -> bool:
    """Keep what was answered, or put on the form what stands in the way."""
    form = spoken.form
    key = form.cleaned_data["key"] or form.initial["key"]
    held = interviewing.Held(key=key, language=spoken.code, made_on=today(), given=form.given())
    try:
        interviewing.keep(form.whole.edition, held, actor=request.user)
    except DomainError as error:
        put_on(form, error)
        return False
    return True


def _progress(survey: Survey) -> dict[str, object]:
    """Return how far a survey is, and when that was so: a device shows it for hours."""
    return {"page": survey_page(survey), "now": timezone.now()}
