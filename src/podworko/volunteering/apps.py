from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    name = "podworko.volunteering"
    label = "volunteering"

    def ready(self) -> None:
        """Take the places of volunteering in the menus, on the desk and in the thread."""
        from podworko.volunteering import joining  # noqa: PLC0415 - models are ready only now

        joining.take_places()
