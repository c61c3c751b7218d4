"""What the trails say, in words, of access."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Dostępność")
CHANGES = {
    "access.answered": _("Odpowiedziano na wniosek o dostępność"),
    "access.asked": _("Przyszedł wniosek o dostępność"),
    "access.declared": _("Zapisano deklarację dostępności"),
    "access.extended": _("Przedłużono wniosek o dostępność"),
    "access.pal_told": _("Zapisano, co PAL mówi o dostępności"),
}
LOOKS = {"desk.barrier": _("Wniosek o dostępność")}
