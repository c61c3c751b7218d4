from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "podworko.consultations"
    label = "consultations"

    def ready(self) -> None:
        """Take the places of conversations in the menus."""
        from podworko.accounts.public import May, may  # noqa: PLC0415 - models are ready only now
        from podworko.audit import public as audit  # noqa: PLC0415
        from podworko.consultations import verbs  # noqa: PLC0415
        from podworko.ui import navigation  # noqa: PLC0415

        audit.change_words.add(verbs.HEADING, verbs.CHANGES)
        audit.look_words.add(verbs.HEADING, verbs.LOOKS)
        navigation.public.add(
            navigation.NavLink(url_name="consultations:services", label=_("Porozmawiaj"), order=50)
        )

        def books(request: HttpRequest) -> bool:
            return may(request.user, May.BOOK_CONSULTATIONS)

        navigation.desk.add(
            navigation.NavLink(
                url_name="consultations:desk_free",
                label=_("Umów termin"),
                icon="calendar-plus",
                order=70,
                group=_("Pomoc"),
                is_shown=books,
            )
        )
