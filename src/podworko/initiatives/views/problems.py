"""Local problems as residents report, join, read and follow them: no account, no contact either."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.core import codes
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.initiatives import limits, operations, problem_links
from podworko.initiatives.forms.problems import ProblemCodeForm, ProblemFilterForm, ProblemForm
from podworko.initiatives.models import Problem
from podworko.initiatives.operations.problems import Reported
from podworko.initiatives.queries import problems as queries
from podworko.initiatives.views.filling import filler
from podworko.initiatives.views.problems_own import photo_of
from podworko.initiatives.views.showing import chips_of, code_context
from podworko.network.public import pal_choices, still_layers
from podworko.people.public import ContactForm, acting

PER_PAGE = 30


@login_not_required
@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """List what was reported in the neighbourhood, with a map of the same numbers."""
    form = ProblemFilterForm(request.GET, pals=pal_choices())
    page = _page(request, form)
    listed = queries.places(page)
    context = {
        "form": form,
        "chips": chips_of(request, form),
        "page": page,
        "listed": listed,
        "points": [place.point for place in listed if place.point],
        "layers": still_layers(),
        "points_url": f"{reverse('initiatives:problem_points')}?{request.GET.urlencode()}",
    }
    return render(request, "initiatives/problems/problems.html", context)


@login_not_required
@require_safe
def points(request: HttpRequest) -> JsonResponse:
    """Answer with the same places as GeoJSON, for the map that moves."""
    form = ProblemFilterForm(request.GET, pals=pal_choices())
    found = queries.geojson(queries.places(_page(request, form)))
    return JsonResponse(found, content_type="application/geo+json")


@login_not_required
@require_safe
def problem(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one problem and each step towards its end; who reported it is told to nobody."""
    found = _public(public_id)
    context = {"problem": found, "steps": list(found.steps.all()), "count": found.voices.count()}
    return render(request, "initiatives/problems/problem.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Take a problem; what is reported nearby already is shown before it goes out."""
    if away := acting.sign_in_first(request):
        return away
    first: dict[str, object] = {"pal": request.GET.get("pal", "")}
    form = ProblemForm(posted(request), request.FILES or None, initial=first)
    near: list[queries.NearProblem] = []
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect("initiatives:problems")
        near = queries.near(form.cleaned_data["category"], form.place)
        if answer := _sent(request, form, near):
            return answer
    if acting.is_on(request):
        acting.stop_completing(form)
    context = {"form": form, "near": near, "layers": still_layers()}
    return render(request, "initiatives/problems/report.html", context, status=status_of(form))


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Count a neighbour who has the same problem; staff may do so for whoever calls."""
    if away := acting.sign_in_first(request):
        return away
    found = _public(public_id)
    form = ContactForm(posted(request))
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect(found)
        if answer := _joined(request, found, form):
            return answer
    if acting.is_on(request):
        acting.stop_completing(form)
    context = {"form": form, "problem": found}
    return render(request, "initiatives/problems/join.html", context, status=status_of(form))


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """Find a problem by the code given to who left no contact."""
    form = ProblemCodeForm(posted(request))
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        found = _by_code(request, code)
        if found:
            return redirect(problem_links.problem_path(found))
        words = _("Nie ma nic pod tym kodem. Sprawdź go albo spróbuj za dziesięć minut.")
        form.add_error("code", words)
    return render(request, "initiatives/problems/code.html", {"form": form}, status=status_of(form))


@login_not_required
@discreet
@require_safe
def followed(request: HttpRequest, token: str) -> HttpResponse:
    """Show a problem to who reported it without a contact."""
    found = _followed(token)
    photo = reverse("initiatives:problem_followed_photo", args=[token])
    context = {
        "problem": found,
        "steps": list(found.steps.all()),
        "count": found.voices.count(),
        "photo_url": photo if found.photo else "",
    }
    return render(request, "initiatives/problems/followed.html", context)


@login_not_required
@discreet
@require_safe
def followed_photo(request: HttpRequest, token: str) -> FileResponse:
    """Answer with the photograph of a problem to who reported it without a contact."""
    del request
    return photo_of(_followed(token))


def _followed(token: str) -> Problem:
    key = problem_links.read_token(token)
    if key is None:
        raise Http404
    rows = Problem.objects.select_related("pal").exclude(code_digest="")
    return get_object_or_404(rows, public_id=key)


def _page(request: HttpRequest, form: ProblemFilterForm) -> Page[Problem]:
    found = Paginator(queries.public_problems(form.wanted()), PER_PAGE)
    return found.get_page(request.GET.get("page"))


def _public(public_id: uuid.UUID) -> Problem:
    return get_object_or_404(Problem.objects.public().select_related("pal"), public_id=public_id)


def _sent(
    request: HttpRequest, form: ProblemForm, near: list[queries.NearProblem]
) -> HttpResponse | None:
    """Report, or join what is near; None when something near is to be looked at first."""
    chosen = request.POST.get("join", "")
    same = next((each.problem for each in near if str(each.problem.public_id) == chosen), None)
    if same:
        return _joined(request, same, form)
    if near and "anyway" not in request.POST:
        return None
    made = _reported(request, form)
    return _thanks(request, made) if made else None


def _reported(request: HttpRequest, form: ProblemForm) -> Reported | None:
    try:
        who = filler(request, email=form.cleaned_data["email"])
        return operations.report(
            form.problem(), card=form.contact(), channel=who.channel, actor=who.actor
        )
    except DomainError as error:
        put_on(form, error)
        return None


def _joined(request: HttpRequest, found: Problem, form: ContactForm) -> HttpResponse | None:
    """Join, or put on the form what stands in the way."""
    try:
        who = filler(request, email=form.cleaned_data["email"])
        made = operations.join_problem(found, form.card(), channel=who.channel, actor=who.actor)
    except DomainError as error:
        put_on(form, error)
        return None
    told = code_context(request, made.person, made.code)
    context = {"problem": made.problem, "is_joined": True, **told}
    return render(request, "initiatives/problems/reported.html", context)


def _thanks(request: HttpRequest, made: Reported) -> HttpResponse:
    """Show what comes next, and the code, once."""
    problem = made.problem
    context: dict[str, object] = {"problem": problem}
    if made.opens_own_page:
        context |= code_context(request, problem.reporter, made.code)
    else:
        context |= {"alone_code": codes.spaced(made.code)}
        context |= {"alone_url": problem_links.problem_path(problem)}
    return render(request, "initiatives/problems/reported.html", context)


def _by_code(request: HttpRequest, code: str) -> Problem | None:
    if not limits.allows_code(client_address(request)):
        return None
    return Problem.objects.filter(code_digest__in=problem_links.code_digests(code)).first()
