"""The duty log: one screen, ten seconds, and the counts beside it."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.advice import operations, policies, printing
from podworko.advice.forms.desk import TalkForm
from podworko.advice.models import Talk
from podworko.advice.queries import counts, duty_board, found_resources
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.diagnosis.public import Resource, ResourceKind
from podworko.network.public import Pal
from podworko.ui.typesetting import pdf_answer


@needs(May.KEEP_DUTY_LOG)
@never_cache
@require_http_methods(["GET", "POST"])
def duty(request: StaffRequest) -> HttpResponse:
    """Note a talk; the counts of today and of the month stand beside."""
    pals = list(policies.duty_pals(request.user))
    pal = _chosen(request, pals)
    if pal is None:
        return render(request, "advice/desk/nowhere.html")
    if request.POST.get("look"):
        return _looked(request, pal, pals)
    form = TalkForm(posted(request))
    if form.is_valid() and _is_unseen(request):
        return _looked(request, pal, pals, is_unchosen=True)
    if form.is_valid():
        operations.note_talk(pal, data=form.noted(), actor=request.user)
        messages.success(request, _("Zapisane."))
        return redirect(f"{reverse('advice:desk_duty')}?pal={pal.slug}")
    return _page(request, pal, pals, form)


@needs(May.KEEP_DUTY_LOG)
@never_cache
@require_http_methods(["GET", "POST"])
def talk(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Put a talk of today right."""
    found = _of_today(request, key)
    form = TalkForm(posted(request), talk=found)
    if form.is_valid():
        try:
            operations.correct_talk(found, data=form.noted(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Poprawione."))
            return redirect(f"{reverse('advice:desk_duty')}?pal={found.pal.slug}")
    context = {"form": form, "talk": found}
    return render(request, "advice/desk/talk.html", context, status=status_of(form))


@needs(May.KEEP_DUTY_LOG)
@require_POST
def remove(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Remove a talk of today that was noted by mistake."""
    found = _of_today(request, key)
    with errors_shown(request):
        operations.remove_talk(found, actor=request.user)
        messages.success(request, _("Usunięte."))
    return redirect(f"{reverse('advice:desk_duty')}?pal={found.pal.slug}")


@needs(May.KEEP_DUTY_LOG)
@require_safe
def referral(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Print where to go: what everybody sees on the map, on a slip to take along."""
    del request
    rows = Resource.objects.public().filter(kind=ResourceKind.INSTITUTIONAL)
    return pdf_answer(printing.referral(get_object_or_404(rows, public_id=public_id)), name="adres")


@needs(May.ANSWER_QUESTIONS, May.KEEP_DUTY_LOG, May.EDIT_ANSWERS)
@never_cache
@require_safe
def numbers(request: StaffRequest) -> HttpResponse:
    """Count what was asked and talked about in a span of days."""
    today = times.today()
    since = times.parse_day(request.GET.get("od", "")) or today.replace(month=1, day=1)
    until = times.parse_day(request.GET.get("do", "")) or today
    pal_ids = policies.counted_pal_ids(request.user)
    context = {
        "since": since,
        "until": until,
        "counts": counts(pal_ids, since=since, until=until),
        "is_network": pal_ids is None,
    }
    return render(request, "advice/desk/numbers.html", context)


def _chosen(request: StaffRequest, pals: list[Pal]) -> Pal | None:
    wanted = request.POST.get("pal") or request.GET.get("pal", "")
    return next((pal for pal in pals if pal.slug == wanted), pals[0] if pals else None)


def _is_unseen(request: StaffRequest) -> bool:
    """Whether a place was named and neither chosen nor shown yet: then it is shown first."""
    where = request.POST.get("where", "").strip()
    is_shown = request.POST.get("shown", "").strip() == where
    return bool(where) and not request.POST.get("referred_to") and not is_shown


def _looked(
    request: StaffRequest, pal: Pal, pals: list[Pal], *, is_unchosen: bool = False
) -> HttpResponse:
    """Show where one may be sent on, in the page or, without script, with what was chosen kept."""
    where = request.POST.get("where", "")
    places = found_resources(pal, where)
    if request.htmx:
        return render(request, "advice/desk/_places.html", {"places": places, "where": where})
    form = TalkForm(initial=request.POST.dict())
    told = {"places": places, "where": where, "is_unchosen": is_unchosen}
    return _page(request, pal, pals, form, **told)


def _page(
    request: StaffRequest, pal: Pal, pals: list[Pal], form: TalkForm, **more: object
) -> HttpResponse:
    board = duty_board(pal)
    context = {"form": form, "pal": pal, "pals": pals, "board": board, "where": "", **more}
    return render(request, "advice/desk/duty.html", context, status=status_of(form))


def _of_today(request: StaffRequest, key: uuid.UUID) -> Talk:
    found = policies.kept_talks(request.user).filter(pk=key, on=times.today()).first()
    if found is None:
        raise Http404
    return found
