"""What somebody types who wants to help, and what the list of things to do is narrowed by."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.people.public import ContactForm
from podworko.ui.forms import DayField
from podworko.volunteering import law
from podworko.volunteering.models import Opportunity, Role
from podworko.volunteering.operations import Wish
from podworko.volunteering.queries.offers import OfferFilters

ANY = ("", gettext_lazy("wszystkie"))
MINORS = [
    ANY,
    ("tak", gettext_lazy("z dziećmi albo młodzieżą")),
    ("nie", gettext_lazy("tylko z dorosłymi")),
]
ADULT = [("tak", gettext_lazy("tak")), ("nie", gettext_lazy("jeszcze nie"))]


class OfferFilterForm(forms.Form):
    """Every filter is optional, and a wrong one is left out rather than an error page."""

    q = forms.CharField(
        label=gettext_lazy("Co chcesz robić?"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    pal = forms.ChoiceField(label=gettext_lazy("PAL"), required=False)
    rytm = forms.ChoiceField(
        label=gettext_lazy("Jak często"),
        required=False,
        choices=[ANY, *Opportunity.Rhythm.choices],
    )
    gdzie = forms.ChoiceField(
        label=gettext_lazy("Gdzie"), required=False, choices=[ANY, *Opportunity.Where.choices]
    )
    kto = forms.ChoiceField(label=gettext_lazy("Z kim"), required=False, choices=MINORS)
    wiek = forms.IntegerField(
        label=gettext_lazy("Ile masz lat"), required=False, min_value=1, max_value=120
    )

    def __init__(self, data: QueryDict, *, pals: Iterable[tuple[str, str]]) -> None:
        """Offer these PALs, each a slug and a name."""
        super().__init__(data)
        self.fields["pal"].choices = [ANY, *pals]  # type: ignore[attr-defined]

    def filters(self) -> OfferFilters:
        """Return what is asked for, without what makes no sense."""
        self.is_valid()
        data = self.cleaned_data
        return OfferFilters(
            q=data.get("q", ""),
            pal=data.get("pal", ""),
            rhythm=data.get("rytm", ""),
            where=data.get("gdzie", ""),
            minors=data.get("kto", ""),
            age=data.get("wiek") or 0,
        )


class ApplyForm(ContactForm):
    """Who wants to help: two minutes, no account."""

    role = forms.ModelChoiceField(
        Role.objects.none(),
        label=gettext_lazy("Co chcesz robić"),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
    )
    is_adult = forms.ChoiceField(
        label=gettext_lazy("Czy masz 18 lat?"), choices=ADULT, widget=forms.RadioSelect
    )
    born_on = DayField(
        label=gettext_lazy("Data urodzenia"),
        required=False,
        help_text=gettext_lazy("Tylko gdy nie masz 18 lat: porozumienie podpisze też opiekun."),
    )
    remark = forms.CharField(
        label=gettext_lazy("Coś o sobie"),
        required=False,
        max_length=600,
        help_text=gettext_lazy("Nie trzeba. Na przykład: kiedy masz czas, co lubisz, co umiesz."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = ("role",)

    def __init__(self, data: QueryDict | None = None, *, opportunity: Opportunity) -> None:
        super().__init__(data)
        roles = opportunity.roles.all()
        if len(roles) > 1:
            self.fields["role"].queryset = roles  # type: ignore[attr-defined]
            self.fields["role"].required = True
        else:
            del self.fields["role"]
        self._only_role = roles[0] if len(roles) == 1 else None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._check_birthday(data)
        return data

    def wish(self) -> Wish:
        """Return what somebody told, once the form is valid."""
        data = self.cleaned_data
        born_on = data["born_on"] if data["is_adult"] == "nie" else None
        role = data.get("role") or self._only_role
        return Wish(
            card=self.card(), born_on=born_on, role=role, remark=data["remark"], key=data["key"]
        )

    def _check_birthday(self, data: dict[str, Any]) -> None:
        if data.get("is_adult") != "nie" or "born_on" in self.errors:
            return
        born_on = data.get("born_on")
        if born_on is None:
            self.add_error("born_on", _("Podaj datę urodzenia."))
        elif not law.needs_guardian(born_on, times.today()) or born_on > times.today():
            self.add_error("born_on", _("Z tej daty wychodzi inny wiek. Sprawdź rok."))
