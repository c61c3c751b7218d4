"""What anybody reads of their data here, and how they ask for their rights without an account."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core import codes, throttle, times
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.people.public import Channel
from podworko.privacy import links, operations
from podworko.privacy.forms.requests import AskForm, CodeForm
from podworko.privacy.models import RightsRequest
from podworko.privacy.queries import clauses, record

ASKED_A_DAY = 10
TRIES_AN_HOUR = 10


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Tell in plain words what we keep, how long, and what one can ask for."""
    context = {"activities": record.activities(), "officer": settings.PODWORKO_OFFICER}
    return render(request, "privacy/about.html", context)


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take a request; whoever asks gets a link to keep and a code to write down."""
    form = AskForm(posted(request))
    if form.is_bound and form.is_valid():
        if form.is_trapped:
            return redirect("privacy:about")
        if made := _taken(request, form):
            return redirect("privacy:status", links.token(made))
    return render(request, "privacy/ask.html", {"form": form}, status=status_of(form))


@login_not_required
@discreet
@require_safe
def status(request: HttpRequest, token: str) -> HttpResponse:
    """Show what became of a request, with the code by which it is found again."""
    key = links.read_token(token)
    if key is None:
        raise Http404
    found = get_object_or_404(RightsRequest, public_id=key)
    context = {"asked": found, "code": codes.spaced(links.code_of(found.public_id))}
    return render(request, "privacy/status.html", context)


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """Open a request by the code from a paper."""
    form = CodeForm(posted(request))
    if form.is_bound and form.is_valid():
        hour = timedelta(hours=1)
        address = client_address(request)
        if not throttle.allow("rights-code", address, limit=TRIES_AN_HOUR, window=hour):
            form.add_error("code", _("Za dużo prób. Spróbuj za godzinę albo zadzwoń do PAL."))
        elif found := links.find(form.cleaned_data["code"]):
            return redirect("privacy:status", links.token(found))
        else:
            form.add_error("code", _("Nie ma takiego wniosku. Sprawdź kod."))
    return render(request, "privacy/by_code.html", {"form": form}, status=status_of(form))


@login_not_required
@never_cache
@require_safe
def clause(request: HttpRequest, form: str) -> HttpResponse:
    """Show what a form tells people today, and what it told before, with the days."""
    found = clauses.of_form(form)
    if found is None:
        raise Http404
    shown = [(clauses.words_of(row), row, end) for row, end in found.versions]
    past = [each for each in shown if each[1].valid_from <= times.today()]
    return render(request, "privacy/clause.html", {"found": found, "versions": past})


def _taken(request: HttpRequest, form: AskForm) -> RightsRequest | None:
    day = timedelta(days=1)
    if not throttle.allow("rights", client_address(request), limit=ASKED_A_DAY, window=day):
        form.add_error(None, _("Za dużo wniosków naraz. Zadzwoń do PAL albo przyjdź."))
        return None
    try:
        return operations.take_request(
            form.asked(), channel=Channel.WEB, received_on=times.today(), actor=RESIDENT
        )
    except DomainError as error:
        put_on(form, error)
        return None
