"""The desk's pages of the notice board: what waits for a look, what was reported, what hangs."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import put_on, status_of
from podworko.initiatives import operations, shelf_policies
from podworko.initiatives.forms.board import LookForm
from podworko.initiatives.models import Notice
from podworko.initiatives.queries import board as queries

PER_PAGE = 40
LOOKS = {"powies": "published", "popraw": "asked_back", "odmow": "declined"}
ACTS = (*LOOKS, "zdejmij", "zostaw", "odwolanie-tak", "odwolanie-nie")


@needs(May.RUN_SHELF)
@never_cache
@require_safe
def board(request: StaffRequest) -> HttpResponse:
    """Show what waits and how long, what was reported, and everything that hangs."""
    desk = queries.board_desk(shelf_policies.run_notices(request.user))
    page = Paginator(desk.hanging, PER_PAGE).get_page(request.GET.get("page"))
    context = {"desk": desk, "page": page, "today": times.today()}
    return render(request, "initiatives/board/desk/board.html", context)


@needs(May.RUN_SHELF)
@never_cache
@require_safe
def notice(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one notice with all that can be done with it."""
    return _page(request, _notice(request, public_id), LookForm())


@needs(May.RUN_SHELF)
@never_cache
@require_POST
def act(request: StaffRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Put a notice up, ask it back, decline it, take it down, or answer an appeal."""
    found = _notice(request, public_id)
    form = LookForm(request.POST)
    if what not in ACTS:
        raise Http404
    if form.is_valid():
        try:
            _do(found, what, words=form.cleaned_data["words"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("initiatives:desk_board")
    return _page(request, found, form)


def panel(request: HttpRequest) -> SafeString:
    """Draw on the desk's first page which notices wait for a look."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.RUN_SHELF):
        return SafeString("")
    desk = queries.board_desk(shelf_policies.run_notices(user))
    if not desk.is_busy:
        return SafeString("")
    return render_to_string("initiatives/board/desk/_panel.html", {"desk": desk}, request)


def _notice(request: StaffRequest, public_id: uuid.UUID) -> Notice:
    return get_object_or_404(shelf_policies.run_notices(request.user), public_id=public_id)


def _do(found: Notice, what: str, *, words: str, actor: User) -> None:
    if what in LOOKS:
        operations.answer_notice(found, state=LOOKS[what], words=words, actor=actor)
    elif what == "zdejmij":
        operations.hide_notice(found, words=words, actor=actor)
    elif what == "zostaw":
        operations.close_reports(found, actor=actor)
    else:
        hangs = what == "odwolanie-tak"
        operations.answer_appeal(found, hangs=hangs, words=words, actor=actor)


def _page(request: StaffRequest, found: Notice, form: LookForm) -> HttpResponse:
    audit.saw(found.person, actor=request.user, purpose="board.notice")
    context = {"notice": found, "reports": list(found.reports.all()), "form": form}
    page = "initiatives/board/desk/notice.html"
    return render(request, page, context, status=status_of(form))
