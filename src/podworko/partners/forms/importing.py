"""Bringing partners in a file: the file first, then which column is what."""

from collections.abc import Mapping, Sequence

from django import forms
from django.utils.translation import gettext_lazy

from podworko.accounts.public import ColumnsForm
from podworko.partners import importing
from podworko.partners.importing import FIELDS, guess


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Plik"),
        help_text=gettext_lazy("HSDS (.json albo .zip z tabelami) lub tabela (.csv, .xlsx)."),
    )


class MappingForm(ColumnsForm):
    """Which column is what, and what holds for every row."""

    COLUMNS = FIELDS
    WHOSE = gettext_lazy("Który PAL o to zadba")
    FOR_ALL = (*ColumnsForm.FOR_ALL, "publish")

    publish = forms.BooleanField(
        label=gettext_lazy("Pokaż mieszkańcom od razu, jako jeszcze nie sprawdzone"),
        required=False,
    )

    @staticmethod
    def guessed(header: Sequence[str]) -> Mapping[str, str]:
        return guess(header)

    def mapping(self) -> importing.Mapping:
        """Return what was chosen, once the form is valid."""
        return importing.Mapping(**self.chosen())
