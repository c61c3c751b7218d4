"""Answering a survey without an account: all at once, or question by question."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core.http import answer_or_back, client_address, posted, put_on
from podworko.diagnosis import counting, limits, operations, place_grid
from podworko.diagnosis.forms.survey_answers import AnswerForm
from podworko.diagnosis.models import Survey
from podworko.diagnosis.operations import (
    AnsweredBeforeError,
    AnswerError,
    Arrival,
    NotAskedError,
)
from podworko.diagnosis.printing.surveys import survey_form
from podworko.diagnosis.queries import surveys as queries
from podworko.diagnosis.queries.published import published_page, published_surveys
from podworko.diagnosis.questionnaire import Questionnaire
from podworko.diagnosis.views import stepping
from podworko.diagnosis.views.stepping import Step
from podworko.diagnosis.wording import said
from podworko.ui.typesetting import public_pdf

BY_ONE = "po-kolei"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the survey: in which of its languages."""

    language: str
    has_language: bool


@login_not_required
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """List what residents are asked now: by whom and why."""
    language = get_language() or "pl"
    rows = queries.open_surveys(language)
    told = [(each, each.title_in(language)) for each in published_surveys()]
    return render(request, "diagnosis/surveys/list.html", {"rows": rows, "told": told})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the questions and take the answers; what was typed stays whatever happens."""
    survey = _survey(slug)
    whole = queries.asked_questionnaire(survey, number=request.POST.get("wydanie", ""))
    if whole is None or not survey.is_asked:
        return _page(request, survey, "diagnosis/surveys/closed.html")
    if request.method == "GET" and counting.has_answered(request, survey):
        return _page(request, survey, "diagnosis/surveys/already.html")
    form = _form(request, whole)
    if request.GET.get("widok") == BY_ONE:
        return _by_one(request, form)
    taken = _take(request, form) if request.method == "POST" else None
    return taken or _all_at_once(request, form)


@login_not_required
@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what happens next."""
    return _page(request, _survey(slug), "diagnosis/surveys/thanks.html")


@login_not_required
@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a survey found, once it is published; before, there is no such page."""
    survey = _survey(slug)
    page = published_page(survey, get_language() or "pl")
    if page is None:
        raise Http404
    return _page(request, survey, "diagnosis/surveys/results.html", {"page": page})


@login_not_required
@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Set the survey on paper, to be filled in by hand."""
    survey = _survey(slug)
    whole = queries.asked_questionnaire(survey)
    if whole is None or survey.state != Survey.State.OPEN:
        raise Http404
    return answer_or_back(request, lambda: _printed(request, whole), back=survey.get_absolute_url())


def _printed(request: HttpRequest, whole: Questionnaire) -> HttpResponse:
    limits.check_paper(client_address(request))
    return public_pdf(survey_form(whole), name=f"ankieta-{whole.survey.slug}")


def _survey(slug: str) -> Survey:
    """Return a survey that is or was open; one being prepared is nobody's business yet."""
    known = Survey.objects.exclude(state=Survey.State.DRAFT).select_related("study__pal__seat")
    return get_object_or_404(known, slug=slug)


def _reader(survey: Survey) -> Reader:
    language = get_language() or "pl"
    has_language = language in survey.languages
    return Reader(language if has_language else "pl", has_language)


def _form(request: HttpRequest, whole: Questionnaire) -> AnswerForm:
    language = _reader(whole.survey).language
    grid = queries.grid_for(whole)
    return AnswerForm(posted(request), whole=whole, language=language, grid=grid)


def _take(request: HttpRequest, form: AnswerForm) -> HttpResponse | None:
    """Keep the answers and go to the thanks, or put on the form what stands in the way."""
    survey = form.whole.survey
    if form.is_trapped:
        return redirect("diagnosis:survey_thanks", survey.slug)
    if not form.is_valid():
        return None
    mark = counting.mark_of(request, survey) or counting.new_mark()
    try:
        limits.check_answer(survey, client_address(request))
        _keep(form, mark)
    except AnsweredBeforeError:
        return _page(request, survey, "diagnosis/surveys/already.html")
    except (AnswerError, NotAskedError, limits.TooManyError) as error:
        put_on(form, error)
        return None
    response = redirect("diagnosis:survey_thanks", survey.slug)
    counting.give(response, survey, mark)
    return response


def _keep(form: AnswerForm, mark: str) -> None:
    arrival = Arrival(
        key=form.cleaned_data["key"] or form.initial["key"],
        language=form.language,
        counted=counting.digest(form.whole.survey, mark),
    )
    edition = form.whole.edition
    operations.take_response(edition, given=form.given(), arrival=arrival, actor=RESIDENT)


def _all_at_once(request: HttpRequest, form: AnswerForm) -> HttpResponse:
    questions = list(form.drawn())
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "questions": questions, **_map(form)}
    return _page(request, form.whole.survey, "diagnosis/surveys/answer.html", context, status)


def _by_one(request: HttpRequest, form: AnswerForm) -> HttpResponse:
    """Show one question at a time; the answers so far travel in the page and are kept nowhere."""
    step = stepping.walked(request, form)
    if step is not None:
        return _step(request, step)
    return _take(request, form) or _step(request, stepping.first_wrong(request, form))


def _step(request: HttpRequest, step: Step) -> HttpResponse:
    context = {**step.context, **_map(step.form)}
    template = "diagnosis/surveys/step.html"
    return _page(request, step.form.whole.survey, template, context, step.status)


def _map(form: AnswerForm) -> dict[str, object]:
    return place_grid.shown(form.grid, form.whole.survey.study.pal)


def _page(
    request: HttpRequest,
    survey: Survey,
    template: str,
    context: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponse:
    reader = _reader(survey)
    about = {
        "survey": survey,
        "reader": reader,
        "title": survey.title_in(reader.language),
        "intro": said(survey.intro, reader.language),
        "thanks": said(survey.thanks, reader.language),
    }
    return render(request, template, about | (context or {}), status=status)
