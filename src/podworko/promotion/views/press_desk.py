"""The desk's pages of press releases: writing, letting out, correcting, withdrawing."""

import uuid
from collections.abc import Callable
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
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.promotion import operations, policies, press_links, press_sources
from podworko.promotion.forms.news import LibraryForm
from podworko.promotion.forms.press import (
    ReleaseForm,
    ReleasingForm,
    SendMoreForm,
    StartForm,
    TakeBackForm,
)
from podworko.promotion.models import PhotoQuerySet, Release
from podworko.promotion.press_text import text_of
from podworko.promotion.queries import news as news_queries
from podworko.promotion.queries import press as queries
from podworko.promotion.queries.press_drafts import draft_of, report_draft
from podworko.ui.edit_pages import EditPage, edited
from podworko.ui.editing import VersionedForm

PER_PAGE = 30
GROUPS = (
    (gettext_lazy("Najważniejsze"), ("correction", "pal", "language", "title", "lead")),
    (gettext_lazy("Kto, gdzie, kiedy, dlaczego"), ("who", "place", "occasion", "why")),
    (gettext_lazy("Szczegóły i wypowiedź"), ("body", "quotation", "quoted", "is_quotation_agreed")),
    (
        gettext_lazy("Kogo zapytać"),
        ("contact_name", "contact_phone", "contact_email", "contact_hours"),
    ),
)
Forms = LibraryForm | ReleasingForm | SendMoreForm | TakeBackForm


@needs(May.RUN_PRESS)
@never_cache
@require_safe
def releases(request: StaffRequest) -> HttpResponse:
    """List drafts, what waits for its time, and what is out."""
    written = queries.written(policies.written_releases(request.user))
    page = Paginator(written.rest, PER_PAGE).get_page(request.GET.get("page"))
    choices = [*press_sources.choices_of(request.user), *news_queries.all_choices()]
    start = StartForm(choices=choices)
    context = {"written": written, "page": page, "start": start}
    return render(request, "promotion/press/desk/list.html", context)


