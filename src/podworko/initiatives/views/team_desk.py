"""The desk's pages of a residents' team: mandate, people, who wants to join, tasks."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.audit import public as audit
from podworko.core import codes, times
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.initiatives import operations, policies
from podworko.initiatives.forms.team import (
    ApplicationForm,
    EndForm,
    MemberForm,
    PartForm,
    TaskForm,
    TeamForm,
)
from podworko.initiatives.models import Team, TeamApplication, TeamMember, TeamTask
from podworko.initiatives.queries import team as queries
from podworko.people.public import Channel, register
from podworko.ui.values import Differing


@needs(May.RUN_TEAM)
@never_cache
@require_safe
def teams(request: StaffRequest) -> HttpResponse:
    """List the PALs one runs teams of, with or without one; a single one is opened at once."""
    pals = list(policies.pals_where(request.user, May.RUN_TEAM).select_related("residents_team"))
    if len(pals) == 1:
        return redirect("initiatives:desk_team", pals[0].slug)
    return render(request, "initiatives/team/desk/teams.html", {"pals": pals})


@needs(May.RUN_TEAM)
@never_cache
@require_safe
def team(request: StaffRequest, slug: str) -> HttpResponse:
    """Show a team: who waits for an answer, who is in it, what is open, when it meets."""
    pal = get_object_or_404(policies.pals_where(request.user, May.RUN_TEAM), slug=slug)
    found = Team.objects.filter(pal=pal).select_related("pal").first()
    if found is None:
        return render(request, "initiatives/team/desk/none.html", {"pal": pal})
    context = {"desk": queries.team_desk(found), "pal": pal}
    return render(request, "initiatives/team/desk/team.html", context)


@needs(May.RUN_TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, slug: str) -> HttpResponse:
    """Begin a team, or change its mandate; who saves second sees both versions."""
    pal = get_object_or_404(policies.pals_where(request.user, May.RUN_TEAM), slug=slug)
    found = Team.objects.filter(pal=pal).first()
    form = TeamForm(posted(request), instance=found or Team(pal=pal))
    differing: list[Differing] = []
    is_late = False
    if form.is_bound and form.is_valid():
        try:
            _store(form, is_new=found is None, actor=request.user)
        except ChangedMeanwhileError:
            form, differing = form.merged(Team.objects.get(pal=pal))
            is_late = True
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("initiatives:desk_team", slug)
    context = {"form": form, "pal": pal, "differing": differing, "is_late": is_late}
    status = HTTPStatus.CONFLICT if is_late else status_of(form)
    return render(request, "initiatives/team/desk/edit.html", context, status=status)


@needs(May.RUN_TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def application(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Read one application, and answer it."""
    rows = policies.run_team_applications(request.user)
    found = get_object_or_404(rows, public_id=public_id)
    form = ApplicationForm(posted(request))
    if form.is_bound and form.is_valid():
        accepts, words = form.cleaned_data["accepts"] == "tak", form.cleaned_data["words"]
        try:
            operations.answer_application(found, accepts=accepts, words=words, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odpowiedź wysłana."))
            return redirect("initiatives:desk_team", found.team.pal.slug)
    audit.saw(found.person, actor=request.user, purpose="team.application")
    context = {"application": found, "form": form}
    page = "initiatives/team/desk/application.html"
    return render(request, page, context, status=status_of(form))


@needs(May.RUN_TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def add_member(request: StaffRequest, slug: str) -> HttpResponse:
    """Take somebody into the team whom it chose without an application."""
    found = _team(request, slug)
    form = MemberForm(posted(request), initial={"since": times.today()})
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                operations.begin_term(
                    found,
                    register(form.card(), channel=Channel.DESK, actor=request.user),
                    since=data["since"],
                    shown_name=data["shown_name"],
                    actor=request.user,
                )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Osoba jest w zespole."))
            return redirect("initiatives:desk_team", slug)
    context = {"form": form, "team": found}
    return render(request, "initiatives/team/desk/add.html", context, status=status_of(form))


@needs(May.RUN_TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def member(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one term: what somebody does in the team, and how to reach them."""
    found = _member(request, public_id)
    first = {"part": found.part, "shown_name": found.shown_name}
    form = PartForm(posted(request), initial=first)
    if form.is_bound and form.is_valid():
        try:
            operations.change_member(found, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("initiatives:desk_team_member", public_id)
    audit.saw(found.person, actor=request.user, purpose="team.member")
    context = {
        "member": found,
        "form": form,
        "end_form": EndForm(initial={"last_on": times.today()}),
        "tasks": list(found.tasks.open()),
    }
    return render(request, "initiatives/team/desk/member.html", context, status=status_of(form))


@needs(May.RUN_TEAM)
@require_POST
def end(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End a term early; what the member took on waits for somebody."""
    found = _member(request, public_id)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            freed = operations.end_term(found, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _ended_words(len(freed)))
            return redirect("initiatives:desk_team", found.team.pal.slug)
    context = {
        "member": found,
        "form": PartForm(initial={"part": found.part, "shown_name": found.shown_name}),
        "end_form": form,
        "tasks": list(found.tasks.open()),
    }
    return render(request, "initiatives/team/desk/member.html", context, status=422)


@needs(May.RUN_TEAM)
@require_POST
def renew(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin another term of a member."""
    found = _member(request, public_id)
    with errors_shown(request):
        operations.renew_term(found, actor=request.user)
        messages.success(request, _("Następna kadencja zapisana."))
    return redirect("initiatives:desk_team", found.team.pal.slug)


@needs(May.RUN_TEAM)
@require_POST
def new_code(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give a member a new code to their own page, and show it once."""
    found = _member(request, public_id)
    page, _known = operations.open_page(found.person, actor=request.user)
    code = operations.give_code(page, actor=request.user)
    context = {"member": found, "code": codes.spaced(code)}
    return render(request, "initiatives/team/desk/code.html", context)


@needs(May.RUN_TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def add_task(request: StaffRequest, slug: str) -> HttpResponse:
    """Write down who does what by when."""
    return _task(request, TeamTask(team=_team(request, slug)))


@needs(May.RUN_TEAM)
@never_cache
@require_http_methods(["GET", "POST"])
def task(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a task, or who does it."""
    return _task(
        request, get_object_or_404(policies.run_team_tasks(request.user), public_id=public_id)
    )


@needs(May.RUN_TEAM)
@require_POST
def task_done(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say that a task is done."""
    found = get_object_or_404(policies.run_team_tasks(request.user), public_id=public_id)
    operations.finish_task(found, actor=request.user)
    messages.success(request, _("Zrobione. Dziękujemy."))
    return redirect("initiatives:desk_team", found.team.pal.slug)


@needs(May.RUN_TEAM)
@never_cache
@require_safe
def handover(request: StaffRequest, slug: str) -> HttpResponse:
    """Show on one sheet what a new member has to know: mandate, decisions in force, tasks."""
    desk = queries.team_desk(_team(request, slug))
    return render(request, "initiatives/team/desk/handover.html", {"desk": desk})


def panel(request: HttpRequest) -> SafeString:
    """Draw on the desk's first page who waits for an answer, and what of the team is late."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.RUN_TEAM):
        return SafeString("")
    waiting = list(policies.run_team_applications(user).filter(state=TeamApplication.State.WAITING))
    late = list(policies.run_team_tasks(user).filter(due_on__lt=times.today()))
    if not waiting and not late:
        return SafeString("")
    context = {"waiting": waiting, "late": late, "today": times.today()}
    return render_to_string("initiatives/team/desk/_panel.html", context, request)


def _store(form: TeamForm, *, is_new: bool, actor: User) -> None:
    if is_new:
        operations.found_team(form.instance, actor=actor)
    else:
        operations.save_team(form.instance, actor=actor, seen_version=form.seen_version)


def _task(request: StaffRequest, row: TeamTask) -> HttpResponse:
    form = TaskForm(posted(request), instance=row)
    if form.is_bound and form.is_valid():
        try:
            operations.save_task(form.instance, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("initiatives:desk_team", row.team.pal.slug)
    context = {"form": form, "team": row.team}
    return render(request, "initiatives/team/desk/task.html", context, status=status_of(form))


def _team(request: StaffRequest, slug: str) -> Team:
    rows = policies.run_teams(request.user)
    return get_object_or_404(rows, pal__slug=slug)


def _member(request: StaffRequest, public_id: uuid.UUID) -> TeamMember:
    rows = TeamMember.objects.select_related("team__pal", "person")
    found = rows.filter(team__in=policies.run_teams(request.user), public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _ended_words(freed: int) -> str:
    if not freed:
        return _("Kadencja zakończona. Dziękujemy tej osobie.")
    words = ngettext(
        "Kadencja zakończona. %(number)s zadanie czeka na kogoś.",
        "Kadencja zakończona. %(number)s zadań czeka na kogoś.",
        freed,
    )
    return words % {"number": freed}
