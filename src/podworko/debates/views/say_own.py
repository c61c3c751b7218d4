"""What is somebody's own in a public consultation: their voice, its answer, an appeal."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from podworko.audit.public import RESIDENT
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import client_address, errors_shown, put_on, status_of
from podworko.debates import operations, say_limits, say_who
from podworko.debates.forms.say import AppealForm, VoiceCodeForm
from podworko.debates.models import Agreement, Voice


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """Find what the code of a card stands for; wrong and old ones get one answer."""
    form = VoiceCodeForm(request.POST if request.method == "POST" else None)
    found: list[tuple[Voice, str]] = []
    if form.is_valid():
        found = _by_code(request, form.cleaned_data["code"])
        if len(found) == 1:
            return redirect("debates:voice", found[0][1])
        if not found:
            words = _("Pod tym kodem nie ma głosu. Sprawdź litery na kartce albo zadzwoń do PAL.")
            form.add_error("code", words)
    context = {"form": form, "voices": found}
    return render(request, "debates/say/code.html", context, status=status_of(form))


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def voice(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody their voice and its answer; confirm it, or take an appeal."""
    found = _voice(token)
    if request.method == "POST" and "confirm" in request.POST:
        with errors_shown(request):
            operations.check_voice(found, actor=RESIDENT)
            messages.success(request, _("Potwierdzone. Przeczyta to teraz ktoś z PAL."))
        return redirect("debates:voice", token)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operations.appeal(found, words=form.cleaned_data["words"], actor=RESIDENT)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Odwołanie przyjęte. Przeczyta je inna osoba."))
            return redirect("debates:voice", token)
    context = {"voice": found, "hearing": found.hearing, "form": form, "token": token}
    return render(request, "debates/say/own.html", context, status=status_of(form))


@login_not_required
@discreet
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Take one's words back."""
    found = _voice(token)
    with errors_shown(request):
        operations.withdraw_voice(found, actor=RESIDENT)
        messages.success(request, _("Wycofane. Słowa i kontakt są usunięte."))
    return redirect("debates:voice", token)


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest, token: str) -> HttpResponse:
    """Count that somebody thinks the same, once they press the button: mail programs open links."""
    key = say_who.read_agreement_token(token)
    if key is None:
        raise Http404
    rows = Agreement.objects.select_related("voice__hearing__pal")
    found = get_object_or_404(rows, public_id=key)
    if request.method == "POST":
        with errors_shown(request):
            operations.check_agreement(found, actor=RESIDENT)
            messages.success(request, _("Policzone. Dziękujemy."))
            return redirect(found.voice.hearing)
    context = {"agreement": found, "voice": found.voice, "hearing": found.voice.hearing}
    return render(request, "debates/say/agreement.html", context)


def _voice(token: str) -> Voice:
    key: uuid.UUID | None = say_who.read_token(token)
    if key is None:
        raise Http404
    return get_object_or_404(Voice.objects.select_related("hearing__pal"), public_id=key)


def _by_code(request: HttpRequest, code: str) -> list[tuple[Voice, str]]:
    if not say_limits.allows_code(client_address(request)):
        return []
    keys = say_who.code_keys(code)
    rows = Voice.objects.filter(Q(code_key__in=keys) | Q(who__in=keys))
    found = rows.select_related("hearing").order_by("pk")
    return [(row, say_who.token(row)) for row in found]
