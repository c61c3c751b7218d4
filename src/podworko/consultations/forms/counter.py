"""What the desk chooses before it books for a caller."""

from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from podworko.consultations.models import Service
from podworko.consultations.queries.slots import Wanted
from podworko.network.public import Pal


class CounterFilters(forms.Form):
    """Which help and where; the first PAL of one's own until another is chosen."""

    usluga: forms.ModelChoiceField[Service] = forms.ModelChoiceField(
        label=gettext_lazy("W jakiej sprawie"),
        queryset=Service.objects.none(),
        required=False,
        empty_label=gettext_lazy("wybierz"),
        to_field_name="public_id",
    )
    pal: forms.ModelChoiceField[Pal] = forms.ModelChoiceField(
        label=gettext_lazy("W którym PAL"),
        queryset=Pal.objects.none(),
        required=False,
        empty_label=gettext_lazy("we wszystkich moich"),
        to_field_name="slug",
    )

    def __init__(self, data: QueryDict, *, pals: QuerySet[Pal]) -> None:
        super().__init__(data)
        held = pals.filter(duty_hours__isnull=False).distinct()
        given = Service.objects.offered().filter(specialists__duty_hours__pal__in=pals).distinct()
        self.fields["usluga"].queryset = given  # type: ignore[attr-defined]
        self.fields["pal"].queryset = held  # type: ignore[attr-defined]
        self.pals = pals

    def wanted(self) -> Wanted | None:
        """Return what is looked for, None until the help is chosen."""
        self.is_valid()
        service: Service | None = self.cleaned_data.get("usluga")
        if service is None:
            return None
        pals = list(self.fields["pal"].queryset[:2])  # type: ignore[attr-defined]
        only = pals[0] if len(pals) == 1 else None
        return Wanted(service, pal=self.cleaned_data.get("pal") or only)

    def query(self) -> str:
        """Return what was chosen, as an address has it."""
        told = {name: self.data.get(name, "") for name in self.fields}
        return urlencode({name: value for name, value in told.items() if value})
