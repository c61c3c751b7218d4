"""The desk's page of what help answers in a PAL: nothing of it is about a resident."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.consultations import policies
from podworko.consultations.models import Service, ServiceLink
from podworko.consultations.operations import thread as operations
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.planning.public import TieForm


@needs(May.EDIT_CONSULTATIONS)
@never_cache
@require_http_methods(["GET", "POST"])
def thread(request: StaffRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """List what a kind of help answers in a PAL, and tie it to one thing more."""
    service = get_object_or_404(Service, public_id=public_id)
    pal = get_object_or_404(policies.edited_pals(request.user), slug=slug)
    form = TieForm(posted(request), pal=pal)
    if form.is_bound and form.is_valid():
        try:
            operations.tie(service, pal, tie=form.tie(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Powiązane. Zobaczą to też mieszkańcy."))
            return redirect("consultations:desk_thread", public_id, slug)
    rows = ServiceLink.objects.filter(service=service, pal=pal)
    links = list(rows.select_related("need", "goal__plan").order_by("pk"))
    context = {"service": service, "pal": pal, "form": form, "links": links}
    return render(request, "consultations/desk/thread.html", context, status=status_of(form))


@needs(May.EDIT_CONSULTATIONS)
@require_POST
def untie(request: StaffRequest, public_id: uuid.UUID, slug: str, number: int) -> HttpResponse:
    """Take one tie away."""
    pal = get_object_or_404(policies.edited_pals(request.user), slug=slug)
    rows = ServiceLink.objects.select_related("need", "goal", "service")
    link = get_object_or_404(rows, service__public_id=public_id, pal=pal, pk=number)
    operations.untie(link, actor=request.user)
    messages.success(request, _("Już nie powiązane."))
    return redirect("consultations:desk_thread", public_id, slug)
