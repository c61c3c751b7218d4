"""What the trail says, in words, of being followed from elsewhere."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Fediwersum")
CHANGES = {
    "federation.followed": _("Ktoś z innego serwera zaczął obserwować"),
    "federation.left": _("Ktoś z innego serwera przestał obserwować"),
    "federation.opened": _("Otwarto konto w Fediwersum"),
}
