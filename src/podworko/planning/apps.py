from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "podworko.planning"
    label = "planning"

    def ready(self) -> None:
        """Take the places of plans in the menus, on other pages and in the thread."""
        from podworko.planning import joining  # noqa: PLC0415 - models are ready only now

        joining.take_places()
