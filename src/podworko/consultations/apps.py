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
        from podworko.consultations import joining, verbs  # noqa: PLC0415
        from podworko.consultations.operations.closing import (  # noqa: PLC0415
            AppointmentsAtSeat,
        )
        from podworko.consultations.queries.thread import ConsultationSource  # noqa: PLC0415
        from podworko.network.public import closing  # noqa: PLC0415
        from podworko.planning.public import sources  # noqa: PLC0415
        from podworko.ui import navigation  # noqa: PLC0415

        closing.handlers["consultations"] = AppointmentsAtSeat()
        sources.add("consultations", ConsultationSource())
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
        joining.take_places()
