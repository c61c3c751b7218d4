"""What is chosen and typed about shifts, by volunteers and at the desk."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.volunteering.models import Turn, Volunteer
from podworko.volunteering.queries.shifts import Exchange


class ExchangeForm(forms.Form):
    """Which colleague is asked, and for what in turn."""

    to = forms.ChoiceField(
        label=gettext_lazy("Kogo pytasz"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Wybierz, kogo pytasz.")},
    )

    def __init__(self, data: QueryDict | None = None, *, exchanges: Sequence[Exchange]) -> None:
        super().__init__(data)
        self.pairs: dict[str, tuple[Volunteer, Turn | None]] = {}
        choices: list[tuple[str, Any]] = []
        for each in exchanges:
            for turn in (*((None,) if each.is_free else ()), *each.back):
                key = f"{each.volunteer.public_id}:{turn.public_id if turn else ''}"
                self.pairs[key] = (each.volunteer, turn)
                choices.append((key, _said(each.name, turn)))
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> tuple[Volunteer, Turn | None]:
        """Return who is asked, and which of theirs is taken in turn."""
        return self.pairs[self.cleaned_data["to"]]


def _said(name: str, turn: Turn | None) -> str:
    if turn is None:
        return _("%(name)s weźmie mój dyżur, bez zamiany") % {"name": name}
    when = date_format(times.local(turn.shift.starts_at), "l, j E, H:i")
    return _("%(name)s, a ja wezmę: %(when)s") % {"name": name, "when": when}
