"""What volunteers type on their own pages."""

from django.utils.translation import gettext_lazy

from podworko.ui.forms import LongCodeForm


class CodeForm(LongCodeForm):
    """The code that stands on the volunteer's card."""

    label = gettext_lazy("Kod z Twojej karty")
