from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "podworko.demo"
    label = "demo"
