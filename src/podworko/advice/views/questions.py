"""The desk's pages of questions: whose role answers their topic reads them, nobody else."""

import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.advice import operations, policies, reading
from podworko.advice.forms.asking import AnswerForm, MoveForm, TakeForm
from podworko.advice.keeping import kept
from podworko.advice.models import Question, Topic
from podworko.advice.queries import unheld_questions
from podworko.advice.views.asking import asked_page
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of

MOST_ANSWERED = 50


def panel(request: HttpRequest) -> SafeString:
    """Draw on the first page of the desk which questions wait too long for its reader."""
    user = request.user
    if not isinstance(user, User):
        return SafeString()
    unheld = sum(row.number for row in unheld_questions()) if policies.may_edit_topics(user) else 0
    if not unheld and not may(user, May.ANSWER_QUESTIONS):
        return SafeString()
    rows = policies.readable_questions(user).filter(Q(state=Question.State.OPEN) | Q(to_call=True))
    found = list(rows)
    if not found and not unheld:
        return SafeString()
    context = {
        "unheld": unheld,
        "overdue": [row for row in found if row.is_overdue],
        "waiting": sum(row.state == Question.State.OPEN for row in found),
        "to_call": sum(row.to_call for row in found),
    }
    return render_to_string("advice/desk/_panel.html", context, request)


@needs(May.ANSWER_QUESTIONS)
@never_cache
@require_safe
def questions(request: StaffRequest) -> HttpResponse:
    """List the questions that one may answer, without a word of them."""
    rows = policies.readable_questions(request.user)
    answered = rows.filter(state=Question.State.ANSWERED).order_by("-answered_at", "-pk")
    context = {
        "open": list(rows.filter(state=Question.State.OPEN)),
        "answered": list(answered[:MOST_ANSWERED]),
        "kept": kept(),
        "may_take": policies.may_take_calls(request.user),
    }
    return render(request, "advice/desk/questions.html", context)


@needs(May.ANSWER_QUESTIONS)
@never_cache
@require_http_methods(["GET", "POST"])
def question(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what was asked, and take the answer; each look is logged."""
    found = _readable(request, public_id)
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            operations.answer(found, words=form.cleaned_data["words"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odpowiedź zapisana. Czeka pod kodem."))
            return redirect("advice:desk_question", public_id)
    return _shown(request, found, answer=form)


@needs(May.ANSWER_QUESTIONS)
@require_POST
def move(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hand a question over to the topic it belongs to, and to its role."""
    found = _readable(request, public_id)
    form = MoveForm(request.POST, topic=found.topic)
    if form.is_valid():
        try:
            operations.move(found, topic=form.cleaned_data["topic"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Przekazane. Odpowie osoba z tego tematu."))
            return redirect("advice:desk_questions")
    return _shown(request, found, move=form)


@needs(May.ANSWER_QUESTIONS)
@require_POST
def called(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take it that whoever asked was phoned."""
    found = _readable(request, public_id)
    with errors_shown(request):
        operations.note_call(found, actor=request.user)
        messages.success(request, _("Zapisane."))
    return redirect("advice:desk_question", public_id)


@needs(May.KEEP_DUTY_LOG)
@never_cache
@require_http_methods(["GET", "POST"])
def take(request: StaffRequest) -> HttpResponse:
    """Take a question for somebody who came or called, and give them the code."""
    form = TakeForm(posted(request), initial={"pal": _own_pal(request.user)})
    if form.is_valid():
        try:
            made = operations.ask(form.asked(), code=form.code(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            return asked_page(request, made, form.code(), template="advice/desk/taken.html")
    return render(request, "advice/desk/take.html", {"form": form}, status=status_of(form))


def _readable(request: StaffRequest, public_id: uuid.UUID) -> Question:
    return get_object_or_404(policies.readable_questions(request.user), public_id=public_id)


def _own_pal(user: User) -> str:
    slugs = list(policies.duty_pals(user).values_list("slug", flat=True)[:2])
    return slugs[0] if len(slugs) == 1 else ""


def _shown(
    request: StaffRequest,
    found: Question,
    *,
    answer: AnswerForm | None = None,
    move: MoveForm | None = None,
) -> HttpResponse:
    try:
        opened = reading.read(found, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("advice:desk_questions")
    context = {
        "opened": opened,
        "question": found,
        "answer": answer or AnswerForm(),
        "move": move or MoveForm(topic=found.topic),
        "other_topics": Topic.objects.offered().exclude(pk=found.topic_id).exists(),
        "may_write": may(request.user, May.EDIT_ANSWERS),
    }
    status = max(status_of(form) for form in (context["answer"], context["move"]))  # type: ignore[arg-type]
    return render(request, "advice/desk/question.html", context, status=status)
