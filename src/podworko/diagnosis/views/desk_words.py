"""Free words at the desk: sorted into categories, ten at a time, with names hidden."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown
from podworko.diagnosis import operations, policies
from podworko.diagnosis.forms.desk_results import CodeForm
from podworko.diagnosis.models import Answer, Survey
from podworko.diagnosis.queries import coding, desk_surveys
from podworko.diagnosis.queries.coding import PER_PAGE, TextQuestion
from podworko.diagnosis.views.desk_surveys import page_of


@needs(May.EDIT_STUDIES)
@never_cache
@require_safe
def words(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """List the questions with words of one's own, those beside "other" too."""
    survey = _editable(request, public_id)
    page = desk_surveys.survey_page(survey)
    context: dict[str, object] = {"questions": coding.text_questions(survey)}
    return page_of(request, page, "diagnosis/desk/surveys/words.html", context)


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def sort(request: StaffRequest, public_id: uuid.UUID, code: str) -> HttpResponse:
    """Show some answers with a box for each category, and take what was ticked."""
    survey = _editable(request, public_id)
    question = _question(survey, code)
    if request.method == "POST":
        with errors_shown(request):
            _sort(request, survey, question)
            messages.success(request, _("Zapisane."))
        return redirect(request.get_full_path())
    start, is_all = _start(request), request.GET.get("pokaz") == "wszystkie"
    page = coding.coding_page(survey, question, start=start, all_=is_all)
    context = {
        "survey": survey,
        "page": page,
        "form": CodeForm(),
        "is_all": is_all,
        "start": start,
        "after": start + PER_PAGE,
        "has_more": len(page.lines) == PER_PAGE,
    }
    return render(request, "diagnosis/desk/surveys/sorting.html", context)


@needs(May.EDIT_STUDIES)
@require_POST
def add(request: StaffRequest, public_id: uuid.UUID, code: str) -> HttpResponse:
    """Make a category."""
    survey = _editable(request, public_id)
    form = CodeForm(request.POST)
    with errors_shown(request):
        if not form.is_valid():
            raise DomainError(_("Wpisz nazwę kategorii, do 80 znaków."))
        told = form.cleaned_data["words"]
        operations.add_code(survey, question_code=code, words=told, actor=request.user)
    return redirect(_address(survey, code))


@needs(May.EDIT_STUDIES)
@require_POST
def remove(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take a category away."""
    survey = _editable(request, public_id)
    code = get_object_or_404(survey.codes.select_related("survey"), pk=number)
    operations.remove_code(code, actor=request.user)
    messages.success(request, _("Kategoria usunięta."))
    return redirect(_address(survey, code.question_code))


@needs(May.EDIT_STUDIES)
@require_POST
def mask(request: StaffRequest, public_id: uuid.UUID, answer: uuid.UUID) -> HttpResponse:
    """Hide words that name somebody; the original is gone."""
    survey = _editable(request, public_id)
    held = get_object_or_404(
        Answer.objects.select_related("question__edition__survey").exclude(text=""),
        pk=answer,
        question__edition__survey=survey,
    )
    with errors_shown(request):
        operations.mask_answer(held, words=request.POST.get("slowa", ""), actor=request.user)
        messages.success(request, _("Zasłonięte. Tych słów nie ma już nigdzie."))
    return redirect(_address(survey, held.question.code))


def _sort(request: StaffRequest, survey: Survey, question: TextQuestion) -> None:
    """Take the ticks of each answer on the page; one that has none stays for later."""
    codes = {str(code.pk): code for code in survey.codes.filter(question_code=question.code)}
    named = [text for text in request.POST.getlist("odpowiedz") if _is_key(text)][:PER_PAGE]
    for answer in coding.answers_to(survey, question.code).filter(pk__in=named):
        ticked = request.POST.getlist(f"kod-{answer.pk}")
        chosen = [codes[each] for each in ticked if each in codes]
        if chosen or request.GET.get("pokaz") == "wszystkie":
            operations.code_answer(answer, codes=chosen, actor=request.user)


def _is_key(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _start(request: StaffRequest) -> int:
    told = request.GET.get("od", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < len("1000000") else 0


def _question(survey: Survey, code: str) -> TextQuestion:
    for question in coding.text_questions(survey):
        if question.code == code:
            return question
    raise Http404


def _address(survey: Survey, code: str) -> str:
    return reverse("diagnosis:desk_survey_sort", args=[survey.public_id, code])


def _editable(request: StaffRequest, public_id: uuid.UUID) -> Survey:
    return get_object_or_404(policies.editable_surveys(request.user), public_id=public_id)
