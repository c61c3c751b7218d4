"""The desk's pages of initiatives: the board, one with everything, answers by promised days."""

import uuid
from collections.abc import Callable
from typing import TypeAlias

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.initiatives import policies
from podworko.initiatives.forms.ideas_desk import (
    AnswerIdeaForm,
    PostAnswerForm,
    RulesForm,
    SheetForm,
    TakeStepForm,
)
from podworko.initiatives.forms.ideas_work import WordsForm
from podworko.initiatives.models import Initiative, InitiativeLink
from podworko.initiatives.operations import (
    ideas,
    ideas_path,
    ideas_posts,
    ideas_support,
    ideas_team,
)
from podworko.initiatives.queries.ideas_board import board as read_board
from podworko.initiatives.queries.ideas_board import desk_page, dues_of, supporters
from podworko.initiatives.views import ideas_shared as shared
from podworko.initiatives.views.ideas_own import answer_member
from podworko.initiatives.views.ideas_public import photo_file
from podworko.initiatives.views.ideas_shared import Way
from podworko.planning.public import TieForm

Page: TypeAlias = Callable[..., HttpResponse]
SHOWN_IN_PANEL = 6


@needs(May.ACCOMPANY)
@never_cache
@require_safe
def board(request: StaffRequest) -> HttpResponse:
    """Show what is where on the path, and what is promised by when."""
    pals = list(policies.pals_where(request.user, May.ACCOMPANY).order_by("name"))
    wanted = request.GET.get("pal", "")
    pal = next((each for each in pals if each.slug == wanted), None)
    rows = policies.accompanied_initiatives(request.user)
    rows = rows.filter(pal=pal) if pal else rows
    columns = read_board(rows)
    dues = sorted(
        (due for column in columns for card in column.cards for due in card.dues),
        key=lambda due: due.on,
    )
    ended = rows.filter(state__in=Initiative.ENDED).order_by("-since", "-pk")[:20]
    context = {"columns": columns, "dues": dues, "pals": pals, "pal": pal, "ended": list(ended)}
    return render(request, "initiatives/ideas/desk/board.html", context)


@needs(May.SEE_PLAN)
@never_cache
@require_safe
def overview(request: StaffRequest) -> HttpResponse:
    """Show the states of initiatives to who plans, without anybody's name."""
    rows = policies.seen_initiatives(request.user)
    return render(request, "initiatives/ideas/desk/overview.html", {"columns": read_board(rows)})


