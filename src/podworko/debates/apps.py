from django.apps import AppConfig


class DebatesConfig(AppConfig):
    name = "podworko.debates"
    label = "debates"

    def ready(self) -> None:
        """Take the places of debates in the menus and on the PALs' pages."""
        from podworko.debates import joining  # noqa: PLC0415 - models are ready only now

        joining.take_places()
