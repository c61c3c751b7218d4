"""The places news takes: menus, the front page, PALs' pages, the trail."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.public import May, may
from podworko.audit import public as audit
from podworko.network.public import panels
from podworko.promotion import news_verbs, share_cards
from podworko.promotion.views import news
from podworko.ui import sharing
from podworko.ui.navigation import NavLink, footer
from podworko.ui.navigation import desk as desk_menu

GROUP = _("Promocja")


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    audit.change_words.add(news_verbs.HEADING, news_verbs.CHANGES)
    sharing.cards.add(*share_cards.PAGES)
    panels.home.add("news", news.home_panel, order=40)
    panels.pal.add("news", news.pal_panel, order=15)
    footer.add(NavLink(url_name="promotion:news", label=_("Aktualności"), order=20))
    desk_menu.add(
        NavLink(
            url_name="promotion:desk_news",
            label=_("Aktualności"),
            icon="newspaper",
            order=92,
            group=GROUP,
            is_shown=_writes,
        )
    )


def _writes(request: HttpRequest) -> bool:
    return may(request.user, May.WRITE_NEWS)
