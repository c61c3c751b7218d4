"""What staff write of a goal, its tasks, its indicators and what shows the change."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.text import squeeze
from podworko.core.times import today
from podworko.diagnosis.public import Need
from podworko.planning import measures
from podworko.planning.models import Goal, Indicator, Proof, Task
from podworko.planning.operations.goals import GOAL_FIELDS
from podworko.ui.editing import Files, VersionedForm
from podworko.ui.forms import DateInput, DayField
from podworko.ui.photos import PhotoField


class GoalForm(VersionedForm[Goal]):
    """A goal, how one will see that it is reached, and the needs it answers."""

    needs = forms.ModelMultipleChoiceField(
        Need.objects.none(),
        label=gettext_lazy("Na jakie potrzeby odpowiada"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Goal
        fields = GOAL_FIELDS
        widgets = {"effect": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data: QueryDict | None = None, *, instance: Goal) -> None:
        super().__init__(data, instance=instance)
        tied = set(instance.need_ties.values_list("need_id", flat=True)) if instance.pk else set()
        field = self.fields["needs"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - declared above
        own = Need.objects.filter(pal=instance.plan.pal_id)
        field.queryset = own.filter(status__in=Need.OPEN) | own.filter(pk__in=tied)
        self.initial["needs"] = list(tied)

    @property
    def unversioned(self) -> frozenset[str]:
        """Needs are a set: what two people tick or untick does not collide."""
        return frozenset({"needs"})


class TaskForm(forms.ModelForm[Task]):
    """Who does what, when, with what."""

    begins_on = DayField(label=gettext_lazy("Od dnia"))
    ends_on = DayField(label=gettext_lazy("Do dnia"))

    class Meta:
        model = Task
        fields = ("title", "who", "begins_on", "ends_on", "with_what")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = data.get("begins_on"), data.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("Ostatni dzień jest przed pierwszym."))
        return data


class IndicatorForm(forms.ModelForm[Indicator]):
    """What is counted, from where to where."""

    measure = forms.ChoiceField(label=gettext_lazy("Skąd liczba"), required=False)
    baseline = forms.DecimalField(
        label=gettext_lazy("Na początku"), max_digits=12, decimal_places=2, localize=True
    )
    target = forms.DecimalField(
        label=gettext_lazy("Do osiągnięcia"), max_digits=12, decimal_places=2, localize=True
    )

    class Meta:
        model = Indicator
        fields = ("title", "measure", "unit", "baseline", "target")

    def __init__(self, data: QueryDict | None = None, *, instance: Indicator) -> None:
        initial = {} if instance.pk else {"baseline": Decimal(0)}
        super().__init__(data, instance=instance, initial=initial)
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("wpisujemy ręcznie")), *measures.choices()]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("target") is not None and data.get("target") == data.get("baseline"):
            self.add_error("target", _("Tyle jest już na początku. Wpisz, ile ma być."))
        if data.get("measure") and not data.get("unit"):
            data["unit"] = str(measures.measures[data["measure"]].unit)
        return data


class ActualForm(forms.Form):
    """Where an indicator stood on a day."""

    actual = forms.DecimalField(
        label=gettext_lazy("Teraz"), max_digits=12, decimal_places=2, localize=True
    )
    noted_on = DayField(label=gettext_lazy("Stan na dzień"), initial=today)


class OutcomeForm(forms.Form):
    """What came of a goal."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Co wyszło"), choices=Goal.Outcome.choices, widget=forms.RadioSelect
    )
    outcome_words = forms.CharField(
        label=gettext_lazy("Co się zmieniło"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Przeczytają to mieszkańcy."),
    )


class ProofForm(forms.ModelForm[Proof]):
    """A text, a photograph or a story of change."""

    photo = PhotoField()

    class Meta:
        model = Proof
        fields = ("kind", "words", "photo", "photo_alt", "noted_on", "is_public")
        widgets = {"words": forms.Textarea(attrs={"rows": 4}), "noted_on": DateInput()}

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Files | MultiValueDict[str, Any] | None = None,
        *,
        instance: Proof,
    ) -> None:
        super().__init__(data, files, instance=instance)

    def clean_words(self) -> str:
        return str(self.cleaned_data["words"]).strip()

    def clean_photo_alt(self) -> str:
        return squeeze(self.cleaned_data["photo_alt"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            data.get("kind") == Proof.Kind.PHOTO
            and not data.get("photo")
            and "photo" not in self.errors
        ):
            self.add_error("photo", _("Wybierz zdjęcie."))
        if data.get("photo") and not data.get("photo_alt"):
            self.add_error("photo_alt", _("Opisz zdjęcie dla osób, które go nie widzą."))
        return data
