"""What the team writes of agreements."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.partners.models import Agreement
from podworko.partners.operations import AGREEMENT_FIELDS
from podworko.ui.editing import VersionedForm
from podworko.ui.forms import DayField


class AgreementForm(VersionedForm[Agreement]):
    """What is agreed, and until when."""

    starts_on = DayField(label=gettext_lazy("Od dnia"))
    ends_on = DayField(
        label=gettext_lazy("Do dnia"),
        required=False,
        help_text=gettext_lazy("Puste: bez końca. Przed końcem przypomnimy."),
    )

    class Meta:
        model = Agreement
        fields = AGREEMENT_FIELDS
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in {"scope": 5, "pal_gives": 3, "partner_gives": 3}.items()
        }
        help_texts = {"signers": gettext_lazy("Imiona, nazwiska i funkcje, z obu stron.")}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = data.get("starts_on"), data.get("ends_on")
        if since and until and until < since:
            self.add_error("ends_on", _("Ostatni dzień jest przed pierwszym."))
        return data


class SignForm(forms.Form):
    """On which day both sides signed."""

    day = DayField(label=gettext_lazy("Dzień podpisania"))


class ExtendForm(forms.Form):
    """Until when an agreement holds now, and on which day both sides signed that."""

    ends_on = DayField(label=gettext_lazy("Nowy ostatni dzień"))
    signed_on = DayField(label=gettext_lazy("Dzień podpisania przedłużenia"))


class EndForm(forms.Form):
    """Why an agreement ends."""

    reason = forms.CharField(label=gettext_lazy("Dlaczego się kończy"), max_length=300)


class ActionForm(forms.Form):
    """What both do together."""

    title = forms.CharField(label=gettext_lazy("Co zrobicie razem"), max_length=200)
    planned_for = DayField(label=gettext_lazy("Na kiedy"), required=False)
