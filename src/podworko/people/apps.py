from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "podworko.people"
    label = "people"

    def ready(self) -> None:
        """Put the cards in the desk's menu."""
        from podworko.accounts.public import May, may  # noqa: PLC0415 - models are ready only now
        from podworko.ui import navigation  # noqa: PLC0415

        def is_shown(request: HttpRequest) -> bool:
            return may(request.user, May.SEE_PEOPLE)

        navigation.desk.add(
            navigation.NavLink(
                url_name="people:people",
                label=_("Ludzie"),
                icon="users",
                order=40,
                is_shown=is_shown,
            )
        )
