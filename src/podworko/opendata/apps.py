from django.apps import AppConfig


class OpendataConfig(AppConfig):
    name = "podworko.opendata"
    label = "opendata"
