"""The first page of the desk."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts import panels
from podworko.accounts.policies import needs
from podworko.accounts.public import StaffRequest
from podworko.accounts.queries import taken_over_lately
from podworko.accounts.roles import ROLES, May


@needs(May.SEE_DESK)
@never_cache
@require_safe
def desk(request: StaffRequest) -> HttpResponse:
    """Show who is signed in with which roles, and what each module has for them today."""
    grants = request.user.grants.today().select_related("pal")
    roles = [(ROLES[grant.role], grant.pal) for grant in grants]
    context = {
        "roles": roles,
        "taken": taken_over_lately(request.user),
        "panels": panels.desk.drawn(request),
    }
    return render(request, "desk/home.html", context)
