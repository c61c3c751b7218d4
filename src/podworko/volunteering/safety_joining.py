"""The places the child-safety gate takes: the network's gate, menus, panels."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk
from podworko.accounts.public import May, may
from podworko.network.public import gates, panels
from podworko.ui.navigation import NavLink
from podworko.ui.navigation import desk as desk_menu
from podworko.volunteering.safety import leaders_gate
from podworko.volunteering.views import checks, standards

GROUP = _("Wolontariat")
MEND = _("Uzupełnia to osoba, która sprawdza zespół: Biuro, „Praca z dziećmi”.")


def take_places() -> None:
    """Register everything of the gate; called once, when models are ready."""
    gates.add("checks", leaders_gate, mend=MEND)
    desk.add("unchecked", checks.panel, order=6)
    desk.add("standards", standards.panel, order=40)
    panels.pal.add("standards", standards.pal_panel, order=90)
    desk_menu.add(
        NavLink(
            url_name="volunteering:desk_checks",
            label=_("Praca z dziećmi"),
            icon="shield-check",
            order=83,
            group=GROUP,
            is_shown=_checks,
        ),
        NavLink(
            url_name="volunteering:desk_standards",
            label=_("Standardy ochrony dzieci"),
            icon="book-open",
            order=84,
            group=GROUP,
            is_shown=_reads,
        ),
    )


def _checks(request: HttpRequest) -> bool:
    return may(request.user, May.CHECK_PEOPLE)


def _reads(request: HttpRequest) -> bool:
    return may(request.user, May.SEE_DESK)
