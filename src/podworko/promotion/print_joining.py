"""The places print takes: the desk's menu, and the pages of what can be printed."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.promotion import print_policies, print_views
from podworko.ui import prints
from podworko.ui.navigation import NavLink
from podworko.ui.navigation import desk as desk_menu


def take_places() -> None:
    """Register everything of print."""
    prints.offers.add("promotion", print_views.offer)
    desk_menu.add(
        NavLink(
            url_name="promotion:desk_prints",
            label=_("Druki"),
            icon="printer",
            order=25,
            is_shown=_prints,
        )
    )


def _prints(request: HttpRequest) -> bool:
    return print_policies.may_print(request.user)
