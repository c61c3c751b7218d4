"""The places volunteering takes: menus, the desk, PALs' pages, the thread, the trail."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk
from podworko.accounts.public import May, may, packs
from podworko.audit import public as audit
from podworko.core import privacy
from podworko.network.public import panels
from podworko.people.public import acting
from podworko.planning.public import sources
from podworko.ui import sharing
from podworko.ui.navigation import NavLink, footer
from podworko.ui.navigation import desk as desk_menu
from podworko.ui.navigation import public as public_menu
from podworko.volunteering import erasing, policies, safety_joining, share_cards, verbs
from podworko.volunteering.models import Shift
from podworko.volunteering.operations.handing import pass_volunteers
from podworko.volunteering.queries.handover import volunteers_in_hand
from podworko.volunteering.queries.thread import VolunteeringSource
from podworko.volunteering.views import desk_offers, public


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    privacy.erasing.add("volunteering", erasing.free_turns, order=10)
    privacy.erasing.find(Shift, erasing.visits_to)
    audit.change_words.add(verbs.HEADING, verbs.CHANGES)
    audit.look_words.add(verbs.HEADING, verbs.LOOKS)
    desk.add("volunteering", desk_offers.panel, order=22)
    panels.pal.add("volunteering", public.pal_panel, order=60)
    acting.forms.add("volunteering:apply", policies.may_apply_for)
    safety_joining.take_places()
    packs.add("volunteering", volunteers_in_hand, pass_on=pass_volunteers, order=40)
    sharing.cards.add(*share_cards.PAGES)
    sources.add("volunteering", VolunteeringSource())
    footer.add(NavLink(url_name="volunteering:check", label=_("Sprawdź zaświadczenie"), order=70))
    public_menu.add(NavLink(url_name="volunteering:home", label=_("Wolontariat"), order=37))
    desk_menu.add(
        NavLink(
            url_name="volunteering:desk_board",
            label=_("Wolontariusze"),
            icon="heart-handshake",
            order=80,
            group=safety_joining.GROUP,
            is_shown=_runs,
        ),
        NavLink(
            url_name="volunteering:desk_shifts",
            label=_("Dyżury wolontariuszy"),
            icon="calendar-check",
            order=81,
            group=safety_joining.GROUP,
            is_shown=_runs,
        ),
        NavLink(
            url_name="volunteering:desk_hours",
            label=_("Godziny wolontariatu"),
            icon="clock",
            order=82,
            group=safety_joining.GROUP,
            is_shown=_runs,
        ),
    )


def _runs(request: HttpRequest) -> bool:
    return may(request.user, May.RUN_VOLUNTEERING)
