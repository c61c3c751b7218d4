from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "podworko.diagnosis"
    label = "diagnosis"

    def ready(self) -> None:
        """Say in words what the trail records, and take the places of studies and surveys."""
        from podworko.audit import public as audit  # noqa: PLC0415 - models are ready only now
        from podworko.diagnosis import (  # noqa: PLC0415
            studies_joining,
            surveys_joining,
            surveys_verbs,
            verbs,
        )

        audit.change_words.add(verbs.HEADING, verbs.CHANGES | surveys_verbs.CHANGES)
        surveys_joining.take_places()
        studies_joining.take_places()
