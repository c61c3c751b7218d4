"""Which year of which PAL is looked at."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times

OLDEST = 2024


class BoardForm(forms.Form):
    """A year and a PAL; what does not exist is left out."""

    rok = forms.TypedChoiceField(label=gettext_lazy("Z którego roku"), coerce=int, required=False)
    pal = forms.ChoiceField(label="PAL", required=False)

    def __init__(
        self, data: QueryDict, *, pals: list[tuple[str, str]], with_all: bool = True
    ) -> None:
        super().__init__(data)
        years = range(times.today().year, OLDEST - 1, -1)
        self.fields["rok"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]
        everywhere = [("", _("wszystkie"))] if with_all else []
        self.fields["pal"].choices = [*everywhere, *pals]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def year(self) -> int:
        """The year that was chosen, else the running one."""
        return int(self.cleaned_data.get("rok") or times.today().year)

    @property
    def slug(self) -> str:
        """The PAL that was chosen; "" for all."""
        return str(self.cleaned_data.get("pal", ""))


class RowsForm(BoardForm):
    """A year, a month of it and a PAL; what does not exist is left out."""

    miesiac = forms.TypedChoiceField(label=gettext_lazy("Miesiąc"), coerce=int, required=False)

    def __init__(
        self, data: QueryDict, *, pals: list[tuple[str, str]], with_all: bool = True
    ) -> None:
        super().__init__(data, pals=pals, with_all=with_all)
        months = [(str(number), str(name)) for number, name in MONTHS.items()]
        self.fields["miesiac"].choices = [("", _("cały rok")), *months]  # type: ignore[attr-defined]
        self.full_clean()

    @property
    def month(self) -> int:
        """The month that was chosen, from 1; 0 for the whole year, and where it has not begun."""
        month = int(self.cleaned_data.get("miesiac") or 0)
        is_to_come = bool(month) and date(self.year, month, 1) > times.today()
        return 0 if is_to_come else month
