"""What is typed at the door, and to start a screen there."""

from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.accounts.public import User
from podworko.activities import passes, policies
from podworko.activities.models import Door
from podworko.activities.queries.doors import DIGITS, FEWEST_LETTERS, Arrival
from podworko.network.public import Pal

_SALT = "podworko.activities.arrival"
_VALID_SECONDS = 180
_OFF = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class DoorForm(forms.Form):
    """Where a screen is to stand, and what the team calls it."""

    pal = forms.ModelChoiceField(
        label=gettext_lazy("Miejsce"), queryset=Pal.objects.none(), empty_label=None
    )
    name = forms.CharField(
        label=gettext_lazy("Jak nazwać ten ekran"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Na przykład: tablet przy wejściu."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: QueryDict | None = None, *, user: User) -> None:
        super().__init__(data)
        pals = self.fields["pal"]
        assert isinstance(pals, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        pals.queryset = policies.door_pals(user).order_by("name")


class CodeForm(forms.Form):
    """The code of the slip, typed, scanned or read by the camera."""

    code = forms.CharField(
        label=gettext_lazy("Kod z kartki"),
        max_length=20,
        widget=forms.TextInput(attrs={**_OFF, "placeholder": "K7M 4PX"}),
    )

    def clean_code(self) -> str:
        code = passes.plain(self.cleaned_data["code"])
        if len(code) != passes.LENGTH:
            raise forms.ValidationError(_("Kod ma sześć znaków."))
        return code


class PhoneEndForm(forms.Form):
    """The end of a telephone number and the beginning of a name."""

    digits = forms.CharField(
        label=gettext_lazy("Cztery ostatnie cyfry telefonu"),
        max_length=9,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    letters = forms.CharField(
        label=gettext_lazy("Dwie pierwsze litery imienia albo nazwiska"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_digits(self) -> str:
        digits = "".join(filter(str.isdecimal, self.cleaned_data["digits"]))
        if len(digits) != DIGITS:
            raise forms.ValidationError(_("Wpisz cztery cyfry."))
        return digits

    def clean_letters(self) -> str:
        letters: str = self.cleaned_data["letters"]
        if sum(map(str.isalpha, letters)) < FEWEST_LETTERS:
            raise forms.ValidationError(_("Wpisz co najmniej dwie litery."))
        return letters


def seal(arrival: Arrival, door: Door) -> str:
    """Return who was found and where, for the tap that follows within three minutes."""
    guests = [comer.guest.pk for comer in arrival.comers]
    told = {"door": door.pk, "session": str(arrival.session.public_id), "guests": guests}
    return signing.dumps(told, salt=_SALT, compress=True)


def unseal(text: str, door: Door) -> dict[str, Any] | None:
    """Return what was sealed for this very screen, or None when it is stale or not ours."""
    try:
        told: dict[str, Any] = signing.loads(text, salt=_SALT, max_age=_VALID_SECONDS)
    except signing.BadSignature:
        return None
    return told if told["door"] == door.pk else None
