"""Where consultations join what is below them: menus, the first page of the desk, packs."""

from django.utils.translation import gettext_lazy as _

from podworko.accounts.panels import desk
from podworko.accounts.public import packs
from podworko.consultations.queries.handover import talks_in_hand
from podworko.consultations.queries.minors import planned_with_minors
from podworko.consultations.views import desk_panel
from podworko.network.public import gates
from podworko.ui import navigation


def take_places() -> None:
    """Register everything of the specialists' desk; called once, when models are ready."""
    desk.add("talks", desk_panel.panel, order=5)
    gates.add_source("consultations", planned_with_minors)
    packs.add("consultations", talks_in_hand, order=30)
    group = _("Pomoc")
    navigation.desk.add(
        navigation.NavLink(
            url_name="consultations:desk_day",
            label=_("Rozmowy"),
            icon="message-circle",
            order=70,
            group=group,
            is_shown=desk_panel.holds,
        ),
        navigation.NavLink(
            url_name="consultations:desk_offer",
            label=_("Konsultacje"),
            icon="stethoscope",
            order=72,
            group=group,
            is_shown=desk_panel.edits,
        ),
        navigation.NavLink(
            url_name="consultations:desk_erasures",
            label=_("Usuwanie danych rozmów"),
            icon="shield-check",
            order=79,
            group=group,
            is_shown=desk_panel.proves,
        ),
    )
