"""The desk's register of requests: taken in, looked into, answered; data collected and erased."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.audit import public as audit
from podworko.core import codes, times
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.people.public import Channel
from podworko.privacy import links, operations, policies, printing
from podworko.privacy.forms.requests import (
    AnswerForm,
    EraseForm,
    ExtendForm,
    HoldForm,
    IdentityForm,
    TakeForm,
)
from podworko.privacy.models import Breach, DataHold, RightsRequest
from podworko.privacy.queries import runs
from podworko.privacy.queries.collecting import MOST, collect

ANSWERED = 50
"""Answered ones shown below those that wait."""


def panel(request: HttpRequest) -> SafeString:
    """Draw on the desk's first page what waits for the officer, nothing for others."""
    if not may(request.user, May.RUN_PRIVACY):
        return mark_safe("")
    rows = RightsRequest.objects.waiting()
    told = rows.aggregate(number=Count("pk"), late=Count("pk", filter=Q(due_on__lt=times.today())))
    breaches = [each for each in Breach.objects.filter(closed_at=None) if each.must_tell_authority]
    run = runs.with_fault()
    if not (told["number"] or breaches or run):
        return mark_safe("")
    context = {**told, "breaches": breaches, "run": run}
    return mark_safe(render_to_string("privacy/desk/_panel.html", context, request))  # noqa: S308


@needs(May.RUN_PRIVACY)
@never_cache
@require_safe
def requests(request: StaffRequest) -> HttpResponse:
    """List what waits, the most urgent first, and what was answered lately; as a file too."""
    waiting = list(RightsRequest.objects.waiting())
    done = list(RightsRequest.objects.exclude(answered_at=None).order_by("-answered_at")[:ANSWERED])
    audit.saw(request.user, actor=request.user, purpose="privacy.requests")
    if as_format := audit.wanted_format(request):
        return _file(request, as_format)
    context = {"waiting": waiting, "done": done, "tab": "requests"}
    return render(request, "privacy/desk/requests.html", context)


@needs(May.TAKE_RIGHTS)
@never_cache
@require_http_methods(["GET", "POST"])
def take(request: StaffRequest) -> HttpResponse:
    """Take a request in for somebody who came, called or sent a paper."""
    form = TakeForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            made = operations.take_request(
                form.asked(),
                channel=Channel(form.cleaned_data["channel"]),
                received_on=form.cleaned_data["received_on"],
                actor=request.user,
            )
        except DomainError as error:
            put_on(form, error)
        else:
            return _taken(request, made)
    return render(request, "privacy/desk/take.html", {"form": form}, status=status_of(form))


