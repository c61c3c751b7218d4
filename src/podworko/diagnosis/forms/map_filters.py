"""The filters of the map of resources and needs as they stand in the address."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from podworko.diagnosis.models import ResourceCategory, ResourceKind
from podworko.diagnosis.queries.map_filters import MapFilters, parse_area
from podworko.network.public import NeedCategory, near_place, pal_choices
from podworko.ui.values import Chip, filter_chips

DISTANCES = [("500", "500 m"), ("1000", "1 km"), ("2000", "2 km"), ("5000", "5 km")]
UNSHOWN = ("co", "km")
"""What is no filter by itself, so that no chip takes it off."""


class MapFilterForm(forms.Form):
    """Every filter is optional, and a wrong one is left out rather than an error page."""

    co = forms.ChoiceField(
        required=False,
        choices=[("", ""), ("potrzeby", "")],
        widget=forms.HiddenInput,
    )
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
        label=pgettext_lazy("filtr", "Rodzaj"),
        required=False,
        choices=ResourceKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    kategoria = forms.MultipleChoiceField(
        label=gettext_lazy("Co to jest"),
        required=False,
        choices=ResourceCategory.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    potrzeba = forms.MultipleChoiceField(
        label=gettext_lazy("Jakiej potrzeby dotyczy"),
        required=False,
        choices=NeedCategory.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    blisko = forms.CharField(
        label=gettext_lazy("Blisko miejsca"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Ulica, osiedle albo dzielnica. Niczego nie zapisujemy."),
    )
    km = forms.ChoiceField(
        label=gettext_lazy("Nie dalej niż"), required=False, choices=DISTANCES, initial="2000"
    )
    obszar = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["pal"].choices = pal_choices()  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def what(self) -> str:
        """What is looked at: "zasoby" or "potrzeby"."""
        return self.cleaned_data.get("co") or "zasoby"

    def filters(self) -> MapFilters:
        """Return what was asked for, leaving out what could not be understood."""
        data = self.cleaned_data
        near = near_place(data.get("blisko", ""))
        return MapFilters(
            text=data.get("q", ""),
            pals=tuple(data.get("pal", ())),
            kinds=tuple(data.get("rodzaj", ())),
            categories=tuple(data.get("kategoria", ())),
            answers=tuple(data.get("potrzeba", ())),
            near=near.point if near else None,
            near_label=near.label if near else "",
            within_m=int(data.get("km") or 2000),
            area=parse_area(data.get("obszar", "")),
        )

    def chips(self, query: QueryDict) -> list[Chip]:
        """Return a chip per filter that is on, each with the address without it."""
        return filter_chips(
            self.cleaned_data, query, words=self._chip, page="page", unshown=UNSHOWN
        )

    def _chip(self, name: str, value: str) -> str:
        if name == "obszar":
            return _("fragment mapy")
        field = self.fields[name]
        if isinstance(field, forms.MultipleChoiceField):
            return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
        return f"{field.label}: {value}"


def without_page(query: QueryDict, *names: str) -> str:
    """Return the query as text without the number of the page, and without `names`."""
    rest = query.copy()
    for name in ("page", *names):
        rest.pop(name, None)
    return rest.urlencode()
