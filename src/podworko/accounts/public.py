"""What other modules may use of accounts."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from podworko.accounts.handovers import MOST, Item, Leaving, Part, Passing, packs
from podworko.accounts.models import Grant, User
from podworko.accounts.policies import may, needs, pal_ids_where, when_lost
from podworko.accounts.roles import ROLES, May, Role
from podworko.accounts.waiting_files import put_aside, taken_back

__all__ = [
    "MOST",
    "ROLES",
    "Grant",
    "HtmxRequest",
    "Item",
    "Leaving",
    "May",
    "Part",
    "Passing",
    "Role",
    "StaffRequest",
    "User",
    "may",
    "needs",
    "packs",
    "pal_ids_where",
    "put_aside",
    "taken_back",
    "when_lost",
]


class HtmxRequest(HttpRequest):
    """A request by anybody, with what htmx says of itself."""

    htmx: HtmxDetails


class StaffRequest(HtmxRequest):
    """A request that LoginRequiredMiddleware has let through."""

    user: User
