from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "podworko.activities"
    label = "activities"
