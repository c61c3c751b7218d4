from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "podworko.reports"
    label = "reports"

    def ready(self) -> None:
        """Take the places of this module in the menus."""
        from podworko.reports import joining  # noqa: PLC0415 - models are ready only now

        joining.take_places()
