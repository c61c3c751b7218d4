"""The desk's pages of who leads."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.http import posted
from podworko.core.versions import ChangedMeanwhileError
from podworko.network import leading, policies
from podworko.network.leader_forms import LeaderForm
from podworko.network.leader_queries import coming_of, leader_cells, leader_list
from podworko.network.leaders import Leader
from podworko.ui.values import Differing


@needs(May.EDIT_LEADERS)
@never_cache
@require_safe
def leaders(request: StaffRequest) -> HttpResponse:
    """List who leads in one's PALs, and how much."""
    page = leader_list(policies.editable_leaders(request.user))
    if as_format := audit.wanted_format(request):
        return audit.table_file(
            name="prowadzacy",
            headings=[
                *(_("Imię i nazwisko"), _("Rola"), _("Telefon"), _("E-mail")),
                *(_("Gdzie prowadzi"), _("Prowadzi do dnia")),
            ],
            rows=leader_cells(page),
            as_format=as_format,
            about=request.user,
            actor=request.user,
        )
    context = {"page": page}
    return render(request, "network/desk/leaders.html", context)


@needs(May.EDIT_LEADERS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Take somebody who leads."""
    form = LeaderForm(posted(request), instance=Leader(), user=request.user)
    if form.is_valid():
        leading.save_leader(form.instance, pals=form.chosen_pals(), actor=request.user)
        messages.success(request, _("Dodane. Tę osobę można już wybrać przy zajęciach."))
        return redirect("network:desk_leaders")
    status = 422 if form.errors else 200
    return render(request, "network/desk/leader.html", {"form": form}, status=status)


@needs(May.EDIT_LEADERS)
@never_cache
@require_http_methods(["GET", "POST"])
def leader(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change what is known of a leader; who saves second sees what the first one wrote."""
    found = get_object_or_404(policies.editable_leaders(request.user), public_id=public_id)
    form = LeaderForm(posted(request), instance=found, user=request.user)
    differing: list[Differing] = []
    is_late = False
    if form.is_valid():
        try:
            leading.save_leader(
                form.instance,
                pals=form.chosen_pals(),
                actor=request.user,
                seen_version=form.seen_version,
            )
        except ChangedMeanwhileError:
            (form, differing), is_late = form.merged(Leader.objects.get(pk=found.pk)), True
        else:
            messages.success(request, _("Zapisane."))
            return redirect("network:desk_leaders")
    context = {"form": form, "leader": found, "differing": differing, "is_late": is_late}
    context["coming"] = coming_of(found)
    status = 409 if is_late else 422 if form.errors else 200
    return render(request, "network/desk/leader.html", context, status=status)
