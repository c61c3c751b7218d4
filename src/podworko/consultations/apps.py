from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "podworko.consultations"
    label = "consultations"

    def ready(self) -> None:
        """Take the places of consultations at the desk."""
        from podworko.consultations import joining  # noqa: PLC0415 - models are ready only now

        joining.take_places()
