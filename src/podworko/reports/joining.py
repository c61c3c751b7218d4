"""The places reports take: the desk's menu, what a press release may be about."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import May, may, pal_ids_where
from podworko.audit import public as audit
from podworko.network.public import panels
from podworko.promotion.public import PressSource, press_sources
from podworko.reports import press, verbs
from podworko.reports.views.panels import pal_panel
from podworko.ui.navigation import NavLink, footer
from podworko.ui.navigation import desk as desk_menu


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    audit.change_words.add(verbs.HEADING, verbs.CHANGES)
    audit.look_words.add(verbs.HEADING, verbs.LOOKS)
    panels.pal.add("reports", pal_panel, order=70)
    footer.add(NavLink(url_name="reports:reports", label=_("Sprawozdania"), order=24))
    press_sources["figures"] = PressSource(_("Rok w liczbach"), press.choices, press.read)
    desk_menu.add(
        NavLink(
            url_name="reports:desk_board",
            label=_("Wskaźniki"),
            icon="chart-column",
            order=58,
            group=_("Potrzeby i plan"),
            is_shown=_sees,
        ),
        NavLink(
            url_name="reports:desk_reports",
            label=_("Sprawozdania"),
            icon="file-text",
            order=59,
            group=_("Potrzeby i plan"),
            is_shown=_writes,
        ),
        NavLink(
            url_name="reports:desk_esfs",
            label=_("Projekty EFS+"),
            icon="users",
            order=60,
            group=_("Potrzeby i plan"),
            is_shown=_runs_esf,
        ),
    )


def _sees(request: HttpRequest) -> bool:
    return may(request.user, May.SEE_REPORTS)


def _writes(request: HttpRequest) -> bool:
    return may(request.user, May.WRITE_REPORTS)


def _runs_esf(request: HttpRequest) -> bool:
    return may(request.user, May.RUN_ESF) or _is_of_network(request)


def _is_of_network(request: HttpRequest) -> bool:
    return pal_ids_where(request.user, May.PUBLISH_REPORTS) is None
