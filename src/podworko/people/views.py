"""Residents' cards at the desk. Every look is logged; a card of elsewhere answers 404."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.audit import public as audit
from podworko.core.http import errors_shown, posted, searched
from podworko.core.versions import ChangedMeanwhileError
from podworko.people import merging, operations, panels, policies, queries
from podworko.people.consents import TEXTS
from podworko.people.forms import CardForm, ConsentForm
from podworko.people.models import Channel, Merge, Person
from podworko.ui.values import Differing


@needs(May.SEE_PEOPLE)
@never_cache
@require_safe
def people(request: StaffRequest) -> HttpResponse:
    """List the people of one's PALs, or those found by name or contact."""
    visible = policies.visible_people(request.user)
    text = searched(request)
    page = queries.people_list(visible, text=text, number=request.GET.get("page", "1"))
    audit.saw(request.user, actor=request.user, purpose="desk.people")
    as_format = audit.wanted_format(request)
    if as_format:
        return audit.table_file(
            name="ludzie",
            headings=[_("Imię i nazwisko"), _("Rok urodzenia"), _("Telefon"), _("E-mail")],
            rows=queries.people_cells(visible, text=text),
            as_format=as_format,
            about=request.user,
            actor=request.user,
        )
    return render(request, "people/people.html", {"page": page, "text": text})


@needs(May.SEE_PEOPLE)
@never_cache
@require_safe
def card(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one card with household, guardians, consents and what modules know."""
    visible = policies.visible_people(request.user)
    person = get_object_or_404(visible, public_id=public_id)
    audit.saw(person, actor=request.user, purpose="desk.person")
    context = {
        "page": queries.card_page(person, among=visible),
        "panels": panels.card.drawn(request, person=person),
        "form": ConsentForm(),
        "may_edit": may(request.user, May.EDIT_PEOPLE),
    }
    return render(request, "people/card.html", context)


@needs(May.EDIT_PEOPLE)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change a card; who saves second sees what the first one wrote."""
    person = _editable(request, public_id)
    audit.saw(person, actor=request.user, purpose="desk.person_edit")
    form = CardForm(posted(request), instance=person)
    differing: list[Differing] = []
    is_late = False
    if form.is_valid():
        seen = form.seen_number
        try:
            operations.change_card(person, form.card(), seen_version=seen, actor=request.user)
        except ChangedMeanwhileError:
            person = _editable(request, public_id)
            (form, differing), is_late = form.merged(person), True
        else:
            messages.success(request, _("Zapisane."))
            return redirect(person)
    context = {"person": person, "form": form, "differing": differing, "is_late": is_late}
    status = 409 if is_late else 422 if form.is_bound and form.errors else 200
    return render(request, "people/edit.html", context, status=status)


@needs(May.EDIT_PEOPLE)
@require_POST
def consent(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Record a consent that the person gives."""
    person = _editable(request, public_id)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Wybierz, na co zgadza się ta osoba."))
        return redirect(person)
    text = TEXTS[form.cleaned_data["text"]]
    channel = Channel(form.cleaned_data["channel"])
    operations.give_consent(
        person, text=text.code, version=text.version, channel=channel, actor=request.user
    )
    messages.success(request, _("Zgoda zapisana."))
    return redirect(person)


@needs(May.EDIT_PEOPLE)
@require_POST
def withdraw_consent(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Record that a consent holds no more."""
    person = _editable(request, public_id)
    held = get_object_or_404(person.consents, pk=number)
    operations.withdraw_consent(held, channel=Channel.DESK, actor=request.user)
    messages.success(request, _("Zgoda cofnięta."))
    return redirect(person)


@needs(May.EDIT_PEOPLE)
@require_POST
def leave_household(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say that the person lives apart now."""
    person = _editable(request, public_id)
    operations.leave_household(person, actor=request.user)
    messages.success(request, _("Ta osoba nie należy już do tego domu."))
    return redirect(person)


@needs(May.EDIT_PEOPLE)
@never_cache
@require_safe
def pairs(request: StaffRequest) -> HttpResponse:
    """List cards that may be of one person."""
    number = request.GET.get("page", "1")
    page = queries.alike_pairs(policies.editable_people(request.user), number=number)
    audit.saw(request.user, actor=request.user, purpose="desk.people_pairs")
    return render(request, "people/pairs.html", {"page": page})


@needs(May.EDIT_PEOPLE)
@never_cache
@require_http_methods(["GET", "POST"])
def merge(request: StaffRequest) -> HttpResponse:
    """Show two cards side by side, and make one of them."""
    told = request.POST if request.method == "POST" else request.GET
    kept, gone = _editable(request, told.get("a", "")), _editable(request, told.get("b", ""))
    if request.method == "POST":
        with errors_shown(request):
            merging.merge(kept, gone=gone, actor=request.user)
            messages.success(
                request, _("Karty połączone. Przez czternaście dni można to cofnąć na karcie.")
            )
        return redirect(kept)
    for person in (kept, gone):
        audit.saw(person, actor=request.user, purpose="desk.person_merge")
    visible = policies.editable_people(request.user)
    pages = [queries.card_page(person, among=visible) for person in (kept, gone)]
    return render(request, "people/merge.html", {"kept": pages[0], "gone": pages[1]})


@needs(May.EDIT_PEOPLE)
@require_POST
def not_same(request: StaffRequest) -> HttpResponse:
    """Say that two cards are two people."""
    one = _editable(request, request.POST.get("a", ""))
    other = _editable(request, request.POST.get("b", ""))
    merging.not_same(one, other=other, actor=request.user)
    messages.success(request, _("Zapamiętane: to dwie osoby."))
    return redirect("people:pairs")


@needs(May.EDIT_PEOPLE)
@require_POST
def undo(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Part two cards that were made one by mistake."""
    person = _editable(request, public_id)
    made = get_object_or_404(Merge, pk=number, kept=person)
    with errors_shown(request):
        merging.undo(made, actor=request.user)
        messages.success(request, _("Karty są znów osobne."))
    return redirect(person)


def _editable(request: StaffRequest, public_id: uuid.UUID | str) -> Person:
    """Return a card among those one may change; another, or no key at all, answers 404."""
    try:
        key = uuid.UUID(str(public_id))
    except ValueError:
        key = uuid.UUID(int=0)
    return get_object_or_404(policies.editable_people(request.user), public_id=key)
