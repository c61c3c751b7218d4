"""The filters of the programme as they stand in the address."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from podworko.activities.filters import Filters
from podworko.activities.kinds import Audience, Kind
from podworko.core import times
from podworko.network.public import near_place, pal_choices
from podworko.ui.forms import DateInput
from podworko.ui.values import Chip, filter_chips

FACTS = [
    ("step_free", gettext_lazy("wejście bez stopni")),
    ("lift", gettext_lazy("winda")),
    ("toilet", gettext_lazy("toaleta dostosowana")),
    ("induction_loop", gettext_lazy("pętla indukcyjna")),
    ("assistance_dog", gettext_lazy("można z psem asystującym")),
    ("parking", gettext_lazy("parking dla osób z niepełnosprawnością")),
    ("sign_language", gettext_lazy("tłumacz języka migowego")),
    ("easy_to_read", gettext_lazy("łatwe do zrozumienia")),
    ("quiet", gettext_lazy("spokojnie i cicho")),
]
LANGUAGES = [
    ("", gettext_lazy("wszystkie")),
    ("pl", gettext_lazy("po polsku")),
    ("uk", gettext_lazy("po ukraińsku")),
    ("en", gettext_lazy("po angielsku")),
]
DISTANCES = [
    ("1000", "1 km"),
    ("2000", "2 km"),
    ("3000", "3 km"),
    ("5000", "5 km"),
    ("10000", "10 km"),
]


class FilterForm(forms.Form):
    """Every filter is optional, and a wrong one is left out rather than an error page."""

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
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    dla = forms.ChoiceField(
        label=gettext_lazy("Dla kogo"),
        required=False,
        choices=[("", gettext_lazy("dla każdego")), *Audience.choices[1:]],
    )
    wiek = forms.IntegerField(
        label=gettext_lazy("Wiek"), required=False, min_value=0, max_value=120
    )
    wolne = forms.BooleanField(label=gettext_lazy("Tylko wolne miejsca"), required=False)
    dostep = forms.MultipleChoiceField(
        label=gettext_lazy("Dostępność"),
        required=False,
        choices=FACTS,
        widget=forms.CheckboxSelectMultiple,
    )
    jezyk = forms.ChoiceField(label=gettext_lazy("Język"), required=False, choices=LANGUAGES)
    blisko = forms.CharField(
        label=gettext_lazy("Blisko miejsca"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Ulica, osiedle albo dzielnica. Niczego nie zapisujemy."),
    )
    km = forms.ChoiceField(
        label=gettext_lazy("Nie dalej niż"), required=False, choices=DISTANCES, initial="3000"
    )
    od = forms.DateField(label=gettext_lazy("Od dnia"), required=False, widget=DateInput)
    do = forms.DateField(label=gettext_lazy("Do dnia"), required=False, widget=DateInput)

    def __init__(self, data: QueryDict, *, pals: Sequence[tuple[str, str]] | None = None) -> None:
        super().__init__(data)
        self.fields["pal"].choices = pal_choices() if pals is None else pals  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """Return what was asked for, leaving out what could not be understood."""
        self.is_valid()
        data = self.cleaned_data
        near = near_place(data.get("blisko", ""))
        return Filters(
            text=data.get("q", ""),
            pals=tuple(data.get("pal", ())),
            kinds=tuple(data.get("rodzaj", ())),
            audience=data.get("dla", ""),
            age=data.get("wiek"),
            only_free=data.get("wolne", False),
            facts=tuple(data.get("dostep", ())),
            language=data.get("jezyk", ""),
            near=near.point if near else None,
            near_label=near.label if near else "",
            within_m=int(data.get("km") or 3000),
            since=_sane(data.get("od")),
            until=_sane(data.get("do")),
        )

    def chips(self, query: QueryDict) -> list[Chip]:
        """Return a chip per filter that is on, each with the address without it."""
        self.is_valid()
        return filter_chips(self.cleaned_data, query, words=self._chip, page="po", unshown=("km",))

    def _chip(self, name: str, value: Any) -> str:  # noqa: ANN401 - whatever the field gives
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField):
            return str(dict(_flat(field.choices)).get(str(value), value))
        if name == "wolne":
            return str(field.label)
        shown = value.strftime("%d.%m.%Y") if hasattr(value, "strftime") else value
        return f"{field.label}: {shown}"


def filters_of(query: QueryDict, pals: Sequence[tuple[str, str]]) -> Filters:
    """Return what an address asks for; one without filters, the commonest, makes no form."""
    if FilterForm.base_fields.keys().isdisjoint(query):
        return Filters()
    return FilterForm(query, pals=pals).filters()


def drawn_filters(query: QueryDict, view: str, pals: Sequence[tuple[str, str]]) -> SafeString:
    """Return the search line and the filters as HTML, drawn once per value and language.

    They depend on nothing but the address, the PALs and the language, and cost more to draw
    than all the rest of the page.
    """
    kept = query.copy()
    kept.pop("po", None)
    return _drawn(kept.urlencode(), view, tuple(pals), get_language() or "pl")


@lru_cache(maxsize=512)
def _drawn(query: str, view: str, pals: tuple[tuple[str, str], ...], language: str) -> SafeString:
    del language
    data = QueryDict(query)
    form = FilterForm(data, pals=pals)
    context = {"form": form, "chips": form.chips(data), "view": view}
    return render_to_string("activities/_filters.html", context)


def _sane(day: date | None) -> date | None:
    return day if day and times.is_sane(day) else None


def _flat(choices: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - Django's nested choices
    return [(str(key), str(label)) for key, label in choices]
