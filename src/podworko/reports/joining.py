"""The places reports take: the desk's menu, what a press release may be about."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import May, may
from podworko.promotion.public import PressSource, press_sources
from podworko.reports import press
from podworko.ui.navigation import NavLink
from podworko.ui.navigation import desk as desk_menu


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    press_sources["figures"] = PressSource(_("Rok w liczbach"), press.choices, press.read)
    desk_menu.add(
        NavLink(
            url_name="reports:desk_board",
            label=_("Wskaźniki"),
            icon="chart-column",
            order=58,
            group=_("Potrzeby i plan"),
            is_shown=_sees,
        )
    )


def _sees(request: HttpRequest) -> bool:
    return may(request.user, May.SEE_REPORTS)
