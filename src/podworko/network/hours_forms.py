"""The hours of a week as staff write them: as many a day as they like, and those of a season."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from podworko.core import times
from podworko.network.models import OpeningRule, Pal
from podworko.network.operations import Season, Span
from podworko.network.queries import SeasonHours
from podworko.ui.forms import DateInput, TimeInput
from podworko.ui.values import Differing

WEEKDAYS = (
    pgettext_lazy("dzień tygodnia", "poniedziałek"),
    pgettext_lazy("dzień tygodnia", "wtorek"),
    pgettext_lazy("dzień tygodnia", "środa"),
    pgettext_lazy("dzień tygodnia", "czwartek"),
    pgettext_lazy("dzień tygodnia", "piątek"),
    pgettext_lazy("dzień tygodnia", "sobota"),
    pgettext_lazy("dzień tygodnia", "niedziela"),
)
MORE = "more"
"""The name of the button that asks for one more pair of fields; its value is the weekday."""

Hours = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Row:
    """One weekday with its fields, two for each time it opens."""

    weekday: int
    name: str
    fields: tuple[forms.BoundField, ...]


class HoursForm(forms.Form):
    """The hours of a week; a day left empty is closed.

    Each day has a pair of fields more than it has hours, and the button `more` adds another:
    what was typed then comes back without a complaint. A hidden field for each day carries
    what was seen, to tell who changed what.
    """

    def __init__(self, data: QueryDict | None = None, *, rules: Iterable[OpeningRule] = ()) -> None:
        held = _by_weekday(rules)
        is_asked_for_more = data is not None and MORE in data
        super().__init__(None if is_asked_for_more else data, initial=_as_fields(held))
        self._parts = [_parts(weekday, len(held[weekday]), data) for weekday in _weekdays()]
        self._offer()
        if data is not None and is_asked_for_more:
            self.initial = {name: data.get(name, "") for name in self.fields}
            self._focus_last(str(data[MORE]))

    def rows(self) -> list[Row]:
        """Return each weekday with its fields."""
        return [
            Row(weekday, str(WEEKDAYS[weekday]), tuple(self[key] for key in self._keys(weekday)))
            for weekday in _weekdays()
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for weekday in _weekdays():
            for part in self._parts[weekday]:
                self._check(data, weekday, part)
            self._check_order(weekday)
        return data

    def spans(self) -> list[Span]:
        """Return the hours as the operations take them."""
        return [Span(weekday, *hours) for weekday in _weekdays() for hours in self._typed(weekday)]

    def seen(self) -> list[Span]:
        """Return the hours that were on the screen before anything was typed."""
        return [Span(weekday, *hours) for weekday in _weekdays() for hours in self._seen(weekday)]

    def rules(self, pal: Pal) -> list[OpeningRule]:
        """Return the hours as rules that are not stored, to look at a week ahead."""
        return [
            OpeningRule(pal=pal, weekday=span.weekday, opens=span.opens, closes=span.closes)
            for span in self.spans()
        ]

    def merged(self, rules: Iterable[OpeningRule]) -> tuple[Self, list[Differing]]:
        """Return the form with the other person's hours in it, and the days that differ.

        A day that only they changed is taken over; one that both changed keeps what was
        typed here and is told.
        """
        held = _by_weekday(rules)
        data = QueryDict(mutable=True)
        data.update(self.data)
        found = [self._settle(data, weekday, _hours(held[weekday])) for weekday in _weekdays()]
        return type(self)(data), [one for one in found if one]

    def _settle(self, data: QueryDict, weekday: int, theirs: list[Hours]) -> Differing | None:
        mine, seen = self._typed(weekday), self._seen(weekday)
        data[_seen_key(weekday)] = _as_text(theirs)
        if mine == seen:
            self._take_over(data, weekday, theirs)
            return None
        if theirs in (mine, seen):
            return None
        name = str(WEEKDAYS[weekday]).capitalize()
        return Differing(label=name, yours=_words(mine), theirs=_words(theirs))

    def _take_over(self, data: QueryDict, weekday: int, theirs: list[Hours]) -> None:
        for key in self._keys(weekday):
            data.pop(key, None)
        for part, hours in enumerate(theirs):
            for key, hour in zip(_pair(weekday, part), hours, strict=True):
                data[key] = hour.strftime("%H:%M")
        data[_pair(weekday, len(theirs))[0]] = ""  # the pair to spare

    def _offer(self) -> None:
        for weekday in _weekdays():
            self.fields[_seen_key(weekday)] = forms.CharField(
                required=False, widget=forms.HiddenInput()
            )
            for number, part in enumerate(self._parts[weekday]):
                labels = (_("i jeszcze od") if number else _("od"), _("do"))
                for key, label in zip(_pair(weekday, part), labels, strict=True):
                    self.fields[key] = forms.TimeField(
                        label=label, required=False, widget=TimeInput()
                    )

    def _focus_last(self, weekday: str) -> None:
        if weekday in map(str, _weekdays()):
            *_others, opens, _closes = self._keys(int(weekday))
            self.fields[opens].widget.attrs["autofocus"] = True

    def _keys(self, weekday: int) -> list[str]:
        return [key for part in self._parts[weekday] for key in _pair(weekday, part)]

    def _typed(self, weekday: int) -> list[Hours]:
        pairs = (self._pair_typed(weekday, part) for part in self._parts[weekday])
        return [hours for hours in pairs if hours]

    def _pair_typed(self, weekday: int, part: int) -> Hours | None:
        opens, closes = (self.cleaned_data.get(key) for key in _pair(weekday, part))
        return (opens, closes) if opens and closes else None

    def _seen(self, weekday: int) -> list[Hours]:
        return _from_text(self.cleaned_data.get(_seen_key(weekday), ""))

    def _check(self, data: dict[str, Any], weekday: int, part: int) -> None:
        begin, end = _pair(weekday, part)
        opens, closes = data.get(begin), data.get(end)
        if bool(opens) != bool(closes) and not {begin, end} & set(self.errors):
            self._refuse(end if opens else begin, weekday, _("Podaj obie godziny albo żadnej."))
        if opens and closes and closes <= opens:
            self._refuse(end, weekday, _("Koniec musi być później niż początek."))

    def _check_order(self, weekday: int) -> None:
        end: time | None = None
        for part in self._parts[weekday]:
            hours = self._pair_typed(weekday, part)
            if hours and end and hours[0] < end:
                words = _("Kolejne godziny muszą być po poprzednich.")
                self._refuse(_pair(weekday, part)[0], weekday, words)
            end = hours[1] if hours else end

    def _refuse(self, key: str, weekday: int, words: str) -> None:
        """Say the day in the words too: on top of the page many fields are called alike."""
        self.add_error(key, f"{str(WEEKDAYS[weekday]).capitalize()}: {words}")


class SeasonForm(HoursForm):
    """Hours that hold from a day to a day instead of the usual week."""

    since = forms.DateField(label=gettext_lazy("Od dnia"), widget=DateInput())
    until = forms.DateField(label=gettext_lazy("Do dnia"), widget=DateInput())

    def __init__(self, data: QueryDict | None = None, *, season: SeasonHours | None = None) -> None:
        super().__init__(data, rules=season.rules if season else ())
        if season:
            self.initial = {"since": season.since, "until": season.until, **self.initial}

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


def _weekdays() -> range:
    return range(len(WEEKDAYS))


def _pair(weekday: int, part: int) -> tuple[str, str]:
    return f"opens_{weekday}_{part}", f"closes_{weekday}_{part}"


def _seen_key(weekday: int) -> str:
    return f"seen_{weekday}"


def _by_weekday(rules: Iterable[OpeningRule]) -> list[list[OpeningRule]]:
    held: list[list[OpeningRule]] = [[] for _weekday in _weekdays()]
    for rule in rules:
        held[rule.weekday].append(rule)
    return held


def _hours(rules: Iterable[OpeningRule]) -> list[Hours]:
    return sorted((rule.opens, rule.closes) for rule in rules)


def _parts(weekday: int, held: int, data: QueryDict | None) -> list[int]:
    """Return the numbers of a day's pairs: every one that was sent, or one to spare."""
    if data is None:
        return list(range(held + 1))
    sent = sorted(_sent(weekday, data)) or [0]
    return [*sent, sent[-1] + 1] if data.get(MORE) == str(weekday) else sent


