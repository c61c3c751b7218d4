"""Asking in private, reading the answer by a code, asking on, erasing."""

from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.advice import answer_codes, limits, operations, printing, reading
from podworko.advice.forms.asking import AskForm, MoreForm
from podworko.advice.keeping import kept
from podworko.advice.models import Question
from podworko.advice.views.public import related_to
from podworko.audit.public import RESIDENT
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.ui.typesetting import pdf_answer

TOO_MANY = 429


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take a question in private, and give the code under which its answer will be."""
    if "related" in request.POST:
        form = AskForm(initial=request.POST.dict())
        return _ask_page(request, form, related=related_to(request), is_asked=True)
    form = AskForm(posted(request), initial=_wanted(request))
    if form.is_valid():
        try:
            limits.check_question(client_address(request))
            question = operations.ask(form.asked(), code=form.code(), actor=RESIDENT)
        except DomainError as error:
            put_on(form, error)
        else:
            return asked_page(request, question, form.code(), template="advice/asked.html")
    return _ask_page(request, form)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and show what lies behind it; an address or a log never holds it."""
    if request.method == "GET":
        return render(request, "advice/code.html")
    question = _by_code(request)
    if isinstance(question, HttpResponse):
        return question
    return _thread(request, question, MoreForm())


@login_not_required
@never_cache
@require_POST
def more(request: HttpRequest) -> HttpResponse:
    """Take one question more under the same code."""
    question = _by_code(request)
    if isinstance(question, HttpResponse):
        return question
    form = MoreForm(request.POST)
    if form.is_valid():
        try:
            operations.ask_more(question, words=form.cleaned_data["words"], actor=RESIDENT)
        except DomainError as error:
            put_on(form, error)
        else:
            question.refresh_from_db()
            done = _("Zapisane. Odpowiemy pod tym samym kodem.")
            return _thread(request, question, MoreForm(), done=done)
    return _thread(request, question, form)


@login_not_required
@never_cache
@require_POST
def judge(request: HttpRequest) -> HttpResponse:
    """Take it that the answer helped, or did not."""
    question = _by_code(request)
    if isinstance(question, HttpResponse):
        return question
    try:
        operations.judge(question, helped=request.POST.get("helped") == "yes", actor=RESIDENT)
    except DomainError as error:
        return _thread(request, question, MoreForm(), refused=str(error.message))
    question.refresh_from_db()
    return _thread(request, question, MoreForm(), done=_("Dziękujemy, to nam pomaga."))


@login_not_required
@never_cache
@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Erase a question once whoever asked says so twice."""
    question = _by_code(request)
    if isinstance(question, HttpResponse):
        return question
    if "sure" not in request.POST:
        return render(request, "advice/erase.html", {"code": _typed(request)})
    with suppress(DomainError):  # erased already
        operations.erase(question, actor=RESIDENT)
    return render(request, "advice/erased.html")


@login_not_required
@never_cache
@require_POST
def slip(request: HttpRequest) -> HttpResponse:
    """Print a code on a slip, without a word of what was asked."""
    question = _by_code(request)
    if isinstance(question, HttpResponse):
        return question
    return pdf_answer(printing.slip(question, code=_typed(request)), name="kod")


def asked_page(
    request: HttpRequest, question: Question, code: str, *, template: str
) -> HttpResponse:
    """Show the code, once: what is stored of it does not give it back."""
    context = {"question": question, "code": code, "shown_code": answer_codes.spaced(code)}
    return render(request, template, context)


def _ask_page(request: HttpRequest, form: AskForm, **more: object) -> HttpResponse:
    context = {"form": form, "kept": kept(), **more}
    return render(request, "advice/ask.html", context, status=status_of(form))


def _wanted(request: HttpRequest) -> dict[str, str]:
    """Return what a link already chose: the topic, the PAL."""
    return {"topic": request.GET.get("temat", ""), "pal": request.GET.get("pal", "")}


def _typed(request: HttpRequest) -> str:
    return answer_codes.plain(request.POST.get("code", ""))


def _by_code(request: HttpRequest) -> Question | HttpResponse:
    """Return what lies behind the code that was posted, or the page that asks for another.

    After too many tries a right code and a wrong one get the same page.
    """
    try:
        limits.check_code(client_address(request))
    except DomainError as error:
        return _no(request, str(error.message), status=TOO_MANY)
    rows = Question.objects.select_related("topic", "pal")
    found = rows.filter(code_digest__in=answer_codes.digests(_typed(request))).first()
    if found is None:
        return _no(
            request,
            _("Pod tym kodem nic nie ma. Sprawdź litery. Odpowiedzi po pewnym czasie usuwamy."),
            status=404,
        )
    return found


def _no(request: HttpRequest, why: str, *, status: int) -> HttpResponse:
    return render(request, "advice/code.html", {"why": why}, status=status)


def _thread(
    request: HttpRequest, question: Question, form: MoreForm, **said: object
) -> HttpResponse:
    try:
        opened = reading.read_own(question)
        operations.mark_read(question, actor=RESIDENT)
    except DomainError as error:
        return _no(request, str(error.message), status=503)
    context = {"opened": opened, "form": form, "code": _typed(request), "kept": kept(), **said}
    return render(request, "advice/answer.html", context, status=status_of(form))
