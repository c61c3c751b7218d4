from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "podworko.people"
    label = "people"

    def ready(self) -> None:
        """Put the cards in the desk's menu, and words to what the trails tell of them."""
        from podworko.accounts.public import May, may  # noqa: PLC0415 - models are ready only now
        from podworko.audit import public as audit  # noqa: PLC0415
        from podworko.core import privacy  # noqa: PLC0415
        from podworko.people import erasing, verbs  # noqa: PLC0415
        from podworko.people.models import Channel  # noqa: PLC0415
        from podworko.ui import navigation  # noqa: PLC0415

        audit.change_words.add(verbs.HEADING, verbs.CHANGES)
        audit.look_words.add(verbs.HEADING, verbs.LOOKS)
        privacy.erasing.add("people.consents", erasing.take_back_consents, order=20)
        audit.channel_words.update(Channel.choices)

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
