from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "podworko.advice"
    label = "advice"

    def ready(self) -> None:
        """Take the places of advice in the menus, on the desk and in the thread."""
        from podworko.advice import joining  # noqa: PLC0415 - models are ready only now

        joining.take_places()