@needs(May.ACCOMPANY)
@never_cache
@require_http_methods(["GET", "POST"])
def idea(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one initiative with everything, and tie it to what it answers."""
    found = one(request, public_id)
    form = TieForm(posted(request), pal=found.pal)
    if form.is_bound and form.is_valid():
        try:
            ideas.tie(found, form.tie(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Powiązane. Zobaczą to też mieszkańcy."))
            return redirect("initiatives:desk_idea", public_id)
    audit.saw(found, actor=request.user, purpose="initiative.card")
    context = {
        "page": desk_page(found),
        "form": form,
        "way": way_of(request, found),
        "supporters": supporters(found),
        "may_grant": may(request.user, May.GRANT_MEANS, pal_id=found.pal_id),
    }
    return render(request, "initiatives/ideas/desk/idea.html", context, status=status_of(form))


@needs(May.ACCOMPANY)
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Publish an idea, ask something back, or say not this time, in words."""
    found = one(request, public_id)
    form = AnswerIdeaForm(posted(request))
    if form.is_bound and form.is_valid():
        what = form.cleaned_data["what"]
        act = {"publish": ideas.publish, "ask": ideas.ask_back, "decline": ideas.decline}[what]
        try:
            act(found, words=form.cleaned_data["words"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odpowiedź wysłana."))
            return redirect("initiatives:desk_idea", public_id)
    return _on(
        request, found, "initiatives/ideas/desk/answer.html", {"form": form}, status_of(form)
    )


@needs(May.ACCOMPANY)
@never_cache
@require_http_methods(["GET", "POST"])
def step(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take an initiative a step on, or tell its team what is lacking."""
    found = one(request, public_id)
    form = TakeStepForm(posted(request), initiative=found)
    if form.is_bound and form.is_valid():
        try:
            _stepped(request, found, form)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Zespół dostał wiadomość."))
            return redirect("initiatives:desk_idea", public_id)
    context = {"form": form, "page": desk_page(found)}
    return _on(request, found, "initiatives/ideas/desk/step.html", context, status_of(form))


@needs(May.ACCOMPANY)
@require_POST
def untie(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take one tie away."""
    found = one(request, public_id)
    rows = InitiativeLink.objects.select_related("need", "goal", "initiative")
    ideas.untie(get_object_or_404(rows, initiative=found, pk=number), actor=request.user)
    messages.success(request, _("Już nie powiązane."))
    return redirect("initiatives:desk_idea", public_id)


@needs(May.ACCOMPANY)
@never_cache
@require_http_methods(["GET", "POST"])
def sheet(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Type in a list of supporters on paper; what came of each line is told."""
    found = one(request, public_id)
    form = SheetForm(posted(request))
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        try:
            rows = form.cleaned_data["rows"]
            context["results"] = ideas_support.type_in_sheet(found, rows, actor=request.user)
            context["form"] = SheetForm()
        except DomainError as error:
            put_on(form, error)
    return _on(request, found, "initiatives/ideas/desk/sheet.html", context, status_of(form))


@needs(May.ACCOMPANY)
@never_cache
@require_http_methods(["GET", "POST"])
def member(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Answer who asked to join; have somebody lead, or leave, who said so."""
    found = one(request, public_id)
    rows = found.members.select_related("person")
    held = get_object_or_404(rows, pk=number)
    acts: dict[str, Callable[[], object]] = {
        "lead": lambda: ideas_team.make_leader(held, actor=request.user),
        "leave": lambda: ideas_team.leave(held, actor=request.user),
    }
    for name, act in acts.items():
        if name in request.POST:
            with errors_shown(request):
                act()
                messages.success(request, _("Zapisane."))
            return redirect("initiatives:desk_idea", public_id)
    if held.state != held.State.ASKED:
        return redirect("initiatives:desk_idea", public_id)
    return answer_member(request, way_of(request, found), held)


@needs(May.ACCOMPANY)
@never_cache
@require_http_methods(["GET", "POST"])
def post(request: StaffRequest, public_id: uuid.UUID, key: uuid.UUID) -> HttpResponse:
    """Read what a team wrote, and publish it or say what to mend; take a picture away."""
    found = one(request, public_id)
    held = get_object_or_404(found.posts, public_id=key)
    if "drop-photo" in request.POST:
        ideas_posts.drop_photo(held, actor=request.user)
        messages.success(request, _("Zdjęcie usunięte na zawsze."))
        return redirect("initiatives:desk_idea_post", public_id, key)
    form = PostAnswerForm(posted(request))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            is_published = data["is_published"] == "tak"
            words = data["words"]
            ideas_posts.answer_post(
                held, is_published=is_published, words=words, actor=request.user
            )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odpowiedź wysłana."))
            return redirect("initiatives:desk_idea", public_id)
    return _on(
        request,
        found,
        "initiatives/ideas/desk/post.html",
        {"form": form, "post": held},
        status_of(form),
    )


@needs(May.ACCOMPANY)
@never_cache
@require_safe
def photo(request: StaffRequest, public_id: uuid.UUID, key: uuid.UUID) -> FileResponse:
    """Answer with a photograph before residents see it."""
    return photo_file(get_object_or_404(one(request, public_id).posts, public_id=key))


@needs(May.ACCOMPANY)
@require_POST
def act(request: StaffRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Accompany an initiative, trust its team or not any more, or withdraw it for its team."""
    found = one(request, public_id)
    user = request.user
    acts: dict[str, Callable[[], object]] = {
        "towarzysze": lambda: ideas.accompany(found, animator=user, actor=user),
        "zaufany": lambda: ideas.trust(found, is_trusted=True, actor=user),
        "sprawdzany": lambda: ideas.trust(found, is_trusted=False, actor=user),
        "wycofane": lambda: ideas.withdraw(found, actor=user),
    }
    if what not in acts:
        raise Http404
    with errors_shown(request):
        acts[what]()
        messages.success(request, _("Zapisane."))
    return redirect("initiatives:desk_idea", public_id)


@needs(May.ACCOMPANY)
@never_cache
@require_http_methods(["GET", "POST"])
def decline(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say not this time to something that is public already, in words."""
    found = one(request, public_id)
    form = WordsForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            ideas.decline(found, words=form.cleaned_data["words"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odpowiedź wysłana."))
            return redirect("initiatives:desk_idea", public_id)
    return _on(
        request, found, "initiatives/ideas/desk/decline.html", {"form": form}, status_of(form)
    )


@needs(May.ACCOMPANY)
@never_cache
@require_http_methods(["GET", "POST"])
def rules(request: StaffRequest, slug: str) -> HttpResponse:
    """Set what a PAL has otherwise than the network: support, days, the worth of an hour."""
    pal = get_object_or_404(policies.pals_where(request.user, May.ACCOMPANY), slug=slug)
    form = RulesForm(posted(request), pal=pal)
    if form.is_bound and form.is_valid():
        ideas.lay_down_rules(form.instance, actor=request.user)
        messages.success(request, _("Zapisane. Co już obiecane, zostaje."))
        return redirect("initiatives:desk_ideas")
    context = {"form": form, "pal": pal}
    page = "initiatives/ideas/desk/rules.html"
    return render(request, page, context, status=status_of(form))


def panel(request: HttpRequest) -> SafeString:
    """Draw on the desk's first page what is promised soon, and what is late."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.ACCOMPANY):
        return SafeString("")
    dues = dues_of(policies.accompanied_initiatives(user))
    if not dues:
        return SafeString("")
    context = {
        "dues": dues[:SHOWN_IN_PANEL],
        "number": len(dues),
        "late": sum(due.is_late for due in dues),
    }
    return SafeString(render_to_string("initiatives/ideas/desk/_panel.html", context, request))


def at_desk(page: Page) -> Page:
    """Make a page of the desk of a page it has alike with teams."""

    @needs(May.ACCOMPANY)
    @never_cache
    @require_http_methods(["GET", "POST"])
    def view(
        request: StaffRequest,
        public_id: uuid.UUID,
        *args: object,
        **kwargs: object,
    ) -> HttpResponse:
        found = one(request, public_id)
        return page(request, way_of(request, found), *args, **kwargs)

    return view


edit = at_desk(shared.edit)
add_row = at_desk(shared.add_row)
change_row = at_desk(shared.change_row)
route = at_desk(shared.route)
paper = at_desk(shared.paper)
ask_means = at_desk(shared.ask_means)
settle = at_desk(shared.settle)
write_post = at_desk(shared.write_post)
mend_post = at_desk(shared.mend_post)
report = at_desk(shared.report)


def one(request: StaffRequest, public_id: uuid.UUID) -> Initiative:
    """Return an initiative this user accompanies; raises Http404 for others."""
    return get_object_or_404(policies.accompanied_initiatives(request.user), public_id=public_id)


def way_of(request: StaffRequest, found: Initiative) -> Way:
    """Return the way to work on an initiative at the desk."""
    return Way(found, actor=request.user, prefix="desk_idea", args=(found.public_id,))


def _stepped(request: StaffRequest, found: Initiative, form: TakeStepForm) -> None:
    data = form.cleaned_data
    if data["to"] == form.BACK:
        ideas_path.send_back(found, words=data["words"], actor=request.user)
        return
    ideas_path.take_step(
        found,
        to=data["to"],
        words=data["words"],
        due_on=data.get("due_on"),
        actor=request.user,
    )


def _on(
    request: StaffRequest, found: Initiative, template: str, context: dict[str, object], status: int
) -> HttpResponse:
    more = {"initiative": found, "way": way_of(request, found), **context}
    return render(request, template, more, status=status)
