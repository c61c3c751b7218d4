"""The desk's pages of the media: the list, one with its history, whom to write to there."""

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

from podworko.accounts.public import May, StaffRequest, User, needs
from podworko.audit import public as audit
from podworko.core.http import errors_shown, posted
from podworko.network.public import Pal
from podworko.promotion import operations, policies
from podworko.promotion.forms.press import ContactForm, OutletFilterForm, OutletForm
from podworko.promotion.models import Outlet, OutletQuerySet, PressContact
from podworko.promotion.queries import press as queries
from podworko.ui.edit_pages import EditPage, edited
from podworko.ui.editing import VersionedForm

PER_PAGE = 50
OUTLET_GROUPS = (
    (gettext_lazy("Co to jest"), ("name", "kind", "web", "language", "is_active")),
    (gettext_lazy("Kogo dosięga"), ("pals", "reach", "reach_source")),
    (
        gettext_lazy("Czego od nas chce"),
        ("wants", "deadline", "wants_photos", "keeps_embargo", "notes"),
    ),
)
CONTACT_GROUPS = (
    (gettext_lazy("Kto to jest"), ("name", "role")),
    (gettext_lazy("Jak się skontaktować"), ("way", "email", "phone", "source", "notes")),
)


@needs(May.RUN_PRESS)
@never_cache
@require_safe
def outlets(request: StaffRequest) -> HttpResponse:
    """List the media that a search and filters leave; as a file too."""
    form = OutletFilterForm(request.GET)
    rows = _rows(form)
    if as_format := audit.wanted_format(request):
        return _file(request, rows, as_format)
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "form": form,
        "chips": form.chips(request.GET),
    }
    return render(request, "promotion/press/desk/outlets.html", context)


