from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "podworko.diagnosis"
    label = "diagnosis"

    def ready(self) -> None:
        """Take the places that surveys have in menus and on the pages of PALs."""
        from podworko.diagnosis import surveys_joining  # noqa: PLC0415 - models are ready only now

        surveys_joining.take_places()
