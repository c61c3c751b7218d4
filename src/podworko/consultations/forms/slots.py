"""Choosing one of a list of free times."""

from collections.abc import Iterable
from itertools import groupby

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from podworko.consultations.queries.slots import Slot
from podworko.core import times


class SlotForm(forms.Form):
    """One free time, told by its day, hour and PAL."""

    slot = forms.ChoiceField(label=_("Nowy termin"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None = None, *, slots: Iterable[Slot]) -> None:
        super().__init__(data)
        self.slots = {_key(slot): slot for slot in slots}
        self.fields["slot"].choices = [  # type: ignore[attr-defined]  # a ChoiceField, as declared
            (date_format(day, "l, j E"), [(_key(slot), _label(slot)) for slot in of_day])
            for day, of_day in groupby(self.slots.values(), key=lambda slot: slot.day)
        ]

    def chosen(self) -> Slot:
        """Return what was chosen; only of a valid form."""
        return self.slots[self.cleaned_data["slot"]]


def _key(slot: Slot) -> str:
    return f"{slot.pal.pk}-{int(slot.starts_at.timestamp())}"


def _label(slot: Slot) -> str:
    starts, ends = times.local(slot.starts_at), times.local(slot.ends_at)
    room = f", {slot.room.name}" if slot.room else ""
    return f"{starts:%H:%M}–{ends:%H:%M}, {slot.pal.name}{room}"
