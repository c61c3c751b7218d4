"""Access at the desk: the declaration and its clock, each PAL's words, what people ask for."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.network.public import Pal
from podworko.people.public import Channel
from podworko.privacy.accessibility import operations, queries
from podworko.privacy.accessibility.forms import (
    AnswerForm,
    DeskBarrierForm,
    ExtendForm,
    PalAccessForm,
    StatementForm,
)
from podworko.privacy.accessibility.policies import told_pals
from podworko.privacy.models import AccessRequest, AccessStatement, PalAccess
from podworko.ui.edit_pages import EditPage, Groups, edited
from podworko.ui.editing import VersionedForm

STATEMENT_GROUPS = (
    (gettext_lazy("Strona"), ("body", "site_published_on", "site_changed_on")),
    (
        gettext_lazy("Stan dostępności"),
        ("conformity", "not_conforming", "burden", "exempt", "shortcuts"),
    ),
    (
        gettext_lazy("Przygotowanie i przegląd"),
        ("prepared_on", "reviewed_on", "method", "auditor"),
    ),
    (gettext_lazy("Kontakt"), ("contact", "email", "phone", "interpreter")),
)
PAL_GROUPS = (
    (gettext_lazy("Łatwe do czytania"), ("easy_text", "easy_tested")),
    (gettext_lazy("Język migowy"), ("sign_video", "sign_words")),
    (gettext_lazy("Budynek i rozmowa"), ("layout", "evacuation", "talking", "checked_on")),
)


@needs(May.EDIT_PLACES, May.RUN_ACCESS)
@never_cache
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """Show the clock of the declaration, what each PAL lacks, and what people wait for."""
    runs = may(request.user, May.RUN_ACCESS)
    held = queries.statement()
    waiting, answered = queries.barriers() if runs else ([], [])
    pals = told_pals(request.user).filter(status=Pal.Status.ACTIVE)
    context = {
        "runs": runs,
        "statement": held,
        "clock": queries.review_clock(held),
        "pals": queries.pals_told(pals.order_by("folded_name", "pk")),
        "waiting": waiting,
        "answered": answered,
    }
    return render(request, "privacy/accessibility/desk/home.html", context)


@needs(May.RUN_ACCESS)
@never_cache
@require_http_methods(["GET", "POST"])
def statement(request: StaffRequest) -> HttpResponse:
    """Write the next edition of the declaration, beginning with the one that holds."""
    back = reverse("privacy:desk_access")

    def newest() -> AccessStatement:
        return queries.statement() or AccessStatement()

    def save(form: VersionedForm[AccessStatement]) -> str:
        operations.save_statement(form.instance, seen_version=form.seen_version, actor=request.user)
        return back

    lead = _("Zapis tworzy nowe wydanie; poprzednie zostają. Mieszkańcy widzą najnowsze.")
    page = _page(_("Deklaracja dostępności"), STATEMENT_GROUPS, lead=lead)
    form = StatementForm(posted(request), instance=newest())
    return edited(request, form, save=save, current=newest, page=page)


@needs(May.EDIT_PLACES, May.RUN_ACCESS)
@never_cache
@require_http_methods(["GET", "POST"])
def pal(request: StaffRequest, slug: str) -> HttpResponse:
    """Write what a PAL tells of its access."""
    found = get_object_or_404(told_pals(request.user), slug=slug)
    back = reverse("privacy:desk_access")

    def current() -> PalAccess:
        return PalAccess.objects.filter(pal=found).first() or PalAccess(pal=found)

    def save(form: VersionedForm[PalAccess]) -> str:
        operations.save_pal_access(
            form.instance, seen_version=form.seen_version, actor=request.user
        )
        return back

    lead = _("Fakty o budynku zmienia się na stronie miejsca, tutaj jest reszta.")
    title = _("Dostępność: %(pal)s") % {"pal": found.name}
    page = _page(title, PAL_GROUPS, lead=lead)
    form = PalAccessForm(posted(request), instance=current())
    return edited(request, form, save=save, current=current, page=page)


@needs(May.RUN_ACCESS)
@never_cache
@require_http_methods(["GET", "POST"])
def new_barrier(request: StaffRequest) -> HttpResponse:
    """Take in what somebody said by phone, at the desk or in a letter."""
    form = DeskBarrierForm(posted(request))
    if form.is_valid():
        data = form.cleaned_data
        try:
            made = operations.take(
                form.asked(),
                channel=Channel(data["channel"]),
                received_on=data["received_on"],
                actor=request.user,
            )
        except DomainError as error:
            put_on(form, error)
        else:
            return redirect("privacy:desk_barrier", made.public_id)
    page = "privacy/accessibility/desk/new.html"
    return render(request, page, {"form": form}, status=status_of(form))


@needs(May.RUN_ACCESS)
@never_cache
@require_safe
def barrier(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one request with its clock, and what may be done with it."""
    return _barrier(request, _of(public_id), ExtendForm(), AnswerForm())


@needs(May.RUN_ACCESS)
@never_cache
@require_http_methods(["POST"])
def extend(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Promise a later day."""
    found, form = _of(public_id), ExtendForm(request.POST)
    if form.is_valid():
        try:
            operations.extend(found, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Ta osoba dostała wiadomość."))
            return redirect("privacy:desk_barrier", public_id)
    return _barrier(request, found, form, AnswerForm())


@needs(May.RUN_ACCESS)
@never_cache
@require_http_methods(["POST"])
def answer(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer a request."""
    found, form = _of(public_id), AnswerForm(request.POST)
    if form.is_valid():
        try:
            operations.answer(found, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odpowiedź zapisana."))
            return redirect("privacy:desk_barrier", public_id)
    return _barrier(request, found, ExtendForm(), form)


def panel(request: HttpRequest) -> SafeString:
    """Tell on the desk's first page of what waits and of the clock; "" for who does not run it."""
    if not may(request.user, May.RUN_ACCESS):
        return SafeString("")
    waiting, _answered = queries.barriers()
    held = queries.statement()
    context = {"waiting": waiting, "clock": queries.review_clock(held), "statement": held}
    return render_to_string("privacy/accessibility/desk/_panel.html", context, request)


def _barrier(
    request: StaffRequest, found: AccessRequest, extending: ExtendForm, answering: AnswerForm
) -> HttpResponse:
    audit.saw(found, actor=request.user, purpose="desk.barrier")
    context = {"barrier": found, "extending": extending, "answering": answering}
    page = "privacy/accessibility/desk/barrier.html"
    return render(request, page, context, status=status_of(extending, answering))


def _of(public_id: uuid.UUID) -> AccessRequest:
    return get_object_or_404(AccessRequest.objects.select_related("pal"), public_id=public_id)


def _page(title: str, groups: Groups, *, lead: str) -> EditPage:
    way = [(gettext_lazy("Dostępność"), reverse("privacy:desk_access"))]
    return EditPage(title, groups, way, lead=lead)
