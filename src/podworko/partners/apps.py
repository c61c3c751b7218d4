from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "podworko.partners"
    label = "partners"

    def ready(self) -> None:
        """Take the places of this module in the menus, on the desk and on other pages."""
        from podworko.partners import joining  # noqa: PLC0415 - models are ready only now

        joining.take_places()
