"""What residents read of volunteering, and how they apply: no account, two minutes."""

import uuid
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core import codes, times
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.messages.public import is_written_to
from podworko.network.public import Pal, pal_choices, still_layers
from podworko.people.public import Channel, acting
from podworko.ui.values import Chip, TabLink, filter_chips, tabs
from podworko.volunteering import law, limits, links, operations
from podworko.volunteering.forms.applying import ApplyForm, OfferFilterForm
from podworko.volunteering.models import Opportunity
from podworko.volunteering.operations import Applied
from podworko.volunteering.queries import offers as queries

SHOWN_ON_A_PAL = 4


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """List what there is to do, narrowed by the address."""
    form = OfferFilterForm(request.GET, pals=pal_choices())
    context = {
        "form": form,
        "chips": _chips(request, form),
        "tabs": _tabs(request, "list"),
        "offers": queries.offers(form.filters()),
    }
    return render(request, "volunteering/home.html", context)


@login_not_required
@require_safe
def on_map(request: HttpRequest) -> HttpResponse:
    """Show where there is something to do; each place is on the list under the same number."""
    form = OfferFilterForm(request.GET, pals=pal_choices())
    found = queries.offers(form.filters())
    spots = queries.map_spots(found)
    placed = {offer.opportunity.pk for spot in spots for offer in spot.offers}
    context = {
        "form": form,
        "chips": _chips(request, form),
        "tabs": _tabs(request, "map"),
        "spots": spots,
        "points": [spot.point for spot in spots],
        "elsewhere": [offer for offer in found if offer.opportunity.pk not in placed],
        "layers": still_layers(),
        "points_url": f"{reverse('volunteering:map_points')}?{request.GET.urlencode()}",
    }
    return render(request, "volunteering/map.html", context)


@login_not_required
@require_safe
def map_points(request: HttpRequest) -> JsonResponse:
    """Answer with the same places as GeoJSON, for the map that moves."""
    form = OfferFilterForm(request.GET, pals=pal_choices())
    spots = queries.map_spots(queries.offers(form.filters()))
    return JsonResponse(queries.geojson(spots), content_type="application/geo+json")


@login_not_required
@require_safe
def opportunity(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one thing to do: what it is, whom it is for, what it answers."""
    found = _visible(public_id)
    context = {"offer": queries.offer_of(found), "ties": queries.public_ties(found)}
    return render(request, "volunteering/opportunity.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take it that somebody wants to help; staff may fill it in for whoever calls or comes."""
    if away := acting.sign_in_first(request):
        return away
    found = _visible(public_id)
    form = ApplyForm(posted(request), opportunity=found)
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect(found)
        made = _applied(request, found, form)
        if made:
            return _thanks(request, made)
    if acting.is_on(request):
        acting.stop_completing(form)
    context = {"form": form, "offer": queries.offer_of(found)}
    return render(request, "volunteering/apply.html", context, status=status_of(form))


@login_not_required
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """Tell volunteers their rights and duties, always there to read (art. 47)."""
    return render(request, "volunteering/rights.html", {"rules": law.rules_on(times.today())})


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw on a PAL's page whom it looks for; nothing when nobody."""
    found = queries.offers(queries.OfferFilters(pal=pal.slug))
    if not found:
        return SafeString("")
    context = {
        "offers": found[:SHOWN_ON_A_PAL],
        "all_url": f"{reverse('volunteering:home')}?pal={pal.slug}",
        "more": len(found) - SHOWN_ON_A_PAL,
    }
    return render_to_string("volunteering/_pal_panel.html", context, request)


def _visible(public_id: uuid.UUID) -> Opportunity:
    rows = Opportunity.objects.exclude(state=Opportunity.State.DRAFT).select_related("pal")
    return get_object_or_404(rows, public_id=public_id)


def _applied(request: HttpRequest, found: Opportunity, form: ApplyForm) -> Applied | None:
    """Apply, or put on the form what stands in the way."""
    try:
        helper = acting.of(request)
        if helper:
            helper.check_contact(form.cleaned_data["email"])
        else:
            limits.check_application(client_address(request))
        channel = helper.channel if helper else Channel.WEB
        actor = helper.user if helper else RESIDENT
        return operations.apply(found, form.wish(), channel=channel, actor=actor)
    except DomainError as error:
        put_on(form, error)
        return None


def _thanks(request: HttpRequest, made: Applied) -> HttpResponse:
    """Show what comes next; the code to staff who fill in, and to whom nothing is written.

    Everybody else finds it in a message: whoever knows but a name and a number reads neither the
    code nor whether somebody helps here.
    """
    volunteer = made.application.volunteer
    by_staff = acting.is_on(request)
    is_sent = not by_staff and is_written_to(volunteer.person)
    is_shown = bool(made.code) and not is_sent
    context = {
        "application": made.application,
        "code": codes.spaced(made.code) if is_shown else "",
        "own_url": links.own_path(volunteer) if is_shown else "",
        "by_staff": by_staff,
        "is_sent": is_sent,
    }
    return render(request, "volunteering/applied.html", context)


def _tabs(request: HttpRequest, current: str) -> list[TabLink]:
    pages = [
        ("list", reverse("volunteering:home"), _("Lista")),
        ("map", reverse("volunteering:map"), _("Mapa")),
    ]
    return tabs(pages, current=current, query=request.GET.urlencode())


def _chips(request: HttpRequest, form: OfferFilterForm) -> list[Chip]:
    form.is_valid()
    words = partial(_chip_words, form)
    return filter_chips(form.cleaned_data, request.GET, words=words, page="page")


def _chip_words(form: OfferFilterForm, name: str, value: str) -> str:
    choices = dict(getattr(form.fields[name], "choices", ()))
    return str(choices.get(value, value)) if choices else f"{form.fields[name].label} {value}"