@needs(May.RUN_PRESS)
@never_cache
@require_safe
def outlet(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an outlet: what it wants, whom to write to, what it was sent and what it printed."""
    found = get_object_or_404(Outlet, public_id=public_id)
    contacts = list(found.contacts.all())
    if contacts:
        audit.saw(found, actor=request.user, purpose="press.outlet")
    context = {
        "outlet": found,
        "pals": list(found.pals.order_by("folded_name")),
        "contacts": contacts,
        "history": queries.history_of(found, written=policies.written_releases(request.user)),
    }
    return render(request, "promotion/press/desk/outlet.html", context)


@needs(May.RUN_PRESS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Put an outlet on the list."""
    return _edited(request, Outlet(), title=_("Nowa redakcja"))


@needs(May.RUN_PRESS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what is known of an outlet."""
    return _edited(
        request, get_object_or_404(Outlet, public_id=public_id), title=_("Zmień redakcję")
    )


@needs(May.RUN_PRESS)
@never_cache
@require_http_methods(["GET", "POST"])
def new_contact(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put somebody at an outlet on the list."""
    owner = get_object_or_404(Outlet, public_id=public_id)
    return _contact(request, PressContact(outlet=owner), title=_("Nowa osoba w redakcji"))


@needs(May.RUN_PRESS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit_contact(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change how somebody at an outlet is reached."""
    found = _person(public_id)
    audit.saw(found.outlet, actor=request.user, purpose="press.outlet")
    return _contact(request, found, title=_("Zmień osobę w redakcji"))


@needs(May.RUN_PRESS)
@require_POST
def act(request: StaffRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Forget somebody, write to them no more because they asked, or write again."""
    found = _person(public_id)
    if what not in _ACTS:
        raise Http404
    with errors_shown(request):
        messages.success(request, _ACTS[what](found, request.user))
    return redirect("promotion:desk_outlet", found.outlet.public_id)


def _remove(found: PressContact, user: User) -> str:
    operations.remove_contact(found, actor=user)
    return _("Usunięte.")


def _object(found: PressContact, user: User) -> str:
    operations.object_contact(found, actor=user)
    return _("Zapisane. Nie napiszemy tam więcej.")


def _resume(found: PressContact, user: User) -> str:
    operations.resume_contact(found, actor=user)
    return _("Zapisane. Napiszemy tam znowu.")


_ACTS = {"usun": _remove, "nie-pisac": _object, "wznow": _resume}


def _person(public_id: uuid.UUID) -> PressContact:
    rows = PressContact.objects.select_related("outlet")
    return get_object_or_404(rows, public_id=public_id)


def _rows(form: OutletFilterForm) -> OutletQuerySet:
    data: dict[str, Any] = form.cleaned_data
    pal = Pal.objects.filter(slug=data.get("pal", "")).first()
    return queries.found_outlets(
        text=data.get("q", ""),
        kinds=data.get("rodzaj", ()),
        pal=pal,
        state=data.get("stan", ""),
    )


def _edited(request: StaffRequest, found: Outlet, *, title: str) -> HttpResponse:
    is_new = found.pk is None
    form = OutletForm(posted(request), instance=found)
    way = [*_way(), *([] if is_new else [_step(found)])]

    def save(form: VersionedForm[Outlet]) -> str:
        seen = "" if is_new else form.seen_version
        pals = form.cleaned_data["pals"]
        made = operations.save_outlet(
            form.instance, pals=pals, actor=request.user, seen_version=seen
        )
        return reverse("promotion:desk_outlet", args=[made.public_id])

    page = EditPage(title, OUTLET_GROUPS, way)
    return edited(
        request, form, save=save, current=lambda: Outlet.objects.get(pk=found.pk), page=page
    )


def _contact(request: StaffRequest, found: PressContact, *, title: str) -> HttpResponse:
    is_new, owner = found.pk is None, found.outlet
    form = ContactForm(posted(request), instance=found)

    def save(form: VersionedForm[PressContact]) -> str:
        seen = "" if is_new else form.seen_version
        operations.save_contact(form.instance, actor=request.user, seen_version=seen)
        return reverse("promotion:desk_outlet", args=[owner.public_id])

    lead = _("Tylko dla zespołu. Skąd mamy adres, przeczyta każdy, do kogo napiszemy.")
    page = EditPage(title, CONTACT_GROUPS, [*_way(), _step(owner)], lead=lead)
    return edited(request, form, save=save, current=lambda: _person(found.public_id), page=page)


def _way() -> list[tuple[str, str]]:
    return [
        (_("Dla mediów"), reverse("promotion:desk_press")),
        (_("Redakcje"), reverse("promotion:desk_outlets")),
    ]


def _step(outlet: Outlet) -> tuple[str, str]:
    return outlet.name, reverse("promotion:desk_outlet", args=[outlet.public_id])


def _file(request: StaffRequest, rows: OutletQuerySet, as_format: str) -> HttpResponse:
    """Answer with the list as a file, a row for each contact; whoever objected is in none."""
    held = list(rows)
    audit.saw_many(held, actor=request.user, purpose="press.outlets")
    return audit.table_file(
        name="redakcje",
        headings=[
            _("Redakcja"), _("Co to jest"), _("O których PAL pisze"), _("Kogo dosięga"),
            _("Kiedy zamyka numer"), _("Imię i nazwisko"), _("Czym się zajmuje"), _("E-mail"),
            _("Telefon"), _("Stan"),
        ],
        rows=(cells for row in held for cells in _cells(row)),
        as_format=as_format,
        about=request.user,
        actor=request.user,
    )  # fmt: skip


def _cells(row: Outlet) -> list[list[Any]]:
    pals = ", ".join(pal.name for pal in row.pals.all())
    own = [row.name, str(row.get_kind_display()), pals, row.reach, row.deadline]
    people = [each for each in row.contacts.all() if each.state != PressContact.State.OBJECTED]
    return [
        [*own, each.name, each.role, each.email, each.phone, str(each.get_state_display())]
        for each in people
    ] or [[*own, "", "", "", "", ""]]
