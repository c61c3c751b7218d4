"""What is a resident's own of initiatives: each with its plan, means, team and what it tells."""

import uuid
from collections.abc import Callable
from typing import TypeAlias

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from podworko.audit.public import RESIDENT
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import absolute, errors_shown, posted, put_on, status_of
from podworko.initiatives import idea_links
from podworko.initiatives.forms.ideas_work import WordsForm
from podworko.initiatives.models import Initiative, InitiativeMember
from podworko.initiatives.operations import ideas, ideas_path, ideas_team
from podworko.initiatives.operations.ideas_path import ASKED_FOR
from podworko.initiatives.queries.ideas import told
from podworko.initiatives.queries.ideas_board import desk_page
from podworko.initiatives.views import ideas_shared as shared
from podworko.initiatives.views.ideas_shared import Way
from podworko.initiatives.views.own import person_of
from podworko.people.public import Person

Page: TypeAlias = Callable[..., HttpResponse]


def section(request: HttpRequest, *, person: Person, token: str) -> SafeString:
    """Draw on somebody's own page the ideas they sent and the initiatives they do."""
    rows = Initiative.objects.filter(members__person=person, members__state__in=("in", "asked"))
    sent = Initiative.objects.filter(sender=person)
    found = told((rows | sent).distinct())
    if not found:
        return SafeString("")
    context = {"found": found, "token": token}
    return SafeString(render_to_string("initiatives/ideas/own/_section.html", context, request))


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def own_idea(request: HttpRequest, token: str, public_id: uuid.UUID) -> HttpResponse:
    """Show one initiative to who sent it or does it; answer what the PAL asked back."""
    initiative, member = _own(token, public_id)
    form = WordsForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            ideas.reply(initiative, words=form.cleaned_data["words"], actor=RESIDENT)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Dziękujemy. Odpowiemy w obiecanym terminie."))
            return redirect("initiatives:own_idea", token, public_id)
    inside = member is not None and member.state == InitiativeMember.State.IN
    context = {
        "page": desk_page(initiative),
        "form": form,
        "token": token,
        "member": member,
        "way": _way(initiative, token, member) if member and inside else None,
        "invitation": _invitation(initiative) if member and member.is_leader else "",
        "asked_for": ASKED_FOR,
        "may_withdraw": _may_withdraw(initiative, member),
    }
    return render(request, "initiatives/ideas/own/idea.html", context, status=status_of(form))


@login_not_required
@discreet
@require_POST
def act(request: HttpRequest, token: str, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Ask for a step, lead, leave, or take it all back."""
    initiative, member = _own(token, public_id)
    with errors_shown(request):
        messages.success(request, _done(initiative, member, what))
    if what == "odchodze":
        return redirect("initiatives:own", token)
    return redirect("initiatives:own_idea", token, public_id)


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, token: str, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take somebody into the team who asked to join, or say not this time; leaders alone."""
    initiative, own = _own(token, public_id)
    if own is None or not own.is_leader:
        raise Http404
    rows = initiative.members.select_related("person")
    found = get_object_or_404(rows, pk=number, state=InitiativeMember.State.ASKED)
    return answer_member(request, _way(initiative, token, own), found)


def answer_member(request: HttpRequest, way: Way, found: InitiativeMember) -> HttpResponse:
    """Answer somebody who wants to join, by the team or at the desk."""
    form = WordsForm(posted(request) if "accept" not in request.POST else None)
    if "accept" in request.POST:
        with errors_shown(request):
            ideas_team.accept(found, actor=way.actor)
            messages.success(request, _("Ta osoba jest w zespole."))
        return redirect(way.home)
    if form.is_bound and form.is_valid():
        try:
            words = form.cleaned_data["words"]
            ideas_team.turn_down(found, words=words, actor=way.actor)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odpowiedź wysłana."))
            return redirect(way.home)
    context = {"form": form, "way": way, "initiative": way.initiative, "member": found}
    page = "initiatives/ideas/work/member.html"
    return render(request, page, context, status=status_of(form))


def of_team(page: Page) -> Page:
    """Make a page of the team's own of a page it has alike with the desk."""

    @login_not_required
    @discreet
    @require_http_methods(["GET", "POST"])
    def view(
        request: HttpRequest,
        token: str,
        public_id: uuid.UUID,
        *args: object,
        **kwargs: object,
    ) -> HttpResponse:
        initiative, own = _own(token, public_id)
        if own is None or own.state != InitiativeMember.State.IN:
            raise Http404
        return page(request, _way(initiative, token, own), *args, **kwargs)

    return view


edit = of_team(shared.edit)
add_row = of_team(shared.add_row)
change_row = of_team(shared.change_row)
route = of_team(shared.route)
paper = of_team(shared.paper)
ask_means = of_team(shared.ask_means)
settle = of_team(shared.settle)
write_post = of_team(shared.write_post)
mend_post = of_team(shared.mend_post)
report = of_team(shared.report)


def _own(token: str, public_id: uuid.UUID) -> tuple[Initiative, InitiativeMember | None]:
    """Return an initiative of whose page this is, and their part; Http404 for others'."""
    person = person_of(token)
    rows = Initiative.objects.select_related("pal", "place", "sender")
    found = get_object_or_404(rows, public_id=public_id)
    members = found.members.filter(person=person).select_related("person")
    own = members.filter(state__in=("in", "asked")).first()
    if own is None and found.sender_id != person.pk:
        raise Http404
    return found, own


def _way(initiative: Initiative, token: str, member: InitiativeMember) -> Way:
    args = (token, initiative.public_id)
    return Way(initiative, actor=RESIDENT, prefix="own_idea", args=args, member=member)


def _invitation(initiative: Initiative) -> str:
    name = "initiatives:idea_invitation"
    return absolute("pl", name, idea_links.invitation_token(initiative))


def _done(initiative: Initiative, member: InitiativeMember | None, what: str) -> str:
    """Do one thing and return what is said of it; raises Http404 for what is not one's own."""
    if what == "wycofuje" and _may_withdraw(initiative, member):
        ideas.withdraw(initiative, actor=RESIDENT)
        return _("Wycofane. Dziękujemy, że dajesz znać.")
    if member is None:
        raise Http404
    if what == "odchodze":
        ideas_team.leave(member, actor=RESIDENT)
        return _("Nie jesteś już w zespole. Dziękujemy za wszystko!")
    if member.state != InitiativeMember.State.IN:
        raise Http404
    return _of_team(initiative, member, what)


def _may_withdraw(initiative: Initiative, member: InitiativeMember | None) -> bool:
    """Whether they may take all of it back: who leads, or who sent what nobody else does."""
    if member is None:
        return not initiative.members.inside().exists()
    return member.is_leader


def _of_team(initiative: Initiative, member: InitiativeMember, what: str) -> str:
    if what == "prowadze" and initiative.leader_due_on is not None:
        ideas_team.make_leader(member, actor=RESIDENT)
        return _("Prowadzisz tę inicjatywę. Powodzenia!")
    if what == "nowy-link" and member.is_leader:
        ideas_team.renew_invitation(initiative, actor=RESIDENT)
        return _("Nowy link gotowy. Poprzedni już nie działa.")
    steps = {f"krok-{state.value}".replace("_", "-"): state for state in ASKED_FOR}
    if what not in steps:
        raise Http404
    ideas_path.ask_step(initiative, to=steps[what], actor=RESIDENT)
    return _("Prośba wysłana. PAL odpowie w obiecanym terminie.")
