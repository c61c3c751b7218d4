"""The desk's pages of indicators of one's own: which there are, what they count, their months."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.network.public import Pal
from podworko.reports import operations, policies
from podworko.reports.forms.board import BoardForm
from podworko.reports.forms.local import DefinitionForm, LocalIndicatorForm, MonthForm
from podworko.reports.models import LocalIndicator


@needs(May.SEE_REPORTS)
@never_cache
@require_safe
def indicators(request: StaffRequest) -> HttpResponse:
    """List the indicators of the network and of one's PALs."""
    context = {
        "indicators": list(policies.visible_local(request.user)),
        "may_add": _may_add(request),
    }
    return render(request, "reports/desk/locals.html", context)


@needs(May.WRITE_REPORTS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Add an indicator, for a PAL or for the whole network."""
    if not _may_add(request):
        raise Http404
    pals = list(policies.pals_to_write_of(request.user))
    with_all = policies.may_add_local_of_all(request.user)
    form = LocalIndicatorForm(posted(request), pals=pals, with_all=with_all)
    if form.is_valid():
        try:
            made = operations.add_indicator(form.instance, **form.chosen, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Wskaźnik dodany. Teraz można wpisywać liczby."))
            return redirect("reports:desk_local", made.public_id)
    context = {"form": form, "title": _("Nowy wskaźnik")}
    return render(request, "reports/desk/local_form.html", context, status=status_of(form))


@needs(May.SEE_REPORTS)
@never_cache
@require_http_methods(["GET", "POST"])
def indicator(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what an indicator counts and its months in a PAL; type a month."""
    found = get_object_or_404(policies.visible_local(request.user), public_id=public_id)
    pals = _pals_of(request, found)
    pal = next((pal for pal in pals if pal.slug == request.GET.get("pal")), None)
    pal = pal or (pals[0] if pals else None)
    form = MonthForm(posted(request))
    may_type = pal is not None and policies.may_type(request.user, pal)
    if request.method == "POST" and not (pal and may_type):
        raise Http404
    if pal and form.is_valid():
        try:
            operations.type_month(found, pal, form.typed, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            page = reverse("reports:desk_local", args=[found.public_id])
            return redirect(f"{page}?pal={pal.slug}")
    context = {
        "indicator": found,
        "pals": pals,
        "pal_form": BoardForm(
            request.GET, pals=[(each.slug, each.name) for each in pals], with_all=False
        ),
        "pal": pal,
        "form": form,
        "values": list(found.values.filter(pal=pal).select_related("typed_by")) if pal else [],
        "may_type": may_type and not found.ended_on,
        "may_change": policies.may_change_local(request.user, found),
    }
    return render(request, "reports/desk/local.html", context, status=status_of(form))


@needs(May.WRITE_REPORTS)
@never_cache
@require_http_methods(["GET", "POST"])
def redefine(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say what an indicator counts from a day on; the earlier versions stay."""
    found = _changeable(request, public_id)
    last = max(found.definitions.all(), key=lambda each: each.version)
    form = DefinitionForm(posted(request), initial={"words": last.words})
    if form.is_valid():
        try:
            operations.redefine(found, **form.chosen, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Jest nowa wersja. Poprzednie zostają."))
            return redirect("reports:desk_local", found.public_id)
    context = {"form": form, "indicator": found, "title": _("Nowa definicja")}
    return render(request, "reports/desk/local_form.html", context, status=status_of(form))


@needs(May.WRITE_REPORTS)
@require_POST
def end(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Count an indicator no more; what was typed stays."""
    found = _changeable(request, public_id)
    with errors_shown(request):
        operations.end_indicator(found, actor=request.user)
    return redirect("reports:desk_local", found.public_id)


def _may_add(request: StaffRequest) -> bool:
    writes = policies.pals_to_write_of(request.user).exists()
    return writes or policies.may_add_local_of_all(request.user)


def _pals_of(request: StaffRequest, indicator: LocalIndicator) -> list[Pal]:
    pals = policies.pals_to_report(request.user)
    return list(pals.filter(pk=indicator.pal_id) if indicator.pal_id else pals)


def _changeable(request: StaffRequest, public_id: uuid.UUID) -> LocalIndicator:
    found = get_object_or_404(policies.visible_local(request.user), public_id=public_id)
    if not policies.may_change_local(request.user, found):
        raise Http404
    return found
