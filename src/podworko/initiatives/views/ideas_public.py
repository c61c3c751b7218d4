"""What residents read of initiatives, and how they send ideas, support and join: no account."""

import uuid
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT, Actor
from podworko.core import times
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import client_address, errors_shown, posted, put_on, status_of
from podworko.initiatives import idea_links, idea_rules, limits
from podworko.initiatives.forms.ideas import (
    FilterForm,
    IdeaContactForm,
    JoinForm,
    NewIdeaForm,
    SupportCodeForm,
    SupportForm,
)
from podworko.initiatives.models import (
    Initiative,
    InitiativeMember,
    InitiativePost,
    InitiativeQuerySet,
    Support,
)
from podworko.initiatives.operations import ideas, ideas_support, ideas_team
from podworko.initiatives.operations.ideas import Sent
from podworko.initiatives.operations.ideas_team import Joined
from podworko.initiatives.queries import ideas as queries
from podworko.initiatives.views.showing import code_context
from podworko.network.public import Pal, pal_choices, still_layers
from podworko.people.public import Channel, acting
from podworko.ui.values import Chip, TabLink, filter_chips, tabs

SHOWN_ON_A_PAL = 4


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """List what residents want to do and did, narrowed by the address."""
    form = FilterForm(request.GET, pals=pal_choices())
    context = {
        "form": form,
        "chips": _chips(request, form),
        "tabs": _tabs(request, "list"),
        "found": queries.listed(form.filters()),
    }
    return render(request, "initiatives/ideas/home.html", context)


@login_not_required
@require_safe
def on_map(request: HttpRequest) -> HttpResponse:
    """Show where it is; each point is on the list under the same number."""
    form = FilterForm(request.GET, pals=pal_choices())
    found = queries.listed(form.filters())
    spots = queries.map_spots(found)
    placed = {spot.told.initiative.pk for spot in spots}
    context = {
        "form": form,
        "chips": _chips(request, form),
        "tabs": _tabs(request, "map"),
        "spots": spots,
        "points": [spot.point for spot in spots],
        "elsewhere": [each for each in found if each.initiative.pk not in placed],
        "layers": still_layers(),
        "points_url": f"{reverse('initiatives:ideas_points')}?{request.GET.urlencode()}",
    }
    return render(request, "initiatives/ideas/map.html", context)


