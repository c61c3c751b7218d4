from django.apps import AppConfig


class RunningConfig(AppConfig):
    name = "podworko.running"
    label = "running"
