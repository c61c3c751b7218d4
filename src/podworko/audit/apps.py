from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "podworko.audit"
    label = "audit"
