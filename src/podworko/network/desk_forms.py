"""What staff write of their PAL: how to reach it, when it is open, how one gets in."""

from datetime import time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.core.phones import display
from podworko.core.text import squeeze
from podworko.network.models import Pal, Place, Room
from podworko.network.operations import ACCESS_FIELDS, CONTACT_FIELDS, ROOM_FIELDS, UnusualDays
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DateInput, DayField, PhoneField, TimeInput


class ContactForm(VersionedForm[Pal]):
    """How to reach a PAL, and its sentence in three languages."""

    phone = PhoneField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=gettext_lazy("Numer placówki, nie prywatny."),
    )

    class Meta:
        model = Pal
        fields = CONTACT_FIELDS
        widgets = {
            name: forms.Textarea(attrs={"rows": 3})
            for name in ("summary", "summary_en", "summary_uk")
        } | {"email": forms.EmailInput(attrs={"autocomplete": "off"})}
        help_texts = {
            "email": gettext_lazy("Adres placówki, nie prywatny."),
            "summary": gettext_lazy("Zobaczą je osoby, które szukają miejsca w okolicy."),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Pal) -> None:
        super().__init__(data, instance=instance)
        self.initial["phone"] = display(instance.phone) if instance.phone else ""


class UnusualDaysForm(forms.Form):
    """Days unlike the others: closed, or open at other hours."""

    since = DayField(label=gettext_lazy("Od dnia"))
    until = DayField(
        label=gettext_lazy("Do dnia"),
        required=False,
        help_text=gettext_lazy("Puste pole: tylko ten jeden dzień."),
    )
    opens = forms.TimeField(
        label=gettext_lazy("Otwarte od"),
        widget=TimeInput(),
        required=False,
        help_text=gettext_lazy("Bez godzin: zamknięte."),
    )
    closes = forms.TimeField(label=gettext_lazy("Do godziny"), widget=TimeInput(), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Dlaczego"),
        max_length=160,
        help_text=gettext_lazy("Przeczytają to wszyscy. Na przykład: remont, wycieczka."),
    )

    def clean_reason(self) -> str:
        return squeeze(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since = data.get("since")
        until = data["until"] = data.get("until") or since
        if since and until and until < since:
            self.add_error("until", _("Ostatni dzień jest przed pierwszym."))
        elif until and until < times.today():
            self.add_error("since", _("Te dni już minęły."))
        self._check_hours(data.get("opens"), data.get("closes"))
        return data

    def days(self) -> UnusualDays:
        """Return the days as the operations take them."""
        data = self.cleaned_data
        return UnusualDays(
            data["since"], data["until"], data["reason"], data["opens"], data["closes"]
        )

    def _check_hours(self, opens: time | None, closes: time | None) -> None:
        if bool(opens) != bool(closes) and not {"opens", "closes"} & set(self.errors):
            missing = "closes" if opens else "opens"
            self.add_error(missing, _("Podaj obie godziny albo żadnej."))
        if opens and closes and closes <= opens:
            self.add_error("closes", _("Koniec musi być później niż początek."))


class AccessForm(VersionedForm[Place]):
    """What is known of access: yes, no, or that nobody checked."""

    class Meta:
        model = Place
        fields = ACCESS_FIELDS
        widgets = dict.fromkeys(Place.FACTS, forms.RadioSelect) | {
            "directions": forms.Textarea(attrs={"rows": 4}),
            "facts_checked_on": DateInput(),
        }
        help_texts = {
            "nearest_stop": gettext_lazy("Nazwa przystanku i numery linii."),
            "directions": gettext_lazy("Które wejście, którędy, co widać po drodze."),
            "facts_checked_on": gettext_lazy("Kiedy ktoś obejrzał to na miejscu."),
        }

    def facts(self) -> list[forms.BoundField]:
        """Return the fields of three values."""
        return [self[name] for name in Place.FACTS]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        checked = data.get("facts_checked_on")
        if checked and checked > times.today():
            self.add_error("facts_checked_on", _("Ten dzień dopiero będzie."))
        return data


class RoomForm(VersionedForm[Room]):
    """A room of a place."""

    class Meta:
        model = Room
        fields = ROOM_FIELDS
        widgets = {"step_free": forms.RadioSelect}

    def clean_name(self) -> str:
        return squeeze(self.cleaned_data["name"])
