"""What the trail says, in words, of what residents run themselves."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEADING = _("Mieszkańcy działają")
CHANGES: dict[str, str | Promise] = {
    "own_page.code_given": _("Wydano kod do własnej strony"),
    "own_page.made": _("Założono własną stronę mieszkańca"),
}
LOOKS: dict[str, str | Promise] = {}
