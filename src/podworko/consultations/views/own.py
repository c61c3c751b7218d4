"""What is one's own, by a signed link or a code: it tells nobody else what it is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@login_not_required
@never_cache
@require_safe
def appointment(_request: HttpRequest, token: str) -> HttpResponse:
    """Show an appointment to its holder."""
    return HttpResponse(token)


@login_not_required
@never_cache
@require_safe
def waiting(_request: HttpRequest, token: str) -> HttpResponse:
    """Show a request to its holder."""
    return HttpResponse(token)
