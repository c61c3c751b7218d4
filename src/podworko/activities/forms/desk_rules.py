"""How people sign up: for new dates, told in hours before; for one list, told in moments."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.activities.models import SignUpList
from podworko.activities.operations import ListRules
from podworko.ui.forms import DateTimeInput


class _PlacesForm(forms.Form):
    """What both ways of writing the rules have in common."""

    capacity = forms.IntegerField(
        label=gettext_lazy("Liczba miejsc"),
        min_value=1,
        max_value=5000,
        required=False,
        help_text=gettext_lazy("Puste pole: bez limitu."),
    )
    reserved = forms.IntegerField(
        label=gettext_lazy("Z tego dla zapisów przez telefon i w biurze"),
        min_value=0,
        max_value=5000,
        initial=0,
        required=False,
        help_text=gettext_lazy("Tych miejsc nie można zająć przez stronę."),
    )
    overbooking_percent = forms.IntegerField(
        label=gettext_lazy("Zapas na nieobecności, w procentach"),
        min_value=0,
        max_value=100,
        initial=0,
        required=False,
        help_text=gettext_lazy("Przy 20 miejscach i 10% zapisze się 22 osoby."),
    )
    household_limit = forms.IntegerField(
        label=gettext_lazy("Ile osób z jednego domu"), min_value=1, max_value=20, initial=4
    )
    offer_hours = forms.IntegerField(
        label=gettext_lazy("Ile godzin czeka propozycja miejsca"),
        min_value=0,
        max_value=240,
        initial=24,
        help_text=gettext_lazy("Zero: pierwsza osoba z listy rezerwowej od razu ma miejsce."),
    )
    instant_hours = forms.IntegerField(
        label=gettext_lazy("Od ilu godzin przed początkiem nie pytamy, tylko przyznajemy"),
        min_value=0,
        max_value=240,
        initial=12,
    )
    opens_at = forms.DateTimeField(
        label=gettext_lazy("Zapisy od"),
        widget=DateTimeInput(),
        required=False,
        help_text=gettext_lazy("Puste pole: od opublikowania."),
    )
    minimum = forms.IntegerField(
        label=gettext_lazy("Najmniejsza liczba osób"),
        min_value=1,
        max_value=5000,
        required=False,
        help_text=gettext_lazy(
            "Gdy zgłosi się mniej, zajęcia same się odwołają i powiemy o tym ludziom."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        capacity, kept = data.get("capacity"), data.get("reserved") or 0
        if capacity is not None and kept > capacity:
            self.add_error("reserved", _("To więcej niż wszystkich miejsc."))
        if capacity is None and kept and "capacity" not in self.errors:
            self.add_error("capacity", _("Żeby coś zachować, podaj liczbę miejsc."))
        if capacity is not None and (data.get("minimum") or 0) > capacity:
            self.add_error("minimum", _("To więcej niż wszystkich miejsc."))
        return data

    def common(self) -> dict[str, Any]:
        """Return what both ways say, as ListRules takes it."""
        data = self.cleaned_data
        return {
            "capacity": data["capacity"],
            "overbooking_percent": data["overbooking_percent"] or 0,
            "reserved": data["reserved"] or 0,
            "opens_at": data["opens_at"],
            "minimum": data["minimum"],
            "household_limit": data["household_limit"],
            "offer_hours": data["offer_hours"],
            "instant_hours": data["instant_hours"],
        }


class NewRulesForm(_PlacesForm):
    """Rules for dates that are only being made: each reckons from its own beginning."""

    closes_hours = forms.IntegerField(
        label=gettext_lazy("Zapisy kończą się na ile godzin przed początkiem"),
        min_value=0,
        max_value=24 * 60,
        required=False,
        help_text=gettext_lazy("Puste pole: można się zapisać do samego początku."),
    )
    decision_days = forms.IntegerField(
        label=gettext_lazy("Ile dni przed początkiem zapada decyzja"),
        min_value=0,
        max_value=60,
        initial=2,
        required=False,
    )

    def rules(self) -> ListRules:
        """Return the rules as the operations take them."""
        days = self.cleaned_data["decision_days"] or 0
        return ListRules(
            **self.common(),
            closes_hours_before=self.cleaned_data["closes_hours"],
            decision_hours_before=days * 24,
        )

    def check_against(self, first: datetime) -> bool:
        """Put on the form what cannot be with a first date so near; return whether it can."""
        rules = self.rules().for_start(first)
        now = timezone.now()
        if rules.decision_at and rules.decision_at <= now:
            self.add_error("decision_days", _("Do pierwszego spotkania jest mniej czasu."))
        if rules.closes_at and rules.closes_at <= now:
            self.add_error("closes_hours", _("Zapisy na pierwsze spotkanie już by się skończyły."))
        if rules.opens_at and rules.opens_at >= (rules.closes_at or first):
            self.add_error("opens_at", _("Zapisy zaczęłyby się po ich końcu."))
        return not self.errors


class ListForm(_PlacesForm):
    """The places and rules of one list that is there."""

    closes_at = forms.DateTimeField(
        label=gettext_lazy("Zapisy do"),
        widget=DateTimeInput(),
        required=False,
        help_text=gettext_lazy("Puste pole: do samego początku."),
    )
    decision_at = forms.DateTimeField(
        label=gettext_lazy("Kiedy zapada decyzja"), widget=DateTimeInput(), required=False
    )

    def __init__(self, data: QueryDict | None = None, *, sign_up_list: SignUpList) -> None:
        initial = {name: getattr(sign_up_list, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        self.sign_up_list = sign_up_list

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        opens, closes = data.get("opens_at"), data.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Koniec zapisów musi być po ich początku."))
        decides = data.get("decision_at")
        if data.get("minimum") and not decides and not self.sign_up_list.decision_at:
            self.add_error("decision_at", _("Podaj, kiedy sprawdzamy, czy jest dość osób."))
        if decides and "decision_at" in self.changed_data and decides <= timezone.now():
            self.add_error("decision_at", _("Podaj czas w przyszłości."))
        return data

    def rules(self) -> ListRules:
        """Return the rules as the operations take them."""
        data = self.cleaned_data
        has_minimum = data["minimum"] is not None
        decides = data["decision_at"] or self.sign_up_list.decision_at
        return ListRules(
            **self.common(),
            closes_at=data["closes_at"],
            decision_at=decides if has_minimum else None,
        )
