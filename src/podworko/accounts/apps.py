from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "podworko.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Put the desk's first page into its menu."""
        from podworko.ui.navigation import NavLink, desk  # noqa: PLC0415 - apps are ready only now

        link = NavLink(url_name="desk:home", label=_("Dziś"), icon="home", order=10, is_exact=True)
        desk.add(link)
