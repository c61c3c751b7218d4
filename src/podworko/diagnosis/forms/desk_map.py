"""What the team writes on the map: resources, needs, evidence, who matches whom."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.geo import Point, parse_point
from podworko.core.phones import display
from podworko.core.text import squeeze
from podworko.diagnosis.categories import Method
from podworko.diagnosis.models import Evidence, Need, Resource, ResourceKind
from podworko.diagnosis.operations import EvidenceData
from podworko.diagnosis.operations.needs import NEED_FIELDS
from podworko.diagnosis.operations.resources import RESOURCE_FIELDS
from podworko.network.public import City, NeedCategory, Pal, find_place, wrong_place
from podworko.partners.public import Organisation
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DateInput, DayField, DegreesField, PhoneField

_PHONE = {"inputmode": "tel", "autocomplete": "off"}


class ResourceForm(VersionedForm[Resource]):
    """All that the team knows of a resource, the inner part apart."""

    answers = forms.MultipleChoiceField(
        label=gettext_lazy("Na jakie potrzeby może odpowiadać"),
        choices=NeedCategory.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    phone = PhoneField(
        label=gettext_lazy("Telefon dla wszystkich"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=_PHONE),
    )
    owner_phone = PhoneField(
        label=gettext_lazy("Telefon do pytania o zmiany"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=_PHONE),
    )
    website = forms.URLField(
        label=gettext_lazy("Strona internetowa"),
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    checked_on = DayField(label=gettext_lazy("Kiedy to sprawdzono"), required=False)
    consent_on = DayField(
        label=gettext_lazy("Dzień zgody tej osoby"),
        required=False,
        help_text=gettext_lazy("Bez zgody nie zapisujemy nazwiska ani kontaktu."),
    )

    class Meta:
        model = Resource
        fields = RESOURCE_FIELDS
        widgets = {
            "words": forms.Textarea(attrs={"rows": 4}),
            "lat": forms.TextInput(attrs={"inputmode": "decimal"}),
            "lon": forms.TextInput(attrs={"inputmode": "decimal"}),
        }
        field_classes = {"lat": DegreesField, "lon": DegreesField}
        labels = {
            "email": gettext_lazy("E-mail dla wszystkich"),
            "district": gettext_lazy("Dzielnica"),
        }
        help_texts = {
            "name": gettext_lazy(
                "Ludzi zapisuj jako rolę albo umiejętność: „Naprawia rowery”, bez nazwiska."
            ),
            "lat": gettext_lazy("Puste: znajdziemy po adresie."),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Resource,
        pals: QuerySet[Pal],
        may_be_of_none: bool = False,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        self._pals, self._may_be_of_none = pals, may_be_of_none
        super().__init__(data, instance=instance, initial=initial)
        for name in ("phone", "owner_phone"):
            number = getattr(instance, name)
            self.initial.setdefault(name, "")
            self.initial[name] = display(number) if number else self.initial[name] or ""
        # A page that was open before the field was there says nothing of it.
        self.fields["owner_language"].required = False
        shown = Q(pk__in=Organisation.objects.public()) | Q(pk=instance.organisation_id)
        self.fields["organisation"].queryset = Organisation.objects.filter(shown)  # type: ignore[attr-defined]
        pal = self.fields["pal"]
        pal.queryset = pals  # type: ignore[attr-defined]
        pal.required = not may_be_of_none
        pal.empty_label = _("całe miasto") if may_be_of_none else _("wybierz")  # type: ignore[attr-defined]

    def again(self, data: QueryDict | None, instance: Resource) -> "ResourceForm":
        return type(self)(
            data, instance=instance, pals=self._pals, may_be_of_none=self._may_be_of_none
        )

    def clean_name(self) -> str:
        return squeeze(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["owner_language"] = data.get("owner_language") or self.instance.owner_language
        if data.get("kind") != ResourceKind.HUMAN:
            self._find(data)
        return data

    def _find(self, data: dict[str, Any]) -> None:
        """Find the point by the address where nobody wrote it, and check that it is in the city."""
        lat, lon = data.get("lat"), data.get("lon")
        if (lat is None) != (lon is None):
            self.add_error("lat", _("Podaj obie współrzędne albo żadnej."))
            return
        if lat is None and data.get("address"):
            found = find_place(data["address"])
            data["lat"], data["lon"] = (found.point.lat, found.point.lon) if found else (None, None)
        if data.get("lat") is None:
            return
        city, point = City(), Point(data["lat"], data["lon"])
        if wrong := wrong_place(city, point):
            self.add_error("lat", wrong)
        data["district"] = data.get("district") or city.district_of(point)


class NeedForm(VersionedForm[Need]):
    """What a community needs; its place is kept no nearer than its cell."""

    near = forms.CharField(
        label=gettext_lazy("W pobliżu jakiego miejsca"),
        required=False,
        max_length=120,
        help_text=gettext_lazy(
            "Ulica, osiedle albo dzielnica. Zapiszemy tylko kwadrat o boku około pół kilometra."
        ),
    )
    pal = forms.ModelChoiceField(
        Pal.objects.none(), label=gettext_lazy("PAL"), empty_label=gettext_lazy("wybierz")
    )

    class Meta:
        model = Need
        fields = NEED_FIELDS
        widgets = {"words": forms.Textarea(attrs={"rows": 4}), "since": DateInput()}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Need,
        pals: QuerySet[Pal],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        self._pals = pals
        super().__init__(data, instance=instance, initial=initial)
        self.place: Point | None = None
        if instance.pk:
            del self.fields["pal"]
        else:
            self.fields["pal"].queryset = pals  # type: ignore[attr-defined]

    @property
    def unversioned(self) -> frozenset[str]:
        return frozenset({"near", "pal"})

    def again(self, data: QueryDict | None, instance: Need) -> "NeedForm":
        return type(self)(data, instance=instance, pals=self._pals)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        near = squeeze(data.get("near", ""))
        if near:
            told = parse_point(near)
            found = None if told else find_place(near)
            self.place = found.point if found else told
            if self.place is None:
                self.add_error("near", _("Nie znamy takiego miejsca."))
            elif wrong := wrong_place(City(), self.place):
                self.add_error("near", wrong)
        if data.get("pal"):
            self.instance.pal = data["pal"]
        return data


class EvidenceForm(forms.ModelForm[Evidence]):
    """How we know of a need."""

    noted_on = DayField(label=gettext_lazy("Kiedy"))

    class Meta:
        model = Evidence
        fields = ("method", "words", "voices", "noted_on")

    def evidence(self) -> EvidenceData:
        """Return what was written, once the form is valid."""
        data = self.cleaned_data
        return EvidenceData(
            method=Method(data["method"]),
            words=squeeze(data["words"]),
            voices=data["voices"],
            noted_on=data["noted_on"],
        )


class PaperForm(forms.Form):
    """How many people signed a paper list under a need."""

    voices = forms.IntegerField(label=gettext_lazy("Ile osób"), min_value=1, max_value=10_000)
    note = forms.CharField(
        label=gettext_lazy("Skąd ta lista"),
        max_length=200,
        help_text=gettext_lazy(
            "Na przykład: piknik sąsiedzki, 14 czerwca. Listy nie przepisujemy."
        ),
    )


class CloseForm(forms.Form):
    """Why a need is one no more."""

    why = forms.CharField(label=gettext_lazy("Dlaczego zamykamy"), max_length=300)

    def __init__(self, data: QueryDict | None = None, *, need: Need) -> None:
        super().__init__(data)
        self.fields["why"].help_text = (
            _("Mieszkańcy to przeczytają.") if need.is_public else _("Tylko dla zespołu.")
        )


class MatchForm(forms.Form):
    """How a resource may help."""

    resource = forms.UUIDField(widget=forms.HiddenInput)
    need = forms.UUIDField(widget=forms.HiddenInput)
    note = forms.CharField(label=gettext_lazy("Jak może pomóc"), required=False, max_length=300)
