"""What is typed of indicators of one's own: what they count, and what a month came to."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core import times
from podworko.network.public import Pal
from podworko.reports.models import LocalDefinition, LocalIndicator, LocalValue
from podworko.reports.operations import MonthTyped
from podworko.ui.forms import DateInput

BACK = 24
"""How many months back a number may be typed at the desk."""
WORDS = LocalDefinition._meta.get_field("words")  # noqa: SLF001 - Django's public _meta
MONTHS = 12


class DefinitionForm(forms.Form):
    """What an indicator counts, and from which day on."""

    words = forms.CharField(
        label=gettext_lazy("Co dokładnie liczymy"),
        max_length=600,
        help_text=WORDS.help_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    since = forms.DateField(
        label=gettext_lazy("Od którego dnia"), widget=DateInput(), initial=times.today
    )

    @property
    def chosen(self) -> dict[str, Any]:
        """The words and the day, once the form is valid."""
        return {"words": self.cleaned_data["words"], "since": self.cleaned_data["since"]}


class LocalIndicatorForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new indicator with its first definition."""

    words = DefinitionForm.base_fields["words"]
    since = DefinitionForm.base_fields["since"]

    class Meta:
        model = LocalIndicator
        fields = ("pal", "name", "unit", "decimals", "is_people", "typed_by")

    field_order = ("pal", "name", "unit", "words", "since", "is_people", "decimals", "typed_by")

    def __init__(self, data: QueryDict | None, *, pals: list[Pal], with_all: bool) -> None:
        super().__init__(data)
        chosen = self.fields["pal"]
        chosen.queryset = Pal.objects.filter(pk__in=[pal.pk for pal in pals])  # type: ignore[attr-defined]
        chosen.required = not with_all
        chosen.empty_label = _("całej sieci, wpisuje każdy PAL") if with_all else None  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, Any]:
        """The first definition, once the form is valid."""
        return {"words": self.cleaned_data["words"], "since": self.cleaned_data["since"]}


class MonthForm(forms.Form):
    """What a month of a PAL came to."""

    month = forms.TypedChoiceField(
        label=gettext_lazy("Miesiąc"), coerce=lambda text: date.fromisoformat(f"{text}-01")
    )
    number = forms.DecimalField(
        label=gettext_lazy("Ile"), min_value=0, max_digits=12, decimal_places=1, localize=True
    )
    remark = forms.CharField(
        label=gettext_lazy("Uwaga"),
        required=False,
        max_length=300,
        help_text=LocalValue._meta.get_field("remark").help_text,  # noqa: SLF001 - as above
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        today = times.today()
        first = today.year * MONTHS + today.month - 1
        months = [date(at // MONTHS, at % MONTHS + 1, 1) for at in range(first, first - BACK, -1)]
        choices = [(f"{day:%Y-%m}", date_format(day, "F Y")) for day in months]
        self.fields["month"].choices = choices  # type: ignore[attr-defined]

    @property
    def typed(self) -> MonthTyped:
        """The month and its number, once the form is valid."""
        data = self.cleaned_data
        return MonthTyped(data["month"], data["number"], data["remark"].strip())
