"""Which term is copied, and to when."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.activities.operations import Term
from podworko.core import times
from podworko.network.public import Pal
from podworko.ui.forms import DayField

LONGEST_DAYS = 400
FEBRUARY, SEPTEMBER = 2, 9


class CopyTermForm(forms.Form):
    """The PAL, the days to copy and the first day of the next term."""

    pal = forms.ModelChoiceField(Pal.objects.none(), label=gettext_lazy("Miejsce"))
    since = DayField(label=gettext_lazy("Kopiuj od dnia"))
    until = DayField(label=gettext_lazy("do dnia"))
    begins = DayField(
        label=gettext_lazy("Nowy semestr zaczyna się"),
        help_text=gettext_lazy("Każde zajęcia zostają w swoim dniu tygodnia i o swojej godzinie."),
    )

    def __init__(self, data: QueryDict | None = None, *, pals: QuerySet[Pal]) -> None:
        super().__init__(data, initial=asdict(usual_term(times.today())))
        field = self.fields["pal"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset, field.empty_label = pals, None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since, until, begins = (data.get(name) for name in ("since", "until", "begins"))
        if since and until and until < since:
            self.add_error("until", _("Ostatni dzień jest przed pierwszym."))
        elif since and until and (until - since).days > LONGEST_DAYS:
            self.add_error("until", _("Najwyżej rok naraz."))
        if begins and begins <= times.today():
            self.add_error("begins", _("Podaj dzień w przyszłości."))
        return data

    def term(self) -> Term:
        """Return the term, once the form is valid."""
        data = self.cleaned_data
        return Term(data["since"], data["until"], data["begins"])


def usual_term(today: date) -> Term:
    """Return the term that goes on, or was the last: September to January, February to June.

    The next begins on the first Monday after; whoever counts terms otherwise writes other days.
    """
    if FEBRUARY <= today.month < SEPTEMBER:
        since, until = date(today.year, FEBRUARY, 1), date(today.year, 6, 30)
        return Term(since, until, _first_monday(today.year, SEPTEMBER))
    begun = today.year if today.month >= SEPTEMBER else today.year - 1
    since, until = date(begun, SEPTEMBER, 1), date(begun + 1, 1, 31)
    return Term(since, until, _first_monday(begun + 1, FEBRUARY))


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)
