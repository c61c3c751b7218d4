"""What is typed of an ESF+ project and of who takes part in it."""

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from podworko.network.public import Pal
from podworko.reports.models import EsfParticipant, EsfProject
from podworko.reports.operations import PARTICIPANT_FIELDS, PROJECT_FIELDS
from podworko.reports.operations.esf import version_of_project
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DayField

KEPT = EsfProject._meta.get_field("keep_until").help_text  # noqa: SLF001 - Django's public _meta


class EsfProjectForm(VersionedForm[EsfProject]):
    """A project: its agreement, its days, its PALs, and what it asks of people."""

    begins_on = DayField(label=capfirst(gettext_lazy("początek")))
    ends_on = DayField(label=capfirst(gettext_lazy("koniec")))
    keep_until = DayField(
        label=capfirst(gettext_lazy("do kiedy trzymamy dokumenty")), help_text=KEPT
    )

    class Meta:
        model = EsfProject
        fields = (*PROJECT_FIELDS, "pals")
        widgets = {"pals": forms.CheckboxSelectMultiple}

    def _get_validation_exclusions(self) -> set[str]:
        # The order of days is left to the operation, which tells it at the field.
        return {*super()._get_validation_exclusions(), "ends_on", "keep_until"}  # type: ignore[misc]

    def _version(self, row: EsfProject) -> str:
        return version_of_project(row)

    @property
    def pals(self) -> list[Pal]:
        """The PALs in the project, once the form is valid."""
        return list(self.cleaned_data["pals"])


class EsfParticipantForm(VersionedForm[EsfParticipant]):
    """Somebody in a project; only what that project asks."""

    entered_on = DayField(label=capfirst(gettext_lazy("w projekcie od")))
    left_on = DayField(
        label=capfirst(gettext_lazy("w projekcie do")),
        required=False,
    )

    class Meta:
        model = EsfParticipant
        fields = PARTICIPANT_FIELDS

    def __init__(self, data: QueryDict | None = None, *, instance: EsfParticipant) -> None:
        super().__init__(data, instance=instance)
        project = instance.project
        for name, is_asked in (("work", project.asks_work), ("education", project.asks_education)):
            if not is_asked:
                del self.fields[name]

    def _get_validation_exclusions(self) -> set[str]:
        # The order of days is left to the operation, which tells it at the field.
        return {*super()._get_validation_exclusions(), "left_on"}  # type: ignore[misc]


class EsfEntryForm(EsfParticipantForm):
    """Somebody new in a project; the year of birth only where the card does not know it."""

    class Meta(EsfParticipantForm.Meta):
        fields = ("sex", "birth_year", "entered_on", "work", "education")

    def __init__(self, data: QueryDict | None = None, *, instance: EsfParticipant) -> None:
        super().__init__(data, instance=instance)
        del self.fields["left_on"]  # whoever comes has not left
        if instance.person.birth_year:
            del self.fields["birth_year"]
