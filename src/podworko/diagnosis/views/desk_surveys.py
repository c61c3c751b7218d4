"""Surveys at the desk: written, opened, followed and closed."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.core.errors import DomainError
from podworko.core.http import absolute, answer_or_back, errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis import bank, operations, place_grid, policies, questionnaire
from podworko.diagnosis.drafting import language_name
from podworko.diagnosis.forms.desk_surveys import NewSurveyForm, QuotaForm, SurveyForm
from podworko.diagnosis.forms.survey_answers import AnswerForm
from podworko.diagnosis.models import Study, Survey
from podworko.diagnosis.operations import QuestionData, SurveyData
from podworko.diagnosis.operations.questions import described
from podworko.diagnosis.printing.surveys import survey_form
from podworko.diagnosis.queries import desk_surveys as queries
from podworko.diagnosis.queries.desk_surveys import SurveyPage
from podworko.diagnosis.queries.fieldwork import Fieldwork, fieldwork
from podworko.diagnosis.queries.surveys import grid_for
from podworko.ui.typesetting import pdf_answer
from podworko.ui.values import Differing, TabLink


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def surveys(request: StaffRequest) -> HttpResponse:
    """List the surveys of one's PALs; a code from a paper form leads to its survey."""
    visible = policies.visible_surveys(request.user)
    text = request.GET.get("kod", "").strip()
    found = queries.with_code(visible, text) if text else None
    if found:
        return redirect("diagnosis:desk_papers", found.public_id)
    context = {
        "rows": queries.survey_rows(visible),
        "text": text,
        "may_edit": may(request.user, May.EDIT_STUDIES),
    }
    return render(request, "diagnosis/desk/surveys/list.html", context)


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Begin a survey: from scratch, from the bank, or from an earlier one."""
    form = NewSurveyForm(
        posted(request),
        studies=policies.editable_studies(request.user).exclude(state=Study.State.CLOSED),
        surveys=queries.copyable(policies.visible_surveys(request.user)),
        initial={"study": request.GET.get("diagnoza"), "copied": request.GET.get("kopia")},
    )
    if form.is_valid():
        try:
            survey = _made(request, form)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Ankieta założona. Na razie widzi ją tylko zespół."))
            return redirect("diagnosis:desk_survey_edit", survey.public_id)
    return render(
        request, "diagnosis/desk/surveys/new.html", {"form": form}, status=status_of(form)
    )


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def survey(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show how a survey goes, and what keeps it from opening."""
    page = queries.survey_page(_visible(request, public_id))
    return _overview(request, page, _quota_form(page))


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what a survey says of itself; who saves second sees what the first one wrote."""
    held = _editable(request, public_id)
    form = SurveyForm(posted(request), instance=held)
    differing: list[Differing] = []
    is_late = False
    if form.is_valid():
        data, seen = form.written(), form.seen_version
        try:
            operations.save_survey(held, data=data, seen_version=seen, actor=request.user)
        except ChangedMeanwhileError:
            (form, differing), is_late = form.merged(_editable(request, public_id)), True
        else:
            messages.success(request, _("Zapisane."))
            return redirect("diagnosis:desk_questions", public_id)
    page = queries.survey_page(_editable(request, public_id))
    context = {"page": page, "form": form, "differing": differing, "is_late": is_late}
    status = 409 if is_late else status_of(form)
    return page_of(request, page, "diagnosis/desk/surveys/edit.html", context, status)


@needs(May.EDIT_STUDIES)
@require_POST
def open_survey(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask residents from now on."""
    held = _editable(request, public_id)
    with errors_shown(request):
        operations.open_survey(held, actor=request.user)
        messages.success(request, _("Ankieta otwarta. Mieszkańcy mogą odpowiadać."))
    return redirect("diagnosis:desk_survey", public_id)


