"""What volunteers type on their own pages."""

from django import forms
from django.utils.translation import gettext_lazy

from podworko.core import codes


class CodeForm(forms.Form):
    """The code that stands on the volunteer's card."""

    code = forms.CharField(
        label=gettext_lazy("Kod z Twojej karty"),
        max_length=40,
        help_text=gettext_lazy("Dziewięć liter i cyfr, na przykład K7M 4PX 9TR."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        return codes.plain(self.cleaned_data["code"], length=codes.LONG)
