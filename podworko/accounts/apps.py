from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "podworko.accounts"
    label = "accounts"
