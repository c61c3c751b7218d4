"""What is asked for on paper; what makes no sense falls back on the usual."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from podworko.activities.printing.attendance import SHEETS
from podworko.core import times
from podworko.ui.forms import AskedForm, DateInput

MOST_WEEKS = 53


class ProgrammePrintForm(AskedForm):
    """Which PAL, from when, a week or a month, on which paper."""

    pal = forms.ChoiceField(label=_("Miejsce"))
    od = forms.DateField(label=_("Od dnia"), widget=DateInput(), initial=times.today)
    zakres = forms.ChoiceField(
        label=_("Na jak długo"),
        choices=[("tydzien", _("tydzień")), ("miesiac", _("miesiąc, tabela"))],
        initial="tydzien",
    )
    papier = forms.ChoiceField(
        label=_("Papier"),
        choices=[("a4", _("A4, zwykła kartka")), ("a3", _("A3, plakat"))],
        initial="a4",
    )
    litery = forms.ChoiceField(
        label=_("Litery"),
        choices=[("zwykle", _("zwykłe")), ("duze", _("bardzo duże"))],
        initial="zwykle",
    )

    def __init__(self, data: QueryDict | None, *, pals: list[tuple[str, str]]) -> None:
        super().__init__(data, auto_id="print_%s")
        pal = self.fields["pal"]
        assert isinstance(pal, forms.ChoiceField)  # noqa: S101 - declared above
        pal.choices = pals
        if len(pals) == 1:
            pal.initial = pals[0][0]
            pal.widget = forms.HiddenInput()

    @property
    def day(self) -> date:
        """The day asked for, or today for one more than a year away."""
        day: date = self.told("od")
        today = times.today()
        return day if abs((day - today).days) <= 7 * MOST_WEEKS else today


class LabelsForm(AskedForm):
    """Which sheet of labels, and the first label on it that is still there."""

    arkusz = forms.ChoiceField(
        label=_("Arkusz etykiet"),
        choices=[("24", _("24 etykiety, 70 × 37 mm")), ("21", _("21 etykiet, 63,5 × 38,1 mm"))],
        initial="24",
    )
    od = forms.IntegerField(
        label=_("Od której etykiety"),
        min_value=1,
        max_value=max(map(int, SHEETS)),
        initial=1,
        help_text=_("Gdy na arkuszu brakuje już kilku, licz od lewej i od góry."),
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data, auto_id="labels_%s")

    @property
    def start(self) -> int:
        """The number of the first label, never past the end of the sheet."""
        return min(int(self.told("od")), int(self.told("arkusz")))