@login_not_required
@require_safe
def map_points(request: HttpRequest) -> JsonResponse:
    """Answer with the same points as GeoJSON, for the map that moves."""
    form = FilterForm(request.GET, pals=pal_choices())
    spots = queries.map_spots(queries.listed(form.filters()))
    return JsonResponse(queries.geojson(spots), content_type="application/geo+json")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take an idea; staff may fill it in for whoever calls or comes."""
    if away := acting.sign_in_first(request):
        return away
    wanted = request.GET.get("pal", "")
    # Looked for among those that are there: an address may hold what no database takes.
    pal = next((each for each in Pal.objects.open_to_people() if each.slug == wanted), None)
    form = NewIdeaForm(posted(request), initial={"pal": pal, "joins": True})
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect("initiatives:ideas")
        sent = _sent(request, form)
        if sent:
            return _thanks(request, sent)
    if acting.is_on(request):
        acting.stop_completing(form)
    context = {"form": form, "days": _usual_days()}
    return render(request, "initiatives/ideas/new.html", context, status=status_of(form))


@login_not_required
@require_safe
def idea(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one initiative: where it is on its path, what for, what its team tells."""
    found = public_one(public_id)
    context = {"page": queries.idea_page(found), "initiative": found}
    return render(request, "initiatives/ideas/idea.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def support(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask for a contact and write to it; the same answer whoever supports what already."""
    found = public_one(public_id)
    form = SupportForm(posted(request))
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect(found)
        if _asked(request, found, form):
            return redirect("initiatives:idea_support_code")
    context = {"form": form, "initiative": found}
    return render(request, "initiatives/ideas/support.html", context, status=status_of(form))


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def support_code(request: HttpRequest) -> HttpResponse:
    """Find somebody's support by the code from the message."""
    form = SupportCodeForm(posted(request))
    if form.is_bound and form.is_valid():
        found = _by_code(request, form.cleaned_data["code"])
        if found:
            return redirect(idea_links.support_path(found))
        words = _("Nie ma nic pod tym kodem. Sprawdź go albo spróbuj za dziesięć minut.")
        form.add_error("code", words)
    context = {"form": form}
    return render(request, "initiatives/ideas/support_code.html", context, status=status_of(form))


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def support_own(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody confirm their support, or take it back; looking alone changes nothing."""
    key = idea_links.read_support(token)
    if key is None:
        raise Http404
    rows = Support.objects.select_related("initiative__pal")
    found = get_object_or_404(rows, public_id=key)
    if request.method == "POST":
        with errors_shown(request):
            _act_on_support(request, found)
        return redirect("initiatives:idea_support_own", token)
    context = {"support": found, "initiative": found.initiative}
    return render(request, "initiatives/ideas/support_own.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take it that somebody wants to do it too; staff may fill it in for who calls or comes."""
    if away := acting.sign_in_first(request):
        return away
    return _joining(request, public_one(public_id), is_invited=False)


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let in at once whoever the team gave its link to."""
    key = idea_links.read_invitation(token)
    if key is None:
        raise Http404
    found = get_object_or_404(_public_rows(), invite_key=key)
    return _joining(request, found, is_invited=True)


@login_not_required
@require_safe
def photo(request: HttpRequest, public_id: uuid.UUID) -> FileResponse:
    """Answer with a photograph of a post that residents read."""
    del request
    rows = InitiativePost.objects.filter(state=InitiativePost.State.PUBLISHED)
    return photo_file(get_object_or_404(rows, public_id=public_id))


def photo_file(post: InitiativePost) -> FileResponse:
    """Return a post's photograph; raises Http404 when there is none."""
    name = post.photo.name
    if not name or not default_storage.exists(name):
        raise Http404
    answer = FileResponse(default_storage.open(name), content_type="image/jpeg")
    answer["Cache-Control"] = "no-store"
    return answer


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw on a PAL's page what residents do there; nothing when nothing."""
    found = queries.listed(queries.Filters(pal=pal.slug))
    if not found:
        return SafeString("")
    context = {
        "found": found[:SHOWN_ON_A_PAL],
        "all_url": f"{reverse('initiatives:ideas')}?pal={pal.slug}",
        "new_url": f"{reverse('initiatives:idea_new')}?pal={pal.slug}",
    }
    return SafeString(render_to_string("initiatives/ideas/_pal_panel.html", context, request))


def public_one(public_id: uuid.UUID) -> Initiative:
    """Return an initiative residents may read of; raises Http404 for others."""
    return get_object_or_404(_public_rows(), public_id=public_id)


def _public_rows() -> InitiativeQuerySet:
    return Initiative.objects.public().select_related("pal", "place")


def _usual_days() -> int:
    return idea_rules.figures_on(times.today()).answer_days


def _who(request: HttpRequest, form: IdeaContactForm) -> tuple[Channel, Actor]:
    """Return how something came and who did it; raises DomainError for who may not."""
    helper = acting.of(request)
    if helper:
        helper.check_contact(form.cleaned_data["email"])
        return helper.channel, helper.user
    limits.check_form(client_address(request))
    return Channel.WEB, RESIDENT


def _sent(request: HttpRequest, form: NewIdeaForm) -> Sent | None:
    try:
        channel, actor = _who(request, form)
        return ideas.send(form.idea(), channel=channel, actor=actor)
    except DomainError as error:
        put_on(form, error)
        return None


def _thanks(request: HttpRequest, sent: Sent) -> HttpResponse:
    """Show what comes next, and where one's own page is."""
    told = code_context(request, sent.page.person, sent.code)
    context = {"initiative": sent.initiative, **told}
    return render(request, "initiatives/ideas/sent.html", context)


def _asked(request: HttpRequest, found: Initiative, form: SupportForm) -> bool:
    try:
        said = form.said()
        limits.check_support(client_address(request), said.contact)
        ideas_support.ask_support(found, said, actor=RESIDENT)
    except DomainError as error:
        put_on(form, error)
        return False
    messages.success(
        request,
        _("Wysłaliśmy wiadomość. Potwierdź poparcie linkiem albo kodem, który w niej jest."),
    )
    return True


def _act_on_support(request: HttpRequest, found: Support) -> None:
    if "withdraw" in request.POST:
        ideas_support.withdraw_support(found, actor=RESIDENT)
        messages.success(request, _("Wycofane. Twój głos już się nie liczy."))
    else:
        ideas_support.confirm_support(found, actor=RESIDENT)
        messages.success(request, _("Policzone. Dziękujemy za poparcie!"))


def _by_code(request: HttpRequest, code: str) -> Support | None:
    if not limits.allows_code(client_address(request)):
        return None
    return Support.objects.filter(code_digest__in=idea_links.support_digests(code)).first()


def _joining(request: HttpRequest, found: Initiative, *, is_invited: bool) -> HttpResponse:
    form = JoinForm(posted(request))
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect(found)
        made = _joined(request, found, form, is_invited=is_invited)
        if made:
            return _welcome(request, found, made, is_invited=is_invited)
    if acting.is_on(request):
        acting.stop_completing(form)
    context = {"form": form, "initiative": found, "is_invited": is_invited}
    return render(request, "initiatives/ideas/join.html", context, status=status_of(form))


def _joined(
    request: HttpRequest, found: Initiative, form: JoinForm, *, is_invited: bool
) -> Joined | None:
    try:
        channel, actor = _who(request, form)
        joining = form.joining(is_invited=is_invited)
        return ideas_team.join(found, joining, channel=channel, actor=actor)
    except DomainError as error:
        put_on(form, error)
        return None


def _welcome(
    request: HttpRequest, found: Initiative, made: Joined, *, is_invited: bool
) -> HttpResponse:
    """Say what comes next; a stranger with somebody's name and number learns not who is in."""
    by_staff = acting.is_on(request)
    is_told = is_invited or by_staff
    context = {
        "initiative": found,
        "is_in": is_told and made.member.state == InitiativeMember.State.IN,
        "due_on": made.member.due_on if is_told else idea_rules.promised(found.pal),
        **code_context(request, made.page.person, made.code),
    }
    return render(request, "initiatives/ideas/joined.html", context)


def _tabs(request: HttpRequest, current: str) -> list[TabLink]:
    pages = [
        ("list", reverse("initiatives:ideas"), _("Lista")),
        ("map", reverse("initiatives:ideas_map"), _("Mapa")),
    ]
    return tabs(pages, current=current, query=request.GET.urlencode())


def _chips(request: HttpRequest, form: FilterForm) -> list[Chip]:
    form.is_valid()
    words = partial(_chip_words, form)
    return filter_chips(form.cleaned_data, request.GET, words=words, page="page")


def _chip_words(form: FilterForm, name: str, value: str) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value))
