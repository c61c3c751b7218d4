"""Bringing resources in a file: the file first, then which column is what."""

from collections.abc import Mapping, Sequence

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from podworko.accounts.public import ColumnsForm
from podworko.diagnosis import importing
from podworko.diagnosis.importing import FIELDS, Source, guess
from podworko.diagnosis.models import ResourceCategory
from podworko.network.public import NeedCategory, Pal


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Plik"),
        help_text=gettext_lazy(
            "GeoJSON, tabela (.csv, .xlsx), plik OpenStreetMap (Overpass) albo HSDS (.zip, .json)."
        ),
    )


class MappingForm(ColumnsForm):
    """Which column is what, and what holds for every row."""

    COLUMNS = FIELDS
    WHOSE = gettext_lazy("Czyja społeczność")
    FOR_ALL = ("pal", "category", "answers", "source", "attribution", "takes_placeless")

    category = forms.ChoiceField(
        label=gettext_lazy("Co to jest, gdy plik nie mówi"), choices=ResourceCategory.choices
    )
    answers = forms.MultipleChoiceField(
        label=gettext_lazy("Na jakie potrzeby może odpowiadać"),
        choices=NeedCategory.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    takes_placeless = forms.BooleanField(
        label=gettext_lazy("Bierz też wiersze bez położenia: będą tylko na liście"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        source: Source,
        pals: QuerySet[Pal],
        may_be_of_none: bool,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        known = {"attribution": source.attribution} | dict(initial or {})
        super().__init__(
            data, source=source, pals=pals, may_be_of_none=may_be_of_none, initial=known
        )

    @staticmethod
    def guessed(header: Sequence[str]) -> Mapping[str, str]:
        return guess(header)

    def mapping(self) -> importing.Mapping:
        """Return what was chosen, once the form is valid."""
        data = self.cleaned_data
        return importing.Mapping(
            **self.chosen(),
            category=data["category"],
            answers=tuple(data["answers"]),
            takes_placeless=data["takes_placeless"],
        )
