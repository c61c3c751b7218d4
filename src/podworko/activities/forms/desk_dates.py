"""When something is to meet: once, on several days, or again and again."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from podworko.activities.operations import Dates, SeriesPlan, Slot
from podworko.activities.operations.series import HORIZON
from podworko.core import times
from podworko.core.calendars import CalendarError, describe_rule, expand_rule
from podworko.core.text import squeeze
from podworko.ui.forms import DayField, TimeInput

MORE_DAYS = 7
MOST_DATES = 120
CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKDAYS = [
    ("0", pgettext_lazy("dzień tygodnia", "poniedziałek")),
    ("1", pgettext_lazy("dzień tygodnia", "wtorek")),
    ("2", pgettext_lazy("dzień tygodnia", "środa")),
    ("3", pgettext_lazy("dzień tygodnia", "czwartek")),
    ("4", pgettext_lazy("dzień tygodnia", "piątek")),
    ("5", pgettext_lazy("dzień tygodnia", "sobota")),
    ("6", pgettext_lazy("dzień tygodnia", "niedziela")),
]
NTH = [
    ("1", pgettext_lazy("tydzień miesiąca", "pierwszy")),
    ("2", pgettext_lazy("tydzień miesiąca", "drugi")),
    ("3", pgettext_lazy("tydzień miesiąca", "trzeci")),
    ("4", pgettext_lazy("tydzień miesiąca", "czwarty")),
    ("-1", pgettext_lazy("tydzień miesiąca", "ostatni")),
]


class DatesForm(forms.Form):
    """Dates in plain words; `found` and `rule` tell what they come to once it is valid."""

    how = forms.ChoiceField(
        label=gettext_lazy("Ile razy"),
        choices=[
            ("once", gettext_lazy("jeden raz")),
            ("several", gettext_lazy("w kilka dni, które podam")),
            ("repeated", gettext_lazy("regularnie, na przykład co tydzień")),
        ],
        widget=forms.RadioSelect,
        initial="once",
    )
    day = DayField(label=gettext_lazy("Pierwszy dzień"))
    starts = forms.TimeField(label=gettext_lazy("Od godziny"), widget=TimeInput())
    ends = forms.TimeField(label=gettext_lazy("Do godziny"), widget=TimeInput())
    every = forms.ChoiceField(
        label=gettext_lazy("Jak często"),
        choices=[
            ("week", gettext_lazy("co tydzień")),
            ("fortnight", gettext_lazy("co dwa tygodnie")),
            ("month", gettext_lazy("raz w miesiącu")),
        ],
        widget=forms.RadioSelect,
        initial="week",
        required=False,
    )
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("W które dni tygodnia"),
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Nic nie zaznaczysz: ten sam dzień, co pierwszy."),
    )
    nth = forms.ChoiceField(label=gettext_lazy("Który"), choices=NTH, required=False)
    nth_weekday = forms.ChoiceField(
        label=gettext_lazy("Dzień tygodnia"), choices=WEEKDAYS, required=False
    )
    until = DayField(label=gettext_lazy("Do dnia"), required=False)
    outside_hours = forms.CharField(
        label=gettext_lazy("Poza godzinami otwarcia: kto otworzy i zamknie"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Tylko gdy któryś termin jest wtedy, gdy miejsce jest zamknięte."),
    )
    count = forms.IntegerField(
        label=gettext_lazy("albo ile razy"), min_value=1, max_value=MOST_DATES, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's face
        super().__init__(*args, **kwargs)
        for number in range(2, MORE_DAYS + 2):
            label = _("Dzień %(number)s.") % {"number": number}
            self.fields[f"day_{number}"] = DayField(label=label, required=False)
        self.rule = ""
        self.found: list[tuple[datetime, datetime]] = []

    def more_days(self) -> list[forms.BoundField]:
        """Return the fields for further days."""
        return [self[f"day_{number}"] for number in range(2, MORE_DAYS + 2)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_hours(data)
        if not self.errors:
            self._find(data)
        return data

    @property
    def is_repeated(self) -> bool:
        return self.cleaned_data.get("how") == "repeated"

    @property
    def signature(self) -> str:
        """What these dates are, to tell whether a preview that was seen is still true."""
        shown = "|".join(f"{starts:%Y%m%d%H%M}" for starts, _ends in self.found)
        return f"{self.rule}|{shown}"

    @property
    def words(self) -> str:
        """The dates in words: how often, and how many."""
        count = len(self.kept)
        many = ngettext("%(count)s spotkanie", "%(count)s spotkań", count) % {"count": count}
        return f"{describe_rule(self.rule)} – {many}" if self.rule else many

    @property
    def left_out(self) -> frozenset[date]:
        """The days of a repetition that were ticked to be left out."""
        days = self.data.getlist("without") if hasattr(self.data, "getlist") else []
        return frozenset(filter(None, map(times.parse_day, days)))

    @property
    def kept(self) -> list[tuple[datetime, datetime]]:
        """What remains without the days left out."""
        return [span for span in self.found if span[0].date() not in self.left_out]

    def dates(self, where: tuple[Any, Any] = (None, None)) -> Dates:
        """Return the dates as the operations take them."""
        if not self.is_repeated:
            place, room = where
            opens = squeeze(self.cleaned_data["outside_hours"])
            slots = (Slot(a, b, place=place, room=room, outside_hours=opens) for a, b in self.kept)
            return Dates(slots=tuple(slots))
        data = self.cleaned_data
        plan = SeriesPlan(
            rule=self.rule,
            first_day=data["day"],
            starts=data["starts"],
            minutes=_minutes(data["starts"], data["ends"]),
            without=tuple(sorted(self.left_out)),
            outside_hours=squeeze(data["outside_hours"]),
        )
        return Dates(series=plan)

    def _check_hours(self, data: dict[str, Any]) -> None:
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("Koniec musi być później niż początek."))
        if data.get("day") and data["day"] < times.today():
            self.add_error("day", _("Ten dzień już minął."))

    def _find(self, data: dict[str, Any]) -> None:
        if data["how"] == "repeated":
            self._repeat(data)
        else:
            self.found = [_span(day, data) for day in self._days(data)]
        if any(ends <= starts for starts, ends in self.found):
            self.add_error("starts", _("Tej godziny nie ma: zmienia się wtedy czas na letni."))
        if not self.errors and not self.kept:
            self.add_error("day", _("Z tych ustawień nie wynika żaden termin."))

    def _days(self, data: dict[str, Any]) -> list[date]:
        if data["how"] == "once":
            return [data["day"]]
        named = {field.name: data[field.name] for field in self.more_days() if data[field.name]}
        for name, day in named.items():
            if day < times.today():
                self.add_error(name, _("Ten dzień już minął."))
        return sorted({data["day"], *named.values()})

    def _repeat(self, data: dict[str, Any]) -> None:
        if bool(data.get("until")) == bool(data.get("count")):
            self.add_error("until", _("Podaj dzień końca albo ile razy, jedno z dwojga."))
            return
        self.rule = _rule(data)
        first = datetime.combine(data["day"], data["starts"])
        try:
            starts = expand_rule(
                self.rule, first=first, until=data["day"] + HORIZON, limit=MOST_DATES
            )
        except CalendarError as error:
            self.add_error("every", str(error))
            return
        self.found = [_span(times.local(moment).date(), data) for moment in starts]


def _rule(data: dict[str, Any]) -> str:
    """Write the repetition as RFC 5545 does."""
    if data.get("every") == "month":
        day = CODES[int(data.get("nth_weekday") or data["day"].weekday())]
        parts = ["FREQ=MONTHLY", f"BYDAY={data.get('nth') or 1}{day}"]
    else:
        chosen = data.get("weekdays") or [str(data["day"].weekday())]
        days = ",".join(CODES[int(each)] for each in sorted(chosen))
        step = "2" if data.get("every") == "fortnight" else "1"
        parts = ["FREQ=WEEKLY", f"INTERVAL={step}", f"BYDAY={days}"]
    until = data.get("until")
    parts.append(f"UNTIL={until:%Y%m%d}" if until else f"COUNT={data['count']}")
    return ";".join(parts)


def _span(day: date, data: dict[str, Any]) -> tuple[datetime, datetime]:
    return times.at(day, data["starts"]), times.at(day, data["ends"])


def _minutes(starts: time, ends: time) -> int:
    return (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
