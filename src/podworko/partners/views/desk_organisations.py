"""The desk's pages of organisations: the list, one with all that hangs on it, what waits."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.audit import public as audit
from podworko.core.http import errors_shown, posted
from podworko.partners import operations, panels, policies
from podworko.partners.forms.filters import DeskFilterForm
from podworko.partners.forms.organisations import OrganisationForm
from podworko.partners.models import AssuredBy, Correction, Organisation
from podworko.partners.models.organisations import OrganisationQuerySet
from podworko.partners.queries import desk as queries
from podworko.partners.queries import directory
from podworko.partners.views.editing import page_of
from podworko.ui.edit_pages import edited
from podworko.ui.editing import VersionedForm

PER_PAGE = 50
GROUPS = (
    (gettext_lazy("Kto to jest"), ("name", "other_name", "kind", "pal", "words")),
    (gettext_lazy("Kontakt dla wszystkich"), ("phone", "email", "website")),
    (gettext_lazy("Skąd to wiemy"), ("attribution",)),
)
ANSWERS = {"poprawione": Correction.State.TAKEN, "bez-zmian": Correction.State.DROPPED}


def panel(request: HttpRequest) -> SafeString:
    """Draw on the first page of the desk what waits among partners."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.RUN_PARTNERS):
        return mark_safe("")
    todo = queries.to_do(user)
    if not todo:
        return mark_safe("")
    return render_to_string("partners/desk/_panel.html", {"todo": todo}, request)


@needs(May.RUN_PARTNERS)
@never_cache
@require_safe
def organisations(request: StaffRequest) -> HttpResponse:
    """List the organisations one may know of, narrowed by the address."""
    form = DeskFilterForm(request.GET)
    rows = _found(form, request)
    if as_format := audit.wanted_format(request):
        return _file(request, rows, as_format)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page", "1")),
        "form": form,
        "chips": form.chips(request.GET),
        "todo": queries.to_do(request.user),
        "waiting": policies.waiting_corrections(request.user)[:PER_PAGE],
        "ending": queries.ending_agreements(request.user)[:PER_PAGE],
    }
    return render(request, "partners/desk/organisations.html", context)


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Write down an organisation; residents see it once somebody publishes it."""
    return _edited(request, Organisation(), title=_("Nowa organizacja"))


@needs(May.RUN_PARTNERS)
@never_cache
@require_safe
def organisation(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one organisation with what only the team knows."""
    rows = policies.visible_organisations(request.user)
    found = get_object_or_404(rows, public_id=public_id)
    card = queries.card(found, user=request.user)
    if card.contacts:
        audit.saw(found, actor=request.user, purpose="desk.partner")
    context = {
        "card": card,
        "organisation": found,
        "locations": directory.organisation_page(found).locations,
        "has_asked": any(contact.is_asked for contact in card.contacts),
        "panels": panels.desk_organisation.drawn(request, organisation=found),
    }
    return render(request, "partners/desk/organisation.html", context)


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what everybody may know of an organisation."""
    return _edited(request, editable(request, public_id), title=_("Zmień organizację"))


@needs(May.RUN_PARTNERS)
@require_POST
def act(request: StaffRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Publish an organisation, take it away, say that it is true, or ask its owner."""
    found = editable(request, public_id)
    if what not in _ACTS:
        raise Http404
    with errors_shown(request):
        messages.success(request, _ACTS[what](found, request.user))
    if request.POST.get("wroc") == "stare":
        return redirect(f"{reverse('partners:desk_organisations')}?stan=stare")
    return redirect("partners:desk_organisation", public_id)


@needs(May.RUN_PARTNERS)
@require_POST
def answer(request: StaffRequest, number: int, what: str) -> HttpResponse:
    """Say that a correction was taken over, or that nothing changes."""
    if what not in ANSWERS:
        raise Http404
    found = get_object_or_404(
        Correction.objects.select_related("organisation").filter(
            organisation__in=policies.editable_organisations(request.user)
        ),
        pk=number,
    )
    with errors_shown(request):
        operations.answer_correction(found, state=ANSWERS[what], actor=request.user)
        messages.success(request, _("Zapisane."))
    return redirect("partners:desk_organisation", found.organisation.public_id)


