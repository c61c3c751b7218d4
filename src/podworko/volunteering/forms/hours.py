"""What is typed of hours: a report, a correction, a refusal, a sheet of a month, a rate."""

import calendar
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.tabular import CellError, parse_decimal
from podworko.network.public import Pal
from podworko.people.public import Channel
from podworko.volunteering.lengths import length_words, parse_length
from podworko.volunteering.models import HoursEntry, Opportunity, Volunteer
from podworko.volunteering.operations import Reported
from podworko.volunteering.queries.hours_value import Wanted

DESK_CHANNELS = [
    (channel.value, channel.label) for channel in (Channel.DESK, Channel.PHONE, Channel.PAPER)
]
_TOP_RATE = 100_000
"""Groszy for an hour: above it somebody typed groszy where złote belong."""


class LengthField(forms.CharField):
    """How long something took, typed as people write it; minutes come out."""

    def __init__(self, **more: Any) -> None:  # noqa: ANN401 - a field's own arguments
        hint = gettext_lazy("Godziny i minuty, na przykład 2, 1,5 albo 1:30.")
        super().__init__(**{"max_length": 20, "help_text": hint, **more})

    def clean(self, value: Any) -> Any:  # noqa: ANN401 - as Django has it
        told = super().clean(value)
        try:
            return parse_length(told) if told else None
        except DomainError as error:
            raise forms.ValidationError(str(error.message)) from error


