from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "podworko.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Put the desk's first page into its menu."""
        from podworko.ui.navigation import NavLink, desk  # noqa: PLC0415 - apps are ready only now

        link = NavLink(url_name="desk:home", label=_("Dziś"), icon="home", order=10, is_exact=True)
        from podworko.accounts.policies import may  # noqa: PLC0415 - models are ready only now
        from podworko.accounts.roles import May  # noqa: PLC0415

        def sees_trail(request: HttpRequest) -> bool:
            return may(request.user, May.SEE_AUDIT)

        trail = NavLink(
            url_name="desk:trail",
            label=_("Ślad zmian i wglądów"),
            icon="history",
            order=900,
            is_shown=sees_trail,
        )

        def grants_roles(request: HttpRequest) -> bool:
            return may(request.user, May.GRANT_ROLES)

        staff = NavLink(
            url_name="desk:staff",
            label=_("Zespół i role"),
            icon="users",
            order=890,
            is_shown=grants_roles,
        )
        account = NavLink(url_name="desk:account", label=_("Moje konto"), icon="user", order=950)
        desk.add(link, staff, trail, account)
        from podworko.accounts import signals, verbs  # noqa: F401, PLC0415 - connects itself
        from podworko.audit import public as audit  # noqa: PLC0415

        audit.change_words.add(verbs.HEADING, verbs.CHANGES)
        audit.look_words.add(verbs.HEADING, verbs.LOOKS)
