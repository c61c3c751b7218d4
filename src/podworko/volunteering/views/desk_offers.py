"""The desk's pages of what there is to do, and of who applied for it."""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.planning.public import TieForm
from podworko.volunteering import operations, policies
from podworko.volunteering.forms.desk import (
    AnswerForm,
    OpportunityForm,
    needed_of,
    role_forms,
)
from podworko.volunteering.models import Application, Opportunity, OpportunityLink
from podworko.volunteering.queries import offers as queries


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def opportunities(request: StaffRequest) -> HttpResponse:
    """List what there is to do: looked for, drafts, closed."""
    found = queries.told(policies.run_opportunities(request.user))
    open_ones = [each for each in found if each.opportunity.state == Opportunity.State.OPEN]
    others = [each for each in found if each.opportunity.state != Opportunity.State.OPEN]
    context = {"open_ones": open_ones, "others": others}
    return render(request, "volunteering/desk/opportunities.html", context)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Add something to do."""
    first = policies.run_pals(request.user).first()
    return _edited(request, Opportunity(pal=first) if first else Opportunity())


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change something to do; who saves second sees both versions."""
    return _edited(request, _opportunity(request, public_id))


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def opportunity(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one thing to do: who applied, what it answers; and tie it to one thing more."""
    found = _opportunity(request, public_id)
    form = TieForm(posted(request), pal=found.pal)
    if form.is_bound and form.is_valid():
        try:
            operations.tie(found, form.tie(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Powiązane. Zobaczą to też mieszkańcy."))
            return redirect("volunteering:desk_opportunity", public_id)
    rows = OpportunityLink.objects.filter(opportunity=found)
    context = {
        "offer": queries.offer_of(found),
        "form": form,
        "links": list(rows.select_related("need", "goal__plan").order_by("pk")),
        "applications": list(_applications(request).filter(opportunity=found).order_by("-pk")),
    }
    return render(request, "volunteering/desk/opportunity.html", context, status=status_of(form))


@needs(May.RUN_VOLUNTEERING)
@require_POST
def state(request: StaffRequest, public_id: uuid.UUID, to: str) -> HttpResponse:
    """Begin or stop looking for people."""
    found = _opportunity(request, public_id)
    if to in (Opportunity.State.OPEN, Opportunity.State.CLOSED):
        operations.set_state(found, state=to, actor=request.user)
        said = {
            "open": _("Szukamy osób: mieszkańcy już to widzą."),
            "closed": _("Już nie szukamy. Kto się zgłosił, dostanie odpowiedź."),
        }
        messages.success(request, said[to])
    return redirect("volunteering:desk_opportunity", public_id)


@needs(May.RUN_VOLUNTEERING)
@require_POST
def untie(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take one tie away."""
    found = _opportunity(request, public_id)
    rows = OpportunityLink.objects.select_related("need", "goal", "opportunity")
    operations.untie(get_object_or_404(rows, opportunity=found, pk=number), actor=request.user)
    messages.success(request, _("Już nie powiązane."))
    return redirect("volunteering:desk_opportunity", public_id)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def applications(request: StaffRequest) -> HttpResponse:
    """List who waits for an answer, the most urgent first, and whom we answered lately."""
    rows = _applications(request)
    waiting = rows.filter(state=Application.State.WAITING).order_by("due_on", "pk")
    answered = rows.exclude(state=Application.State.WAITING).order_by("-answered_at")
    context = {"waiting": list(waiting), "answered": list(answered[:30])}
    return render(request, "volunteering/desk/applications.html", context)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def application(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Read one application, and answer it."""
    found = get_object_or_404(_applications(request), public_id=public_id)
    form = AnswerForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            operations.answer(found, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odpowiedź wysłana. Ta osoba jest na tablicy."))
            return redirect("volunteering:desk_volunteer", found.volunteer.public_id)
    audit.saw(found.volunteer, actor=request.user, purpose="volunteer.application")
    context = {"application": found, "form": form}
    return render(request, "volunteering/desk/application.html", context, status=status_of(form))


def panel(request: HttpRequest) -> SafeString:
    """Draw on the desk's first page who waits for an answer."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.RUN_VOLUNTEERING):
        return SafeString("")
    rows = policies.run_applications(user).filter(state=Application.State.WAITING)
    waiting = list(rows.order_by("due_on", "pk"))
    if not waiting:
        return SafeString("")
    late = sum(each.due_on < times.today() for each in waiting)
    context = {"waiting": waiting[:5], "number": len(waiting), "late": late}
    return render_to_string("volunteering/desk/_panel.html", context, request)


def _opportunity(request: StaffRequest, public_id: uuid.UUID) -> Opportunity:
    return get_object_or_404(policies.run_opportunities(request.user), public_id=public_id)


def _applications(request: StaffRequest) -> QuerySet[Application]:
    return policies.run_applications(request.user)


def _edited(request: StaffRequest, opportunity: Opportunity) -> HttpResponse:
    data = posted(request)
    form = OpportunityForm(data, instance=opportunity, user=request.user)
    rows = role_forms(data, opportunity)
    context: dict[str, object] = {"form": form, "rows": rows, "is_new": opportunity.pk is None}
    status = 422 if data is not None and not (form.is_valid() & rows.is_valid()) else 200
    if data is not None and status == HTTPStatus.OK:
        try:
            operations.save_opportunity(
                form.instance, needed_of(rows), actor=request.user, seen_version=form.seen_version
            )
        except ChangedMeanwhileError:
            current = Opportunity.objects.get(pk=opportunity.pk)
            context["form"], context["differing"] = form.merged(current)
            context["is_late"], status = True, 409
        except DomainError as error:
            put_on(form, error)
            status = 422
        else:
            messages.success(request, _("Zapisane."))
            return redirect("volunteering:desk_opportunity", form.instance.public_id)
    return render(request, "volunteering/desk/opportunity_form.html", context, status=status)
