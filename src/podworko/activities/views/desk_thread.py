"""The desk's page of what an activity answers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.activities import policies
from podworko.activities.forms.desk_thread import TieForm
from podworko.activities.models import ActivityLink
from podworko.activities.operations.thread import tie as tie_to
from podworko.activities.operations.thread import untie
from podworko.activities.queries.thread import links_of
from podworko.activities.views.desk_common import activity_of
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of


@needs(May.EDIT_ACTIVITIES)
@never_cache
@require_http_methods(["GET", "POST"])
def thread(request: StaffRequest, slug: str) -> HttpResponse:
    """List what an activity answers and tie it to one thing more."""
    activity = activity_of(policies.editable_activities(request.user), slug)
    sessions = activity.sessions.order_by("starts_at")
    form = TieForm(posted(request), activity=activity, sessions=sessions)
    if form.is_valid():
        try:
            tie_to(activity, form.tie(), session=form.session_chosen(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Powiązane. Zobaczą to też mieszkańcy."))
            return redirect("activities:desk_thread", slug)
    context = {"activity": activity, "form": form, "links": list(links_of(activity))}
    return render(request, "activities/desk/thread.html", context, status=status_of(form))


@needs(May.EDIT_ACTIVITIES)
@require_POST
def untie_one(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Take one tie away."""
    activity = activity_of(policies.editable_activities(request.user), slug)
    rows = ActivityLink.objects.select_related("need", "goal", "activity")
    untie(get_object_or_404(rows, activity=activity, pk=number), actor=request.user)
    messages.success(request, _("Już nie powiązane."))
    return redirect("activities:desk_thread", slug)
