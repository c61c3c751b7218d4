from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "podworko.network"
    label = "network"
