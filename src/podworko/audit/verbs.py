"""What the trail says, in words, of what this module records itself."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Pliki i wydruki")
CHANGES = {
    "document.printed": _("Pobrano dokument do druku"),
    "list.exported": _("Pobrano listę jako plik"),
}