@needs(May.RUN_PRIVACY)
@never_cache
@require_safe
def one(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a request with whose card it may be and what can be done."""
    return _page(request, _found(public_id))


@needs(May.RUN_PRIVACY)
@require_POST
def act(request: StaffRequest, public_id: uuid.UUID, what: str) -> HttpResponse:
    """Note who asks, prolong, answer, erase, or hold; what was typed is kept on a mistake."""
    if what not in _ACTS:
        raise Http404
    found = _found(public_id)
    act_one = _ACTS[what]
    form = act_one.form(request.POST)
    if form.is_valid():
        try:
            act_one.does(found, form.cleaned_data, request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, str(act_one.said))
            return redirect("privacy:desk_request", found.public_id)
    return _page(request, found, **{what.replace("-", "_"): form})


@needs(May.RUN_PRIVACY)
@require_POST
def person(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say whose card it is, or that it is none of these."""
    found = _found(public_id)
    chosen = policies.candidates(found).filter(public_id=_key(request.POST.get("person", "")))
    with errors_shown(request):
        if "person" not in request.POST:
            raise DomainError(_("Najpierw wskaż kartę tej osoby."))
        operations.name_person(found, person=chosen.first(), actor=request.user)
        messages.success(request, _("Zapisane."))
    return redirect("privacy:desk_request", found.public_id)


@needs(May.RUN_PRIVACY)
@never_cache
@require_safe
def data(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer with everything kept on the person: to read, as PDF, or as JSON for a machine.

    A file, which is for the person, is made only once it is sure who asks.
    """
    found = _found(public_id)
    if found.person is None:
        raise Http404
    audit.saw(found.person.kept, actor=request.user, purpose="privacy.data")
    wanted = request.GET.get("plik", "")
    if wanted and found.identity != RightsRequest.Identity.SURE:
        messages.error(request, _("Najpierw zapisz, kto pyta i która to karta."))
        return redirect("privacy:desk_request", found.public_id)
    collected = collect(found.person, most=None if wanted else MOST)
    if wanted == "json":
        audit.took_away(name="dane-json", about=found, actor=request.user)
        answer = HttpResponse(collected.as_json(), content_type="application/json; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="dane.json"'
        answer["Cache-Control"] = "no-store"
        return answer
    if wanted == "pdf":
        return audit.printed_document(
            printing.data_paper(collected), name="dane", about=found, actor=request.user
        )
    return render(request, "privacy/desk/data.html", {"asked": found, "told": collected})


@needs(May.RUN_PRIVACY)
@require_POST
def end_hold(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Let somebody's data go by their time again."""
    found = _found(public_id)
    held = get_object_or_404(DataHold, pk=number, person=found.person)
    operations.end_hold(held, actor=request.user)
    messages.success(request, _("Wstrzymanie zakończone."))
    return redirect("privacy:desk_request", found.public_id)


def _identity(found: RightsRequest, data: dict[str, Any], user: User) -> None:
    operations.note_identity(found, identity=data["identity"], note=data["note"], actor=user)


def _extend(found: RightsRequest, data: dict[str, Any], user: User) -> None:
    operations.extend(found, why=data["why"], actor=user)


def _answer(found: RightsRequest, data: dict[str, Any], user: User) -> None:
    operations.answer(found, decision=data["decision"], words=data["words"], actor=user)


def _erase(found: RightsRequest, data: dict[str, Any], user: User) -> None:
    operations.erase_for(found, words=data["words"], actor=user)


def _hold(found: RightsRequest, data: dict[str, Any], user: User) -> None:
    if found.person is None:
        raise DomainError(_("Najpierw wskaż kartę tej osoby."))
    operations.begin_hold(found.person, reason=data["reason"], why=data["why"], actor=user)


@dataclass(frozen=True, slots=True)
class _Act:
    """One thing the officer may do with a request, by a form of its own."""

    form: type[forms.Form]
    does: Callable[[RightsRequest, dict[str, Any], User], None]
    said: str | Promise


_ACTS = {
    "kto-pyta": _Act(IdentityForm, _identity, gettext_lazy("Zapisane.")),
    "przedluz": _Act(
        ExtendForm, _extend, gettext_lazy("Termin przedłużony. Ta osoba już o tym wie.")
    ),
    "odpowiedz": _Act(AnswerForm, _answer, gettext_lazy("Odpowiedź zapisana.")),
    "usun-dane": _Act(
        EraseForm, _erase, gettext_lazy("Dane usunięte. Zaświadczenie jest w rejestrze.")
    ),
    "wstrzymaj": _Act(HoldForm, _hold, gettext_lazy("Usunięcie wstrzymane.")),
}


def _page(request: StaffRequest, found: RightsRequest, **filled: object) -> HttpResponse:
    audit.saw(found, actor=request.user, purpose="privacy.request")
    is_open = found.answered_at is None
    people = list(policies.candidates(found)[:20]) if is_open else []
    held = DataHold.objects.filter(person=found.person, ended_at=None).first()
    first = {"identity": found.identity, "note": found.identity_note}
    context = {
        "asked": found,
        "code": codes.spaced(links.code_of(found.public_id)),
        "people": people,
        "held": held if found.person else None,
        "blocks": operations.blocks_of(found.person) if is_open and found.person else [],
        "kto_pyta": IdentityForm(initial=first),
        "przedluz": ExtendForm(),
        "odpowiedz": AnswerForm(),
        "usun_dane": EraseForm(),
        "wstrzymaj": HoldForm(),
        **filled,
    }
    status = 422 if filled else 200
    return render(request, "privacy/desk/request.html", context, status=status)


def _taken(request: StaffRequest, made: RightsRequest) -> HttpResponse:
    """Say the code aloud or on paper: whoever took it in need not be the officer."""
    context = {"asked": made, "code": codes.spaced(links.code_of(made.public_id))}
    return render(request, "privacy/desk/taken.html", context)


def _file(request: StaffRequest, as_format: str) -> HttpResponse:
    rows = RightsRequest.objects.order_by("received_on", "pk")
    return audit.table_file(
        name="wnioski-o-prawa",
        headings=[
            _("Przyszło"), _("O co"), _("Jak"), _("Termin"), _("Przedłużono"), _("Odpowiedziano"),
            _("Co zrobiono"),
        ],
        rows=[
            [
                row.received_on, str(row.get_kind_display()), str(row.get_channel_display()),
                row.due_on, row.extended_on,
                times.local(row.answered_at).date() if row.answered_at else None,
                str(row.get_decision_display()),
            ]
            for row in rows
        ],
        as_format=as_format,
        about=request.user,
        actor=request.user,
    )  # fmt: skip


def _found(public_id: uuid.UUID) -> RightsRequest:
    return get_object_or_404(RightsRequest.objects.select_related("person"), public_id=public_id)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)