@needs(May.RUN_PRESS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Write a release, of a thing (`?o=activity-12`) with what is known of it; nobody sees it."""
    made, known = Release(), {}
    value = request.GET.get("o", "")
    if value:
        known = _begun(made, value, request.user)
    else:
        known = {"contact_name": request.user.name, "contact_email": request.user.email}
    return _edited(request, made, known=known)


@needs(May.RUN_PRESS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a release; of one that left, send what is corrected."""
    return _edited(request, _found(request, public_id))


@needs(May.RUN_PRESS)
@never_cache
@require_safe
def release(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a release as newsrooms read it, where it is on its way, and what can be done."""
    return _page(request, _found(request, public_id))


@needs(May.RUN_PRESS)
@require_POST
def let_out(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let a draft out, now or later, to the contacts ticked."""
    found = _found(request, public_id)
    form = ReleasingForm(request.POST, choices=_named(queries.choices_for(found)), chosen=[])

    def act() -> str:
        operations.release_press(
            found,
            at=form.goes,
            embargo_until=form.embargo,
            contacts=form.cleaned_data["contacts"],
            actor=request.user,
        )
        if form.goes:
            return _("Zaplanowane.")
        is_sent = form.cleaned_data["contacts"]
        return _("Wypuszczone. Wysyłka trwa.") if is_sent else _("Wypuszczone.")

    return _done(request, found, form, act)


@needs(May.RUN_PRESS)
@require_POST
def send_more(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send a release to more contacts."""
    found = _found(request, public_id)
    form = SendMoreForm(request.POST, choices=_named(queries.choices_for(found)))

    def act() -> str:
        contacts = form.cleaned_data["contacts"]
        count = operations.send_more(found, contacts, actor=request.user)
        return _("Dodano do wysyłki: %(count)s.") % {"count": count}

    return _done(request, found, form, act)


@needs(May.RUN_PRESS)
@require_POST
def withdraw(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a release back, and tell whoever got it."""
    found, form = _found(request, public_id), TakeBackForm(request.POST)

    def act() -> str:
        operations.withdraw_release(found, why=form.cleaned_data["why"], actor=request.user)
        return _("Wycofane. Redakcje, które ją dostały, dowiedzą się od razu.")

    return _done(request, found, form, act)


@needs(May.RUN_PRESS)
@require_POST
def add_photo(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let newsrooms take a photograph of the library with a release."""
    found = _found(request, public_id)
    form = LibraryForm(request.POST, photos=_photos(request, found))

    def act() -> str:
        operations.add_release_photo(found, form.cleaned_data["photo"], actor=request.user)
        return _("Zdjęcie dodane.")

    return _done(request, found, form, act)


@needs(May.RUN_PRESS)
@require_POST
def remove_photo(request: StaffRequest, public_id: uuid.UUID, photo_id: uuid.UUID) -> HttpResponse:
    """Let newsrooms take a photograph no more."""
    found = _found(request, public_id)
    shown = get_object_or_404(found.photos, photo__public_id=photo_id)
    operations.remove_release_photo(shown, actor=request.user)
    messages.success(request, _("Zdjęcie usunięte."))
    return redirect("promotion:desk_release", public_id)


@needs(May.RUN_PRESS)
@require_POST
def act(request: StaffRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Make a draft again of what is planned, end an embargo, or throw a draft away."""
    found = _found(request, public_id)
    if what not in _ACTS:
        raise Http404
    with errors_shown(request):
        messages.success(request, _ACTS[what](found, request.user))
        if what == "usun":
            return redirect("promotion:desk_press")
    return redirect("promotion:desk_release", public_id)


def _stop(found: Release, user: User) -> str:
    operations.stop_release(found, actor=user)
    return _("To znowu szkic.")


def _end_embargo(found: Release, user: User) -> str:
    operations.end_embargo(found, actor=user)
    return _("Embargo zakończone. Każdy może to teraz przeczytać.")


def _delete(found: Release, user: User) -> str:
    operations.delete_draft(found, actor=user)
    return _("Szkic usunięty.")


_ACTS = {"wstrzymaj": _stop, "koniec-embarga": _end_embargo, "usun": _delete}


def _found(request: StaffRequest, public_id: uuid.UUID) -> Release:
    return get_object_or_404(policies.written_releases(request.user), public_id=public_id)


def _begun(made: Release, value: str, user: User) -> dict[str, Any]:
    """Have a release be about what a choice names; return what its form begins with."""
    if report := press_sources.read(value, user):
        return report_draft(report, writes=user)
    name, thing = _thing(value)
    setattr(made, name, thing)
    return draft_of(name, thing, writes=user)


def _thing(value: str) -> tuple[str, news_queries.Thing]:
    try:
        return news_queries.thing_of(value)
    except LookupError as error:
        raise Http404 from error


def _edited(
    request: StaffRequest, found: Release, *, known: dict[str, Any] | None = None
) -> HttpResponse:
    user, is_new = request.user, found.pk is None
    form = ReleaseForm(
        posted(request),
        instance=found,
        pals=list(policies.pals_of_press(user)),
        is_network=policies.may_run_press_of_network(user),
        initial=known,
    )
    way = [(_("Dla mediów"), reverse("promotion:desk_press"))]
    if not is_new:
        way.append((found.title, reverse("promotion:desk_release", args=[found.public_id])))
    title = _("Nowa informacja prasowa") if is_new else _("Popraw informację prasową")
    lead = _("Wypuścisz ją w następnym kroku. Redakcje jej jeszcze nie widzą.") if is_new else ""

    def save(form: VersionedForm[Release]) -> str:
        assert isinstance(form, ReleaseForm)  # noqa: S101 - as it stands above
        seen = "" if is_new else form.seen_version
        made = operations.save_release(
            form.instance, actor=user, seen_version=seen, correction=form.words
        )
        return reverse("promotion:desk_release", args=[made.public_id])

    page = EditPage(title, GROUPS, way, lead=lead)
    return edited(
        request, form, save=save, current=lambda: _found(request, found.public_id), page=page
    )


def _named(choices: list[queries.Choice]) -> list[tuple[str, str]]:
    return [(str(row.contact.public_id), _name(row)) for row in choices]


def _name(row: queries.Choice) -> str:
    """Return whom one ticks, with what tells whether and when to write to them."""
    outlet = row.contact.outlet
    told = [
        "" if row.is_fit else _("inna okolica albo inny język"),
        _("dotrzymuje embarga") if outlet.keeps_embargo else "",
        _("zamyka numer: %(when)s") % {"when": outlet.deadline} if outlet.deadline else "",
    ]
    return " · ".join((f"{outlet.name}: {row.contact}", *filter(None, told)))


def _photos(request: StaffRequest, found: Release) -> PhotoQuerySet:
    return queries.photos_for(found, policies.kept_photos(request.user))


def _is_read_early(found: Release) -> bool:
    return found.is_out and found.is_under_embargo


def _done(
    request: StaffRequest, found: Release, form: Forms, act: Callable[[], str]
) -> HttpResponse:
    """Do what a form asks for; what it cannot is said at its field, with all that was typed."""
    if form.is_valid():
        try:
            said = act()
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, said)
            return redirect("promotion:desk_release", found.public_id)
    return _page(request, found, form)


def _page(request: StaffRequest, found: Release, sent: Forms | None = None) -> HttpResponse:
    offered, photos = queries.choices_for(found), _photos(request, found)
    choices = _named(offered)
    fit = [str(row.contact.public_id) for row in offered if row.is_fit]
    shown = set(found.photos.shown().values_list("pk", flat=True))
    forms: dict[str, Forms] = {
        "out": ReleasingForm(choices=choices, chosen=fit),
        "more": SendMoreForm(choices=choices),
        "photo": LibraryForm(photos=photos),
        "withdraw": TakeBackForm(),
    }
    if sent is not None:
        name = next(name for name, form in forms.items() if type(form) is type(sent))
        forms[name] = sent
    context = {
        "release": found,
        "text": text_of(found),
        "about": found.about,
        "forms": forms,
        "has_choices": bool(choices),
        "has_library": photos.exists(),
        "photos": [(row.photo, row.pk in shown) for row in found.photos.select_related("photo")],
        "mailed": queries.dispatches_of(found),
        "clippings": found.clippings.select_related("outlet"),
        "early_url": press_links.page_url(found) if _is_read_early(found) else "",
    }
    status = status_of(sent) if sent else 200
    return render(request, "promotion/press/desk/release.html", context, status=status)
