from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class DebatesConfig(AppConfig):
    name = "podworko.debates"
    label = "debates"

    def ready(self) -> None:
        """Take the places of debates in the menus and on the PALs' pages."""
        from podworko.accounts.panels import desk  # noqa: PLC0415 - models are ready only now
        from podworko.accounts.public import May, may  # noqa: PLC0415
        from podworko.audit import public as audit  # noqa: PLC0415
        from podworko.debates import desk_views, public_views, verbs  # noqa: PLC0415
        from podworko.network.public import panels  # noqa: PLC0415
        from podworko.ui import navigation  # noqa: PLC0415

        def reads(request: HttpRequest) -> bool:
            return may(request.user, May.SEE_DIAGNOSIS)

        audit.change_words.add(verbs.HEADING, verbs.CHANGES)
        desk.add("debates", desk_views.panel, order=30)
        panels.pal.add("debates", public_views.pal_panel, order=30)
        navigation.desk.add(
            navigation.NavLink(
                url_name="debates:desk_debates",
                label=_("Debaty"),
                icon="megaphone",
                order=66,
                group=_("Potrzeby i plan"),
                is_shown=reads,
            )
        )
        navigation.footer.add(
            navigation.NavLink(url_name="debates:debates", label=_("Debaty"), order=60)
        )
