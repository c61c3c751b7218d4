"""Files of participatory budgets, and what of them is evidence of which need."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.diagnosis.models import Need

MOST_BYTES = 20 * 1024 * 1024


class BudgetFileForm(forms.Form):
    """One file, as Pabulib publishes it."""

    file = forms.FileField(
        label=gettext_lazy("Plik .pb"),
        help_text=gettext_lazy(
            "Z biblioteki Pabulib, do 20 MB. Głosujących nie zapisujemy, tylko liczby."
        ),
        widget=forms.FileInput(attrs={"accept": ".pb,.csv,text/plain"}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[Any]] | None = None,
    ) -> None:
        super().__init__(data, files)

    def clean_file(self) -> UploadedFile[Any]:
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Ten plik jest za duży. Wybierz plik do 20 MB."))
        return upload


class BudgetEvidenceForm(forms.Form):
    """Which need a category speaks of."""

    need = forms.ModelChoiceField(
        Need.objects.none(), label=gettext_lazy("Potrzeba"), empty_label=gettext_lazy("wybierz")
    )
    tally = forms.ChoiceField(label=gettext_lazy("Kategoria"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        needs: QuerySet[Need],
        tallies: list[tuple[str, str]],
    ) -> None:
        super().__init__(data)
        field, choice = self.fields["need"], self.fields["tally"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        field.queryset = needs
        choice.choices = [("", _("wybierz")), *tallies]
