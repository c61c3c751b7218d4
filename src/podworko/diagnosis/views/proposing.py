"""Residents put things on the map, and owners say whether they are still true: no account."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core import throttle
from podworko.core.errors import DomainError
from podworko.core.http import client_address, errors_shown, posted, put_on, status_of
from podworko.diagnosis import links, operations
from podworko.diagnosis.forms.proposals import CorrectionForm, ProposalForm
from podworko.diagnosis.models import Proposal, Resource
from podworko.diagnosis.operations import ProposalData, ProposalError
from podworko.network.public import Pal, nearest_pal, still_layers
from podworko.people.public import Channel

PER_ADDRESS, WINDOW = 10, timedelta(minutes=10)
KINDS = {"zasob": Proposal.Kind.RESOURCE, "potrzeba": Proposal.Kind.NEED}


@login_not_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Ask what somebody wants to tell: something there is, or something that is missing."""
    return render(request, "diagnosis/map/choose.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, what: str) -> HttpResponse:
    """Take a proposal; what was typed stays whatever happens."""
    kind = KINDS[what]
    form = ProposalForm(posted(request), kind=kind, initial={"pal": request.GET.get("pal", "")})
    if form.is_bound and form.is_trapped:
        return redirect("diagnosis:proposed")
    if form.is_valid():
        try:
            _check_pace(request)
            operations.propose(form.data_typed(), channel=Channel.WEB, actor=RESIDENT)
        except DomainError as error:
            put_on(form, error)
        else:
            return redirect("diagnosis:proposed")
    context = {"form": form, "kind": kind, "what": what, "layers": still_layers()}
    return render(request, "diagnosis/map/propose.html", context, status=status_of(form))


@login_not_required
@require_safe
def proposed(request: HttpRequest) -> HttpResponse:
    """Say thank you, and what happens next."""
    return render(request, "diagnosis/map/proposed.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever keeps a resource confirm what is told of it, or say what changed."""
    found = _resource(token)
    if request.method == "POST" and "confirm" in request.POST:
        operations.check_resource(found, actor=RESIDENT)
        messages.success(request, _("Dziękujemy. Zapisaliśmy, że wszystko się zgadza."))
        return redirect(found)
    form = CorrectionForm(posted(request))
    if form.is_valid():
        with errors_shown(request):
            _check_pace(request)
            _correct(found, form.cleaned_data["words"])
            return redirect("diagnosis:proposed")
    context = {"resource": found, "form": form, "token": token}
    return render(request, "diagnosis/map/check.html", context, status=status_of(form))


def _correct(found: Resource, words: str) -> None:
    """Put what changed into the team's queue."""
    pal = found.pal or (nearest_pal(found.point) if found.point else None)
    pal = pal or Pal.objects.open_to_people().first()
    if pal is None:
        raise ProposalError(_("Nie wiemy, kto może to poprawić. Zadzwoń do najbliższego PAL."))
    data = ProposalData(
        kind=Proposal.Kind.CORRECTION,
        title=found.name,
        pal=pal,
        words=words,
        resource=found,
        proposer=operations.Proposer(language=get_language() or "pl"),
    )
    operations.propose(data, channel=Channel.WEB, actor=RESIDENT)


def _resource(token: str) -> Resource:
    """Return what this link is about; a wrong one, and one off the map, is a missing page."""
    key: uuid.UUID | None = links.read_token(token)
    if key is None:
        raise Http404
    return get_object_or_404(Resource.objects.public().select_related("pal"), public_id=key)


def _check_pace(request: HttpRequest) -> None:
    address = client_address(request)
    if not throttle.allow("propose", address, limit=PER_ADDRESS, window=WINDOW):
        raise ProposalError(_("Za dużo zgłoszeń naraz. Spróbuj za dziesięć minut."))
