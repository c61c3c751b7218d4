from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "podworko.initiatives"
    label = "initiatives"

    def ready(self) -> None:
        """Take the places of initiatives in the menus, on the desk and in the thread."""
        from podworko.initiatives import joining  # noqa: PLC0415 - models are ready only now

        joining.take_places()
