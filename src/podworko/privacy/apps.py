from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "podworko.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Take the places of this module in the menus, on the desk and at forms."""
        from podworko.privacy import joining  # noqa: PLC0415 - models are ready only now

        joining.take_places()
