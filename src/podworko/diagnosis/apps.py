from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "podworko.diagnosis"
    label = "diagnosis"

    def ready(self) -> None:
        """Say in words what the trail records, and take the places that each part has."""
        from podworko.audit import public as audit  # noqa: PLC0415 - models are ready only now
        from podworko.diagnosis import (  # noqa: PLC0415
            partner_panels,
            resources_menu,
            resources_verbs,
            studies_joining,
            study_resources_panel,
            surveys_joining,
            surveys_verbs,
            verbs,
        )

        changes = verbs.CHANGES | surveys_verbs.CHANGES | resources_verbs.CHANGES
        audit.change_words.add(verbs.HEADING, changes)
        audit.look_words.add(verbs.HEADING, resources_verbs.LOOKS)
        studies_joining.take_places()
        surveys_joining.take_places()
        resources_menu.take_places()
        study_resources_panel.take_places()
        partner_panels.take_places()
