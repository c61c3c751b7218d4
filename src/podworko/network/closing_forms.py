"""What staff say when a building closes: when, why, and what becomes of each thing in it."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from podworko.core import times
from podworko.core.text import squeeze
from podworko.network.closing import Affected, Closure, Decision, Fate
from podworko.network.models import Pal
from podworko.network.where import WhereField
from podworko.ui.forms import DayField, TimeInput

LONGEST_DAYS = 366


class ClosureForm(forms.Form):
    """From when to when, and why."""

    since = DayField(label=gettext_lazy("Od dnia"))
    hour = forms.TimeField(
        label=gettext_lazy("Od godziny"),
        widget=TimeInput(),
        required=False,
        help_text=gettext_lazy("Puste pole: od rana."),
    )
    until = DayField(
        label=gettext_lazy("Do dnia"),
        required=False,
        help_text=gettext_lazy("Z tym dniem włącznie. Puste pole: tylko ten jeden dzień."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Dlaczego"),
        max_length=160,
        help_text=gettext_lazy(
            "Przeczytają to wszyscy zapisani i każdy na stronie. Na przykład: awaria ogrzewania."
        ),
    )

    def clean_reason(self) -> str:
        return squeeze(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since = data.get("since")
        until = data["until"] = data.get("until") or since
        if since is None or until is None or {"since", "until"} & set(self.errors):
            return data
        if until < since:
            self.add_error("until", _("Ostatni dzień jest przed pierwszym."))
        elif until < times.today():
            self.add_error("since", _("Te dni już minęły."))
        elif (until - since).days > LONGEST_DAYS:
            self.add_error("until", _("Najwyżej rok naraz."))
        return data

    def closure(self, pal: Pal) -> Closure:
        """Return the closure; what of it has passed is left as it was."""
        data = self.cleaned_data
        since = times.at(data["since"], data["hour"] or time())
        return Closure(pal, max(since, timezone.now()), data["until"], data["reason"])


class DecisionForm(forms.Form):
    """What becomes of one thing."""

    fate = forms.ChoiceField(
        label=gettext_lazy("Co z tym spotkaniem"),
        choices=[
            (Fate.CANCEL, gettext_lazy("odwołać")),
            (Fate.MOVE, gettext_lazy("przenieść")),
            (Fate.KEEP, gettext_lazy("zostaje, ktoś otworzy")),
        ],
        widget=forms.RadioSelect,
        initial=Fate.CANCEL,
    )
    day = DayField(label=gettext_lazy("Dzień"), required=False)
    starts = forms.TimeField(
        label=pgettext_lazy("godzina", "Początek"), widget=TimeInput(), required=False
    )
    where = WhereField()
    who_opens = forms.CharField(
        label=gettext_lazy("Kto otworzy i zamknie"), max_length=160, required=False
    )

    def __init__(self, data: QueryDict | None, *, about: Affected, where: WhereField) -> None:
        begins = times.local(about.starts_at)
        initial = {"day": begins.date(), "starts": begins.time(), "fate": Fate.CANCEL}
        super().__init__(data, initial=initial, prefix=about.key)
        self.about = about
        # Read once for all rows, not once for each.
        self.fields["where"] = where
        if not about.can_move:
            fate = self.fields["fate"]
            assert isinstance(fate, forms.ChoiceField)  # noqa: S101 - declared above
            fate.choices = [(Fate.CANCEL, _("odwołać")), (Fate.KEEP, _("zostaje, ktoś otworzy"))]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("fate") == Fate.KEEP and not squeeze(data.get("who_opens") or ""):
            self.add_error("who_opens", _("Napisz, kto otworzy."))
        if data.get("fate") == Fate.MOVE:
            self._check_move(data)
        return data

    def decision(self) -> Decision:
        """Return what was decided, once the form is valid."""
        data = self.cleaned_data
        fate = Fate(data["fate"])
        if fate == Fate.CANCEL:
            return Decision(fate)
        if fate == Fate.KEEP:
            return Decision(fate, who_opens=squeeze(data["who_opens"]))
        place, room = self._where.pair(data["where"])
        return Decision(fate, times.at(data["day"], data["starts"]), place, room)

    @property
    def _where(self) -> WhereField:
        where = self.fields["where"]
        assert isinstance(where, WhereField)  # noqa: S101 - declared above
        return where

    def _check_move(self, data: dict[str, Any]) -> None:
        missing = [name for name in ("day", "starts", "where") if not data.get(name)]
        for name in missing:
            if name not in self.errors:
                self.add_error(name, _("Podaj, dokąd i na kiedy."))
        if missing or self.errors:
            return
        if times.at(data["day"], data["starts"]) <= timezone.now():
            self.add_error("day", _("Ten czas już minął."))


def decision_forms(data: QueryDict | None, things: Sequence[Affected]) -> list[DecisionForm]:
    """Return a form for each thing, with what was decided of it if that was sent.

    The places to move to are read once for all, in two queries.
    """
    where = WhereField()
    where.load()
    sent: QueryDict | dict[str, str] = data or {}
    return [
        DecisionForm(data if f"{thing.key}-fate" in sent else None, about=thing, where=where)
        for thing in things
    ]
