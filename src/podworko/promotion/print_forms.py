"""What is asked for on paper; what makes no sense falls back on the usual."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from podworko.core import times
from podworko.promotion.printing.posters import DESIGNS, FORMATS
from podworko.ui.forms import AskedForm, DayField

MOST_AWAY = timedelta(days=366)
WEEKEND = timedelta(days=2)
WHAT = {
    "tydzien": _("program tygodnia"),
    "miesiac": _("program miesiąca"),
    "tablica-2": _("na tablicę: wszystko z dwóch tygodni na jednej kartce"),
    "tablica-4": _("na tablicę: wszystko z czterech tygodni na jednej kartce"),
    "plakaty-tydzien": _("plakaty wszystkich zajęć z siedmiu dni, w jednym pliku"),
    "plakaty-miesiac": _("plakaty wszystkich zajęć z 31 dni, w jednym pliku"),
    "jedne": _("plakat jednych zajęć (wybierz je niżej)"),
}


def coming_day() -> date:
    """Return today, or Monday at a weekend: a week nearly over is seldom what one prints."""
    today = times.today()
    later = today + WEEKEND
    return later - timedelta(days=later.weekday()) if later.weekday() < today.weekday() else today


class LookForm(AskedForm):
    """In which design, on which paper."""

    wzor = forms.ChoiceField(
        label=_("Wygląd"),
        choices=[(word, name) for word, (_in_template, name) in DESIGNS.items()],
        initial="cieply",
        widget=forms.RadioSelect,
    )
    papier = forms.ChoiceField(
        label=_("Papier"), choices=list(FORMATS.items()), initial="a4", widget=forms.RadioSelect
    )

    def settled(self) -> "LookForm":
        """Return the form to draw: what was asked for, and the usual where it made no sense."""
        told = {name: self.told(name) for name in self.fields}
        return LookForm(auto_id="print_%s", initial=told)


class DeskPrintForm(LookForm):
    """What of which PAL: its programme, the sheet for a board, posters of all or of one."""

    pal = forms.ChoiceField(label=_("Miejsce"))
    co = forms.ChoiceField(label=_("Co"), choices=list(WHAT.items()), initial="tydzien")
    zajecia = forms.ChoiceField(
        label=_("Które zajęcia"), required=False, help_text=_("Tylko dla plakatu jednych zajęć.")
    )
    od = DayField(
        label=_("Od dnia"),
        initial=coming_day,
        help_text=_("Program: tydzień lub miesiąc z tym dniem. Tablica i plakaty: od tego dnia."),
    )
    czesc = forms.IntegerField(min_value=1, initial=1, required=False, widget=forms.HiddenInput)

    field_order = ("pal", "co", "zajecia", "od", "wzor", "papier", "czesc")

    def __init__(
        self,
        data: QueryDict | None,
        *,
        pals: Sequence[tuple[str, str]],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, auto_id="print_%s", initial=dict(initial or {}))
        self._pals, self._activities = pals, list[tuple[str, str]]()
        pal = self.fields["pal"]
        assert isinstance(pal, forms.ChoiceField)  # noqa: S101 - declared above
        pal.choices = list(pals)
        pal.initial = pals[0][0]
        if len(pals) == 1:
            pal.widget = forms.HiddenInput()

    def offer(self, activities: Sequence[tuple[str, str]]) -> None:
        """Take the activities of the PAL chosen as what can be printed alone."""
        one = self.fields["zajecia"]
        assert isinstance(one, forms.ChoiceField)  # noqa: S101 - declared above
        self._activities = list(activities)
        one.choices = [("", "–"), *activities]
        self.full_clean()

    def settled(self) -> "DeskPrintForm":
        """Return the form to draw: what was asked for, and the usual where it made no sense."""
        told = {name: self.told(name) for name in self.fields} | {"od": self.day}
        drawn = DeskPrintForm(None, pals=self._pals, initial=told)
        drawn.offer(self._activities)
        return drawn

    @property
    def day(self) -> date:
        """The day asked for, or today for one more than a year away."""
        day: date = self.told("od")
        return day if abs(day - times.today()) <= MOST_AWAY else times.today()
