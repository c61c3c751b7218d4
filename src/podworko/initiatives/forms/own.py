"""What residents type to reach their own page."""

from django.utils.translation import gettext_lazy

from podworko.ui.forms import LongCodeForm


class CodeForm(LongCodeForm):
    """The code that stands on the card one got."""

    label = gettext_lazy("Kod do Twojej strony")
