"""Parse and check input; never save."""

from django import forms
from django.utils.translation import gettext_lazy

from podworko.network.queries import FoundPlace, near_place


class NearForm(forms.Form):
    """Where somebody is: an address in words, or a position a device sent. Nothing is kept."""

    blisko = forms.CharField(
        label=gettext_lazy("Twój adres, osiedle albo dzielnica"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def near(self) -> FoundPlace | None:
        """Return the place meant, or None when nobody asked or nothing was found."""
        if not self.is_valid() or not self.cleaned_data["blisko"]:
            return None
        return near_place(self.cleaned_data["blisko"])
