"""The filters of the directory of partners as they stand in the address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from podworko.network.public import NeedCategory, near_place, pal_choices
from podworko.partners.languages import Language
from podworko.partners.models import Organisation, OrganisationKind
from podworko.partners.models.services import MOST_AGE
from podworko.partners.opening import DAYS
from podworko.partners.queries.directory import DirectoryFilters
from podworko.ui.values import Chip, filter_chips

UNSHOWN = ("co",)
"""What is no filter by itself, so that no chip takes it off."""


def _whens() -> list[tuple[str, Any]]:
    days = [(code, capfirst(str(WEEKDAYS[number]))) for number, code in enumerate(DAYS)]
    return [("", gettext_lazy("kiedykolwiek")), ("now", gettext_lazy("otwarte teraz")), *days]


class DirectoryForm(forms.Form):
    """Every filter is optional, and a wrong one is left out rather than an error page."""

    co = forms.ChoiceField(
        required=False, choices=[("", ""), ("organizacje", "")], widget=forms.HiddenInput
    )
    q = forms.CharField(
        label=gettext_lazy("Czego szukasz?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Napisz własnymi słowami, na przykład: nie mam na czynsz."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    potrzeba = forms.MultipleChoiceField(
        label=gettext_lazy("W jakiej sprawie"),
        required=False,
        choices=NeedCategory.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    pal = forms.MultipleChoiceField(
        label=gettext_lazy("W okolicy którego PAL"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kiedy = forms.ChoiceField(label=gettext_lazy("Kiedy otwarte"), required=False, choices=_whens)
    jezyk = forms.ChoiceField(
        label=gettext_lazy("W jakim języku"),
        required=False,
        choices=[("", gettext_lazy("każdy")), *Language.choices],
    )
    wiek = forms.IntegerField(
        label=gettext_lazy("Ile lat ma osoba, której to potrzebne"),
        required=False,
        min_value=0,
        max_value=MOST_AGE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    darmo = forms.BooleanField(label=gettext_lazy("Tylko bezpłatne"), required=False)
    blisko = forms.CharField(
        label=gettext_lazy("Blisko miejsca"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Ulica, osiedle albo dzielnica. Niczego nie zapisujemy."),
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["pal"].choices = pal_choices()  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def what(self) -> str:
        """What is looked at: "" for services, "organizacje" for who offers them."""
        found: str = self.cleaned_data.get("co", "")
        return found

    def filters(self) -> DirectoryFilters:
        """Return what was asked for, leaving out what could not be understood."""
        data = self.cleaned_data
        near = near_place(data.get("blisko", ""))
        return DirectoryFilters(
            text=data.get("q", ""),
            needs=tuple(data.get("potrzeba", ())),
            pals=tuple(data.get("pal", ())),
            language=data.get("jezyk", ""),
            age=data.get("wiek"),
            only_free=data.get("darmo", False),
            when=data.get("kiedy", ""),
            near=near.point if near else None,
            near_label=near.label if near else "",
        )

    def chips(self, query: QueryDict) -> list[Chip]:
        """Return a chip per filter that is on, each with the address without it."""
        return filter_chips(
            self.cleaned_data, query, words=self._chip, page="page", unshown=UNSHOWN
        )

    def _chip(self, name: str, value: object) -> str:
        field = self.fields[name]
        if name == "q":
            return f"„{value}”"
        if isinstance(field, forms.BooleanField):
            return str(field.label)
        known: dict[Any, Any] = dict(getattr(field, "choices", ()))
        if isinstance(field, forms.MultipleChoiceField) or name == "kiedy":
            return str(known.get(value, value))
        return f"{field.label}: {known.get(value, value)}"


class DeskFilterForm(forms.Form):
    """How the desk narrows the list of organisations."""

    q = forms.CharField(
        label=gettext_lazy("Czego szukasz?"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    pal = forms.MultipleChoiceField(
        label=gettext_lazy("PAL"), required=False, widget=forms.CheckboxSelectMultiple
    )
    rodzaj = forms.MultipleChoiceField(
        label=gettext_lazy("Rodzaj organizacji"),
        required=False,
        choices=OrganisationKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    stan = forms.ChoiceField(
        label=gettext_lazy("Stan"),
        required=False,
        choices=[
            ("", gettext_lazy("każdy")),
            *Organisation._meta.get_field("status").flatchoices,  # noqa: SLF001 - public _meta
            ("stare", gettext_lazy("do sprawdzenia")),
        ],
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["pal"].choices = pal_choices()  # type: ignore[attr-defined]
        self.is_valid()

    def chips(self, query: QueryDict) -> list[Chip]:
        """Return a chip per filter that is on, each with the address without it."""
        return filter_chips(self.cleaned_data, query, words=self._chip, page="page")

    def _chip(self, name: str, value: str) -> str:
        known: dict[Any, Any] = dict(getattr(self.fields[name], "choices", ()))
        return str(known.get(value, value))
