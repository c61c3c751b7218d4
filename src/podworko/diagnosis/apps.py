from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "podworko.diagnosis"
    label = "diagnosis"

    def ready(self) -> None:
        """Say in words what the trail records of the diagnosis, and put studies in the menus."""
        from podworko.audit import public as audit  # noqa: PLC0415 - models are ready only now
        from podworko.diagnosis import studies_joining, verbs  # noqa: PLC0415

        audit.change_words.add(verbs.HEADING, verbs.CHANGES)
        studies_joining.take_places()
