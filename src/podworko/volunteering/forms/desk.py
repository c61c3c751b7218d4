"""What coordinators type: what there is to do, answers, cards."""

from typing import Any, Self

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.accounts.public import User
from podworko.core.text import squeeze
from podworko.network.public import Place
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DateInput, DayField
from podworko.volunteering import policies
from podworko.volunteering.models import Application, Opportunity
from podworko.volunteering.operations import OPPORTUNITY_FIELDS, Needed

MOST_ROLES = 8
EMPTY_ROLES = 2
ANSWERS = [
    (Application.State.INVITED.value, gettext_lazy("zapraszamy na rozmowę")),
    (Application.State.TAKEN.value, gettext_lazy("przyjmujemy od razu")),
    (Application.State.DECLINED.value, gettext_lazy("nie tym razem")),
]


class OpportunityForm(VersionedForm[Opportunity]):
    """Something to do."""

    class Meta:
        model = Opportunity
        fields = OPPORTUNITY_FIELDS
        widgets = {
            "words": forms.Textarea(attrs={"rows": 6}),
            "rhythm": forms.RadioSelect,
            "where": forms.RadioSelect,
            "begins_on": DateInput(),
            "ends_on": DateInput(),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Opportunity, user: User) -> None:
        super().__init__(data, instance=instance)
        self._user = user
        self.fields["pal"].queryset = policies.run_pals(user)  # type: ignore[attr-defined]
        self.fields["place"].queryset = Place.objects.order_by("name")  # type: ignore[attr-defined]
        self.fields["place"].empty_label = _("siedziba PAL")  # type: ignore[attr-defined]

    def again(self, data: QueryDict | None, instance: Opportunity) -> Self:
        return type(self)(data, instance=instance, user=self._user)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        begins_on, ends_on = data.get("begins_on"), data.get("ends_on")
        if begins_on and ends_on and ends_on < begins_on:
            self.add_error("ends_on", _("Ostatni dzień jest przed pierwszym."))
        return data

    def _version(self, row: Opportunity) -> str:
        return super()._version(row) if row.pk else ""


class RoleForm(forms.Form):
    """A part in something to do."""

    name = forms.CharField(
        label=gettext_lazy("Rola"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Na przykład: pomaga w lekcjach."),
    )
    number = forms.IntegerField(
        label=gettext_lazy("Ile osób"), min_value=1, max_value=500, required=False
    )

    def has_changed(self) -> bool:
        """Count a row that stands as it was: a formset would leave it out."""
        return True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("number") and not squeeze(data.get("name") or ""):
            self.add_error("name", _("Nazwij tę rolę."))
        if data.get("name") and not data.get("number") and "number" not in self.errors:
            self.add_error("number", _("Ilu osób szukasz?"))
        return data


RoleForms = formset_factory(
    RoleForm, extra=EMPTY_ROLES, max_num=MOST_ROLES, absolute_max=MOST_ROLES
)


def role_forms(data: QueryDict | None, opportunity: Opportunity) -> BaseFormSet[RoleForm]:
    """Return the roles with two empty rows for new ones; an emptied row goes."""
    roles = opportunity.roles.all() if opportunity.pk else ()
    initial = [{"name": role.name, "number": role.needed} for role in roles]
    return RoleForms(data, initial=initial, prefix="role")


def needed_of(rows: BaseFormSet[RoleForm]) -> list[Needed]:
    """Return the roles that were filled in, once they are valid."""
    filled = [form.cleaned_data for form in rows if form.cleaned_data.get("name")]
    return [Needed(squeeze(row["name"]), row["number"]) for row in filled]


class AnswerForm(forms.Form):
    """What somebody who applied is told."""

    state = forms.ChoiceField(
        label=gettext_lazy("Co odpowiadamy"), choices=ANSWERS, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Kilka słów"),
        required=False,
        max_length=600,
        help_text=gettext_lazy(
            "Ta osoba to przeczyta. Zaproszenie: kiedy i gdzie. Odmowa: dlaczego i co zamiast tego."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CorrectForm(forms.Form):
    """What of a volunteer's card is put right at the desk."""

    born_on = DayField(
        label=gettext_lazy("Data urodzenia"),
        required=False,
        help_text=gettext_lazy("Tylko osoby niepełnoletnie. U dorosłych zostaw puste."),
    )
    informed_on = DayField(
        label=gettext_lazy("Prawa i obowiązki przekazane dnia"),
        required=False,
        help_text=gettext_lazy("Rozmowa albo strona „Prawa i obowiązki” (art. 47)."),
    )


class EndForm(forms.Form):
    """Ending, with thanks."""

    is_thanked = forms.BooleanField(
        label=gettext_lazy("Podziękowaliśmy tej osobie"), required=False
    )
