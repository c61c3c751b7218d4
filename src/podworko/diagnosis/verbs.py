"""What the trail says, in words, of studies and the map of resources and needs."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Diagnoza i mapa")
CHANGES = {
    "need.added": _("Dodano potrzebę"),
    "need.changed": _("Zmieniono potrzebę"),
    "need.evidence_added": _("Dopisano, skąd wiemy o potrzebie"),
    "need.status_changed": _("Zmieniono stan potrzeby"),
}
