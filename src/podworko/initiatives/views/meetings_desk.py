"""The desk's pages of a team's meetings: invitation, who came, minutes, decisions."""

import uuid
from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.initiatives import operations, policies
from podworko.initiatives.forms.team import (
    DecisionForm,
    MeetingForm,
    MinutesForm,
    PresenceForm,
    first_plan,
)
from podworko.initiatives.models import DecisionLink, Meeting, Team
from podworko.initiatives.operations.meetings import members_on
from podworko.initiatives.queries import team as queries
from podworko.planning.public import TieForm

PAGE = "initiatives/team/desk/meeting.html"


@needs(May.RUN_TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest, slug: str) -> HttpResponse:
    """Plan a meeting."""
    team = get_object_or_404(policies.run_teams(request.user), pal__slug=slug)

    def store(form: MeetingForm) -> Meeting:
        return operations.plan_meeting(team, form.plan(), actor=request.user)

    return _planned(request, team, None, store)


@needs(May.RUN_TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change when, where and what about."""
    found = _meeting(request, public_id)

    def store(form: MeetingForm) -> Meeting:
        return operations.change_meeting(found, form.plan(), actor=request.user)

    return _planned(request, found.team, found, store)


@needs(May.RUN_TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def meeting(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a meeting and all that can be written of it; a sent form says which part it is."""
    found = _meeting(request, public_id)
    part = request.POST.get("part", "")
    if request.method == "POST" and part in PARTS:
        return PARTS[part](request, found)
    return _page(request, found)


@needs(May.RUN_TEAM)
@require_POST
def step(request: StaffRequest, public_id: uuid.UUID, act: str) -> HttpResponse:
    """Invite, call off, or publish the minutes."""
    found = _meeting(request, public_id)
    with errors_shown(request):
        if act == "zapros":
            told = operations.invite(found, actor=request.user)
            messages.success(request, _invited_words(told))
        elif act == "odwolaj":
            operations.call_off_meeting(found, actor=request.user)
            messages.success(request, _("Spotkanie odwołane."))
        elif act == "opublikuj":
            operations.publish_minutes(found, actor=request.user)
            messages.success(request, _("Protokół jest na stronie zespołu."))
    return redirect("initiatives:desk_meeting", public_id)


@needs(May.RUN_TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def decision(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one decision and what it is about; tie it to one thing more."""
    teams = policies.run_teams(request.user)
    rows = queries.all_decisions().filter(team__in=teams)
    found = get_object_or_404(rows, public_id=public_id)
    form = TieForm(posted(request), pal=found.team.pal)
    if form.is_bound and form.is_valid():
        try:
            operations.tie_decision(found, form.tie(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Powiązane. Zobaczą to też mieszkańcy."))
            return redirect("initiatives:desk_decision", public_id)
    context = {"decision": found, "form": form}
    page = "initiatives/team/desk/decision.html"
    return render(request, page, context, status=status_of(form))


@needs(May.RUN_TEAM)
@require_POST
def untie(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take one tie away."""
    rows = DecisionLink.objects.select_related("need", "goal", "decision")
    mine = rows.filter(decision__team__in=policies.run_teams(request.user))
    found = get_object_or_404(mine, decision__public_id=public_id, pk=number)
    operations.untie_decision(found, actor=request.user)
    messages.success(request, _("Już nie powiązane."))
    return redirect("initiatives:desk_decision", public_id)


def _planned(
    request: StaffRequest,
    team: Team,
    found: Meeting | None,
    store: Callable[[MeetingForm], Meeting],
) -> HttpResponse:
    form = MeetingForm(posted(request), initial=first_plan(found))
    if form.is_bound and form.is_valid():
        try:
            made = store(form)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("initiatives:desk_meeting", made.public_id)
    context = {"form": form, "team": team, "meeting": found}
    page = "initiatives/team/desk/plan.html"
    return render(request, page, context, status=status_of(form))


def _write_presence(request: StaffRequest, found: Meeting) -> HttpResponse:
    form = PresenceForm(request.POST, members=members_on(found))
    if form.is_valid():
        with errors_shown(request):
            came = form.cleaned_data["came"]
            operations.note_presence(found, came=came, actor=request.user)
            messages.success(request, _("Obecność zapisana."))
        return redirect("initiatives:desk_meeting", found.public_id)
    return _page(request, found, presence_form=form)


def _write_minutes(request: StaffRequest, found: Meeting) -> HttpResponse:
    form = MinutesForm(request.POST, instance=found)
    if not form.is_valid():
        return _page(request, found, minutes_form=form)
    data = form.cleaned_data
    try:
        operations.write_minutes(
            found,
            minutes=data["minutes"],
            guests=data["guests"],
            seen_version=form.seen_version,
            actor=request.user,
        )
    except ChangedMeanwhileError:
        current = Meeting.objects.select_related("team__pal").get(pk=found.pk)
        again, differing = form.merged(current)
        return _page(request, current, minutes_form=again, differing=differing)
    except DomainError as error:
        put_on(form, error)
        return _page(request, found, minutes_form=form)
    messages.success(request, _("Protokół zapisany. Sprawdź go i opublikuj."))
    return redirect("initiatives:desk_meeting", found.public_id)


def _write_decision(request: StaffRequest, found: Meeting) -> HttpResponse:
    present = queries.meeting_page(found).present
    form = DecisionForm(request.POST, team=found.team, present=present)
    if form.is_valid():
        try:
            made = operations.decide(found, form.resolution(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            words = _("Decyzja %(number)s zapisana.")
            messages.success(request, words % {"number": made.shown_number})
            return redirect("initiatives:desk_meeting", found.public_id)
    return _page(request, found, decision_form=form)


PARTS: dict[str, Callable[[StaffRequest, Meeting], HttpResponse]] = {
    "obecnosc": _write_presence,
    "protokol": _write_minutes,
    "decyzja": _write_decision,
}


def _page(request: HttpRequest, found: Meeting, **sent: object) -> HttpResponse:
    page = queries.meeting_page(found)
    members = members_on(found)
    came = page.present if page.is_noted else members
    context = {
        "page": page,
        "presence_form": PresenceForm(members=members, came=came),
        "minutes_form": MinutesForm(instance=found),
        "decision_form": DecisionForm(team=found.team, present=page.present),
        **sent,
    }
    status = HTTPStatus.CONFLICT if "differing" in sent else _status(sent)
    return render(request, PAGE, context, status=status)


def _status(sent: dict[str, object]) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK


def _meeting(request: StaffRequest, public_id: uuid.UUID) -> Meeting:
    return get_object_or_404(policies.run_meetings(request.user), public_id=public_id)


def _invited_words(told: int) -> str:
    words = ngettext(
        "Zaproszenie wysłane: %(number)s osoba.", "Zaproszenie wysłane: %(number)s osób.", told
    )
    return words % {"number": told}
