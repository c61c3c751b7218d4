from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from podworko.ui import navigation
from podworko.ui.navigation import NavLink


class MessagesConfig(AppConfig):
    name = "podworko.messages"
    label = "outbox"  # Django has an app "messages" of its own

    def ready(self) -> None:
        """Put the outbox and the call list in the desk's menu and on its first page."""
        from podworko.accounts.panels import desk  # noqa: PLC0415 - models are ready only now
        from podworko.accounts.public import May, may, packs  # noqa: PLC0415
        from podworko.audit import public as audit  # noqa: PLC0415
        from podworko.core import privacy  # noqa: PLC0415
        from podworko.messages import erasing, verbs, views  # noqa: PLC0415
        from podworko.messages.queries import calls_in_hand  # noqa: PLC0415
        from podworko.people.public import merging  # noqa: PLC0415

        desk.add("outbox", views.panel, order=15)
        packs.add("outbox", calls_in_hand, order=50)
        privacy.erasing.add("outbox", erasing.forget, order=60)
        merging.by_key("outbox.message.person_id")
        audit.change_words.add(verbs.HEADING, verbs.CHANGES)
        audit.look_words.add(verbs.HEADING, verbs.LOOKS)

        def is_shown(request: HttpRequest) -> bool:
            return may(request.user, May.SEE_MESSAGES)

        group = _("Rozmowy z mieszkańcami")
        navigation.desk.add(
            NavLink(
                url_name="outbox:messages",
                label=_("Wiadomości"),
                icon="mail",
                group=group,
                order=510,
                is_shown=is_shown,
            ),
            NavLink(
                url_name="outbox:calls",
                label=_("Do telefonu"),
                icon="phone",
                group=group,
                order=520,
                is_shown=is_shown,
            ),
        )
