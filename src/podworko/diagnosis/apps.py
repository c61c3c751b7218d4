from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "podworko.diagnosis"
    label = "diagnosis"
