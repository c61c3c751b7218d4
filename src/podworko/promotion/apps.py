from django.apps import AppConfig


class PromotionConfig(AppConfig):
    name = "podworko.promotion"
    label = "promotion"

    def ready(self) -> None:
        """Take the places of this module in the menus, on the desk and on other pages."""
        from podworko.promotion import joining  # noqa: PLC0415 - models are ready only now

        joining.take_places()