@needs(May.EDIT_STUDIES)
@require_POST
def close(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask nobody any more."""
    held = _editable(request, public_id)
    with errors_shown(request):
        operations.close_survey(held, actor=request.user)
        messages.success(request, _("Ankieta zamknięta. Papier możesz jeszcze wpisywać."))
    return redirect("diagnosis:desk_survey", public_id)


@needs(May.EDIT_STUDIES)
@require_POST
def quotas(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set how many answers are wished for."""
    page = queries.survey_page(_editable(request, public_id))
    form = _quota_form(page, request)
    if not form.is_valid():
        return _overview(request, page, form)
    operations.set_quotas(page.survey, targets=form.targets(), actor=request.user)
    messages.success(request, _("Zapisane."))
    return redirect("diagnosis:desk_survey", public_id)


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def preview(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the questions as residents see them, in one of the survey's languages."""
    page = queries.survey_page(_visible(request, public_id))
    asked = request.GET.get("jezyk", "pl")
    language = asked if asked in page.survey.languages else "pl"
    grid = grid_for(page.whole)
    form = AnswerForm(whole=page.whole, language=language, grid=grid)
    context = {
        "page": page,
        "language": language,
        "languages": [
            TabLink(label=language_name(code), href=f"?jezyk={code}", is_current=code == language)
            for code in page.survey.languages
        ],
        "questions": list(form.drawn()),
    }
    context |= place_grid.shown(grid, page.survey.study.pal)
    return page_of(request, page, "diagnosis/desk/surveys/preview.html", context)


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def paper_form(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Set the survey on paper, one that is being written too."""
    held = _visible(request, public_id)
    whole = queries.survey_page(held).whole
    back = reverse("diagnosis:desk_survey", args=[public_id])
    return answer_or_back(
        request, lambda: pdf_answer(survey_form(whole), name=f"ankieta-{held.slug}"), back=back
    )


def tabs(request: StaffRequest, of: Survey) -> list[TabLink]:
    """Return the pages of one survey that the reader may open."""
    pages = [("desk_survey", _("Przegląd"), "home"), ("desk_questions", _("Pytania"), "list")]
    if may(request.user, May.EDIT_STUDIES):
        pages.append(("desk_survey_edit", _("Opis i języki"), "languages"))
    pages.append(("desk_survey_preview", _("Podgląd"), "eye"))
    if may(request.user, May.ENTER_ANSWERS) and of.state != Survey.State.DRAFT:
        pages.append(("desk_papers", _("Papier"), "file-text"))
        pages.append(("desk_survey_field", _("Rozmowy i tablet"), "smartphone"))
    pages.append(("desk_survey_results", _("Wyniki"), "chart-column"))
    if may(request.user, May.EDIT_STUDIES):
        pages.append(("desk_survey_words", _("Własne słowa"), "message-circle"))
        pages.append(("desk_survey_data", _("Dane"), "download"))
    return [_tab(request, of, name, label, icon) for name, label, icon in pages]


def _tab(request: StaffRequest, of: Survey, name: str, label: str, icon: str) -> TabLink:
    href = reverse(f"diagnosis:{name}", args=[of.public_id])
    return TabLink(label=label, href=href, is_current=href == request.path, icon=icon)


def _overview(request: StaffRequest, page: SurveyPage, form: QuotaForm) -> HttpResponse:
    context = {
        "page": page,
        "address": absolute("pl", "diagnosis:answer", page.survey.slug),
        "papers": [(language_name(code), _paper(page, code)) for code in page.survey.languages],
        "form": form,
        "field": _field(request, page.survey),
    }
    template = "diagnosis/desk/surveys/survey.html"
    return page_of(request, page, template, context, status_of(form))


def _field(request: StaffRequest, of: Survey) -> Fieldwork | None:
    """Return how a survey is asked in the field, for those who may ask."""
    is_shown = may(request.user, May.ENTER_ANSWERS) and of.state != Survey.State.DRAFT
    return fieldwork(of) if is_shown else None


def _paper(page: SurveyPage, language: str) -> str:
    """Return the address of the form in a language; it is printed in that of its address."""
    with translation.override(language):
        return reverse("diagnosis:desk_survey_form", args=[page.survey.public_id])


def page_of(
    request: StaffRequest,
    page: SurveyPage,
    template: str,
    context: dict[str, object],
    status: int = 200,
) -> HttpResponse:
    """Draw one page of a survey with its tabs."""
    about = {
        "survey": page.survey,
        "tabs": tabs(request, page.survey),
        "may_edit": may(request.user, May.EDIT_STUDIES),
    }
    return render(request, template, about | context, status=status)


def _made(request: StaffRequest, form: NewSurveyForm) -> Survey:
    told = form.cleaned_data
    copied: Survey | None = told["copied"] if told["begin"] == "copy" else None
    data = SurveyData(told["title"])
    questions: tuple[QuestionData, ...] = ()
    if copied:
        data = SurveyData(
            told["title"],
            intro=copied.intro,
            thanks=copied.thanks,
            languages=tuple(copied.languages),
        )
        latest = copied.editions.order_by("number").last()
        questions = described(questionnaire.load(latest)) if latest else ()
    elif told["begin"] == "bank":
        data = SurveyData(told["title"], languages=("pl", "en", "uk"))
        questions = bank.banked(told["bank"])
    return operations.make_survey(told["study"], data=data, questions=questions, actor=request.user)


def _quota_form(page: SurveyPage, request: StaffRequest | None = None) -> QuotaForm:
    options = queries.quota_options(page.whole)
    data = request.POST if request else None
    return QuotaForm(data, options=options, held=list(page.quotas))


def _visible(request: StaffRequest, public_id: uuid.UUID) -> Survey:
    return get_object_or_404(policies.visible_surveys(request.user), public_id=public_id)


def _editable(request: StaffRequest, public_id: uuid.UUID) -> Survey:
    return get_object_or_404(policies.editable_surveys(request.user), public_id=public_id)
