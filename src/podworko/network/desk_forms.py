"""What staff write of their PAL: how to reach it, when it is open, how one gets in."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.phones import display, parse_phone
from podworko.core.text import squeeze
from podworko.network.models import OpeningRule, Pal, Place, Room
from podworko.network.operations import Season, Span, UnusualDays
from podworko.network.queries import SeasonHours
from podworko.ui.forms import DateInput, TimeInput

WEEKDAYS = (
    pgettext_lazy("dzień tygodnia", "poniedziałek"),
    pgettext_lazy("dzień tygodnia", "wtorek"),
    pgettext_lazy("dzień tygodnia", "środa"),
    pgettext_lazy("dzień tygodnia", "czwartek"),
    pgettext_lazy("dzień tygodnia", "piątek"),
    pgettext_lazy("dzień tygodnia", "sobota"),
    pgettext_lazy("dzień tygodnia", "niedziela"),
)
SPANS = 2
"""How many times a day one usually opens: before and after a break."""
MOST_SPANS = 12


class ContactForm(forms.ModelForm[Pal]):
    """How to reach a PAL, and its sentence in three languages."""

    phone = forms.CharField(
        label=gettext_lazy("Telefon"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
        help_text=gettext_lazy("Numer placówki, nie prywatny."),
    )

    class Meta:
        model = Pal
        fields = ["phone", "email", "summary", "summary_en", "summary_uk", "description"]
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

    def clean_phone(self) -> str:
        text: str = self.cleaned_data["phone"].strip()
        if not text:
            return ""
        try:
            return parse_phone(text)
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error


class HoursForm(forms.Form):
    """The hours of a week; a day left empty is closed.

    Each day has a pair of fields more than it has hours, so that another break fits.
    """

    def __init__(self, data: QueryDict | None = None, *, rules: Iterable[OpeningRule] = ()) -> None:
        held = _by_weekday(rules)
        super().__init__(data, initial=_as_fields(held))
        self._parts = [_parts(weekday, held, data) for weekday in range(len(WEEKDAYS))]
        for weekday, parts in enumerate(self._parts):
            for part in range(parts):
                labels = (_("i jeszcze od") if part else _("od"), _("do"))
                for key, label in zip(_keys(weekday, part), labels, strict=True):
                    self.fields[key] = forms.TimeField(
                        label=label, required=False, widget=TimeInput()
                    )

    def rows(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return each weekday with its fields."""
        return [
            (str(name), [self[key] for part in range(parts) for key in _keys(weekday, part)])
            for weekday, (name, parts) in enumerate(zip(WEEKDAYS, self._parts, strict=True))
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for weekday, parts in enumerate(self._parts):
            for part in range(parts):
                self._check(data, weekday, part)
            self._check_order(weekday)
        return data

    def spans(self) -> list[Span]:
        """Return the hours as the operations take them."""
        return [
            Span(weekday, *hours)
            for weekday, parts in enumerate(self._parts)
            for part in range(parts)
            if (hours := self._hours(weekday, part))
        ]

    def rules(self, pal: Pal) -> list[OpeningRule]:
        """Return the hours as rules that are not stored, to look at a week ahead."""
        return [
            OpeningRule(pal=pal, weekday=span.weekday, opens=span.opens, closes=span.closes)
            for span in self.spans()
        ]

    def _hours(self, weekday: int, part: int) -> tuple[time, time] | None:
        opens, closes = (self.cleaned_data.get(key) for key in _keys(weekday, part))
        return (opens, closes) if opens and closes else None

    def _check(self, data: dict[str, Any], weekday: int, part: int) -> None:
        begin, end = _keys(weekday, part)
        opens, closes = data.get(begin), data.get(end)
        if bool(opens) != bool(closes) and not {begin, end} & set(self.errors):
            self._refuse(end if opens else begin, weekday, _("Podaj obie godziny albo żadnej."))
        if opens and closes and closes <= opens:
            self._refuse(end, weekday, _("Koniec musi być później niż początek."))

    def _check_order(self, weekday: int) -> None:
        end: time | None = None
        for part in range(self._parts[weekday]):
            hours = self._hours(weekday, part)
            if hours and end and hours[0] < end:
                words = _("Kolejne godziny muszą być po poprzednich.")
                self._refuse(_keys(weekday, part)[0], weekday, words)
            end = hours[1] if hours else end

    def _refuse(self, key: str, weekday: int, words: str) -> None:
        """Say the day in the words too: on top of the page four fields are called alike."""
        self.add_error(key, f"{str(WEEKDAYS[weekday]).capitalize()}: {words}")


class SeasonForm(HoursForm):
    """Hours that hold from a day to a day instead of the usual week."""

    since = forms.DateField(label=gettext_lazy("Od dnia"), widget=DateInput())
    until = forms.DateField(label=gettext_lazy("Do dnia"), widget=DateInput())

    def __init__(self, data: QueryDict | None = None, *, season: SeasonHours | None = None) -> None:
        super().__init__(data, rules=season.rules if season else ())
        if season:
            self.initial = {**self.initial, "since": season.since, "until": season.until}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Ostatni dzień jest przed pierwszym."))
        elif until and until < times.today():
            self.add_error("until", _("Te dni już minęły."))
        return data

    def season(self) -> Season:
        """Return the days as the operations take them."""
        return Season(self.cleaned_data["since"], self.cleaned_data["until"])

    def rules(self, pal: Pal) -> list[OpeningRule]:
        """Return the hours as rules that are not stored, to look at a week ahead."""
        season = self.season()
        rules = super().rules(pal)
        for rule in rules:
            rule.valid_from, rule.valid_to = season.since, season.until
        return rules


class UnusualDaysForm(forms.Form):
    """Days unlike the others: closed, or open at other hours."""

    since = forms.DateField(label=gettext_lazy("Od dnia"), widget=DateInput())
    until = forms.DateField(
        label=gettext_lazy("Do dnia"),
        widget=DateInput(),
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


class AccessForm(forms.ModelForm[Place]):
    """What is known of access: yes, no, or that nobody checked."""

    class Meta:
        model = Place
        fields = [*Place.FACTS, "nearest_stop", "directions", "facts_checked_on"]
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


class RoomForm(forms.ModelForm[Room]):
    """A room of a place."""

    class Meta:
        model = Room
        fields = ["name", "capacity", "step_free"]
        widgets = {"step_free": forms.RadioSelect}

    def __init__(self, data: QueryDict | None = None, *, instance: Room) -> None:
        super().__init__(data, instance=instance)

    def clean_name(self) -> str:
        name = squeeze(self.cleaned_data["name"])
        others = Room.objects.filter(place=self.instance.place, name=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Sala o tej nazwie już tu jest."))
        return name


def _keys(weekday: int, part: int) -> tuple[str, str]:
    return f"opens_{weekday}_{part}", f"closes_{weekday}_{part}"


def _by_weekday(rules: Iterable[OpeningRule]) -> dict[int, list[OpeningRule]]:
    held: dict[int, list[OpeningRule]] = {}
    for rule in rules:
        held.setdefault(rule.weekday, []).append(rule)
    return held


def _parts(weekday: int, held: dict[int, list[OpeningRule]], data: QueryDict | None) -> int:
    """Return how many pairs of hours a day shows: as many as were sent, or one to spare."""
    if data is None:
        return max(SPANS, len(held.get(weekday, ())) + 1)
    sent = (part for part in range(MOST_SPANS) if _keys(weekday, part)[0] in data)
    return max(SPANS, *(part + 1 for part in sent), 0)


def _as_fields(held: dict[int, list[OpeningRule]]) -> dict[str, time]:
    """Return stored rules as the fields show them."""
    initial: dict[str, time] = {}
    for weekday, rules in held.items():
        for part, rule in enumerate(rules):
            begin, end = _keys(weekday, part)
            initial |= {begin: rule.opens, end: rule.closes}
    return initial
