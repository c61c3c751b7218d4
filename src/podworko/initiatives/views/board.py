"""The notice board as residents read, post, answer and report: no account, no contact shown."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.initiatives import limits, operations
from podworko.initiatives.forms.board import (
    FREE_RULE,
    BoardFilterForm,
    PostForm,
    ReplyForm,
    ReportForm,
)
from podworko.initiatives.models import Notice
from podworko.initiatives.operations.board import Posted
from podworko.initiatives.operations.replying import Replied
from podworko.initiatives.queries import board as queries
from podworko.initiatives.views.filling import filler
from podworko.initiatives.views.showing import chips_of, code_context
from podworko.network.public import pal_choices
from podworko.people.public import ContactForm, acting

PER_PAGE = 24


@login_not_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """List what hangs on the board, narrowed by the address."""
    form = BoardFilterForm(request.GET, pals=pal_choices())
    found = Paginator(queries.on_board(form.wanted()), PER_PAGE)
    context = {
        "form": form,
        "chips": chips_of(request, form),
        "page": found.get_page(request.GET.get("page")),
        "free_rule": FREE_RULE,
    }
    return render(request, "initiatives/board/board.html", context)


@login_not_required
@require_safe
def notice(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one notice."""
    return render(request, "initiatives/board/notice.html", {"notice": _public(public_id)})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest) -> HttpResponse:
    """Take a notice; it hangs after a look. Staff may write it for whoever calls or comes."""
    if away := acting.sign_in_first(request):
        return away
    contact = ContactForm(posted(request))
    form = PostForm(posted(request), initial=_first(request))
    if form.is_bound and all([form.is_valid(), contact.is_valid()]):
        if contact.is_trapped:
            return redirect("initiatives:board")
        if made := _posted(request, form, contact):
            told = code_context(request, made.notice.person, made.code)
            return render(request, "initiatives/board/posted.html", {"notice": made.notice, **told})
    if acting.is_on(request):
        acting.stop_completing(contact)
    context = {"form": form, "contact": contact, "free_rule": FREE_RULE}
    status = status_of(form, contact)
    return render(request, "initiatives/board/post.html", context, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Pass an answer on to the author; staff may write it for whoever calls or comes."""
    if away := acting.sign_in_first(request):
        return away
    found = _public(public_id)
    form = ReplyForm(posted(request))
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect(found)
        if made := _replied(request, found, form):
            told = code_context(request, made.reply.person, made.code)
            return render(request, "initiatives/board/replied.html", {"notice": found, **told})
    if acting.is_on(request):
        acting.stop_completing(form)
    context = {"form": form, "notice": found}
    return render(request, "initiatives/board/reply.html", context, status=status_of(form))


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take it that a notice breaks the rules; nobody asks who says so."""
    found = _public(public_id)
    form = ReportForm(posted(request))
    if form.is_bound and form.is_valid() and (form.is_trapped or _told(request, found, form)):
        return redirect("initiatives:board")
    context = {"form": form, "notice": found}
    return render(request, "initiatives/board/report.html", context, status=status_of(form))


def _public(public_id: uuid.UUID) -> Notice:
    return get_object_or_404(Notice.objects.public().select_related("pal"), public_id=public_id)


def _first(request: HttpRequest) -> dict[str, object]:
    kind = request.GET.get("kind", "")
    return {"kind": kind} if kind in Notice.Kind.values else {}


def _posted(request: HttpRequest, form: PostForm, contact: ContactForm) -> Posted | None:
    try:
        who = filler(request, email=contact.cleaned_data["email"])
        return operations.post(form.instance, contact.card(), channel=who.channel, actor=who.actor)
    except DomainError as error:
        put_on(form, error)
        return None


def _replied(request: HttpRequest, found: Notice, form: ReplyForm) -> Replied | None:
    try:
        who = filler(request, email=form.cleaned_data["email"])
        return operations.reply(
            found, form.card(), form.what(), channel=who.channel, actor=who.actor
        )
    except DomainError as error:
        put_on(form, error)
        return None


def _told(request: HttpRequest, found: Notice, form: ReportForm) -> bool:
    try:
        limits.check_form(client_address(request))
        reason, words = form.cleaned_data["reason"], form.cleaned_data["words"]
        operations.report_notice(found, reason=reason, words=words, actor=RESIDENT)
    except DomainError as error:
        put_on(form, error)
        return False
    messages.success(request, _("Dziękujemy. Zespół PAL to sprawdzi."))
    return True
