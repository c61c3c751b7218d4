"""What staff write of a plan as a whole."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from podworko.core.times import today
from podworko.diagnosis.public import Study
from podworko.network.public import Pal
from podworko.planning.models import Plan
from podworko.planning.operations.plans import PLAN_FIELDS
from podworko.ui.editing import VersionedForm


class NewPlanForm(forms.ModelForm[Plan]):
    """Whose plan, of which year, of which kind."""

    class Meta:
        model = Plan
        fields = ("pal", "year", "kind")

    def __init__(self, data: QueryDict | None = None, *, pals: QuerySet[Pal]) -> None:
        super().__init__(data, initial={"year": _likely_year()})
        field = self.fields["pal"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a foreign key's field
        field.queryset = pals
        if len(pals) == 1:
            field.empty_label = None

    def validate_unique(self) -> None:
        """Leave to the operation what it says better."""


class PlanForm(VersionedForm[Plan]):
    """What a plan says besides its goals (domain.md 2.4 and 2.5)."""

    class Meta:
        model = Plan
        fields = PLAN_FIELDS
        widgets = {
            name: forms.Textarea(attrs={"rows": 4})
            for name in ("summary", "potential", "partners", "money", "evaluating")
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Plan) -> None:
        super().__init__(data, instance=instance)
        field = self.fields["study"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a foreign key's field
        field.queryset = Study.objects.filter(pal=instance.pal_id)
        field.empty_label = gettext_lazy("bez diagnozy")


class WordsForm(forms.Form):
    """A remark that goes with a decision."""

    words = forms.CharField(
        label=gettext_lazy("Uwagi"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class EvaluationForm(forms.ModelForm[Plan]):
    """What came of a plan."""

    class Meta:
        model = Plan
        fields = ("evaluation", "lessons")
        widgets = {
            "evaluation": forms.Textarea(attrs={"rows": 6}),
            "lessons": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Plan) -> None:
        super().__init__(data, instance=instance)
        self.fields["evaluation"].required = True

    def _post_clean(self) -> None:
        """Keep the row as it is: the operation writes."""

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("evaluation", "lessons")}


def _likely_year() -> int:
    """Plans of the next year are written from October on."""
    day = today()
    return day.year + (day.month >= 10)  # noqa: PLR2004 - October
