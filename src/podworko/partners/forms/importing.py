"""Bringing partners in a file: the file first, then which column is what."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.text import squeeze
from podworko.network.public import Pal
from podworko.partners.importing import FIELDS, Mapping, Source, guess


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Plik"),
        help_text=gettext_lazy("HSDS (.json albo .zip z tabelami) lub tabela (.csv, .xlsx)."),
    )


class MappingForm(forms.Form):
    """Which column is what, and what holds for every row."""

    held = forms.CharField(widget=forms.HiddenInput)
    pal = forms.ModelChoiceField(
        Pal.objects.none(), label=gettext_lazy("Który PAL o to zadba"), required=False
    )
    source = forms.CharField(
        label=gettext_lazy("Krótka nazwa źródła"),
        max_length=80,
        help_text=gettext_lazy("Po niej poznamy te same wiersze następnym razem."),
    )
    attribution = forms.CharField(
        label=gettext_lazy("Skąd dane i na jakiej licencji"), required=False, max_length=300
    )
    publish = forms.BooleanField(
        label=gettext_lazy("Pokaż mieszkańcom od razu, jako jeszcze nie sprawdzone"),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        source: Source,
        pals: QuerySet[Pal],
        may_be_of_none: bool,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"source": source.name} | (initial or {}))
        pal = self.fields["pal"]
        pal.queryset = pals  # type: ignore[attr-defined]
        pal.required = not may_be_of_none
        pal.empty_label = _("całe miasto") if may_be_of_none else _("wybierz")  # type: ignore[attr-defined]
        self._add_columns(source.header)

    def columns(self) -> list[forms.BoundField]:
        """Return the choices of columns as fields."""
        return [self[name] for name in self.fields if name.startswith("col_")]

    def mapping(self) -> Mapping:
        """Return what was chosen, once the form is valid."""
        data = self.cleaned_data
        chosen = {name: data.get(f"col_{name}", "") for name in FIELDS}
        return Mapping(
            columns={name: column for name, column in chosen.items() if column},
            source=squeeze(data["source"]),
            attribution=squeeze(data["attribution"]),
        )

    def _add_columns(self, header: Iterable[str]) -> None:
        columns = list(header)
        guessed = guess(columns)
        for name, label in FIELDS.items() if columns else ():
            self.fields[f"col_{name}"] = forms.ChoiceField(
                label=label,
                required=name == "name",
                choices=[("", _("żadna")), *((column, column) for column in columns)],
                initial=guessed.get(name, ""),
            )
