from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.ui import navigation


class NetworkConfig(AppConfig):
    name = "podworko.network"
    label = "network"

    def ready(self) -> None:
        """Put the PALs' facts in the desk's menu, and lent rooms where they matter."""
        from podworko.accounts.panels import desk  # noqa: PLC0415 - models are ready only now
        from podworko.accounts.public import May, may  # noqa: PLC0415
        from podworko.audit import public as audit  # noqa: PLC0415
        from podworko.core import privacy  # noqa: PLC0415
        from podworko.network import closing, erasing, share_cards, verbs  # noqa: PLC0415
        from podworko.network.booking import desk_views  # noqa: PLC0415
        from podworko.network.booking.closing import BookingsAtSeat  # noqa: PLC0415
        from podworko.ui import sharing  # noqa: PLC0415

        sharing.cards.add(*share_cards.PAGES)
        privacy.erasing.block("network", erasing.leads_still)
        closing.handlers["bookings"] = BookingsAtSeat()
        desk.add("bookings", desk_views.panel, order=20)
        audit.change_words.add(verbs.HEADING, verbs.CHANGES)
        audit.look_words.add(verbs.HEADING, verbs.LOOKS)

        def is_shown(request: HttpRequest) -> bool:
            return may(request.user, May.EDIT_PLACES)

        def lends(request: HttpRequest) -> bool:
            return may(request.user, May.LEND_ROOMS)

        def leads(request: HttpRequest) -> bool:
            return may(request.user, May.EDIT_LEADERS)

        navigation.desk.add(
            navigation.NavLink(
                url_name="network:desk_bookings",
                label=_("Sale dla grup"),
                icon="door-open",
                order=32,
                is_shown=lends,
            ),
            navigation.NavLink(
                url_name="network:desk_leaders",
                label=_("Prowadzący"),
                icon="presentation",
                order=35,
                is_shown=leads,
            ),
            navigation.NavLink(
                url_name="network:desk_places",
                label=_("Miejsca"),
                icon="home",
                order=30,
                is_shown=is_shown,
            ),
        )
