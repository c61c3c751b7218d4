"""What the desk asks of the outbox: checked here, never saved here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from podworko.messages.models import Channel, Status


class MessageFilterForm(forms.Form):
    q = forms.CharField(
        label=_("Do kogo"),
        help_text=_("Imię, nazwisko, e-mail albo telefon"),
        required=False,
        max_length=100,
    )
    status = forms.ChoiceField(
        label=_("Stan"), required=False, choices=[("", _("każdy")), *Status.choices]
    )
    channel = forms.ChoiceField(
        label=_("Sposób"), required=False, choices=[("", _("każdy")), *Channel.choices]
    )

    def wanted(self) -> dict[str, str]:
        """Return the filters that are on; what makes no sense is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
