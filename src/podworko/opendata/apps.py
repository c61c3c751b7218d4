from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpendataConfig(AppConfig):
    name = "podworko.opendata"
    label = "opendata"

    def ready(self) -> None:
        """Stand in the footer of every page."""
        from podworko.ui.navigation import NavLink, footer  # noqa: PLC0415 - apps are ready only now

        footer.add(
            NavLink(url_name="opendata:calendar", label=_("Kalendarz do subskrypcji"), order=60),
            NavLink(url_name="opendata:rss", label=_("Kanał RSS"), order=61),
            NavLink(url_name="opendata_pages:about", label=_("Otwarte dane i API"), order=62),
        )
