"""Answers to requests for means: money by who grants it, the rest by who accompanies."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.initiatives import policies
from podworko.initiatives.forms.ideas_desk import MeansAnswerForm
from podworko.initiatives.models import Means
from podworko.initiatives.operations import ideas_means

SHOWN_IN_PANEL = 6


@needs(May.ACCOMPANY)
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Say yes or no to a room, things, people or insurance."""
    found = get_object_or_404(policies.answered_means(request.user), public_id=key)
    back = reverse("initiatives:desk_idea", args=[found.initiative.public_id])
    return _answer(request, found, back=back)


@needs(May.GRANT_MEANS)
@never_cache
@require_safe
def money(request: StaffRequest) -> HttpResponse:
    """List requests for money that wait, and what became of the last ones; nobody is named."""
    rows = policies.granted_money(request.user)
    waiting = rows.filter(state=Means.State.ASKED).order_by("due_on", "pk")
    answered = rows.exclude(state=Means.State.ASKED).order_by("-answered_at", "-pk")
    context = {"waiting": list(waiting), "answered": list(answered[:30])}
    return render(request, "initiatives/ideas/desk/money.html", context)


@needs(May.GRANT_MEANS)
@never_cache
@require_http_methods(["GET", "POST"])
def answer_money(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Say yes or no to a request for money."""
    found = get_object_or_404(policies.granted_money(request.user), public_id=key)
    return _answer(request, found, back=reverse("initiatives:desk_idea_money"))


def panel(request: HttpRequest) -> SafeString:
    """Draw on the desk's first page the requests for money that wait for who grants it."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.GRANT_MEANS):
        return SafeString("")
    rows = policies.granted_money(user).filter(state=Means.State.ASKED)
    waiting = list(rows.order_by("due_on", "pk"))
    if not waiting:
        return SafeString("")
    late = sum(each.due_on < times.today() for each in waiting)
    context = {"waiting": waiting[:SHOWN_IN_PANEL], "number": len(waiting), "late": late}
    page = "initiatives/ideas/desk/_money_panel.html"
    return SafeString(render_to_string(page, context, request))


def _answer(request: StaffRequest, found: Means, *, back: str) -> HttpResponse:
    form = MeansAnswerForm(posted(request), means=found)
    if form.is_bound and form.is_valid():
        try:
            ideas_means.answer_means(found, form.answer(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odpowiedź wysłana."))
            return redirect(back)
    context = {"form": form, "means": found, "initiative": found.initiative, "back": back}
    page = "initiatives/ideas/desk/means.html"
    return render(request, page, context, status=status_of(form))
