"""The banner of a public form that staff fill in for somebody."""

from django import template
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.template import RequestContext

from podworko.people import acting

register = template.Library()


@register.inclusion_tag("people/_acting.html", takes_context=True)
def acting_banner(context: RequestContext) -> dict[str, object]:
    """Say for whom this form is filled in, or offer to: `{% acting_banner %}`.

    Whoever has no session is not asked for one.
    """
    request: HttpRequest = context["request"]
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return {}
    may = acting.forms.allow(request.user, request)
    return {
        "may": may,
        "acting": _acting(request) if may else None,
        "ways": list(acting.ways(request)) if may else [],
        "plain": request.path,
    }


def _acting(request: HttpRequest) -> acting.Acting | None:
    try:
        return acting.of(request)
    except (acting.SignedOutError, PermissionDenied):
        return None
