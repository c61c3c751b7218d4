from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "podworko.activities"
    label = "activities"

    def ready(self) -> None:
        """Take the programme's places on the network's pages."""
        from podworko.activities.views import home  # noqa: PLC0415 - models are ready only now
        from podworko.network.public import panels  # noqa: PLC0415

        panels.home.add("activities", home.home_panel, order=10)
        panels.pal.add("activities", home.pal_panel, order=10)
