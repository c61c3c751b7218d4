"""What the officer types: breaches, clauses, pauses and own words."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from podworko.core.times import today
from podworko.privacy.models import Breach, Clause, ProcessingNote
from podworko.privacy.operations.officer import BREACH_FIELDS, NOTE_FIELDS
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DayField, MomentField

Words = forms.Textarea(attrs={"rows": 4})


class BreachForm(VersionedForm[Breach]):
    """What is known of a breach at this moment."""

    happened_at = MomentField(label=gettext_lazy("Kiedy to się stało"), required=False)
    noticed_at = MomentField(
        label=gettext_lazy("Kiedy się dowiedzieliśmy"),
        help_text=gettext_lazy("Od tej chwili biegną 72 godziny, także w sobotę i w święto."),
    )
    authority_told_at = MomentField(label=gettext_lazy("Kiedy zgłoszono do UODO"), required=False)
    people_told_at = MomentField(label=gettext_lazy("Kiedy powiedziano osobom"), required=False)

    class Meta:
        model = Breach
        fields = BREACH_FIELDS
        widgets = {"words": Words, "assessment": Words, "risk": forms.RadioSelect}

    def again(self, data: QueryDict | None, instance: Breach) -> "BreachForm":
        return type(self)(data, instance=instance)


class StepForm(forms.Form):
    """One thing done after a breach."""

    words = forms.CharField(label=gettext_lazy("Co zrobiono"), max_length=600)
    done_on = DayField(label=gettext_lazy("Kiedy"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"done_on": today()})


class ClauseForm(forms.ModelForm[Clause]):
    """New words for a form, from a day on."""

    valid_from = DayField(label=gettext_lazy("Od kiedy"))

    class Meta:
        model = Clause
        fields = ("words", "words_en", "words_uk", "valid_from")
        widgets = dict.fromkeys(("words", "words_en", "words_uk"), Words)

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(data, **kwargs)
        self.fields["valid_from"].initial = today()


class NoteForm(VersionedForm[ProcessingNote]):
    """The officer's own words on one activity."""

    class Meta:
        model = ProcessingNote
        fields = NOTE_FIELDS
        widgets = dict.fromkeys(NOTE_FIELDS, Words)

    def again(self, data: QueryDict | None, instance: ProcessingNote) -> "NoteForm":
        return type(self)(data, instance=instance)


class PauseForm(forms.Form):
    """What waits, and why."""

    label = forms.ChoiceField(label=gettext_lazy("Co ma poczekać"), required=False)
    why = forms.CharField(label=gettext_lazy("Dlaczego"), max_length=300)

    def __init__(self, data: QueryDict | None = None, *, tables: list[tuple[str, str]]) -> None:
        super().__init__(data)
        choices = [("", gettext_lazy("całe usuwanie")), *tables]
        self.fields["label"].choices = choices  # type: ignore[attr-defined]
