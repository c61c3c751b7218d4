"""The places initiatives take: menus, the desk, PALs' pages, the thread, the trail."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk
from podworko.accounts.public import May, may
from podworko.audit import public as audit
from podworko.core import privacy
from podworko.debates.public import electorates
from podworko.initiatives import erasing, ideas_joining, own, policies, shelf_joining, verbs
from podworko.initiatives.models import Support
from podworko.initiatives.queries.thread import DecisionSource
from podworko.initiatives.team_electorate import TeamElectorate
from podworko.initiatives.views import team, team_desk, team_own
from podworko.network.public import panels
from podworko.people.public import acting
from podworko.planning.public import sources
from podworko.ui.navigation import NavLink
from podworko.ui.navigation import desk as desk_menu

GROUP = _("Mieszkańcy działają")


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    privacy.erasing.add("initiatives.ideas", erasing.take_back_ideas, order=12)
    privacy.erasing.add("initiatives.loans", erasing.call_off_loans, order=10)
    privacy.erasing.add("initiatives.things", erasing.take_things_off, order=14)
    privacy.erasing.add("initiatives.supports", erasing.empty_supports, order=40)
    privacy.erasing.find(Support, erasing.supports_of)
    privacy.erasing.block("initiatives", erasing.things_out)
    audit.change_words.add(verbs.HEADING, verbs.CHANGES)
    audit.look_words.add(verbs.HEADING, verbs.LOOKS)
    _take_places_of_team()
    ideas_joining.take_places(GROUP)
    shelf_joining.take_places(GROUP)


def _take_places_of_team() -> None:
    desk.add("team", team_desk.panel, order=24)
    panels.pal.add("team", team.pal_panel, order=55)
    acting.forms.add("initiatives:team_join", policies.may_join_team_for)
    own.sections.add("team", team_own.section, order=10)
    sources.add("decisions", DecisionSource())
    electorates.add("team", TeamElectorate())
    desk_menu.add(
        NavLink(
            url_name="initiatives:desk_teams",
            label=_("Zespół mieszkańców"),
            icon="users",
            order=84,
            group=GROUP,
            is_shown=_runs_team,
        )
    )


def _runs_team(request: HttpRequest) -> bool:
    return may(request.user, May.RUN_TEAM)
