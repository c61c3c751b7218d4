"""Which talks to hand over, and to whom."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from podworko.consultations.models import Appointment, Specialist
from podworko.core import times


class HandAllForm(forms.Form):
    """All of one's coming talks, told by time and kind, and one colleague."""

    which = forms.MultipleChoiceField(label=_("Które terminy"), widget=forms.CheckboxSelectMultiple)
    to = forms.ModelChoiceField(
        Specialist.objects.none(),
        label=_("Komu"),
        to_field_name="public_id",
        empty_label=_("wybierz osobę"),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        coming: Iterable[Appointment],
        giver: Specialist,
    ) -> None:
        super().__init__(data)
        self.coming = {str(each.public_id): each for each in coming if each.is_changeable}
        choices = [(key, _label(each)) for key, each in self.coming.items()]
        self.fields["which"].choices = choices  # type: ignore[attr-defined]  # as declared
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        others = Specialist.objects.working().filter(services__in=giver.services.all())
        field.queryset = others.exclude(pk=giver.pk).select_related("leader").distinct()

    def chosen(self) -> list[Appointment]:
        """Return what was ticked; only of a valid form."""
        return [self.coming[key] for key in self.cleaned_data["which"]]


def _label(appointment: Appointment) -> str:
    when = date_format(times.local(appointment.starts_at), "l j E, H:i")
    words = f"{when}, {appointment.service.name}"
    asked = appointment.handed_to
    return f"{words} ({_('zaproponowano:')} {asked})" if asked else words
