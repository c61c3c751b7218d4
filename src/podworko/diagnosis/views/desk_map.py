"""The desk's queue of what residents propose for the map."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs, pal_ids_where
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.times import today
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis import operations, policies
from podworko.diagnosis.forms.desk_map import NeedForm, ResourceForm
from podworko.diagnosis.forms.proposals import RefuseForm, StaffProposalForm
from podworko.diagnosis.models import Need, Proposal, Resource, ResourceCategory
from podworko.diagnosis.models.resources import KIND_OF
from podworko.diagnosis.queries import resource_desk as queries
from podworko.network.public import Pal
from podworko.people.public import Channel

KINDS = {"zasob": Proposal.Kind.RESOURCE, "potrzeba": Proposal.Kind.NEED}


def panel(request: HttpRequest) -> SafeString:
    """Draw on the first page of the desk what waits on the map."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.EDIT_MAP):
        return mark_safe("")
    todo = queries.to_do(user)
    if not todo:
        return mark_safe("")
    return render_to_string("diagnosis/map/desk/_panel.html", {"todo": todo}, request)


@needs(May.EDIT_MAP)
@never_cache
@require_safe
def queue(request: StaffRequest) -> HttpResponse:
    """List what waits for an answer, then what was answered last."""
    context = {
        "waiting": queries.waiting_proposals(request.user),
        "answered": queries.answered_proposals(request.user),
        "todo": queries.to_do(request.user),
    }
    return render(request, "diagnosis/map/desk/queue.html", context)


@needs(May.EDIT_MAP)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, what: str) -> HttpResponse:
    """Type a proposal for somebody who calls, comes or writes on paper."""
    form = StaffProposalForm(posted(request), kind=KINDS[what])
    mine = policies.pals_where(request.user, May.EDIT_MAP)
    form.fields["pal"].queryset = mine  # type: ignore[attr-defined]
    if form.is_valid() and not mine.filter(pk=form.cleaned_data["pal"].pk).exists():
        form.add_error("pal", _("To miejsce jest bliżej innego PAL. Wybierz swój."))
    if form.is_valid():
        channel = Channel(form.cleaned_data["channel"])
        made = operations.propose(form.data_typed(), channel=channel, actor=request.user)
        messages.success(request, _("Zgłoszenie zapisane."))
        return redirect("diagnosis:desk_proposal", made.public_id)
    context = {"form": form, "kind": KINDS[what]}
    return render(request, "diagnosis/map/desk/proposal_new.html", context, status=status_of(form))


