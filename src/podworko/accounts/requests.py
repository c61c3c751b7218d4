"""What a view is given, in types."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from podworko.accounts.models import User


class HtmxRequest(HttpRequest):
    """A request by anybody, with what htmx says of itself."""

    htmx: HtmxDetails


class StaffRequest(HtmxRequest):
    """A request that LoginRequiredMiddleware has let through."""

    user: User
