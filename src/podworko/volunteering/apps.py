from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    name = "podworko.volunteering"
    label = "volunteering"
