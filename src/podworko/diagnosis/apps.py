from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "podworko.diagnosis"
    label = "diagnosis"

    def ready(self) -> None:
        """Put the map of resources and needs at the desk."""
        from podworko.diagnosis import resources_menu  # noqa: PLC0415 - models are ready only now

        resources_menu.take_places()
