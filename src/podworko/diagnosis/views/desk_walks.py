"""The desk's pages of research walks: planning, the script, opening and ending, the paper."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.core.errors import DomainError
from podworko.core.http import absolute, answer_or_back, errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis import operations, policies
from podworko.diagnosis.forms.walks import StopForm, WalkForm
from podworko.diagnosis.models import Walk, WalkStop
from podworko.diagnosis.queries import walks as queries
from podworko.network.public import still_layers
from podworko.ui.svgmap import Layers


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Plan a walk of a study."""
    study = get_object_or_404(policies.editable_studies(request.user), public_id=public_id)
    form = WalkForm(posted(request), instance=Walk(study=study))
    if form.is_valid():
        try:
            made = operations.save_walk(form.instance, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Spacer zaplanowany. Teraz przystanki."))
            return redirect("diagnosis:desk_walk", made.public_id)
    context = {"form": form, "study": study}
    return render(request, "diagnosis/desk/walks/edit.html", context, status=status_of(form))


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def walk(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a walk: its script, what was noted, where; and what can be done with it now."""
    found = get_object_or_404(policies.visible_walks(request.user), public_id=public_id)
    rivers = still_layers().rivers
    context = {
        "page": queries.walk_page(found),
        "walk": found,
        "study": found.study,
        "layers": Layers(rivers=rivers),
        "is_live": "na-zywo" in request.GET and found.state == Walk.State.OPEN,
        "address": absolute("pl", "diagnosis:walk", found.code),
        "may_write": may(request.user, May.EDIT_STUDIES, pal_id=found.study.pal_id),
    }
    return render(request, "diagnosis/desk/walks/walk.html", context)


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_safe
def notes(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer with the notes alone, for a page that looks again while people walk."""
    found = get_object_or_404(policies.visible_walks(request.user), public_id=public_id)
    is_live = found.state == Walk.State.OPEN
    context = {"page": queries.walk_page(found), "walk": found, "is_live": is_live}
    return render(request, "diagnosis/desk/walks/_notes.html", context)


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change when and where a walk is; who saves second sees both versions."""
    found = _walk(request, public_id)
    form = WalkForm(posted(request), instance=found)
    context: dict[str, Any] = {"form": form, "walk": found, "study": found.study}
    status = status_of(form)
    if form.is_valid():
        try:
            operations.save_walk(found, actor=request.user, seen_version=form.seen_version)
        except ChangedMeanwhileError:
            context["form"], context["differing"] = form.merged(Walk.objects.get(pk=found.pk))
            context["is_late"], status = True, 409
        except DomainError as error:
            put_on(form, error)
            status = 422
        else:
            messages.success(request, _("Zapisane."))
            return redirect("diagnosis:desk_walk", public_id)
    return render(request, "diagnosis/desk/walks/edit.html", context, status=status)


@needs(May.EDIT_STUDIES)
@require_POST
def move(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Open a walk to those who have its code, or end it."""
    found = _walk(request, public_id)
    to = Walk.State.OPEN if "open" in request.POST else Walk.State.CLOSED
    with errors_shown(request):
        operations.move_walk(found, to=to, actor=request.user)
        is_open = to == Walk.State.OPEN
        said = _("Otwarte: można wchodzić kodem.") if is_open else _("Spacer zakończony.")
        messages.success(request, said)
    return redirect("diagnosis:desk_walk", public_id)


@needs(May.EDIT_STUDIES)
@require_POST
def remove(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a walk out of its study."""
    found = _walk(request, public_id)

    def answer() -> HttpResponse:
        operations.remove_walk(found, actor=request.user)
        messages.success(request, _("Spacer usunięty."))
        return redirect("diagnosis:desk_study", found.study.public_id)

    return answer_or_back(request, answer, back=reverse("diagnosis:desk_walk", args=[public_id]))


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def new_stop(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Add a stop at the end of the script."""
    return _stop_form(request, WalkStop(walk=_walk(request, public_id)))


@needs(May.EDIT_STUDIES)
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: StaffRequest, number: int) -> HttpResponse:
    """Change a stop, move it, or take it out."""
    found = _stop(request, number)
    walk_id = found.walk.public_id
    if request.method == "POST" and "remove" in request.POST:
        operations.remove_stop(found, actor=request.user)
        messages.success(request, _("Przystanek usunięty."))
        return redirect("diagnosis:desk_walk", walk_id)
    return _stop_form(request, found)


@needs(May.EDIT_STUDIES)
@require_POST
def shift_stop(request: StaffRequest, number: int) -> HttpResponse:
    """Move a stop one place earlier or later."""
    found = _stop(request, number)
    by = -1 if "earlier" in request.POST else 1
    operations.shift_stop(found, by=by, actor=request.user)
    return redirect(reverse("diagnosis:desk_walk", args=[found.walk.public_id]) + "#stops")


def _stop_form(request: StaffRequest, found: WalkStop) -> HttpResponse:
    form = StopForm(posted(request), instance=found)
    if form.is_valid():
        operations.save_stop(found, near=form.cleaned_data["where"], actor=request.user)
        messages.success(request, _("Zapisane."))
        return redirect("diagnosis:desk_walk", found.walk.public_id)
    context = {"form": form, "stop": found, "walk": found.walk, "study": found.walk.study}
    return render(request, "diagnosis/desk/walks/stop.html", context, status=status_of(form))


def _walk(request: StaffRequest, public_id: uuid.UUID) -> Walk:
    return get_object_or_404(policies.editable_walks(request.user), public_id=public_id)


def _stop(request: StaffRequest, number: int) -> WalkStop:
    rows = WalkStop.objects.filter(walk__in=policies.editable_walks(request.user))
    return get_object_or_404(rows.select_related("walk__study__pal"), pk=number)
