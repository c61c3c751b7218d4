"""How results are to be counted, and categories of free words."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.diagnosis.models import Code, Response


class ResultsForm(forms.Form):
    """Of which channel, and by what groups. What is not on the lists counts as nothing chosen."""

    kanal = forms.ChoiceField(label=gettext_lazy("Jak odpowiedziano"), required=False)
    wedlug = forms.ChoiceField(label=gettext_lazy("Podziel według"), required=False)

    def __init__(self, data: QueryDict, *, groups: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self._groups = groups
        _choices(self.fields["kanal"], [("", _("wszystkie")), *Response.Channel.choices])
        _choices(self.fields["wedlug"], [("", _("bez podziału")), *groups])
        self.full_clean()

    def told(self, name: str) -> str:
        """Return what was chosen, or ""."""
        return str(self.cleaned_data.get(name, ""))

    def group_words(self, code: str) -> str:
        return dict(self._groups).get(code, "")


class CodeForm(forms.ModelForm[Code]):
    """A category in words."""

    class Meta:
        model = Code
        fields = ("words",)


def _choices(field: forms.Field, choices: list[tuple[Any, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
    field.choices = choices
