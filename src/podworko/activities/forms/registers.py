"""The sheet of a register as a form that works without script."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.activities.models import Band, Presence
from podworko.activities.operations import registers
from podworko.activities.queries.registers import BandCount, Line, RegisterPage

MOST_COUNTED = 2000
STATES = [
    (Presence.State.PRESENT.value, gettext_lazy("jest")),
    (Presence.State.ABSENT.value, gettext_lazy("nie ma")),
    (Presence.State.EXCUSED.value, gettext_lazy("nie przyjdzie")),
]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a line: a radio button."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the sheet with its answers as they stand or were typed."""

    line: Line
    seen: str
    choices: tuple[Choice, ...]


class RegisterForm(forms.Form):
    """States of everybody, counts by age and one walk-in, sent together.

    Each value travels with what was seen, so that only what was changed here is written.
    """

    sheet = forms.UUIDField(widget=forms.HiddenInput)
    walk_name = forms.CharField(
        label=gettext_lazy("Imię i nazwisko"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    walk_card = forms.CharField(
        label=gettext_lazy("albo numer karty PAL"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    walk_band = forms.ChoiceField(
        label=gettext_lazy("Wiek"), required=False, choices=Band.choices, initial=Band.UNKNOWN
    )
    walk_child = forms.BooleanField(
        label=gettext_lazy("Dziecko: odbierze je opiekun"), required=False
    )
    walk_reason = forms.CharField(
        label=gettext_lazy("Dlaczego mimo braku miejsc"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: QueryDict | None = None, *, page: RegisterPage) -> None:
        super().__init__(data, initial={"sheet": uuid.uuid4()})
        self.page = page
        for band in page.bands:
            self.fields[f"count_{band.code}"] = forms.IntegerField(
                label=band.label,
                required=False,
                min_value=0,
                max_value=MOST_COUNTED,
                initial=band.number,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    def lines(self) -> Iterator[ShownLine]:
        """Return everybody expected, with the answers."""
        return map(self._shown, self.page.expected)

    def walk_in_lines(self) -> Iterator[ShownLine]:
        """Return everybody who came without a sign-up, with the answers."""
        return map(self._shown, self.page.walk_ins)

    @property
    def blank(self) -> ShownLine:
        """A line without anybody, for the script to copy."""
        choices = (Choice(value, str(label), is_chosen=False) for value, label in STATES)
        return ShownLine(Line("", None, None), "", tuple(choices))

    def counts(self) -> Iterator[tuple[BandCount, forms.BoundField]]:
        """Return each age with its field."""
        return ((band, self[f"count_{band.code}"]) for band in self.page.bands)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        comes = data.get("walk_name") or data.get("walk_card")
        if comes and self.page.is_full and not data.get("walk_reason"):
            self.add_error("walk_reason", _("Nie ma wolnych miejsc. Napisz, dlaczego mimo to."))
        return data

    def acts(self) -> list[registers.AnyAct]:
        """Return what was changed here, each under a key that the same sheet gives again."""
        now = timezone.now()
        made: list[registers.AnyAct] = [*self._marks(now), *self._counts(now)]
        if self.cleaned_data["walk_name"] or self.cleaned_data["walk_card"]:
            made.append(self._walk_in(now))
        return made

    def _shown(self, line: Line) -> ShownLine:
        told = self._told(line)
        return ShownLine(
            line,
            seen=self._seen(line) if self.is_bound else line.state,
            choices=tuple(Choice(value, str(label), value == told) for value, label in STATES),
        )

    def _told(self, line: Line) -> str:
        return self.data.get(f"state_{line.code}", "") if self.is_bound else line.state

    def _seen(self, line: Line) -> str:
        return str(self.data.get(f"seen_{line.code}", ""))

    def _marks(self, now: datetime) -> Iterator[registers.AnyAct]:
        for line in self.page.lines:
            told, seen = self._told(line), self._seen(line)
            if told not in Presence.State.values or told == seen:
                continue
            key = self._key(f"{line.code}:{told}")
            if line.guest_id is not None:
                yield registers.Mark(
                    key=key, made_at=now, guest=line.guest_id, state=told, seen=seen
                )
            elif line.presence:
                yield registers.MarkWalkIn(
                    key=key, made_at=now, presence=line.presence.public_id, state=told, seen=seen
                )

    def _counts(self, now: datetime) -> Iterator[registers.AnyAct]:
        for band in self.page.bands:
            told = self.cleaned_data.get(f"count_{band.code}")
            seen = self.data.get(f"seen_count_{band.code}", "")
            if told is None or not seen.isascii() or not seen.isdecimal():
                continue
            change = told - int(seen)
            if change:
                key = self._key(f"count:{band.code}:{told}")
                yield registers.Count(key=key, made_at=now, band=band.code, change=change)

    def _walk_in(self, now: datetime) -> registers.AnyAct:
        data = self.cleaned_data
        return registers.WalkIn(
            key=self._key("walk-in"),
            made_at=now,
            presence=self._key("walk-in:presence"),
            name=data["walk_name"],
            card=data["walk_card"],
            band=data["walk_band"] or Band.UNKNOWN,
            is_child=data["walk_child"],
            over_reason=data["walk_reason"],
        )

    def _key(self, what: str) -> uuid.UUID:
        return uuid.uuid5(self.cleaned_data["sheet"], what)


class CloseForm(forms.Form):
    """What there is to say of the session as a whole."""

    note = forms.CharField(
        label=gettext_lazy("Uwaga o spotkaniu"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Bez nazwisk. Na przykład: zepsuty projektor, przyszła szkoła."),
    )


class LeaveForm(forms.Form):
    """Who picked a child up."""

    presence = forms.UUIDField(widget=forms.HiddenInput)
    picked_up_by = forms.CharField(
        label=gettext_lazy("Kto odbiera"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
