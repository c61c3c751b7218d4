"""Which term is copied, and to when."""

from datetime import timedelta
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
USUAL = timedelta(weeks=16)


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
        today = times.today()
        monday = today - timedelta(days=today.weekday())
        since = monday - USUAL
        initial = {"since": since, "until": today, "begins": monday + timedelta(weeks=1)}
        super().__init__(data, initial=initial)
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
