from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "podworko.activities"
    label = "activities"

    def ready(self) -> None:
        """Take the programme's places on the network's pages and at the desk."""
        from podworko.accounts.panels import desk  # noqa: PLC0415 - models are ready only now
        from podworko.accounts.public import packs  # noqa: PLC0415
        from podworko.activities import policies  # noqa: PLC0415
        from podworko.activities.operations.closing import SessionsAtSeat  # noqa: PLC0415
        from podworko.activities.queries import handover  # noqa: PLC0415
        from podworko.activities.queries.people import takes_part  # noqa: PLC0415
        from podworko.activities.views import desk_panel, home  # noqa: PLC0415
        from podworko.network.public import closing, panels  # noqa: PLC0415
        from podworko.people import public as people  # noqa: PLC0415
        from podworko.ui import navigation  # noqa: PLC0415

        closing.handlers["activities"] = SessionsAtSeat()
        people.acting.forms.add("activities:sign_up", policies.may_fill_in)
        people.scopes.add("activities", takes_part)
        people.panels.card.add("activities", desk_panel.person_panel, order=10)
        panels.home.add("activities", home.home_panel, order=10)
        panels.pal.add("activities", home.pal_panel, order=10)
        desk.add("activities", desk_panel.panel, order=10)
        packs.add("activities", handover.parts, order=10)
        navigation.desk.add(
            navigation.NavLink(
                url_name="activities:desk_counter",
                label=_("Zapisz kogoś"),
                icon="user-plus",
                order=10,
                key="z",
                is_shown=desk_panel.signs_up,
            ),
            navigation.NavLink(
                url_name="activities:desk_programme",
                label=_("Program"),
                icon="calendar-days",
                order=20,
                is_shown=desk_panel.is_shown,
            ),
            navigation.NavLink(
                url_name="activities:desk_registers",
                label=_("Listy obecności"),
                icon="clipboard-check",
                order=30,
                is_shown=desk_panel.keeps_registers,
            ),
        )
