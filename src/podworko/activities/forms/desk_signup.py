"""What staff write for somebody who calls, comes or hands in a paper card: one short form."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.activities.forms.signup import MOST_GUESTS, ContactForm
from podworko.activities.models import SignUp
from podworko.activities.operations import Applicant, Contact, SignUpRequest
from podworko.core import times
from podworko.core.text import squeeze
from podworko.people.public import Channel, Person, Prefers
from podworko.ui.forms import PhoneField

CHANNELS = [
    (Channel.PHONE.value, gettext_lazy("dzwoni")),
    (Channel.DESK.value, gettext_lazy("przyszła lub przyszedł")),
    (Channel.PAPER.value, gettext_lazy("karta papierowa")),
]
LANGUAGES = [
    ("pl", gettext_lazy("po polsku")),
    ("uk", gettext_lazy("po ukraińsku")),
    ("en", gettext_lazy("po angielsku")),
]
_YEAR = re.compile(r"\d{4}")
_TEL = {"autocomplete": "off", "inputmode": "tel"}


class ChannelForm(forms.Form):
    """By which way somebody asked for what is done for them."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Jak się zgłasza"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        initial=Channel.PHONE,
    )

    def chosen(self) -> str:
        """Return the way, the telephone when none was told."""
        return str(self.cleaned_data["channel"]) if self.is_valid() else Channel.PHONE.value


class StaffSignUpForm(ContactForm):
    """A sign-up that staff write; the years and names of several people go in one line each."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Jak się zgłasza"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        initial=Channel.PHONE,
    )
    name = forms.CharField(
        label=gettext_lazy("Imię i nazwisko"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    phone = PhoneField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=_TEL),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    no_contact = forms.BooleanField(
        label=gettext_lazy("Nie ma telefonu ani e-maila, dowie się w biurze"), required=False
    )
    people = forms.IntegerField(
        label=gettext_lazy("Ile osób przyjdzie"), min_value=1, max_value=MOST_GUESTS, initial=1
    )
    children = forms.IntegerField(
        label=gettext_lazy("W tym dzieci do 16 lat"),
        min_value=0,
        max_value=MOST_GUESTS,
        initial=0,
        required=False,
    )
    birth_year = forms.CharField(  # type: ignore[assignment]
        label=gettext_lazy("Rok urodzenia"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Gdy osób jest więcej: po kolei, 1950 2014. Dzieci na końcu."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    is_guardian = forms.BooleanField(
        label=gettext_lazy("Zgłasza opiekun tych dzieci"), required=False
    )
    comes = forms.BooleanField(
        label=gettext_lazy("Osoba, która się zgłasza, też przyjdzie"), required=False, initial=True
    )
    names = forms.CharField(
        label=gettext_lazy("Imiona i nazwiska pozostałych"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("Po przecinku. Można zostawić puste."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Język rozmowy"), choices=LANGUAGES)
    prefers = forms.ChoiceField(
        label=gettext_lazy("Jak powiadamiać"),
        choices=[("", gettext_lazy("najlepiej, jak się da")), *Prefers.choices],
        required=False,
    )
    accepts_rules = forms.BooleanField(
        label=gettext_lazy("Zna zasady udziału i się na nie zgadza"), required=False
    )
    website = None  # type: ignore[assignment]

    def clean_birth_year(self) -> list[int]:
        """Return the years in the order they were told."""
        years = [int(year) for year in _YEAR.findall(self.cleaned_data["birth_year"])]
        if any(not 1900 <= year <= times.today().year for year in years):  # noqa: PLR2004 - as people_person
            raise ValidationError(_("Podaj rok czterema cyframi, na przykład 1950."))
        return years

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if (data.get("children") or 0) > (data.get("people") or 0):
            self.add_error("children", _("Dzieci jest więcej niż wszystkich osób."))
        return data

    @property
    def has_more(self) -> bool:
        """Whether the folded part holds something that must be seen."""
        if not self.is_bound:
            return False
        rare = ("children", "is_guardian", "names", "prefers")
        is_filled = any(self[name].data not in ("", "0", False, None) for name in rare)
        return is_filled or bool({*self.errors} & {*rare})

    def to_request(self, *, person: Person | None = None) -> SignUpRequest:
        """Return what is asked for, with the way it came; `person` is a card that was chosen."""
        data = self.cleaned_data
        has_contact = not data["no_contact"]
        contact = Contact(
            name=data["name"],
            email=data["email"] if has_contact else "",
            phone=data["phone"] if has_contact else "",
            prefers=data["prefers"],
            language=data["language"],
        )
        return SignUpRequest(
            contact=contact,
            guests=self._guests(),
            channel=Channel(data["channel"]),
            is_guardian=data["is_guardian"],
            accepts_rules=data.get("accepts_rules", True),
            answers=self.answers(),
            person=person,
        )

    def _guests(self) -> tuple[Applicant, ...]:
        """Put names and years beside each other; the last ones are the children."""
        data = self.cleaned_data
        count, children = data["people"], data["children"] or 0
        names = [squeeze(name) for name in data["names"].split(",") if name.strip()]
        if data["comes"]:
            names.insert(0, data["name"])
        years: list[int | None] = [*data.get("birth_year", [])]
        names += [""] * (count - len(names))
        years += [None] * (count - len(years))
        return tuple(
            Applicant(name, year, is_minor=number >= count - children)
            for number, (name, year) in enumerate(zip(names[:count], years[:count], strict=True))
        )


class PeopleForm(ChannelForm):
    """How many people come now; those whose names are known stay first."""

    people = forms.IntegerField(
        label=gettext_lazy("Ile osób przyjdzie"), min_value=1, max_value=MOST_GUESTS
    )

    def guests(self, sign_up: SignUp) -> tuple[Applicant, ...]:
        """Return those who come: the first ones as they were, new ones without a name."""
        held = [
            Applicant(guest.name, guest.birth_year, is_minor=guest.is_minor)
            for guest in sign_up.guests.all()
        ]
        count = self.cleaned_data["people"]
        return (*held[:count], *[Applicant()] * (count - len(held)))