class HoursForm(forms.Form):
    """One day's hours, in ten seconds: the day is today and the words are the last ones."""

    day = forms.DateField(
        label=gettext_lazy("Kiedy"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=times.today,
    )
    length = LengthField(
        label=gettext_lazy("Ile to trwało"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": "10"}),
    )
    words = forms.CharField(
        label=gettext_lazy("Co to było"),
        max_length=200,
        help_text=gettext_lazy("Na przykład: pomoc przy lekcjach. Bez nazwisk osób."),
    )
    opportunity = forms.ModelChoiceField(
        Opportunity.objects.none(),
        label=gettext_lazy("Zadanie"),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("inne"),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(
        self, data: QueryDict | None = None, *, volunteer: Volunteer, last: HoursEntry | None = None
    ) -> None:
        begun = {"words": last.words, "opportunity": _public_id(last)} if last else {}
        super().__init__(data, initial=begun)
        offered = Opportunity.objects.filter(pal=volunteer.pal).exclude(state="draft")
        self.fields["opportunity"].queryset = offered  # type: ignore[attr-defined]

    def told(self) -> Reported:
        """Return what was reported, once the form is valid."""
        data = self.cleaned_data
        return Reported(
            day=data["day"],
            minutes=data["length"],
            words=data["words"],
            opportunity=data["opportunity"],
            channel=Channel(data.get("channel") or Channel.WEB),
            key=data["key"],
        )


class DeskHoursForm(HoursForm):
    """The same, for somebody who calls, comes or brings paper."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Skąd to wiemy"),
        choices=DESK_CHANNELS,
        initial=Channel.DESK.value,
        widget=forms.RadioSelect,
    )


class CorrectForm(HoursForm):
    """What was really so, and why it is put right."""

    why = forms.CharField(
        label=gettext_lazy("Dlaczego poprawiasz"),
        max_length=300,
        help_text=gettext_lazy("Na przykład: pomyłka w dniu."),
    )

    def __init__(self, data: QueryDict | None = None, *, entry: HoursEntry) -> None:
        super().__init__(data, volunteer=entry.volunteer, last=entry)
        self.initial.update({"day": entry.day, "length": length_words(entry.minutes)})


class DeskCorrectForm(CorrectForm):
    """The same at the desk, with how the mistake came to light."""

    channel = forms.ChoiceField(
        label=gettext_lazy("Skąd to wiemy"),
        choices=DESK_CHANNELS,
        initial=Channel.DESK.value,
        widget=forms.RadioSelect,
    )


class WhyForm(forms.Form):
    """One reason, which is kept."""

    why = forms.CharField(max_length=300)

    def __init__(self, data: QueryDict | None = None, *, label: str, hint: str = "") -> None:
        super().__init__(data)
        self.fields["why"].label, self.fields["why"].help_text = label, hint


@dataclass(slots=True)
class SheetRow:
    """A day of a sheet as it was typed, with what is known of it and what is wrong with it."""

    day: date
    length: str
    words: str
    known: int
    error: str = ""

    @property
    def name(self) -> str:
        return f"{self.day:%d}"


class SheetForm:
    """A sheet of a month: a row for each day, empty ones are left out.

    What was typed stays whatever is wrong with it.
    """

    def __init__(
        self, data: QueryDict | None, *, first: date, known: Mapping[date, int], words: str = ""
    ) -> None:
        self.first = first
        typed: Mapping[str, str] = data or {}
        self.is_bound = data is not None
        self.words = typed.get("words", words).strip()[:200]
        self.key = typed.get("key", "") or str(uuid.uuid4())
        self.rows = [
            SheetRow(
                day,
                typed.get(f"length-{day:%d}", "").strip()[:20],
                typed.get(f"words-{day:%d}", "").strip()[:200],
                known.get(day, 0),
            )
            for day in month_days(first)
        ]
        self.errors: list[str] = []

    def is_valid(self) -> bool:
        """Whether there is something to take and every filled row can be read."""
        filled = self.filled
        for row in filled:
            self._read(row)
        if self.is_bound and not filled:
            self.errors.append(_("Wpisz czas przynajmniej przy jednym dniu."))
        return self.is_bound and bool(filled) and not any(row.error for row in self.rows)

    @property
    def filled(self) -> list[SheetRow]:
        return [row for row in self.rows if row.length or row.words]

    @property
    def wrong(self) -> list[SheetRow]:
        return [row for row in self.rows if row.error]

    def told(self) -> list[Reported]:
        """Return the filled rows, once the sheet is valid; sent twice they are the same ones."""
        base = _uuid(self.key)
        return [
            Reported(
                day=row.day,
                minutes=parse_length(row.length),
                words=row.words or self.words,
                channel=Channel.PAPER,
                key=uuid.uuid5(base, row.day.isoformat()),
            )
            for row in self.filled
        ]

    def put_on(self, error: DomainError, row: int) -> None:
        """Say beside a filled row why it was refused."""
        self.filled[row].error = str(error.message)

    def _read(self, row: SheetRow) -> None:
        try:
            parse_length(row.length)
        except DomainError as error:
            row.error = str(error.message)
        if not row.error and not (row.words or self.words):
            row.error = _("Wpisz, co to było, tutaj albo nad tabelą.")


class ValueForm(forms.Form):
    """Which hours are put in a table for a grant, and at what rate."""

    since = forms.DateField(
        label=gettext_lazy("Od"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=gettext_lazy("Do"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    rate = forms.CharField(
        label=gettext_lazy("Stawka za godzinę, zł"),
        max_length=20,
        help_text=gettext_lazy("Tyle, ile przyjmuje program dotacji, na przykład 31,40."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": "10"}),
    )
    pal = forms.ModelChoiceField(
        Pal.objects.none(),
        label="PAL",
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("wszystkie Twoje"),
    )
    opportunity = forms.ModelChoiceField(
        Opportunity.objects.none(),
        label=gettext_lazy("Zadanie"),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("wszystkie"),
    )
    is_named = forms.BooleanField(
        label=gettext_lazy("Z imionami i nazwiskami"),
        required=False,
        help_text=gettext_lazy("Tylko gdy program tego wymaga."),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        pals: QuerySet[Pal],
        opportunities: QuerySet[Opportunity],
    ) -> None:
        today = times.today()
        initial = {"since": today.replace(month=1, day=1), "until": today}
        super().__init__(data, initial=initial)
        self.fields["pal"].queryset = pals  # type: ignore[attr-defined]
        self.fields["opportunity"].queryset = opportunities  # type: ignore[attr-defined]

    def clean_rate(self) -> int:
        """Return whole groszy."""
        try:
            rate = parse_decimal(self.cleaned_data["rate"])
        except CellError as error:
            raise forms.ValidationError(str(error)) from error
        grosze = rate * 100
        if grosze != int(grosze) or not 0 < grosze <= _TOP_RATE:
            raise forms.ValidationError(_("Wpisz kwotę od 0,01 do 1000 zł, najwyżej do grosza."))
        return int(grosze)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Ostatni dzień jest przed pierwszym."))
        return data

    def wanted(self) -> Wanted:
        """Return what was asked for, once the form is valid."""
        return Wanted(**self.cleaned_data)


def month_days(first: date) -> list[date]:
    """Return the days of a month that are not yet to come."""
    count = calendar.monthrange(first.year, first.month)[1]
    days = [first.replace(day=number) for number in range(1, count + 1)]
    return [day for day in days if day <= times.today()]


def _public_id(entry: HoursEntry) -> uuid.UUID | None:
    return entry.opportunity.public_id if entry.opportunity else None


def _uuid(text: str) -> uuid.UUID:
    """Return the key of a sheet; another text than ours makes a key of its own."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid5(uuid.NAMESPACE_OID, text)
