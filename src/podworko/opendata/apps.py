from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpendataConfig(AppConfig):
    name = "podworko.opendata"
    label = "opendata"

    def ready(self) -> None:
        """Stand in the footer of every page; tell the trail in words."""
        from podworko.audit import public as audit  # noqa: PLC0415 - apps are ready only now
        from podworko.opendata import verbs  # noqa: PLC0415
        from podworko.ui.navigation import NavLink, footer  # noqa: PLC0415 - apps are ready only now

        audit.change_words.add(verbs.HEADING, verbs.CHANGES)
        footer.add(
            NavLink(url_name="opendata:calendar", label=_("Kalendarz do subskrypcji"), order=60),
            NavLink(url_name="opendata:rss", label=_("Kanał RSS"), order=61),
            NavLink(url_name="opendata_pages:about", label=_("Otwarte dane i API"), order=62),
        )
