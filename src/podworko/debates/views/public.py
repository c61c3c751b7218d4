"""What residents see of debates: what is weighed, a vote from a phone, and what followed."""

import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core import codes, throttle
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.debates import operations
from podworko.debates.forms import RemarkForm, VoteForm
from podworko.debates.models import Debate
from podworko.debates.queries import debate_page
from podworko.network.public import Pal
from podworko.people.public import Channel

HOUR = timedelta(hours=1)
VOTES_AN_HOUR = 300
"""From one network address: a room full of phones shares one."""
REMARKS_AN_HOUR = 60
COOKIE_LIVES = int(timedelta(days=30).total_seconds())
MOST_LISTED = 30


@login_not_required
@require_safe
def debates(request: HttpRequest) -> HttpResponse:
    """List the debates that are on and what came of those that were."""
    rows = Debate.objects.public().select_related("session__activity", "session__pal", "study")
    return render(request, "debates/debates.html", {"debates": list(rows[:MOST_LISTED])})


@login_not_required
@require_safe
def debate(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what a debate weighs; once published, what was said, voted and decided."""
    rows = Debate.objects.public().select_related("session__activity", "session__pal", "study")
    found = get_object_or_404(rows, public_id=public_id)
    return render(request, "debates/debate.html", {"page": debate_page(found)})


@login_not_required
@never_cache
@require_safe
def by_code(request: HttpRequest) -> HttpResponse:
    """Find the vote by the code read out in the room."""
    code = codes.plain(request.GET.get("kod", ""))
    if code and Debate.objects.filter(code=code, state=Debate.State.OPEN).exists():
        return redirect("debates:vote", code)
    return render(request, "debates/code.html", {"code": code}, status=404 if code else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, code: str) -> HttpResponse:
    """Take a ballot from a phone: one from each device, without asking who."""
    found = _by_code(code)
    if found.state != Debate.State.OPEN:
        messages.info(request, _("To głosowanie już się skończyło."))
        return redirect(found)
    mark = request.COOKIES.get(_cookie(found), "")
    form = VoteForm(posted(request), debate=found)
    if form.is_valid() and _may_vote(request, form, mark):
        try:
            operations.vote(
                found,
                items=form.cleaned_data["items"],
                mark=f"web:{mark}",
                channel=Channel.WEB,
                actor=RESIDENT,
            )
        except DomainError as error:
            put_on(form, error)
        else:
            return redirect("debates:voted", code)
    context = {"debate": found, "form": form}
    response = render(request, "debates/vote.html", context, status=status_of(form))
    if not mark:
        _give_mark(response, found)
    return response


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def voted(request: HttpRequest, code: str) -> HttpResponse:
    """Say thank you, and take a remark, also while votes are counted, if there is one."""
    found = _by_code(code)
    form = RemarkForm(posted(request))
    if form.is_valid() and not form.is_trapped() and _may_remark(request, form):
        try:
            operations.add_remark(
                found, words=form.cleaned_data["words"], channel=Channel.WEB, actor=RESIDENT
            )
        except DomainError as error:
            put_on(form, error)
        else:
            return render(request, "debates/thanks.html", {"debate": found})
    context = {"debate": found, "form": form}
    return render(request, "debates/voted.html", context, status=status_of(form))


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw the debates of a PAL that are on, and the last ones that were."""
    rows = Debate.objects.public().filter(session__pal=pal).select_related("session__activity")
    found = list(rows[:3])
    if not found:
        return SafeString("")
    return render_to_string("debates/_pal_panel.html", {"debates": found}, request)


def _by_code(code: str) -> Debate:
    rows = Debate.objects.public().select_related("session__activity", "session__pal")
    return get_object_or_404(rows, code=codes.plain(code))


def _may_vote(request: HttpRequest, form: VoteForm, mark: str) -> bool:
    """Whether the device can be told from others, and its network does not send too many."""
    if not mark:
        form.add_error(None, _("Przeglądarka nie przyjęła pliku cookie. Zagłosuj na kartce."))
        return False
    if not throttle.allow("debate-vote", client_address(request), limit=VOTES_AN_HOUR, window=HOUR):
        form.add_error(None, _("Z tej sieci przyszło za dużo głosów. Zagłosuj na kartce."))
        return False
    return True


def _may_remark(request: HttpRequest, form: RemarkForm) -> bool:
    address = client_address(request)
    if throttle.allow("debate-remark", address, limit=REMARKS_AN_HOUR, window=HOUR):
        return True
    form.add_error(None, _("Z tej sieci przyszło za dużo uwag. Powiedz ją prowadzącej."))
    return False


def _cookie(found: Debate) -> str:
    return f"glos_{found.code}"


def _give_mark(response: HttpResponse, found: Debate) -> None:
    response.set_cookie(
        _cookie(found),
        secrets.token_urlsafe(16),
        max_age=COOKIE_LIVES,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
