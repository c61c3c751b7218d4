"""How somebody without an account says who they are."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from podworko.people.operations import Card
from podworko.ui.forms import PhoneField

__all__ = ["ContactForm"]


class ContactForm(forms.Form):
    """A name and a way to answer; staff may fill it in for somebody who has neither.

    `website` is a trap: people do not see it, machines that fill in everything do. Draw it with
    `people/_trap.html`. With `needs_contact` off one may be answered by letter or in person.
    """

    needs_contact = True

    name = forms.CharField(
        label=gettext_lazy("Imię i nazwisko"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Wystarczy telefon albo e-mail, nie trzeba obu."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(required=False, label=gettext_lazy("Zostaw to pole puste"))

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        is_told = data.get("email") or data.get("phone") or {"email", "phone"} & set(self.errors)
        if self.needs_contact and not is_told:
            self.add_error("phone", _("Podaj telefon albo e-mail, żebyśmy mogli odpowiedzieć."))
        return data

    @property
    def is_trapped(self) -> bool:
        """Whether a machine filled in what no person sees."""
        return bool(self.data.get(self.add_prefix("website")))

    def card(self) -> Card:
        """Return who they are, once the form is valid."""
        data = self.cleaned_data
        return Card(
            name=data["name"],
            email=data["email"],
            phone=data["phone"],
            language=get_language() or "pl",
        )
