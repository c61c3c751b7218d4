"""The places initiatives take beside the module's own: menus, panels, packs, the thread."""

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk
from podworko.accounts.public import May, may, packs
from podworko.initiatives import policies, share_cards
from podworko.initiatives.operations.ideas_handing import pass_initiatives
from podworko.initiatives.own import sections
from podworko.initiatives.queries.ideas_handover import initiatives_in_hand
from podworko.initiatives.queries.ideas_thread import InitiativesSource
from podworko.initiatives.views import ideas_desk, ideas_means, ideas_own, ideas_public
from podworko.network.public import panels
from podworko.people.public import acting
from podworko.planning.public import sources
from podworko.ui import sharing
from podworko.ui.navigation import NavLink
from podworko.ui.navigation import desk as desk_menu
from podworko.ui.navigation import public as public_menu


def take_places(group: str | Promise) -> None:
    """Register everything of initiatives under the module's `group` of the desk menu."""
    desk.add("initiatives", ideas_desk.panel, order=23)
    desk.add("initiatives-money", ideas_means.panel, order=24)
    panels.pal.add("initiatives", ideas_public.pal_panel, order=62)
    sections.add("ideas", ideas_own.section, order=20)
    acting.forms.add("initiatives:idea_new", policies.may_send_idea_for)
    acting.forms.add("initiatives:idea_join", policies.may_join_for)
    packs.add("initiatives", initiatives_in_hand, pass_on=pass_initiatives, order=45)
    sharing.cards.add(*share_cards.PAGES)
    sources.add("initiatives", InitiativesSource())
    public_menu.add(NavLink(url_name="initiatives:ideas", label=_("Inicjatywy"), order=38))
    desk_menu.add(
        NavLink(
            url_name="initiatives:desk_ideas",
            label=_("Inicjatywy"),
            icon="lightbulb",
            order=85,
            group=group,
            is_shown=_accompanies,
        ),
        NavLink(
            url_name="initiatives:desk_ideas_overview",
            label=_("Inicjatywy w PAL-ach"),
            icon="lightbulb",
            order=85,
            group=group,
            is_shown=_only_sees,
        ),
        NavLink(
            url_name="initiatives:desk_idea_money",
            label=_("Pieniądze dla inicjatyw"),
            icon="coins",
            order=86,
            group=group,
            is_shown=_grants,
        ),
    )


def _accompanies(request: HttpRequest) -> bool:
    return may(request.user, May.ACCOMPANY)


def _only_sees(request: HttpRequest) -> bool:
    return may(request.user, May.SEE_PLAN) and not _accompanies(request)


def _grants(request: HttpRequest) -> bool:
    return may(request.user, May.GRANT_MEANS)
