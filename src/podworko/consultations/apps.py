from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "podworko.consultations"
    label = "consultations"
