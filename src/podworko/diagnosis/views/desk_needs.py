"""The desk's pages of needs: the list, one need with its evidence, and what becomes of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis import operations, panels, policies
from podworko.diagnosis.forms.desk_map import (
    CloseForm,
    EvidenceForm,
    MatchForm,
    NeedForm,
    PaperForm,
)
from podworko.diagnosis.forms.map_filters import MapFilterForm
from podworko.diagnosis.models import Need
from podworko.diagnosis.queries import resource_desk as queries
from podworko.diagnosis.queries.map_filters import found_needs

PER_PAGE = 50
SHOWN = {
    "zgloszone": (Need.Status.REPORTED,),
    "zamkniete": (Need.Status.CLOSED, Need.Status.MET),
}


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def needs_list(request: StaffRequest) -> HttpResponse:
    """List the needs one may read, those that wait for evidence too."""
    form = MapFilterForm(request.GET)
    visible = policies.visible_needs(request.user)
    view = request.GET.get("stan", "")
    among = visible.filter(status__in=SHOWN.get(view, (Need.Status.REPORTED, *Need.OPEN)))
    rows = queries.needs_with_counts(found_needs(form.filters(), among=among))
    if as_format := audit.wanted_format(request):
        return _file(request, rows, as_format)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page", "1")),
        "form": form,
        "chips": form.chips(request.GET),
        "view": view,
        "keeps_map": may(request.user, May.EDIT_MAP),
    }
    return render(request, "diagnosis/map/desk/needs.html", context)


@needs(May.EDIT_MAP)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Write a need down; residents read of it once it is confirmed."""
    form = NeedForm(posted(request), instance=Need(), pals=_pals(request))
    if form.is_valid():
        made = operations.save_need(form.instance, near=form.place, actor=request.user)
        messages.success(request, _("Zapisane. Dopisz teraz, skąd o tym wiemy."))
        return redirect("diagnosis:desk_need", made.public_id)
    template = "diagnosis/map/desk/need_edit.html"
    return render(request, template, {"form": form}, status=status_of(form))


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def need(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one need with its evidence, and what may help."""
    found = get_object_or_404(policies.visible_needs(request.user), public_id=public_id)
    return _page(request, found)


@needs(May.EDIT_MAP)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a need; who saves second sees what the first one wrote."""
    found = _editable(request, public_id)
    form = NeedForm(posted(request), instance=found, pals=_pals(request))
    template = "diagnosis/map/desk/need_edit.html"
    context: dict[str, Any] = {"need": found}
    if form.is_valid():
        seen = form.seen_version
        try:
            operations.save_need(
                form.instance, near=form.place, seen_version=seen, actor=request.user
            )
        except ChangedMeanwhileError:
            merged, differing = form.merged(_editable(request, public_id))
            context |= {"form": merged, "differing": differing, "is_late": True}
            return render(request, template, context, status=409)
        messages.success(request, _("Zapisane."))
        return redirect("diagnosis:desk_need", public_id)
    return render(request, template, context | {"form": form}, status=status_of(form))


@needs(May.EDIT_MAP)
@require_POST
def add_evidence(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say how we know of a need."""
    found = _editable(request, public_id)
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return _page(request, found, evidence_form=form)
    operations.add_evidence(found, data=form.evidence(), actor=request.user)
    messages.success(request, _("Dopisane."))
    return redirect("diagnosis:desk_need", public_id)


@needs(May.EDIT_MAP)
@require_POST
def remove_evidence(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take back evidence that was typed wrong."""
    found = get_object_or_404(_editable(request, public_id).evidence, pk=number)
    with errors_shown(request):
        operations.remove_evidence(found, actor=request.user)
        messages.success(request, _("Usunięte."))
    return redirect("diagnosis:desk_need", public_id)


@needs(May.EDIT_MAP)
@require_POST
def count_paper(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Count a paper list of those who say "me too"."""
    found = _editable(request, public_id)
    form = PaperForm(request.POST)
    if not form.is_valid():
        return _page(request, found, paper_form=form)
    data = form.cleaned_data
    operations.count_on_paper(found, voices=data["voices"], note=data["note"], actor=request.user)
    messages.success(request, _("Policzone."))
    return redirect("diagnosis:desk_need", public_id)


@needs(May.EDIT_MAP)
@require_POST
def confirm(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Have residents read of a need from now on."""
    found = _editable(request, public_id)
    with errors_shown(request):
        operations.confirm_need(found, actor=request.user)
        messages.success(request, _("Potrzeba potwierdzona. Mieszkańcy już ją widzą."))
    return redirect("diagnosis:desk_need", public_id)


@needs(May.EDIT_MAP)
@require_POST
def close(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End a need that is one no more."""
    found = _editable(request, public_id)
    form = CloseForm(request.POST, need=found)
    if form.is_valid():
        try:
            operations.close_need(found, why=form.cleaned_data["why"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Potrzeba zamknięta."))
            return redirect("diagnosis:desk_need", public_id)
    return _page(request, found, close_form=form)


def _page(
    request: StaffRequest,
    found: Need,
    *,
    evidence_form: EvidenceForm | None = None,
    paper_form: PaperForm | None = None,
    close_form: CloseForm | None = None,
) -> HttpResponse:
    forms = [form for form in (evidence_form, paper_form, close_form) if form]
    context = {
        "need": found,
        "evidence": found.evidence.select_related("study"),
        "me_too": found.supports.count(),
        "matches": found.matches.select_related("resource"),
        "suggested": queries.resources_for(found),
        "may_edit": policies.editable_needs(request.user).filter(pk=found.pk).exists(),
        "evidence_form": evidence_form or EvidenceForm(),
        "paper_form": paper_form or PaperForm(),
        "close_form": close_form or CloseForm(need=found),
        "match_form": MatchForm(),
        "panels": panels.need_desk.drawn(request, need=found),
        "wrong": forms,
    }
    return render(request, "diagnosis/map/desk/need.html", context, status=status_of(*forms))


def _file(request: StaffRequest, rows: QuerySet[Any], as_format: str) -> HttpResponse:
    return audit.table_file(
        name="potrzeby",
        headings=[
            _("Potrzeba"), _("Czego dotyczy"), _("Czyja"), _("Gdzie"), _("PAL"), _("Stan"),
            _("Od kiedy"), _("Dowody"), _("Ja też"), _("Skąd się wzięła"),
        ],
        rows=(_cells(row) for row in rows),
        as_format=as_format,
        about=request.user,
        actor=request.user,
    )  # fmt: skip


def _cells(row: Any) -> list[Any]:  # noqa: ANN401 - a need with its counts
    return [
        row.title,
        row.get_category_display(),
        row.whose,
        row.area,
        row.pal.name,
        row.get_status_display(),
        row.since,
        row.proofs,
        row.me_too,
        row.get_channel_display(),
    ]


def _pals(request: StaffRequest) -> QuerySet[Any]:
    return policies.pals_where(request.user, May.EDIT_MAP)


def _editable(request: StaffRequest, public_id: uuid.UUID) -> Need:
    """Return a need among those one may change; another is a missing page."""
    return get_object_or_404(policies.editable_needs(request.user), public_id=public_id)
