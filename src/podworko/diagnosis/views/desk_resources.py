"""The desk's pages of resources: the list, one resource, what grows old."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.times import today
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis import operations, policies
from podworko.diagnosis.forms.desk_map import MatchForm, ResourceForm
from podworko.diagnosis.forms.map_filters import MapFilterForm
from podworko.diagnosis.models import Need, Resource
from podworko.diagnosis.models.resources import ResourceQuerySet
from podworko.diagnosis.queries import resource_desk as queries
from podworko.diagnosis.queries.map_filters import found_resources
from podworko.diagnosis.views.desk_map import may_be_of_none

PER_PAGE = 50
_ACTS = {
    "sprawdzone": (operations.check_resource, gettext_lazy("Zapisane: sprawdzone dziś.")),
    "archiwum": (
        operations.archive_resource,
        gettext_lazy("Zasób zdjęty z mapy. Możesz go przywrócić."),
    ),
    "przywroc": (operations.restore_resource, gettext_lazy("Zasób jest znów na mapie.")),
}
SHOWN = {"stare": "stale", "archiwum": "archived"}


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def resources(request: StaffRequest) -> HttpResponse:
    """List the resources, or those that nobody checked for half a year."""
    form = MapFilterForm(request.GET)
    view = SHOWN.get(request.GET.get("stan", ""), "")
    rows = found_resources(form.filters(), among=_shown(request, view))
    rows = rows.select_related("pal", "district")
    if as_format := audit.wanted_format(request):
        return _file(request, rows, as_format)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page", "1")),
        "form": form,
        "chips": form.chips(request.GET),
        "view": view,
        "keeps_map": may(request.user, May.EDIT_MAP),
    }
    return render(request, "diagnosis/map/desk/resources.html", context)


@needs(May.EDIT_MAP)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Put a resource on the map."""
    form = _form(request, Resource(checked_on=today()))
    if form.is_valid():
        try:
            made = operations.save_resource(form.instance, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Mieszkańcy już to widzą."))
            return redirect("diagnosis:desk_resource", made.public_id)
    template = "diagnosis/map/desk/resource_edit.html"
    return render(request, template, {"form": form}, status=status_of(form))


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def resource(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one resource with what only the team knows, and the needs it may answer."""
    found = get_object_or_404(policies.visible_resources(request.user), public_id=public_id)
    if found.person_name or found.owner_email or found.owner_phone:
        audit.saw(found, actor=request.user, purpose="desk.resource")
    context = {
        "resource": found,
        "may_edit": policies.editable_resources(request.user).filter(pk=found.pk).exists(),
        "matches": found.matches.filter(need__in=policies.known_needs(request.user)),
        "own_needs": _own_needs(request, found),
        "suggested": queries.needs_for(found, user=request.user),
        "form": MatchForm(),
    }
    return render(request, "diagnosis/map/desk/resource.html", context)


@needs(May.EDIT_MAP)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a resource; who saves second sees what the first one wrote."""
    found = _editable(request, public_id)
    form = _form(request, found)
    template = "diagnosis/map/desk/resource_edit.html"
    context: dict[str, Any] = {"resource": found}
    if form.is_valid():
        seen = form.seen_version
        try:
            operations.save_resource(form.instance, seen_version=seen, actor=request.user)
        except ChangedMeanwhileError:
            merged, differing = form.merged(_editable(request, public_id))
            context |= {"form": merged, "differing": differing, "is_late": True}
            return render(request, template, context, status=409)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Mieszkańcy już to widzą."))
            return redirect("diagnosis:desk_resource", public_id)
    return render(request, template, context | {"form": form}, status=status_of(form))


@needs(May.EDIT_MAP)
@require_POST
def act(request: StaffRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Say that a resource is true today, take it off the map or put it back."""
    if what not in _ACTS:
        raise Http404
    operation, words = _ACTS[what]
    operation(_editable(request, public_id), actor=request.user)
    messages.success(request, str(words))
    if request.POST.get("wroc") == "stare":
        return redirect(f"{_list_path()}?stan=stare")
    return redirect("diagnosis:desk_resource", public_id)


@needs(May.EDIT_MAP)
@require_POST
def match(request: StaffRequest) -> HttpResponse:
    """Say that a resource may help with a need, or say so no more."""
    form = MatchForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nie udało się zapisać. Spróbuj jeszcze raz."))
        return redirect("diagnosis:desk_needs")
    data = form.cleaned_data
    need: Need = get_object_or_404(policies.editable_needs(request.user), public_id=data["need"])
    rows = policies.visible_resources(request.user)
    found = get_object_or_404(rows, public_id=data["resource"])
    with errors_shown(request):
        if "remove" in request.POST:
            operations.unmatch(found, need=need, actor=request.user)
            messages.success(request, _("Usunięte."))
        else:
            operations.match(found, need=need, note=data["note"], actor=request.user)
            messages.success(request, _("Zapisane. Mieszkańcy zobaczą „może pomóc”."))
    if request.POST.get("wroc") == "zasob":
        return redirect("diagnosis:desk_resource", found.public_id)
    return redirect("diagnosis:desk_need", need.public_id)


def _own_needs(request: StaffRequest, found: Resource) -> frozenset[int]:
    """Return which of the needs of a resource one may untie it from."""
    rows = policies.editable_needs(request.user).filter(matches__resource=found)
    return frozenset(rows.values_list("pk", flat=True))


def _shown(request: StaffRequest, view: str) -> ResourceQuerySet:
    if view == "stale":
        return policies.editable_resources(request.user).stale()
    status = Resource.Status.ARCHIVED if view == "archived" else Resource.Status.APPROVED
    return policies.visible_resources(request.user).filter(status=status)


def _file(request: StaffRequest, rows: ResourceQuerySet, as_format: str) -> HttpResponse:
    """Answer with the list as a file: what residents see, never who stands behind a thing."""
    return audit.table_file(
        name="zasoby",
        headings=[
            _("Nazwa"), _("Rodzaj"), _("Co to jest"), _("Na jakie potrzeby"), _("PAL"),
            _("Adres"), _("Dzielnica"), "lat", "lon", _("Kiedy"), _("Telefon"), _("E-mail"),
            _("Strona internetowa"), _("Sprawdzono"), _("Skąd dane, licencja"),
        ],
        rows=(_cells(row) for row in rows.iterator(chunk_size=2000)),
        as_format=as_format,
        about=request.user,
        actor=request.user,
    )  # fmt: skip


def _cells(row: Resource) -> list[Any]:
    return [
        row.name,
        row.get_kind_display(),
        row.get_category_display(),
        ", ".join(row.answers_words),
        row.pal.name if row.pal else "",
        row.address,
        row.district.name if row.district else "",
        row.lat,
        row.lon,
        row.opening,
        row.phone,
        row.email,
        row.website,
        row.checked_on,
        row.attribution,
    ]


def _form(request: StaffRequest, found: Resource) -> ResourceForm:
    return ResourceForm(
        posted(request),
        instance=found,
        pals=policies.pals_where(request.user, May.EDIT_MAP),
        may_be_of_none=may_be_of_none(request.user),
    )


def _list_path() -> str:
    return reverse("diagnosis:desk_resources")


def _editable(request: StaffRequest, public_id: uuid.UUID) -> Resource:
    """Return a resource among those one may change; another is a missing page."""
    return get_object_or_404(policies.editable_resources(request.user), public_id=public_id)
