from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "podworko.audit"
    label = "audit"

    def ready(self) -> None:
        """Say in words what files taken away leave in the trail."""
        from podworko.audit import verbs, words  # noqa: PLC0415 - apps are ready only now

        words.change_words.add(verbs.HEADING, verbs.CHANGES)
