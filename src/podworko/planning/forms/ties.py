"""What ties a thing to a need or a goal of its PAL."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.diagnosis.public import Need
from podworko.network.public import Pal
from podworko.planning.models import Goal
from podworko.planning.operations.ties import Tie
from podworko.planning.policies import ties_offered

__all__ = ["TieForm"]


class TieForm(forms.Form):
    """A need or a goal of the PAL, and a sentence why."""

    to = forms.ChoiceField(label=gettext_lazy("Na co odpowiada"))
    why = forms.CharField(
        label=gettext_lazy("Dlaczego"),
        max_length=300,
        help_text=gettext_lazy(
            "Jedno zdanie, które przeczyta sąsiadka. Na przykład: kto ćwiczy razem, ten wychodzi"
            " z domu."
        ),
    )

    def __init__(self, data: QueryDict | None = None, *, pal: Pal) -> None:
        super().__init__(data)
        needs, goals = ties_offered(pal)
        self._needs = {f"n{need.public_id}": need for need in needs}
        self._goals = {f"g{goal.public_id}": goal for goal in goals}
        of_goals = [(key, f"{goal.title} ({goal.plan.year})") for key, goal in self._goals.items()]
        offered = [
            (_("Potrzeby"), [(key, need.title) for key, need in self._needs.items()]),
            (_("Cele planu"), of_goals),
        ]
        shown = [group for group in offered if group[1]]
        self.fields["to"].choices = [("", _("wybierz")), *shown]  # type: ignore[attr-defined]

    @property
    def has_ends(self) -> bool:
        """Whether there is anything to tie to."""
        return bool(self._needs or self._goals)

    def tie(self) -> Tie:
        """Return what was chosen, once the form is valid."""
        return Tie(self._end(self.cleaned_data["to"]), self.cleaned_data["why"])

    def _end(self, key: str) -> Need | Goal:
        return self._needs.get(key) or self._goals[key]
