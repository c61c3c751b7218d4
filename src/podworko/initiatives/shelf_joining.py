"""The places neighbours' exchange takes: menus, the desk, PALs' and own pages, the trail."""

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk
from podworko.accounts.public import May, may
from podworko.audit import public as audit
from podworko.initiatives import own, shelf_policies, shelf_verbs
from podworko.initiatives.views import (
    board_desk,
    board_own,
    neighbours,
    problems_desk,
    problems_own,
    shelf_desk,
    shelf_own,
)
from podworko.network.public import panels
from podworko.people.public import acting
from podworko.ui.navigation import NavLink
from podworko.ui.navigation import desk as desk_menu
from podworko.ui.navigation import public as public_menu


def take_places(group: str | Promise) -> None:
    """Register everything; `group` is the heading of the desk's menu."""
    audit.change_words.add(shelf_verbs.HEADING, shelf_verbs.CHANGES)
    audit.look_words.add(shelf_verbs.HEADING, shelf_verbs.LOOKS)
    acting.forms.add("initiatives:shelf_ask", shelf_policies.may_ask_for)
    acting.forms.add("initiatives:shelf_offer", shelf_policies.may_offer_for)
    acting.forms.add("initiatives:notice_new", shelf_policies.may_post_for)
    acting.forms.add("initiatives:notice_reply", shelf_policies.may_reply_for)
    acting.forms.add("initiatives:problem_new", shelf_policies.may_report_for)
    acting.forms.add("initiatives:problem_join", shelf_policies.may_say_same_for)
    own.sections.add("shelf", shelf_own.section, order=30)
    own.sections.add("board", board_own.section, order=32)
    own.sections.add("problems", problems_own.section, order=34)
    desk.add("shelf", shelf_desk.panel, order=26)
    desk.add("board", board_desk.panel, order=27)
    desk.add("problems", problems_desk.panel, order=28)
    panels.pal.add("neighbours", neighbours.pal_panel, order=65)
    public_menu.add(
        NavLink(url_name="initiatives:neighbours", label=_("Sąsiedzka wymiana"), order=38)
    )
    desk_menu.add(
        NavLink(
            url_name="initiatives:desk_shelf",
            label=_("Wypożyczalnia"),
            icon="package",
            order=87,
            group=group,
            is_shown=_runs_shelf,
        ),
        NavLink(
            url_name="initiatives:desk_board",
            label=_("Tablica ogłoszeń"),
            icon="clipboard-list",
            order=88,
            group=group,
            is_shown=_runs_shelf,
        ),
        NavLink(
            url_name="initiatives:desk_problems",
            label=_("Sprawy okolicy"),
            icon="flag",
            order=89,
            group=group,
            is_shown=_answers_problems,
        ),
    )


def _runs_shelf(request: HttpRequest) -> bool:
    return may(request.user, May.RUN_SHELF)


def _answers_problems(request: HttpRequest) -> bool:
    return may(request.user, May.ANSWER_PROBLEMS)
