from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "podworko.activities"
    label = "activities"

    def ready(self) -> None:
        """Take the programme's places on the network's pages and at the desk."""
        from podworko.activities import joining  # noqa: PLC0415 - models are ready only now

        joining.take_places()
        self._fill_menu()

    @staticmethod
    def _fill_menu() -> None:
        from podworko.activities.views import desk_panel  # noqa: PLC0415
        from podworko.ui import navigation  # noqa: PLC0415

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
