from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "podworko.core"
    label = "core"
