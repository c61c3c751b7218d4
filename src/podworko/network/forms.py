"""Parse and check input; never save."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.geo import parse_point
from podworko.network.queries import FoundPlace, find_place


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
        text = self.cleaned_data["blisko"]
        point = parse_point(text)
        return FoundPlace(_("Twoje położenie"), point) if point else find_place(text)
