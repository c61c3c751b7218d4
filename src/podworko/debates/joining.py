"""The places debates take: menus, the desk, PALs' pages, the trail."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk as desk_panels
from podworko.accounts.public import May, may
from podworko.audit import public as audit
from podworko.debates import share_cards, verbs
from podworko.debates.queries.say_thread import HearingSource
from podworko.debates.views import desk, polls, polls_desk, public, say, say_desk
from podworko.network.public import panels
from podworko.planning.public import sources
from podworko.ui import sharing
from podworko.ui.navigation import NavLink, footer
from podworko.ui.navigation import desk as desk_menu

GROUP = _("Potrzeby i plan")


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    audit.change_words.add(verbs.HEADING, verbs.CHANGES)
    audit.look_words.add(verbs.HEADING, verbs.LOOKS)
    desk_panels.add("debates", desk.panel, order=30)
    desk_panels.add("polls", polls_desk.panel, order=31)
    panels.pal.add("debates", public.pal_panel, order=30)
    panels.pal.add("polls", polls.pal_panel, order=31)
    desk_panels.add("hearings", say_desk.panel, order=32)
    panels.pal.add("hearings", say.pal_panel, order=32)
    sharing.cards.add(*share_cards.PAGES)
    sources.add("hearings", HearingSource())
    footer.add(NavLink(url_name="debates:debates", label=_("Debaty"), order=60))
    footer.add(NavLink(url_name="debates:polls", label=_("Głosowania"), order=61))
    footer.add(NavLink(url_name="debates:hearings", label=_("Konsultacje społeczne"), order=62))
    footer.add(NavLink(url_name="debates:lessons", label=_("Lekcje"), order=63))
    desk_menu.add(
        NavLink(
            url_name="debates:desk_debates",
            label=_("Debaty"),
            icon="megaphone",
            order=66,
            group=GROUP,
            is_shown=_reads,
        ),
        NavLink(
            url_name="debates:desk_polls",
            label=_("Głosowania"),
            icon="vote",
            order=67,
            group=GROUP,
            is_shown=_reads,
        ),
        NavLink(
            url_name="debates:desk_hearings",
            label=_("Konsultacje społeczne"),
            icon="message-circle",
            order=68,
            group=GROUP,
            is_shown=_reads,
        ),
        NavLink(
            url_name="debates:desk_lessons",
            label=_("Lekcje"),
            icon="graduation-cap",
            order=69,
            group=GROUP,
            is_shown=_reads,
        ),
    )


def _reads(request: HttpRequest) -> bool:
    return may(request.user, May.SEE_DIAGNOSIS)
