"""The desk's pages of clippings: what was printed and aired, a year in figures."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.http import posted
from podworko.network.public import Pal
from podworko.promotion import operations, policies
from podworko.promotion.forms.press import ClippingFilterForm, ClippingForm
from podworko.promotion.models import Clipping, Outlet, Release
from podworko.promotion.queries import press as queries
from podworko.ui.edit_pages import EditPage, edited
from podworko.ui.editing import VersionedForm

PER_PAGE = 50
GROUPS = (
    (gettext_lazy("Co się ukazało"), ("outlet", "title", "appeared_on", "spot")),
    (gettext_lazy("Gdzie to obejrzeć"), ("url", "kept_at")),
    (gettext_lazy("O czym i ilu ludzi dosięgło"), ("pal", "release", "reach")),
)


@needs(May.RUN_PRESS)
@never_cache
@require_safe
def clippings(request: StaffRequest) -> HttpResponse:
    """List what appeared, with its figures, of a year and a PAL or of all; as a file too."""
    rows = policies.kept_clippings(request.user)
    pals = list(policies.pals_of_press(request.user))
    form = ClippingFilterForm(
        request.GET,
        years=queries.clipping_years(rows),
        pals=[(pal.slug, pal.name) for pal in pals],
    )
    year, pal = form.cleaned_data.get("rok"), _pal(pals, form)
    found = queries.clippings_in(rows, year=year, pal=pal)
    if as_format := audit.wanted_format(request):
        return _file(request, found, as_format)
    context = {
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "year": year,
        "pal": pal,
        "counts": _counts(request, year=year, pal=pal),
    }
    return render(request, "promotion/press/desk/clippings.html", context)


@needs(May.RUN_PRESS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Note what appeared; of a release (`?z=`) or an outlet (`?gdzie=`) with what is known."""
    known: dict[str, Any] = {"appeared_on": times.today()}
    release = _asked(policies.written_releases(request.user), request.GET.get("z", ""))
    if release is not None:
        known |= {"release": release.pk, "pal": release.pal_id, "title": release.title}
    outlet = _asked(Outlet.objects.all(), request.GET.get("gdzie", ""))
    if outlet is not None:
        known |= {"outlet": outlet.pk, "reach": outlet.reach}
    return _edited(request, Clipping(), title=_("Nowy wycinek"), known=known)


@needs(May.RUN_PRESS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what was noted."""
    return _edited(request, _found(request, public_id), title=_("Popraw wycinek"))


@needs(May.RUN_PRESS)
@require_POST
def remove(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Strike off what was noted by mistake."""
    operations.remove_clipping(_found(request, public_id), actor=request.user)
    messages.success(request, _("Usunięte."))
    return redirect("promotion:desk_clippings")


def _found(request: StaffRequest, public_id: uuid.UUID) -> Clipping:
    return get_object_or_404(policies.kept_clippings(request.user), public_id=public_id)


def _asked(rows: QuerySet[Any], text: str) -> Any:  # noqa: ANN401 - a release or an outlet
    """Return what the address names, or None for what is not there."""
    try:
        return rows.filter(public_id=uuid.UUID(text)).first()
    except ValueError:
        return None


def _pal(pals: list[Pal], form: ClippingFilterForm) -> Pal | None:
    return next((pal for pal in pals if pal.slug == form.cleaned_data.get("pal")), None)


def _counts(request: StaffRequest, *, year: int | None, pal: Pal | None) -> queries.PressCounts:
    releases: QuerySet[Release] = policies.written_releases(request.user)
    clippings = policies.kept_clippings(request.user)
    if pal:
        releases, clippings = releases.filter(pal=pal), clippings.filter(pal=pal)
    since = date(year or operations.OLDEST_YEAR, 1, 1)
    until = date(year, 12, 31) if year else times.today()
    return queries.press_counts(since=since, until=until, releases=releases, clippings=clippings)


def _edited(
    request: StaffRequest, found: Clipping, *, title: str, known: dict[str, Any] | None = None
) -> HttpResponse:
    user, is_new = request.user, found.pk is None
    form = ClippingForm(
        posted(request),
        instance=found,
        pals=list(policies.pals_of_press(user)),
        is_network=policies.may_run_press_of_network(user),
        initial=known,
    )
    way = [
        (_("Dla mediów"), reverse("promotion:desk_press")),
        (_("Wycinki"), reverse("promotion:desk_clippings")),
    ]

    def save(form: VersionedForm[Clipping]) -> str:
        seen = "" if is_new else form.seen_version
        operations.save_clipping(form.instance, actor=user, seen_version=seen)
        return reverse("promotion:desk_clippings")

    page = EditPage(title, GROUPS, way)
    return edited(
        request, form, save=save, current=lambda: _found(request, found.public_id), page=page
    )


def _file(request: StaffRequest, rows: QuerySet[Clipping], as_format: str) -> HttpResponse:
    return audit.table_file(
        name="wycinki",
        headings=[
            _("Kiedy"), _("Gdzie"), _("Co to jest"), _("Tytuł"), "PAL", _("Strona albo godzina"),
            _("Adres"), _("Gdzie jest wycinek"), _("Ilu ludzi dosięgło"),
            _("Z informacji prasowej"),
        ],
        rows=(_cells(row) for row in rows),
        as_format=as_format,
        about=request.user,
        actor=request.user,
    )  # fmt: skip


def _cells(row: Clipping) -> list[Any]:
    return [
        row.appeared_on,
        row.outlet.name,
        str(row.outlet.get_kind_display()),
        row.title,
        row.pal.name if row.pal else _("cała sieć PAL"),
        row.spot,
        row.url,
        row.kept_at,
        row.reach,
        row.release.title if row.release else "",
    ]