def editable(request: StaffRequest, public_id: uuid.UUID) -> Organisation:
    """Return an organisation among those one may change; another is a missing page."""
    return get_object_or_404(policies.editable_organisations(request.user), public_id=public_id)


def _publish(found: Organisation, user: User) -> str:
    operations.publish(found, actor=user)
    return _("Opublikowane. Mieszkańcy już to widzą.")


def _withdraw(found: Organisation, user: User) -> str:
    operations.withdraw(found, actor=user)
    return _("Wycofane. Mieszkańcy tego nie widzą. Możesz opublikować znów.")


def _assure(found: Organisation, user: User) -> str:
    operations.assure(found, by=AssuredBy.TEAM, actor=user)
    return _("Zapisane: sprawdzone dziś, razem z usługami.")


def _ask(found: Organisation, user: User) -> str:
    if operations.ask_owner(found, actor=user):
        return _("Pytanie jest w wysyłce, a bez e-maila: na liście telefonów.")
    return _("Nie pytamy: dane są świeże, pytanie już było albo nie ma kogo pytać.")


_ACTS = {
    "opublikuj": _publish,
    "wycofaj": _withdraw,
    "sprawdzone": _assure,
    "zapytaj": _ask,
}


def _edited(request: StaffRequest, found: Organisation, *, title: str) -> HttpResponse:
    form = OrganisationForm(
        posted(request),
        instance=found,
        pals=policies.pals_where(request.user),
        may_be_of_none=policies.may_be_of_none(request.user),
    )
    is_new = found.pk is None

    def save(form: VersionedForm[Organisation]) -> str:
        seen = "" if is_new else form.seen_version
        made = operations.save_organisation(form.instance, seen_version=seen, actor=request.user)
        return reverse("partners:desk_organisation", args=[made.public_id])

    back = (
        reverse("partners:desk_organisations")
        if is_new
        else reverse("partners:desk_organisation", args=[found.public_id])
    )
    page = page_of(
        title, GROUPS, None if is_new else found, back, translated=Organisation.TRANSLATED
    )
    return edited(
        request, form, save=save, current=lambda: editable(request, found.public_id), page=page
    )


def _found(form: DeskFilterForm, request: StaffRequest) -> OrganisationQuerySet:
    data: dict[str, Any] = form.cleaned_data
    rows = policies.visible_organisations(request.user)
    if data.get("stan") == "stare":
        rows = policies.editable_organisations(request.user).stale()
    elif data.get("stan"):
        rows = rows.filter(status=data["stan"])
    if data.get("rodzaj"):
        rows = rows.filter(kind__in=data["rodzaj"])
    if data.get("pal"):
        rows = rows.filter(pal__slug__in=data["pal"])
    asked = directory.DirectoryFilters(text=data.get("q", ""))
    return queries.with_counts(directory.found_organisations(asked, among=rows))


def _file(request: StaffRequest, rows: OrganisationQuerySet, as_format: str) -> HttpResponse:
    """Answer with the list as a file: what everybody may know, nobody's name."""
    return audit.table_file(
        name="partnerzy",
        headings=[
            _("Nazwa"), _("Rodzaj"), "PAL", _("Stan"), _("Usług"), _("Telefon"), _("E-mail"),
            _("Strona internetowa"), _("Sprawdzono"), _("Skąd dane, licencja"),
        ],
        rows=(_cells(row) for row in rows),
        as_format=as_format,
        about=request.user,
        actor=request.user,
    )  # fmt: skip


def _cells(row: Any) -> list[Any]:  # noqa: ANN401 - an organisation with its counts
    return [
        row.name,
        row.get_kind_display(),
        row.pal.name if row.pal else "",
        row.get_status_display(),
        row.offered,
        row.phone,
        row.email,
        row.website,
        row.assured_on,
        row.attribution,
    ]
