"""The places this module takes: menus, the desk's first page, PALs' pages, the trail."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk
from podworko.accounts.public import May, may
from podworko.audit import public as audit
from podworko.network.public import panels
from podworko.partners import share_cards, verbs
from podworko.partners.views import desk_organisations, directory
from podworko.ui import navigation, sharing


def take_places() -> None:
    """Register everything; called once, when models are ready."""
    audit.change_words.add(verbs.HEADING, verbs.CHANGES)
    audit.look_words.add(verbs.HEADING, verbs.LOOKS)
    desk.add("partners", desk_organisations.panel, order=42)
    sharing.cards.add(*share_cards.PAGES)
    panels.pal.add("partners", directory.pal_panel, order=60)
    # Beside eleven rooms a twelfth would break the menu into two lines on a usual screen.
    navigation.footer.add(
        navigation.NavLink(url_name="partners:directory", label=_("Kto pomaga w okolicy"), order=10)
    )
    navigation.desk.add(
        navigation.NavLink(
            url_name="partners:desk_organisations",
            label=_("Partnerzy"),
            icon="handshake",
            order=90,
            group=_("Współpraca"),
            is_shown=_runs_partners,
        )
    )


def _runs_partners(request: HttpRequest) -> bool:
    return may(request.user, May.RUN_PARTNERS)
