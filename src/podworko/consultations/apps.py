from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "podworko.consultations"
    label = "consultations"

    def ready(self) -> None:
        """Take the places of conversations in the menus."""
        from podworko.audit import public as audit  # noqa: PLC0415 - models are ready only now
        from podworko.consultations import joining, verbs  # noqa: PLC0415
        from podworko.ui import navigation  # noqa: PLC0415

        audit.change_words.add(verbs.HEADING, verbs.CHANGES)
        audit.look_words.add(verbs.HEADING, verbs.LOOKS)
        navigation.public.add(
            navigation.NavLink(url_name="consultations:services", label=_("Porozmawiaj"), order=50)
        )
        joining.take_places()