def _sent(weekday: int, data: QueryDict) -> Iterator[int]:
    for key in data:
        kind, _line, place = key.partition("_")
        day, _line, part = place.partition("_")
        if kind == "opens" and day == str(weekday) and part.isascii() and part.isdecimal():
            yield int(part)


def _as_fields(held: list[list[OpeningRule]]) -> dict[str, object]:
    """Return stored rules as the fields show them."""
    initial: dict[str, object] = {}
    for weekday, rules in enumerate(held):
        hours = _hours(rules)
        initial[_seen_key(weekday)] = _as_text(hours)
        for part, pair in enumerate(hours):
            initial |= zip(_pair(weekday, part), pair, strict=True)
    return initial


def _as_text(hours: Iterable[Hours]) -> str:
    return " ".join(f"{opens.isoformat()}/{closes.isoformat()}" for opens, closes in hours)


def _from_text(text: str) -> list[Hours]:
    """Read what `_as_text` wrote; what somebody else wrote is as good as nothing seen."""
    pairs = (part.partition("/") for part in text.split())
    try:
        return [
            (time.fromisoformat(opens), time.fromisoformat(closes))
            for opens, _line, closes in pairs
        ]
    except ValueError:
        return []


def _words(hours: Iterable[Hours]) -> str:
    spans = [f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in hours]
    return ", ".join(spans) or _("zamknięte")
