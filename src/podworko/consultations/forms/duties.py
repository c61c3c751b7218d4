"""When somebody is in: weekly, in some weeks of a month, or on one day."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.forms import (
    CheckboxSelectMultiple,
    ChoiceField,
    ModelChoiceField,
    ModelForm,
    MultipleChoiceField,
    TypedChoiceField,
    TypedMultipleChoiceField,
)
from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.consultations.models import DutyHours, Form
from podworko.network.public import Pal, Room
from podworko.ui.forms import DayField, TimeInput

WEEKS = [(number, f"{number}.") for number in range(1, 6)]


class DutyForm(ModelForm[DutyHours]):
    """Hours at a PAL, in a room of its seat or in none."""

    pal = ModelChoiceField(Pal.objects.none(), label=gettext_lazy("PAL"), empty_label=None)
    room = ChoiceField(
        label=gettext_lazy("Sala"),
        required=False,
        help_text=gettext_lazy("Rozmowa zajmuje ją razem z osobą. Bez sali: na przykład telefon."),
    )
    weekday = TypedChoiceField(
        label=gettext_lazy("Dzień tygodnia"), choices=list(WEEKDAYS.items()), coerce=int
    )
    weeks = TypedMultipleChoiceField(
        label=gettext_lazy("W których tygodniach miesiąca"),
        choices=WEEKS,
        coerce=int,
        required=False,
        widget=CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "1. i 3. przy wtorku to pierwszy i trzeci wtorek miesiąca. Nic: co tydzień."
        ),
    )
    forms = MultipleChoiceField(
        label=gettext_lazy("W jakiej formie"),
        choices=Form,
        required=False,
        widget=CheckboxSelectMultiple,
        help_text=gettext_lazy("Nic nie zaznaczysz: w każdej, w jakiej jest dana pomoc."),
    )
    valid_from = DayField(label=gettext_lazy("Od dnia"), required=False)
    valid_to = DayField(
        label=gettext_lazy("Do dnia"),
        required=False,
        help_text=gettext_lazy("Dyżur jednego dnia: dwa razy ta sama data."),
    )

    class Meta:
        model = DutyHours
        fields = (
            *("pal", "weekday", "starts", "ends", "weeks"),
            *("forms", "valid_from", "valid_to"),
        )
        widgets = {"starts": TimeInput(), "ends": TimeInput()}

    field_order = [
        *("pal", "room", "weekday", "starts", "ends", "weeks"),
        *("forms", "valid_from", "valid_to"),
    ]

    def __init__(
        self, data: QueryDict | None = None, *, instance: DutyHours, pals: Iterable[Pal]
    ) -> None:
        super().__init__(data, instance=instance)
        offered = list(pals)
        self.rooms = _rooms(offered)
        self._choose("pal").queryset = Pal.objects.filter(pk__in=[pal.pk for pal in offered])
        self.initial["room"] = str(instance.room_id or "")
        names = {pal.seat_id: pal.name for pal in offered}
        self.fields["room"].choices = [  # type: ignore[attr-defined]  # as declared
            ("", _("bez sali")),
            *(
                (names[place], [(str(room.pk), room.name) for room in rooms])
                for place, rooms in groupby(self.rooms.values(), key=lambda room: room.place_id)
            ),
        ]

    def clean_room(self) -> Room | None:
        return self.rooms.get(self.cleaned_data["room"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_room(data)
        self._check_times(data)
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and first == last:
            # One day: what was chosen as its weekday can only be a slip.
            data["weekday"], data["weeks"] = first.weekday(), []
        return data

    def _check_room(self, data: dict[str, Any]) -> None:
        room, pal = data.get("room"), data.get("pal")
        if room and pal and room.place_id != pal.seat_id:
            self.add_error("room", _("Ta sala jest w innym PAL."))
        self.instance.room = room

    def _check_times(self, data: dict[str, Any]) -> None:
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("Koniec musi być po początku."))
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Ostatni dzień musi być nie wcześniej niż pierwszy."))

    def _choose(self, name: str) -> Any:  # noqa: ANN401 - a ModelChoiceField, as declared
        return self.fields[name]


def _rooms(pals: Iterable[Pal]) -> dict[str, Room]:
    """Return the rooms of the seats of PALs, those of one seat together."""
    seats = [pal.seat_id for pal in pals if pal.seat_id]
    rooms = Room.objects.filter(place__in=seats).order_by("place", "name", "pk")
    return {str(room.pk): room for room in rooms}
