"""What is written down of somebody who works with minors: two answers, and each look at a paper."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.volunteering.countries import NAMES, codes_of
from podworko.volunteering.law import Asked, Paper, rules_on
from podworko.volunteering.models import Checked, Declared
from podworko.volunteering.operations import Looked
from podworko.volunteering.safety import Known, words_of

CLEAR, ENTRY = "bez-wpisu", "jest-wpis"


class DeclaredForm(forms.Form):
    """The two questions: citizenships, and the countries lived in lately."""

    citizenships = forms.MultipleChoiceField(
        label=gettext_lazy("Jakie ma obywatelstwa?"),
        choices=list(NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other_citizenships = forms.CharField(
        label=gettext_lazy("Inne obywatelstwa"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Kody krajów, na przykład: LK, ZA."),
    )
    lived_in = forms.MultipleChoiceField(
        choices=[(code, name) for code, name in NAMES.items() if code != "PL"],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    other_lived_in = forms.CharField(
        label=gettext_lazy("Inne kraje zamieszkania"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Kody krajów, na przykład: LK, ZA."),
    )

    def __init__(self, data: QueryDict | None = None, *, declared: Declared | None) -> None:
        told = declared.citizenships if declared else ["PL"]
        lived = declared.lived_in if declared else []
        super().__init__(
            data,
            initial={
                "citizenships": [code for code in told if code in NAMES],
                "other_citizenships": ", ".join(code for code in told if code not in NAMES),
                "lived_in": [code for code in lived if code in NAMES],
                "other_lived_in": ", ".join(code for code in lived if code not in NAMES),
            },
        )
        self.fields["lived_in"].label = _(
            "W jakich krajach poza Polską mieszkała ta osoba w ostatnich %(years)d latach?"
        ) % {"years": rules_on(times.today()).residence_years}

    def clean_other_citizenships(self) -> list[str]:
        return self._codes("other_citizenships")

    def clean_other_lived_in(self) -> list[str]:
        return self._codes("other_lived_in")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.told_citizenships:
            self.add_error("citizenships", _("Zaznacz choć jedno obywatelstwo."))
        return data

    @property
    def told_citizenships(self) -> list[str]:
        """The codes of all that was ticked or typed."""
        data = self.cleaned_data
        return [*data.get("citizenships", []), *data.get("other_citizenships", [])]

    @property
    def told_lived_in(self) -> list[str]:
        """The codes of all that was ticked or typed."""
        data = self.cleaned_data
        return [*data.get("lived_in", []), *data.get("other_lived_in", [])]

    def _codes(self, name: str) -> list[str]:
        found = codes_of(self.cleaned_data[name])
        if found is None:
            raise forms.ValidationError(_("Kod kraju to dwie litery, na przykład LK."))
        return found


class LookedForm(forms.Form):
    """One look at a paper, or a training."""

    what = forms.ChoiceField(label=gettext_lazy("Co sprawdzono"))
    on = forms.DateField(
        label=gettext_lazy("Kiedy"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    result = forms.ChoiceField(
        label=gettext_lazy("Wynik"),
        choices=[
            (CLEAR, gettext_lazy("bez wpisu")),
            (ENTRY, gettext_lazy("jest wpis: ta osoba nie pracuje z dziećmi")),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("Przy szkoleniu zostaw puste."),
    )
    valid_to = forms.DateField(
        label=gettext_lazy("Ważne do"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Puste: bez końca. Tak, jak przyjęto w Twoim PAL."),
    )
    kept_at = forms.CharField(
        label=gettext_lazy("Gdzie leży wydruk"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Na przykład: akta osobowe, szafa 2. Skanów tu nie dodajemy."),
    )

    def __init__(self, data: QueryDict | None = None, *, known: Known, what: str = "") -> None:
        first = next(iter(known.lacking_on(times.today()).papers), None)
        super().__init__(
            data,
            initial={
                "what": what or (asked_value(first) if first else Checked.Kind.TRAINING.value),
                "on": times.today(),
            },
        )
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        wanted = dict.fromkeys((*known.asked(), *known.entries()))
        field.choices = [
            *((asked_value(each), words_of(each)) for each in wanted),
            (Checked.Kind.TRAINING.value, Checked.Kind.TRAINING.label),
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        is_paper = data.get("what") != Checked.Kind.TRAINING
        if is_paper and not data.get("result") and "what" in data:
            self.add_error("result", _("Zaznacz, co wyszło ze sprawdzenia."))
        return data

    def looked(self) -> Looked:
        """Return the look that the form tells of."""
        data = self.cleaned_data
        kind, _sep, country = data["what"].partition(":")
        return Looked(
            kind=kind,
            country=country,
            on=data["on"],
            is_clear=data["result"] != ENTRY,
            valid_to=data["valid_to"],
            kept_at=data["kept_at"],
        )


class StrikeForm(forms.Form):
    """Why a row is wrong."""

    why = forms.CharField(label=gettext_lazy("Co było nie tak z tym wpisem"), max_length=200)


def asked_value(asked: Asked) -> str:
    """Return how the form names a paper."""
    is_abroad = asked.paper == Paper.ABROAD
    return f"{asked.paper.value}:{asked.country}" if is_abroad else asked.paper.value
