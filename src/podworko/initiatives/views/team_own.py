"""What a member of a team has on their own page: meetings, minutes, tasks."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from podworko.audit.public import RESIDENT
from podworko.core.discreet import discreet
from podworko.core.http import errors_shown
from podworko.initiatives import operations
from podworko.initiatives.models import Meeting, TeamMember
from podworko.initiatives.queries import team as queries
from podworko.initiatives.views.own import person_of
from podworko.people.public import Person


def section(request: HttpRequest, *, person: Person, token: str) -> SafeString:
    """Draw what somebody has to do with teams; nothing for whoever has nothing."""
    terms, asked = queries.terms_of(person), queries.applications_of(person)
    if not terms and not asked:
        return SafeString("")
    context = {"terms": terms, "applications": asked, "token": token}
    return render_to_string("initiatives/team/own/_section.html", context, request)


@login_not_required
@discreet
@require_safe
def team(request: HttpRequest, token: str, slug: str) -> HttpResponse:
    """Show a member the inside of the team: what is to come, tasks, minutes not told yet."""
    member = _member(token, slug)
    context = {
        "token": token,
        "member": member,
        "desk": queries.team_desk(member.team),
        "coming": queries.coming_meetings(member.team),
    }
    return render(request, "initiatives/team/own/team.html", context)


@login_not_required
@discreet
@require_safe
def meeting(request: HttpRequest, token: str, slug: str, public_id: uuid.UUID) -> HttpResponse:
    """Show a member one meeting, whether or not its minutes are told to everybody."""
    member = _member(token, slug)
    found = get_object_or_404(
        member.team.meetings.exclude(state=Meeting.State.CALLED_OFF), public_id=public_id
    )
    context = {"token": token, "member": member, "page": queries.meeting_page(found)}
    return render(request, "initiatives/team/own/meeting.html", context)


@login_not_required
@discreet
@require_POST
def task(
    request: HttpRequest, token: str, slug: str, public_id: uuid.UUID, what: str
) -> HttpResponse:
    """Take a task over, or say that it is done."""
    member = _member(token, slug)
    found = get_object_or_404(member.team.tasks.open(), public_id=public_id)
    with errors_shown(request):
        if what == "wez":
            operations.take_task(found, member, actor=RESIDENT)
            messages.success(request, _("Zadanie jest Twoje. Dziękujemy."))
        elif found.member_id == member.pk:
            operations.finish_task(found, actor=RESIDENT)
            messages.success(request, _("Zrobione. Dziękujemy."))
    return redirect("initiatives:own_team", token, slug)


@login_not_required
@discreet
@require_POST
def withdraw(request: HttpRequest, token: str, public_id: uuid.UUID) -> HttpResponse:
    """Take back that one wants to join."""
    found = get_object_or_404(person_of(token).team_applications, public_id=public_id)
    operations.withdraw_application(found, actor=RESIDENT)
    messages.success(request, _("Wycofane. Dziękujemy, że dajesz znać."))
    return redirect("initiatives:own", token)


def _member(token: str, slug: str) -> TeamMember:
    """Return the term of whose page this is; Http404 for who is not in that team today."""
    rows = TeamMember.objects.current().select_related("team__pal", "person")
    return get_object_or_404(rows, person=person_of(token), team__pal__slug=slug)
