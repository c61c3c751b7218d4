"""What residents read of the lending shelf, and how they ask and offer: no account, two minutes."""

import uuid
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.initiatives import operations
from podworko.initiatives.forms.shelf import FREE_RULE, AskForm, OfferForm, ShelfFilterForm
from podworko.initiatives.models import Thing
from podworko.initiatives.operations.lending import AskedLoan
from podworko.initiatives.operations.shelf import Offered
from podworko.initiatives.queries import shelf as queries
from podworko.initiatives.views.filling import filler
from podworko.initiatives.views.showing import chips_of, code_context
from podworko.network.public import Pal, pal_choices
from podworko.people.public import ContactForm, acting

PER_PAGE = 24


@login_not_required
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """List what may be borrowed, narrowed by the address."""
    form = ShelfFilterForm(request.GET, pals=pal_choices())
    found = Paginator(queries.on_shelf(form.wanted()), PER_PAGE)
    context = {
        "form": form,
        "chips": chips_of(request, form),
        "page": found.get_page(request.GET.get("page")),
        "free_rule": FREE_RULE,
    }
    return render(request, "initiatives/shelf/shelf.html", context)


@login_not_required
@require_safe
def thing(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one thing and the month in which it is free."""
    found = _public(public_id)
    month = queries.month_of(found, _month(request))
    context = {"thing": found, "month": month, "free_rule": FREE_RULE}
    return render(request, "initiatives/shelf/thing.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take it that somebody asks for a thing; staff may fill it in for whoever calls or comes."""
    if away := acting.sign_in_first(request):
        return away
    found = _public(public_id)
    form = AskForm(posted(request), thing=found, initial={"first_on": request.GET.get("od", "")})
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect(found)
        if made := _asked(request, found, form):
            return _thanks(request, made)
    if acting.is_on(request):
        acting.stop_completing(form)
    month = queries.month_of(found, _month(request))
    context = {"form": form, "thing": found, "month": month, "free_rule": FREE_RULE}
    # Who turns the calendar goes on filling in for somebody.
    reason = request.GET.get(acting.PARAMETER, "")
    context["keep"] = f"&{acting.PARAMETER}={reason}" if acting.is_on(request) else ""
    return render(request, "initiatives/shelf/ask.html", context, status=status_of(form))


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Take a thing that a neighbour lends; it is shown after a look."""
    if away := acting.sign_in_first(request):
        return away
    contact = ContactForm(posted(request))
    form = OfferForm(posted(request), request.FILES or None, initial=_first(request))
    if form.is_bound and _both_valid(form, contact):
        if contact.is_trapped:
            return redirect("initiatives:shelf")
        if made := _offered(request, form, contact):
            return _offer_thanks(request, made)
    if acting.is_on(request):
        acting.stop_completing(contact)
    context = {"form": form, "contact": contact, "free_rule": FREE_RULE}
    status = status_of(form, contact)
    return render(request, "initiatives/shelf/offer.html", context, status=status)


def _public(public_id: uuid.UUID) -> Thing:
    rows = Thing.objects.public().select_related("pal", "owner")
    return get_object_or_404(rows, public_id=public_id)


def _month(request: HttpRequest) -> date:
    """Return the month the address names; this one for none, and for one gone by."""
    this = times.today().replace(day=1)
    asked = times.parse_day(f"{request.GET.get('miesiac', '')}-01")
    return max(asked, this) if asked else this


def _asked(request: HttpRequest, found: Thing, form: AskForm) -> AskedLoan | None:
    """Ask, or put on the form what stands in the way."""
    try:
        who = filler(request, email=form.cleaned_data["email"])
        return operations.ask(found, form.wish(), channel=who.channel, actor=who.actor)
    except DomainError as error:
        put_on(form, error)
        return None


def _thanks(request: HttpRequest, made: AskedLoan) -> HttpResponse:
    context = {"loan": made.loan, **code_context(request, made.loan.borrower, made.code)}
    return render(request, "initiatives/shelf/asked.html", context)


def _first(request: HttpRequest) -> dict[str, object]:
    slug = request.GET.get("pal", "")
    is_known = slug in dict(pal_choices())
    pal = Pal.objects.open_to_people().filter(slug=slug).first() if is_known else None
    return {"longest_days": 7, "pal": pal}


def _both_valid(form: OfferForm, contact: ContactForm) -> bool:
    return all([form.is_valid(), contact.is_valid()])


def _offered(request: HttpRequest, form: OfferForm, contact: ContactForm) -> Offered | None:
    """Offer, or put on the form what stands in the way."""
    try:
        who = filler(request, email=contact.cleaned_data["email"])
        return operations.offer_thing(
            form.instance, contact.card(), channel=who.channel, actor=who.actor
        )
    except DomainError as error:
        put_on(form, error)
        return None


def _offer_thanks(request: HttpRequest, made: Offered) -> HttpResponse:
    context = {
        "thing": made.thing,
        "shelf_url": reverse("initiatives:shelf"),
        **code_context(request, made.thing.owner, made.code),
    }
    return render(request, "initiatives/shelf/offered.html", context)
