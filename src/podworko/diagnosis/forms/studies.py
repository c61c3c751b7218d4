"""What staff write of a study, its steps, its report, and a need it found."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.times import today
from podworko.diagnosis.categories import Method
from podworko.diagnosis.models import Need, Study, StudyStep
from podworko.diagnosis.operations.studies import REPORT_FIELDS, STUDY_FIELDS
from podworko.network.public import NeedCategory, Pal
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DayField

STEP_METHODS = [
    choice for choice in Method.choices if choice[0] not in (Method.SURVEY, Method.WALK)
]
"""Surveys and walks are things of their own."""


class StudyForm(VersionedForm[Study]):
    """Who asks, why, whom, how and when."""

    who_asks = forms.CharField(
        label=gettext_lazy("Kto pyta"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Na przykład: zespół PAL razem z radą dzielnicy."),
    )
    why = forms.CharField(
        label=gettext_lazy("Po co pytamy"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Przeczytają to mieszkańcy, zanim odpowiedzą."),
    )
    methods = forms.MultipleChoiceField(
        label=gettext_lazy("Jak pytamy"),
        choices=Method.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    begins_on = DayField(label=gettext_lazy("Od dnia"))
    ends_on = DayField(label=gettext_lazy("Do dnia"))

    class Meta:
        model = Study
        fields: tuple[str, ...] = STUDY_FIELDS
        widgets = {"people": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data: QueryDict | None = None, *, instance: Study) -> None:
        super().__init__(data, instance=instance)
        _field(self, "district").empty_label = _("cały teren PAL")
        previous = _field(self, "previous")
        previous.queryset = self.earlier()
        previous.empty_label = _("to pierwsza diagnoza")

    def earlier(self) -> QuerySet[Study]:
        """Return the studies this one may follow."""
        return Study.objects.filter(pal=self.instance.pal_id).exclude(pk=self.instance.pk)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        begins, ends = data.get("begins_on"), data.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("Ostatni dzień jest przed pierwszym."))
        return data


class NewStudyForm(StudyForm):
    """The same, with the PAL it is of."""

    class Meta(StudyForm.Meta):
        fields = ("pal", *STUDY_FIELDS)

    def __init__(self, data: QueryDict | None = None, *, pals: QuerySet[Pal]) -> None:
        self._pals = pals
        super().__init__(data, instance=Study())
        field = _field(self, "pal")
        field.queryset = pals
        if len(pals) == 1:
            field.empty_label = None
        # Nothing was stored yet: there is nothing two people could have seen differently.
        for each in self.fields.values():
            each.show_hidden_initial = False

    def earlier(self) -> QuerySet[Study]:
        return Study.objects.filter(pal__in=self._pals)

    def _version(self, row: Study) -> str:
        del row
        return ""


class ReportForm(VersionedForm[Study]):
    """What a study found, in five parts (domain.md 2.2)."""

    class Meta:
        model = Study
        fields = REPORT_FIELDS
        widgets = {name: forms.Textarea(attrs={"rows": 8}) for name in REPORT_FIELDS}
        help_texts = {
            "community": gettext_lazy(
                "Dlaczego ta społeczność, jej granice, położenie, zabudowa, przyroda, gospodarka,"
                " co ją wyróżnia."
            ),
            "resources_words": gettext_lazy(
                "Instytucje i organizacje, miejsca i sprzęt, ludzie i ich umiejętności: bez"
                " nazwisk."
            ),
            "needs_words": gettext_lazy(
                "O co chodzi i komu. Lista potrzeb z głosami dopisze się sama."
            ),
            "conclusions": gettext_lazy("Co z tego wynika."),
            "what_next": gettext_lazy("Co zrobimy, kiedy i kiedy pokażemy, co z tego wyszło."),
        }


class StepForm(forms.ModelForm[StudyStep]):
    """One thing to do in a study, and what it found once it is done."""

    planned_on = DayField(label=gettext_lazy("Kiedy"))
    voices = forms.IntegerField(
        label=gettext_lazy("Ile osób się wypowiedziało"),
        min_value=0,
        max_value=100_000,
        required=False,
    )

    class Meta:
        model = StudyStep
        fields = ("method", "title", "planned_on", "source", "is_done", "voices", "findings")
        widgets = {"findings": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, data: QueryDict | None = None, *, instance: StudyStep) -> None:
        initial = {} if instance.pk else {"planned_on": today()}
        super().__init__(data, instance=instance, initial=initial)
        method = self.fields["method"]
        assert isinstance(method, forms.ChoiceField)  # noqa: S101 - the model's choices
        method.choices = [("", _("wybierz")), *STEP_METHODS]

    def clean_voices(self) -> int:
        return int(self.cleaned_data["voices"] or 0)


class FoundNeedForm(forms.ModelForm[Need]):
    """A need that was heard of: one known already, or a new one."""

    known = forms.ModelChoiceField(
        Need.objects.none(), label=gettext_lazy("Czy już ją znamy"), required=False
    )
    title = forms.CharField(
        label=gettext_lazy("Potrzeba jednym zdaniem"),
        max_length=160,
        required=False,
        help_text=gettext_lazy(
            "Na przykład: Starsi mieszkańcy bloków bez windy rzadko wychodzą z domu."
        ),
    )

    class Meta:
        model = Need
        fields: tuple[str, ...] = ("title", "category", "whose", "area", "words")
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    field_order: tuple[str, ...] = ("known",)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        pal: Pal,
        known: QuerySet[Need],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, instance=Need(pal=pal), initial=initial)
        category = self.fields["category"]
        assert isinstance(category, forms.ChoiceField)  # noqa: S101 - the model's choices
        category.required = False
        category.choices = [("", _("wybierz")), *NeedCategory.choices]
        field = _field(self, "known")
        field.queryset = known
        field.empty_label = _("nie, zapisuję nową")

    @property
    def need(self) -> Need:
        """The need that was chosen, else the new one."""
        return self.cleaned_data["known"] or self.instance

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("known"):
            if not data.get("title"):
                self.add_error("title", _("Napisz, o jaką potrzebę chodzi, albo wybierz znaną."))
            if not data.get("category"):
                self.add_error("category", _("Wybierz, czego dotyczy."))
        return data


class StepNeedForm(FoundNeedForm):
    """A need with what a step says of it."""

    evidence = forms.CharField(label=gettext_lazy("Skąd wiemy, jednym zdaniem"), max_length=300)
    voices = forms.IntegerField(
        label=gettext_lazy("Ile osób o tym mówiło"), min_value=0, max_value=100_000
    )


def _field(form: forms.BaseForm, name: str) -> forms.ModelChoiceField:  # type: ignore[type-arg]
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - a foreign key's field
    return field
