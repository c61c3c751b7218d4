from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.ui import navigation


class NetworkConfig(AppConfig):
    name = "podworko.network"
    label = "network"

    def ready(self) -> None:
        """Put the PALs' facts in the desk's menu."""
        from podworko.accounts.public import May, may  # noqa: PLC0415 - models are ready only now

        def is_shown(request: HttpRequest) -> bool:
            return may(request.user, May.EDIT_PLACES)

        def leads(request: HttpRequest) -> bool:
            return may(request.user, May.EDIT_LEADERS)

        navigation.desk.add(
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
