"""The desk's pages of the outbox. HTTP in, domain call, HTTP out."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.audit import public as audit
from podworko.core.http import errors_shown
from podworko.messages import operations, policies, queries
from podworko.messages.forms import MessageFilterForm
from podworko.messages.models import Channel, Message, Status
from podworko.ui.values import Chip

CALLS_PER_PAGE = 50
FEW = 5
Operation = Callable[..., Message]


@require_GET
@needs(May.SEE_MESSAGES)
def message_list(request: StaffRequest) -> HttpResponse:
    form = MessageFilterForm(request.GET)
    wanted = form.wanted()
    if as_format := audit.wanted_format(request):
        return _messages_file(request, wanted, as_format)
    page = queries.message_list(
        request.user,
        status=wanted.get("status", ""),
        channel=wanted.get("channel", ""),
        text=wanted.get("q", ""),
        after=_uuid(request.GET.get("after", "")),
    )
    context = {
        "page": page,
        "form": form,
        "chips": _chips(request, wanted),
        "older": _query(request, after=str(page.after)) if page.after else "",
        "is_first": "after" not in request.GET,
        "letters": list(queries.letters_to_print(request.user).values_list("public_id", flat=True)),
    }
    return render(request, "outbox/messages.html", context)


@require_GET
@needs(May.SEE_MESSAGES)
def message_detail(request: StaffRequest, public_id: UUID) -> HttpResponse:
    message = _visible(request, public_id)
    page = queries.message_page(message, viewer=request.user)
    audit.saw(message, actor=request.user, purpose="desk.message")
    return render(request, "outbox/message.html", {"page": page, "message": message})


@require_GET
@needs(May.SEE_MESSAGES)
def call_list(request: StaffRequest) -> HttpResponse:
    waiting = queries.call_list(request.user)
    if as_format := audit.wanted_format(request):
        return _calls_file(request, as_format)
    calls = Paginator(waiting, CALLS_PER_PAGE)
    return render(request, "outbox/calls.html", {"page": calls.get_page(request.GET.get("page"))})


def panel(request: HttpRequest) -> SafeString:
    """Draw whom to phone, the longest waiting first, and how many letters wait to be printed."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.SEE_MESSAGES):
        return mark_safe("")
    waiting = queries.call_list(user)
    context = {
        "calls": waiting[:FEW],
        "count": waiting.count(),
        "letters": queries.letters_waiting(user),
    }
    if not context["count"] and not context["letters"]:
        return mark_safe("")
    return render_to_string("outbox/_panel.html", context, request)


def _messages_file(request: StaffRequest, wanted: dict[str, str], as_format: str) -> HttpResponse:
    return audit.table_file(
        name="wiadomosci",
        headings=[
            *(_("Do kogo"), _("O czym"), _("Sposób"), _("Stan"), _("Napisana")),
        ],
        rows=queries.message_cells(
            request.user,
            status=wanted.get("status", ""),
            channel=wanted.get("channel", ""),
            text=wanted.get("q", ""),
        ),
        as_format=as_format,
        about=request.user,
        actor=request.user,
    )


def _calls_file(request: StaffRequest, as_format: str) -> HttpResponse:
    return audit.table_file(
        name="do-telefonu",
        headings=[_("Do kogo"), _("Telefon"), _("Co powiedzieć"), _("Napisana"), _("Próby")],
        rows=queries.call_cells(request.user),
        as_format=as_format,
        about=request.user,
        actor=request.user,
    )


@require_POST
@needs(May.SEE_MESSAGES)
def retry(request: StaffRequest, public_id: UUID) -> HttpResponse:
    message = _visible(request, public_id)
    return _done(request, message, operations.retry, _("Wiadomość zostanie wysłana ponownie."))


@require_POST
@needs(May.SEE_MESSAGES)
def withdraw(request: StaffRequest, public_id: UUID) -> HttpResponse:
    message = _visible(request, public_id)
    return _done(request, message, operations.withdraw, _("Wiadomość została wycofana."))


@require_POST
@needs(May.SEE_MESSAGES)
def mark_printed(request: StaffRequest, public_id: UUID) -> HttpResponse:
    message = _readable(request, public_id)
    return _done(request, message, operations.mark_printed, _("Zapisane: wydruk przekazany."))


@require_POST
@needs(May.SEE_MESSAGES)
def record_call(request: StaffRequest, public_id: UUID) -> HttpResponse:
    """Note how a call went and go back to the list, to the next person."""
    message = _readable(request, public_id)
    outcome = request.POST.get("outcome", "")
    with errors_shown(request):
        operations.record_call(message, outcome, actor=request.user)
        messages.success(request, _("Rozmowa zapisana."))
    return redirect("outbox:calls")


def _done(
    request: StaffRequest, message: Message, operation: Operation, words: str
) -> HttpResponse:
    with errors_shown(request):
        operation(message, actor=request.user)
        messages.success(request, words)
    return redirect(message)


def _visible(request: StaffRequest, public_id: UUID) -> Message:
    return get_object_or_404(policies.visible_messages(request.user), public_id=public_id)


def _readable(request: StaffRequest, public_id: UUID) -> Message:
    message = _visible(request, public_id)
    if not policies.may_read(request.user, message):
        raise Http404
    return message


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _chips(request: HttpRequest, wanted: dict[str, str]) -> list[Chip]:
    """Name each filter that is on, with the address of the list without it."""
    names = dict(Status.choices) | dict(Channel.choices)
    return [
        Chip(label=str(names.get(value, value)), href=_query(request, without=key))
        for key, value in wanted.items()
    ]


def _query(request: HttpRequest, *, without: str = "", after: str = "") -> str:
    query = request.GET.copy()
    for key in {without, "after"} & set(query):
        del query[key]
    if after:
        query["after"] = after
    return f"{reverse('outbox:messages')}?{query.urlencode()}"
