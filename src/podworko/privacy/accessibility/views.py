"""Access, for everybody: the declaration, each PAL, and what keeps somebody out."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core import sealed, throttle, times
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.network.public import Pal
from podworko.people.public import Channel
from podworko.privacy.accessibility import operations, queries
from podworko.privacy.accessibility.forms import BarrierForm
from podworko.privacy.models import AccessRequest

PER_ADDRESS, WINDOW = 20, timedelta(hours=1)


@login_not_required
@require_safe
def declaration(request: HttpRequest) -> HttpResponse:
    """Tell how accessible the site and each PAL are (act of 4.04.2019, art. 10)."""
    context = {
        "statement": queries.statement(),
        "pals": queries.open_pals(),
        "site": settings.SITE_URL,
    }
    return render(request, "privacy/accessibility/declaration.html", context)


@login_not_required
@require_safe
def pal(request: HttpRequest, slug: str) -> HttpResponse:
    """Tell of access to one PAL: in easy words, in sign language, its building, how to talk."""
    found = get_object_or_404(Pal.objects.select_related("seat"), slug=slug)
    (told,) = queries.pals_told([found])
    return render(request, "privacy/accessibility/pal.html", {"pal": found, "told": told})


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take in what keeps somebody out; they need no account and no words of the law."""
    form = BarrierForm(posted(request), initial={"where": request.GET.get("gdzie", "")[:300]})
    if form.is_valid() and not form.is_trapped:
        try:
            _check_address(request)
            made = operations.take(
                form.asked(), channel=Channel.WEB, received_on=times.today(), actor=RESIDENT
            )
        except DomainError as error:
            put_on(form, error)
        else:
            return redirect(operations.status_url(made))
    context = {"form": form}
    return render(request, "privacy/accessibility/ask.html", context, status=status_of(form))


@login_not_required
@discreet
@require_safe
def barrier(request: HttpRequest, token: str) -> HttpResponse:
    """Tell whoever holds the address what became of what they asked for."""
    key = sealed.unseal(token, salt=operations.SALT)
    if key is None:
        raise Http404
    found = get_object_or_404(AccessRequest.objects.select_related("pal"), public_id=key)
    return render(request, "privacy/accessibility/barrier.html", {"barrier": found})


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Lead from a PAL's page to what it tells of its access."""
    return render_to_string("privacy/accessibility/_pal_panel.html", {"pal": pal}, request)


def _check_address(request: HttpRequest) -> None:
    """Count one more from an address; raise AccessError after too many."""
    address = client_address(request)
    if not throttle.allow("privacy-barrier", address, limit=PER_ADDRESS, window=WINDOW):
        raise operations.AccessError(
            _("Z tej sieci przyszło za dużo wniosków. Spróbuj za godzinę albo zadzwoń do PAL.")
        )