@needs(May.EDIT_MAP)
@never_cache
@require_safe
def proposal(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one proposal with what may be the same thing already."""
    found = _proposal(request, public_id)
    audit.saw(found, actor=request.user, purpose="desk.proposal")
    return _proposal_page(request, found, RefuseForm())


@needs(May.EDIT_MAP)
@never_cache
@require_http_methods(["GET", "POST"])
def approve(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write what was proposed down as a resource or a need, from a form filled in with it."""
    found = _proposal(request, public_id)
    if not found.is_waiting:
        return _is_answered(request, found)
    audit.saw(found, actor=request.user, purpose="desk.proposal")
    return _approve_need(request, found) if found.is_need else _approve_resource(request, found)


@needs(May.EDIT_MAP)
@require_POST
def join(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say that it is on the map already; at a need it is one voice more."""
    found = _proposal(request, public_id)
    if not request.POST.get("to"):
        messages.error(request, _("Wybierz, do czego dołączyć to zgłoszenie."))
        return redirect("diagnosis:desk_proposal", public_id)
    with errors_shown(request):
        operations.join(found, to=_chosen(request, found), actor=request.user)
        messages.success(request, _("Dołączone do tego, co już jest na mapie."))
    return redirect("diagnosis:desk_map")


@needs(May.EDIT_MAP)
@require_POST
def refuse(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say why it does not come on the map."""
    found = _proposal(request, public_id)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _proposal_page(request, found, form)
    with errors_shown(request):
        operations.refuse(found, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("Odmowa zapisana."))
    return redirect("diagnosis:desk_map")


def may_be_of_none(user: User) -> bool:
    """Whether this person keeps what belongs to no PAL: those who work for the whole network."""
    return pal_ids_where(user, May.EDIT_MAP) is None


def _approve_need(request: StaffRequest, found: Proposal) -> HttpResponse:
    need = Need(pal=found.pal)
    initial = _of_need(found)
    form = NeedForm(posted(request), instance=need, pals=_pals(request), initial=initial)
    if form.is_valid():
        try:
            made = operations.approve_as_need(found, need=form.instance, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Mieszkańcy zobaczą, gdy potwierdzisz potrzebę."))
            return redirect("diagnosis:desk_need", made.public_id)
    context = {"form": form, "proposal": found}
    template = "diagnosis/map/desk/need_edit.html"
    return render(request, template, context, status=status_of(form))


def _approve_resource(request: StaffRequest, found: Proposal) -> HttpResponse:
    is_correction = found.kind == Proposal.Kind.CORRECTION and found.resource is not None
    held = found.resource if is_correction and found.resource else _fresh(found)
    form = ResourceForm(
        posted(request),
        instance=held,
        pals=_pals(request),
        may_be_of_none=may_be_of_none(request.user),
        initial={} if is_correction else _of_resource(found),
    )
    context: dict[str, Any] = {"form": form, "proposal": found}
    template = "diagnosis/map/desk/resource_edit.html"
    if form.is_valid():
        try:
            operations.approve_as_resource(
                found,
                resource=form.instance,
                seen_version=form.seen_version,
                actor=request.user,
            )
        except ChangedMeanwhileError:
            form, differing = form.merged(Resource.objects.get(pk=held.pk))
            context |= {"form": form, "differing": differing, "is_late": True}
            return render(request, template, context, status=409)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Mieszkańcy już to widzą."))
            return redirect("diagnosis:desk_map")
    return render(request, template, context, status=status_of(form))


def _fresh(found: Proposal) -> Resource:
    return Resource(pal=found.pal, checked_on=today())


def _of_need(found: Proposal) -> dict[str, object]:
    """Return what a form of a need begins with: what was proposed, the area in words alone."""
    return {
        "title": found.title,
        "words": found.words,
        "category": found.category,
        "pal": found.pal_id,
    }


def _of_resource(found: Proposal) -> dict[str, object]:
    category = found.category
    kind = KIND_OF[ResourceCategory(category)] if category else ""
    return {
        "name": found.title,
        "words": found.words,
        "category": category,
        "kind": kind,
        "address": found.where,
        "lat": found.lat,
        "lon": found.lon,
        "pal": found.pal_id,
    }


def _chosen(request: StaffRequest, found: Proposal) -> Need | Resource:
    key = _key(request.POST.get("to", ""))
    if found.is_need:
        return get_object_or_404(policies.editable_needs(request.user), public_id=key)
    return get_object_or_404(policies.visible_resources(request.user), public_id=key)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def _proposal_page(request: StaffRequest, found: Proposal, form: RefuseForm) -> HttpResponse:
    is_other = found.kind == Proposal.Kind.CORRECTION or not found.is_waiting
    context = {
        "proposal": found,
        "form": form,
        "alike": [] if is_other else queries.alike(found, user=request.user),
    }
    template = "diagnosis/map/desk/proposal.html"
    return render(request, template, context, status=status_of(form))


def _is_answered(request: StaffRequest, found: Proposal) -> HttpResponse:
    messages.info(request, _("Ktoś inny odpowiedział już na to zgłoszenie."))
    return redirect("diagnosis:desk_proposal", found.public_id)


def _proposal(request: StaffRequest, public_id: uuid.UUID) -> Proposal:
    """Return a proposal among those one may answer; another is a missing page."""
    return get_object_or_404(policies.editable_proposals(request.user), public_id=public_id)


def _pals(request: StaffRequest) -> QuerySet[Pal]:
    return policies.pals_where(request.user, May.EDIT_MAP)
