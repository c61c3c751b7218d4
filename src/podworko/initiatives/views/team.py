"""What residents read of a PAL's team, and how they ask to join it."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.initiatives import limits, operations
from podworko.initiatives.forms.team import JoinForm
from podworko.initiatives.models import Team
from podworko.initiatives.operations.team import Joining
from podworko.initiatives.queries import team as queries
from podworko.initiatives.views.showing import code_context
from podworko.network.public import Pal
from podworko.people.public import Channel, acting


@login_not_required
@require_safe
def team(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the team is for, who is in it, when it meets and what it decided."""
    page = queries.team_page(_public(slug))
    return render(request, "initiatives/team/team.html", {"page": page})


@login_not_required
@require_safe
def meeting(request: HttpRequest, slug: str, public_id: uuid.UUID) -> HttpResponse:
    """Show the minutes of one meeting."""
    found = get_object_or_404(_public(slug).meetings.told(), public_id=public_id)
    page = queries.told_meeting_page(found)
    return render(request, "initiatives/team/minutes.html", {"page": page})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Take it that somebody wants to join; staff may fill it in for whoever calls or comes."""
    if away := acting.sign_in_first(request):
        return away
    found = _public(slug)
    form = JoinForm(posted(request))
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect(found)
        made = _joined(request, found, form)
        if made:
            return _thanks(request, made)
    if acting.is_on(request):
        acting.stop_completing(form)
    context = {"form": form, "team": found}
    return render(request, "initiatives/team/join.html", context, status=status_of(form))


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw on a PAL's page that it has a team; nothing when it has none."""
    found = Team.objects.public().filter(pal=pal).first()
    if not found:
        return SafeString("")
    context = {"page": queries.team_page(found)}
    return render_to_string("initiatives/team/_pal_panel.html", context, request)


def _public(slug: str) -> Team:
    rows = Team.objects.public().select_related("pal")
    return get_object_or_404(rows, pal__slug=slug)


def _joined(request: HttpRequest, found: Team, form: JoinForm) -> Joining | None:
    """Ask to join, or put on the form what stands in the way."""
    try:
        helper = acting.of(request)
        if helper:
            helper.check_contact(form.cleaned_data["email"])
        else:
            limits.check_form(client_address(request))
        channel = helper.channel if helper else Channel.WEB
        actor = helper.user if helper else RESIDENT
        words = form.cleaned_data["words"]
        return operations.join(found, form.card(), words=words, channel=channel, actor=actor)
    except DomainError as error:
        put_on(form, error)
        return None


def _thanks(request: HttpRequest, made: Joining) -> HttpResponse:
    """Show what comes next, and where one's own page is."""
    application = made.application
    # An earlier day would tell a stranger that this person asked before.
    due_on = application.due_on if acting.is_on(request) else application.team.promised_on
    told = code_context(request, application.person, made.code)
    context = {"application": application, "due_on": due_on, **told}
    return render(request, "initiatives/team/joined.html", context)
