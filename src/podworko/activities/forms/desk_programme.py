"""How the desk narrows its list of activities."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from podworko.activities.models import Activity
from podworko.network.public import Pal
from podworko.ui.values import Chip


class ProgrammeFilterForm(forms.Form):
    """PAL, state, words; what makes no sense is left out."""

    q = forms.CharField(
        label=_("Słowa z tytułu albo kod z formularza"), required=False, max_length=100
    )
    pal = forms.ChoiceField(label=_("Miejsce"), required=False)
    stan = forms.ChoiceField(
        label=_("Stan"), required=False, choices=[("", _("każdy")), *Activity.State.choices]
    )

    def __init__(self, data: QueryDict, *, pals: QuerySet[Pal]) -> None:
        super().__init__(data)
        self.pals: list[tuple[str, str]] = list(pals.values_list("slug", "name"))
        if len(self.pals) > 1:
            pal = self.fields["pal"]
            assert isinstance(pal, forms.ChoiceField)  # noqa: S101 - declared above
            pal.choices = [("", _("każde")), *self.pals]
        else:
            del self.fields["pal"]

    def wanted(self) -> dict[str, str]:
        """Return the filters that are on."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chips(self, query: QueryDict, path: str) -> list[Chip]:
        """Name each filter that is on, with the address of the list without it."""
        return [
            Chip(label=self._name(name, value), href=f"{path}?{_without(query, name)}")
            for name, value in self.wanted().items()
        ]

    def _name(self, name: str, value: str) -> str:
        field = self.fields[name]
        choices = dict(field.choices) if isinstance(field, forms.ChoiceField) else {}  # type: ignore[arg-type]
        return str(choices.get(value, value))


def _without(query: QueryDict, name: str) -> str:
    left = query.copy()
    left.pop(name, None)
    left.pop("page", None)
    return left.urlencode()
