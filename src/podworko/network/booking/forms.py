"""What is written when somebody wants a room: the group by itself, or staff for it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from podworko.core import times
from podworko.core.text import squeeze
from podworko.network.booking.models import Group, HouseRules
from podworko.network.booking.operations import Wish
from podworko.network.models import Room
from podworko.people.public import Channel
from podworko.ui.forms import DayField, TimeInput

MOST_WEEKS = 26
MOST_PEOPLE = 500
CHANNELS = [
    (Channel.PHONE.value, gettext_lazy("dzwoni")),
    (Channel.DESK.value, gettext_lazy("przyszła lub przyszedł")),
    (Channel.PAPER.value, gettext_lazy("na papierze")),
]


class WishForm(forms.Form):
    """A room, a day, hours, how many people and what for."""

    room = forms.ChoiceField(label=gettext_lazy("Sala"))
    day = DayField(label=gettext_lazy("Dzień"))
    begins = forms.TimeField(label=gettext_lazy("Od godziny"), widget=TimeInput())
    ends = forms.TimeField(label=gettext_lazy("Do godziny"), widget=TimeInput())
    weeks = forms.IntegerField(
        label=gettext_lazy("Ile tygodni z rzędu"),
        min_value=1,
        max_value=MOST_WEEKS,
        initial=1,
        help_text=gettext_lazy("1 to jedno spotkanie. 4 to cztery tygodnie, tego samego dnia."),
    )
    people = forms.IntegerField(
        label=gettext_lazy("Ile osób przyjdzie"), min_value=1, max_value=MOST_PEOPLE
    )
    purpose = forms.CharField(
        label=gettext_lazy("Po co się spotykacie"),
        max_length=160,
        help_text=gettext_lazy("Przeczyta to tylko zespół PAL. Na przykład: próba chóru."),
    )
    leaves_out = forms.BooleanField(
        label=gettext_lazy("Jeśli któryś termin jest zajęty, biorę pozostałe"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        rooms: Iterable[Room],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.rooms = {str(room.pk): room for room in rooms}
        room_field = self.fields["room"]
        assert isinstance(room_field, forms.ChoiceField)  # noqa: S101 - declared above
        room_field.choices = [("", _("wybierz")), *self._room_choices()]

    def clean_purpose(self) -> str:
        return squeeze(self.cleaned_data["purpose"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = data.get("begins"), data.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("Koniec musi być po początku, tego samego dnia."))
        return data

    def wish(self) -> Wish:
        """Return what is wanted, once the form is valid."""
        data = self.cleaned_data
        return Wish(
            room=self.rooms[data["room"]],
            purpose=data["purpose"],
            people=data["people"],
            starts_at=self._moment("begins"),
            ends_at=self._moment("ends"),
            weeks=data["weeks"],
            leaves_out=data["leaves_out"],
            who_opens=squeeze(data.get("who_opens", "")),
            is_beyond_window=data.get("is_beyond_window", False),
        )

    def _moment(self, clock: str) -> datetime:
        return times.at(self.cleaned_data["day"], self.cleaned_data[clock])

    def _room_choices(self) -> list[tuple[str, Any]]:
        return [(key, _with_size(room)) for key, room in self.rooms.items()]


class StaffWishForm(WishForm):
    """The same, written by staff for a group that calls, comes or writes."""

    group = forms.ModelChoiceField(
        Group.objects.none(), label=gettext_lazy("Grupa"), empty_label=gettext_lazy("wybierz")
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Jak się zgłasza"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        initial=Channel.PHONE,
    )
    who_opens = forms.CharField(
        label=gettext_lazy("Kto otworzy i zamknie"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Tylko gdy spotkanie jest poza godzinami otwarcia."),
    )
    is_beyond_window = forms.BooleanField(
        label=gettext_lazy("Mimo limitów tej grupy"),
        required=False,
        help_text=gettext_lazy(
            "Dalej naprzód, dłużej, więcej razy, niż mówią zasady, albo w sali nie dla grup."
        ),
    )
    purpose = forms.CharField(label=pgettext_lazy("rezerwacja", "Po co"), max_length=160)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        groups: Iterable[Group],
        rooms: Iterable[Room],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, rooms=rooms, initial=initial)
        self.groups = {str(group.pk): group for group in groups}
        field = self.fields["group"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Group.objects.filter(pk__in=[each.pk for each in self.groups.values()])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        group, room = data.get("group"), self.rooms.get(data.get("room", ""))
        if group and room and room.place_id != self.groups[str(group.pk)].pal.seat_id:
            self.add_error("room", _("Ta sala jest w innym PAL niż ta grupa."))
        return data

    def _room_choices(self) -> list[tuple[str, Any]]:
        """Group the rooms by place, where there are several."""
        places: dict[str, list[tuple[str, str]]] = {}
        for key, room in self.rooms.items():
            places.setdefault(room.place.name, []).append((key, _with_size(room)))
        return list(places.items()) if len(places) > 1 else super()._room_choices()


class ReasonForm(forms.Form):
    """Why a request is refused or a booking cancelled; the group reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Dlaczego"),
        max_length=160,
        help_text=gettext_lazy("Grupa to przeczyta."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    with_later = forms.BooleanField(
        label=gettext_lazy("Także następne spotkania z tej serii"), required=False
    )

    def clean_reason(self) -> str:
        return squeeze(self.cleaned_data["reason"])


class GiveBackForm(forms.Form):
    """A group gives a room back, and the rooms of the same series after it when it says so."""

    with_later = forms.BooleanField(required=False)

    def __init__(self, *, later: int) -> None:
        super().__init__()
        words = ngettext(
            "Także %(count)s następny termin z tej serii",
            "Także następne terminy z tej serii: %(count)s",
            later,
        )
        self.fields["with_later"].label = words % {"count": later}
        if not later:
            del self.fields["with_later"]


class SignForm(forms.Form):
    """Somebody agrees to the house rules for their group."""

    signed_by = forms.CharField(
        label=gettext_lazy("Imię i nazwisko osoby, która podpisuje"), max_length=120
    )
    agrees = forms.BooleanField(
        label=gettext_lazy("Znamy zasady domu i będziemy ich przestrzegać"),
        error_messages={"required": gettext_lazy("Zaznacz zgodę, żeby podpisać.")},
    )
    # It may stand on a page beside a form that has a version of its own.
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": "rules-version"}))

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, version: int | None, signed_by: str = ""
    ) -> None:
        super().__init__(data, initial={"version": version, "signed_by": signed_by})

    def again(self, held: HouseRules | None, message: str) -> "SignForm":
        """Return the form with the name as typed, for rules that changed while they were read.

        The tick is gone: it was for other words.
        """
        data = {
            "signed_by": self.data.get("signed_by", ""),
            "version": held.version if held else "",
        }
        form = SignForm(data, version=None)
        form.add_error(None, message)
        return form

    def clean_signed_by(self) -> str:
        return squeeze(self.cleaned_data["signed_by"])


def _with_size(room: Room) -> str:
    name = room.name if room.is_lent else _("%(room)s (nie dla grup)") % {"room": room.name}
    if room.capacity is None:
        return name
    return _("%(room)s, do %(people)s osób") % {"room": name, "people": room.capacity}
