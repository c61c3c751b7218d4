"""What the team writes of an organisation: itself, its places, its people, its corrections."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.geo import Point
from podworko.core.phones import display
from podworko.core.text import squeeze
from podworko.network.public import City, Pal, find_place, wrong_place
from podworko.partners.forms.languages import areas, written_in_their_languages
from podworko.partners.models import Contact, Location, Organisation
from podworko.partners.operations import CONTACT_FIELDS, LOCATION_FIELDS, ORGANISATION_FIELDS
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DegreesField, PhoneField

PHONE = {"inputmode": "tel", "autocomplete": "off"}


def phone_field(label: Any) -> PhoneField:  # noqa: ANN401 - a text that waits for its language
    """Return the field of a number, cleaned to E.164."""
    return PhoneField(
        label=label, required=False, max_length=40, widget=forms.TextInput(attrs=PHONE)
    )


def website_field() -> forms.URLField:
    """Return the field of a page's address, https when nobody says."""
    return forms.URLField(
        label=gettext_lazy("Strona internetowa"),
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )


class OrganisationForm(VersionedForm[Organisation]):
    """What everybody may know of an organisation."""

    phone = phone_field(gettext_lazy("Telefon dla wszystkich"))
    website = website_field()

    class Meta:
        model = Organisation
        fields = ORGANISATION_FIELDS
        widgets = areas({"words": 5})
        labels = {"email": gettext_lazy("E-mail dla wszystkich")}

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Organisation,
        pals: QuerySet[Pal],
        may_be_of_none: bool = False,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        self._pals, self._may_be_of_none = pals, may_be_of_none
        shown = {"phone": display(instance.phone) if instance.phone else ""}
        super().__init__(data, instance=instance, initial={**shown, **(initial or {})})
        written_in_their_languages(self, Organisation.TRANSLATED)
        pal = self.fields["pal"]
        pal.queryset = pals  # type: ignore[attr-defined]
        pal.required = not may_be_of_none
        pal.empty_label = _("całe miasto") if may_be_of_none else _("wybierz")  # type: ignore[attr-defined]

    def again(self, data: QueryDict | None, instance: Organisation) -> "OrganisationForm":
        return type(self)(
            data, instance=instance, pals=self._pals, may_be_of_none=self._may_be_of_none
        )

    def clean_name(self) -> str:
        return squeeze(self.cleaned_data["name"])


class LocationForm(VersionedForm[Location]):
    """Where an organisation is met; the point is found by the address."""

    class Meta:
        model = Location
        fields = LOCATION_FIELDS
        widgets = {
            "lat": forms.TextInput(attrs={"inputmode": "decimal"}),
            "lon": forms.TextInput(attrs={"inputmode": "decimal"}),
        }
        field_classes = {"lat": DegreesField, "lon": DegreesField}
        help_texts = {
            "lat": gettext_lazy("Puste: znajdziemy po adresie."),
            "getting_there": gettext_lazy("Na przykład: wejście od podwórka, dzwonek 3."),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Location,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, instance=instance, initial=initial)
        written_in_their_languages(self, Location.TRANSLATED)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        lat, lon = data.get("lat"), data.get("lon")
        if (lat is None) != (lon is None):
            self.add_error("lat", _("Podaj obie współrzędne albo żadnej."))
            return data
        if lat is None and data.get("address"):
            found = find_place(data["address"])
            data["lat"], data["lon"] = (found.point.lat, found.point.lon) if found else (None, None)
        if data.get("lat") is not None:
            self._check(data, Point(data["lat"], data["lon"]))
        return data

    def _check(self, data: dict[str, Any], point: Point) -> None:
        city = City()
        if wrong := wrong_place(city, point):
            self.add_error("lat", wrong)
        data["district"] = data.get("district") or city.district_of(point)


class ContactForm(VersionedForm[Contact]):
    """Somebody at an organisation, for the team alone."""

    phone = phone_field(gettext_lazy("Telefon"))

    class Meta:
        model = Contact
        fields = CONTACT_FIELDS
        help_texts = {
            "is_asked": gettext_lazy("Dwa razy w roku dostanie pytanie z linkiem albo telefon."),
            "note": gettext_lazy("Na przykład: najlepiej dzwonić rano."),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        instance: Contact,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        shown = {"phone": display(instance.phone) if instance.phone else ""}
        super().__init__(data, instance=instance, initial={**shown, **(initial or {})})

    def clean_name(self) -> str:
        return squeeze(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        wrong = {"email", "phone"} & set(self.errors)
        if not wrong and not data.get("email") and not data.get("phone"):
            self.add_error("email", _("Podaj e-mail albo telefon."))
        return data


class CorrectionForm(forms.Form):
    """What an organisation says is not true any more."""

    words = forms.CharField(
        label=gettext_lazy("Co się zmieniło"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Na przykład: nowe godziny, inny telefon, tej usługi już nie ma."),
    )
