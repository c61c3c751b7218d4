"""The builder: questions of the edition being written, one after another."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis import bank, operations, policies, questionnaire
from podworko.diagnosis.forms.desk_questions import QuestionForm
from podworko.diagnosis.forms.desk_surveys import BankForm
from podworko.diagnosis.models import Edition, Kind, Question, Survey
from podworko.diagnosis.queries import desk_surveys as queries
from podworko.diagnosis.questionnaire import Questionnaire
from podworko.diagnosis.views.desk_surveys import tabs
from podworko.ui.values import Differing


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def questions(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """List the questions, with what can be done to each while nobody is asked them."""
    visible = policies.visible_surveys(request.user)
    page = queries.survey_page(get_object_or_404(visible, public_id=public_id))
    context = {
        "page": page,
        "survey": page.survey,
        "tabs": tabs(request, page.survey),
        "kinds": list(Kind),
        "may_edit": may(request.user, May.EDIT_STUDIES),
    }
    return render(request, "diagnosis/desk/surveys/questions.html", context)


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write one more question of a kind."""
    edition = _written(request, public_id)
    kind = request.GET.get("rodzaj", "")
    if kind not in Kind.values:
        return redirect("diagnosis:desk_questions", public_id)
    whole = questionnaire.load(edition)
    form = QuestionForm(posted(request), instance=Question(edition=edition, kind=kind), whole=whole)
    if form.is_valid():
        try:
            made = operations.add_question(edition, data=form.written(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Pytanie dodane."))
            return _to(public_id, made.code)
    return _question_page(request, edition.survey, form)


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Word a question anew; who saves second sees what the first one wrote."""
    whole, held = _question(request, public_id, number)
    form = QuestionForm(posted(request), instance=held, whole=whole)
    differing: list[Differing] | None = None
    if form.is_valid():
        try:
            data, seen = form.written(), form.seen_version
            held = operations.change_question(
                held, data=data, seen_version=seen, actor=request.user
            )
        except ChangedMeanwhileError:
            _whole, current = _question(request, public_id, number)
            form, differing = form.merged(current)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Pytanie zmienione."))
            return _to(public_id, held.code)
    return _question_page(request, whole.survey, form, differing=differing)


@needs(May.EDIT_STUDIES)
@require_POST
def move(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Let a question change places with the one above or below."""
    _whole, held = _question(request, public_id, number)
    with errors_shown(request):
        operations.move_question(held, up=request.POST.get("dokad") == "gora", actor=request.user)
    return _to(public_id, held.code)


@needs(May.EDIT_STUDIES)
@require_POST
def remove(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take a question out."""
    _whole, held = _question(request, public_id, number)
    with errors_shown(request):
        operations.remove_question(held, actor=request.user)
        messages.success(request, _("Pytanie usunięte."))
    return redirect("diagnosis:desk_questions", public_id)


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def from_bank(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add questions of the network's bank."""
    edition = _written(request, public_id)
    form = BankForm(posted(request))
    if form.is_valid():
        chosen = bank.banked(form.cleaned_data["bank"])
        with errors_shown(request):
            operations.add_questions(edition, questions=chosen, actor=request.user)
            messages.success(request, _("Pytania dodane na końcu."))
        return redirect("diagnosis:desk_questions", public_id)
    context = {"survey": edition.survey, "form": form}
    return render(request, "diagnosis/desk/surveys/bank.html", context, status=status_of(form))


@needs(May.EDIT_STUDIES)
@require_POST
def edition(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin the next edition, put it in force, or throw it away."""
    held = get_object_or_404(policies.editable_surveys(request.user), public_id=public_id)
    with errors_shown(request):
        if request.POST.get("co") == "wlacz":
            operations.put_in_force(held, actor=request.user)
            messages.success(request, _("Od teraz mieszkańcy widzą nowe pytania."))
        elif request.POST.get("co") == "wyrzuc":
            operations.drop_edition(held, actor=request.user)
            messages.success(request, _("Zmiany wyrzucone. Mieszkańcy widzą to, co dotąd."))
        else:
            begun = operations.begin_edition(held, actor=request.user)
            words = _("Zaczęte wydanie %(number)s. Dotychczasowe odpowiedzi zostają przy starym.")
            messages.success(request, words % {"number": begun.number})
    return redirect("diagnosis:desk_questions", public_id)


def _question_page(
    request: StaffRequest,
    survey: Survey,
    form: QuestionForm,
    *,
    differing: list[Differing] | None = None,
) -> HttpResponse:
    is_late = differing is not None
    context = {"survey": survey, "form": form, "differing": differing or [], "is_late": is_late}
    status = 409 if is_late else status_of(form)
    return render(request, "diagnosis/desk/surveys/question.html", context, status=status)


def _to(public_id: uuid.UUID, code: str) -> HttpResponse:
    return redirect(reverse("diagnosis:desk_questions", args=[public_id]) + f"#pytanie-{code}")


def _written(request: StaffRequest, public_id: uuid.UUID) -> Edition:
    """Return the edition being written; where there is none the page is not there."""
    held = get_object_or_404(policies.editable_surveys(request.user), public_id=public_id)
    written = held.editions.filter(opened_on=None).first()
    if written is None:
        raise Http404
    written.survey = held
    return written


def _question(
    request: StaffRequest, public_id: uuid.UUID, number: int
) -> tuple[Questionnaire, Question]:
    whole = questionnaire.load(_written(request, public_id))
    held = next((one.question for one in whole.asked if one.question.pk == number), None)
    if held is None:
        raise Http404
    held.edition = whole.edition
    return whole, held
