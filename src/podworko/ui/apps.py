from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "podworko.ui"
    label = "ui"
