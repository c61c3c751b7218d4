"""The desk's pages of agreements: written, signed, extended, ended, printed; joint actions."""

import uuid
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.times import today
from podworko.network.public import Pal
from podworko.partners import operations, panels, policies, printing
from podworko.partners.forms.agreements import (
    ActionForm,
    AgreementForm,
    EndForm,
    ExtendForm,
    SignForm,
)
from podworko.partners.models import Agreement, JointAction
from podworko.partners.views.editing import page_of
from podworko.ui.edit_pages import edited
from podworko.ui.editing import VersionedForm

GROUPS = (
    (gettext_lazy("Na co się umawiamy"), ("title", "scope", "pal_gives", "partner_gives")),
    (gettext_lazy("Od kiedy do kiedy"), ("starts_on", "ends_on", "signers")),
)
_TEMPLATE = "partners/desk/agreement.html"


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write an agreement of one of one's PALs, the organisation's own unless told which."""
    rows = policies.visible_organisations(request.user)
    owner = get_object_or_404(rows, public_id=public_id)
    pal = _pal(request, owner.pal)
    found = Agreement(organisation=owner, pal=pal, starts_on=today())
    return _edited(request, found, title=_("Nowe porozumienie"))


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change the words of a draft."""
    return _edited(request, _of(request, public_id), title=_("Zmień porozumienie"))


@needs(May.RUN_PARTNERS)
@never_cache
@require_safe
def agreement(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one agreement with what both sides give and do."""
    return _page(request, _of(request, public_id))


@needs(May.RUN_PARTNERS)
@require_POST
def sign(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say on which day both sides signed."""
    found = _of(request, public_id)
    form = SignForm(request.POST)
    if form.is_valid():
        try:
            operations.sign_agreement(found, day=form.cleaned_data["day"], actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Porozumienie jest podpisane."))
            return redirect("partners:desk_agreement", public_id)
    return _page(request, found, sign_form=form)


@needs(May.RUN_PARTNERS)
@require_POST
def extend(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say until when an agreement holds now, and when both sides signed that."""
    found = _of(request, public_id)
    form = ExtendForm(request.POST)
    if form.is_valid():
        try:
            operations.extend_agreement(found, **form.cleaned_data, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Porozumienie jest przedłużone."))
            return redirect("partners:desk_agreement", public_id)
    return _page(request, found, extend_form=form)


@needs(May.RUN_PARTNERS)
@require_POST
def end(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End an agreement, with the reason."""
    found = _of(request, public_id)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _page(request, found, end_form=form)
    with errors_shown(request):
        operations.end_agreement(found, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, _("Zapisane. Porozumienie jest zakończone."))
    return redirect("partners:desk_agreement", public_id)


@needs(May.RUN_PARTNERS)
@require_POST
def add_action(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write down what both do together."""
    found = _of(request, public_id)
    form = ActionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, action_form=form)
    data = form.cleaned_data
    with errors_shown(request):
        operations.add_action(
            found, title=data["title"], planned_for=data["planned_for"], actor=request.user
        )
        messages.success(request, _("Zapisane."))
    return redirect("partners:desk_agreement", public_id)


@needs(May.RUN_PARTNERS)
@require_POST
def act(request: StaffRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Say that something was done together, or take away what was written by mistake."""
    rows = JointAction.objects.select_related("agreement")
    mine = rows.filter(agreement__in=policies.visible_agreements(request.user))
    found = get_object_or_404(mine, public_id=public_id)
    if what not in _ACTS:
        raise Http404
    with errors_shown(request):
        _ACTS[what](found, actor=request.user)
        messages.success(request, _("Zapisane."))
    return redirect("partners:desk_agreement", found.agreement.public_id)


@needs(May.RUN_PARTNERS)
@require_safe
def paper(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer with an agreement to be signed, as PDF."""
    found = _of(request, public_id)
    return audit.printed_document(
        printing.agreement_paper(found),
        name="porozumienie",
        about=found,
        actor=request.user,
    )


_ACTS = {"zrobione": operations.finish_action, "usun": operations.remove_action}


def _pal(request: StaffRequest, own: Pal | None) -> Pal:
    """Return whose agreement it is: told in the address, the organisation's, or one's first."""
    mine = policies.pals_where(request.user)
    asked = mine.filter(slug=request.GET.get("pal", "")).first()
    kept = mine.filter(pk=own.pk).first() if own else None
    found = asked or kept or mine.first()
    if found is None:
        raise Http404
    return found


def _page(request: StaffRequest, found: Agreement, **filled: forms.Form) -> HttpResponse:
    """Show one agreement; a form that was sent stands there `filled`, the others empty."""
    empty = {
        "sign_form": SignForm(initial={"day": today()}),
        "extend_form": ExtendForm(initial=_a_year_more(found)),
        "end_form": EndForm(),
        "action_form": ActionForm(),
    }
    context = {
        "agreement": found,
        "actions": found.actions.all(),
        "extensions": found.extensions.all(),
        "panels": panels.desk_agreement.drawn(request, agreement=found),
    }
    status = status_of(*filled.values())
    return render(request, _TEMPLATE, {**context, **empty, **filled}, status=status)


def _a_year_more(found: Agreement) -> dict[str, object]:
    """Return what is most often agreed: as long again, to the day, signed today."""
    if found.ends_on is None:
        return {}
    whole = found.ends_on - found.starts_on
    longer = max(found.ends_on, today()) + max(whole, timedelta(days=1))
    return {"ends_on": longer, "signed_on": today()}


def _edited(request: StaffRequest, found: Agreement, *, title: str) -> HttpResponse:
    is_new = found.pk is None
    form = AgreementForm(posted(request), instance=found)

    def save(form: VersionedForm[Agreement]) -> str:
        seen = "" if is_new else form.seen_version
        made = operations.save_agreement(form.instance, seen_version=seen, actor=request.user)
        return reverse("partners:desk_agreement", args=[made.public_id])

    back = (
        reverse("partners:desk_organisation", args=[found.organisation.public_id])
        if is_new
        else reverse("partners:desk_agreement", args=[found.public_id])
    )
    page = page_of(title, GROUPS, found.organisation, back, lead=found.pal.name)
    return edited(
        request, form, save=save, current=lambda: _of(request, found.public_id), page=page
    )


def _of(request: StaffRequest, public_id: uuid.UUID) -> Agreement:
    return get_object_or_404(policies.visible_agreements(request.user), public_id=public_id)
