"""The page from which the shelf, the board and local problems are reached."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from podworko.initiatives.queries.neighbours import neighbourhood
from podworko.network.public import Pal


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the three ways in which neighbours help one another, and where rooms are lent."""
    return render(request, "initiatives/shelf/neighbours.html", {"counts": neighbourhood()})


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw on a PAL's page what neighbours lend, post and report there."""
    counts = neighbourhood(pal)
    context = {"counts": counts, "pal": pal}
    return render_to_string("initiatives/shelf/_pal_panel.html", context, request)
