"""Files of surveys asked elsewhere, and what their columns mean."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.diagnosis.models import Question, Study
from podworko.diagnosis.survey_tables import IGNORED, KINDS, ColumnData, Proposal

_TABLES = ".csv,.xlsx,text/csv"


class SurveyFileForm(forms.Form):
    """One table with a row for each person, and the table that says what values mean."""

    study = forms.ModelChoiceField(
        Study.objects.none(), label=gettext_lazy("Diagnoza"), empty_label=gettext_lazy("wybierz")
    )
    title = forms.CharField(label=gettext_lazy("Nazwa ankiety"), max_length=140)
    file = forms.FileField(
        label=gettext_lazy("Plik z odpowiedziami"),
        help_text=gettext_lazy(".csv albo .xlsx, do 20 MB: wiersz to osoba, kolumna to pytanie."),
        widget=forms.FileInput(attrs={"accept": _TABLES}),
    )
    key = forms.FileField(
        label=gettext_lazy("Księga kodów"),
        required=False,
        help_text=gettext_lazy("Tabela: pytanie (kolumna albo jej numer), wartość, znaczenie."),
        widget=forms.FileInput(attrs={"accept": _TABLES}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
        *,
        studies: QuerySet[Study],
    ) -> None:
        super().__init__(data, files)
        field = self.fields["study"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = studies

    def contents(self) -> tuple[tuple[str, bytes], ...]:
        """Return the names and bytes of what was sent."""
        sent = (self.cleaned_data["file"], self.cleaned_data["key"])
        return tuple((each.name or "", each.read()) for each in sent if each)


class MappingForm(forms.Form):
    """What each column asks, as proposed until it is corrected."""

    def __init__(self, data: QueryDict | None = None, *, proposals: Iterable[Proposal]) -> None:
        super().__init__(data)
        self.proposals = list(proposals)
        kinds = [(IGNORED, _("pomiń"))] + [(kind.value, kind.label) for kind in KINDS]
        for at, proposal in enumerate(self.proposals):
            column = proposal.column
            self.fields[f"rodzaj-{at}"] = forms.ChoiceField(
                label=_("Rodzaj"), choices=kinds, required=False, initial=column.kind
            )
            self.fields[f"slowa-{at}"] = forms.CharField(
                label=_("Pytanie"), max_length=500, required=False, initial=column.words
            )
            self.fields[f"rola-{at}"] = forms.ChoiceField(
                label=_("O czym mówi"),
                choices=Question.Role.choices,
                required=False,
                initial=column.role,
            )

    def rows(self) -> list[tuple[Proposal, list[forms.BoundField]]]:
        """Return each column with its fields."""
        names = ("rodzaj", "slowa", "rola")
        return [
            (proposal, [self[f"{name}-{at}"] for name in names])
            for at, proposal in enumerate(self.proposals)
        ]

    def columns(self) -> tuple[ColumnData, ...]:
        """Return the columns as corrected; a role is kept only by a question of one choice."""
        told = self.cleaned_data
        return tuple(
            ColumnData(
                proposal.column.name,
                kind := told[f"rodzaj-{at}"],
                told[f"slowa-{at}"] or proposal.column.name,
                (told[f"rola-{at}"] or Question.Role.NONE)
                if kind == "single"
                else Question.Role.NONE,
            )
            for at, proposal in enumerate(self.proposals)
        )
