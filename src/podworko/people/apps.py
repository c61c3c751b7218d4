from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "podworko.people"
    label = "people"
