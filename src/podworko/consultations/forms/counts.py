"""Of which time and PAL the counts are read."""

from datetime import date, timedelta

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.consultations.guarding import SETTLES, next_quarter, quarter_of
from podworko.core import times
from podworko.network.public import Pal

YEARS_BACK = 3
_DAY = timedelta(days=1)


class CountsForm(forms.Form):
    """From which quarter to which one, and at which PAL; without anything, the last year."""

    since = forms.ChoiceField(label=gettext_lazy("Od kwartału"), required=False)
    until = forms.ChoiceField(label=gettext_lazy("Do kwartału"), required=False)
    pal = forms.ChoiceField(label=gettext_lazy("PAL"), required=False)

    def __init__(self, data: QueryDict, *, pals: list[Pal]) -> None:
        quarters = _quarters()
        self.last, self.first = quarters[0], quarters[3]
        asked = data.copy()
        asked.setdefault("since", self.first.isoformat())
        asked.setdefault("until", self.last.isoformat())
        super().__init__(asked)
        self.pals = {pal.slug: pal for pal in pals}
        choices = [(day.isoformat(), quarter_words(day)) for day in quarters]
        # The fields are ChoiceFields, as declared above.
        self.fields["since"].choices = choices  # type: ignore[attr-defined]
        self.fields["until"].choices = choices  # type: ignore[attr-defined]
        self.fields["pal"].choices = [  # type: ignore[attr-defined]
            ("", _("wszystkie")),
            *((slug, pal.name) for slug, pal in self.pals.items()),
        ]
        self.is_valid()

    def bounds(self) -> tuple[date, date]:
        """Return the first and the last day asked for; what is no quarter is left out."""
        first, last = self._day("since") or self.first, self._day("until") or self.last
        return min(first, last), next_quarter(max(first, last)) - _DAY

    def pal_ids(self, counted: frozenset[int] | None) -> frozenset[int] | None:
        """Return the PALs asked for, of those one may read."""
        pal = self.pals.get(self.cleaned_data.get("pal", ""))
        return frozenset({pal.pk}) if pal else counted

    def _day(self, name: str) -> date | None:
        return times.parse_day(self.cleaned_data.get(name, ""))


def quarter_words(first: date) -> str:
    """Return "II kwartał 2026"."""
    number = ("I", "II", "III", "IV")[(first.month - 1) // 3]
    return _("%(number)s kwartał %(year)s") % {"number": number, "year": first.year}


def _quarters() -> list[date]:
    """Return the quarters one may ask for, the last one that is told first."""
    newest = quarter_of(quarter_of(times.today() - SETTLES) - _DAY)
    found = [newest]
    while len(found) < YEARS_BACK * 4:
        found.append(quarter_of(found[-1] - _DAY))
    return found
