"""What the trails say, in words, of the map of resources and needs."""

from django.utils.translation import gettext_lazy as _

CHANGES = {
    "need.matched": _("Powiązano zasób z potrzebą"),
    "need.supported": _("Dodano głos „ja też”"),
    "need.unmatched": _("Odwiązano zasób od potrzeby"),
    "proposal.approved": _("Przyjęto zgłoszenie na mapę"),
    "proposal.forgotten": _("Zapomniano kontakt do osoby zgłaszającej"),
    "proposal.joined": _("Dołączono zgłoszenie do tego, co jest na mapie"),
    "proposal.made": _("Zgłoszono zasób albo potrzebę"),
    "proposal.refused": _("Odmówiono zgłoszeniu na mapę"),
    "resource.added": _("Dodano zasób"),
    "resource.archived": _("Zdjęto zasób z mapy"),
    "resource.changed": _("Zmieniono zasób"),
    "resource.checked": _("Sprawdzono zasób"),
    "resource.imported": _("Wczytano zasób z pliku"),
    "resource.owner_asked": _("Zapytano właściciela o zasób"),
    "resource.owner_forgotten": _("Zapomniano kontakt do właściciela zasobu"),
    "resource.restored": _("Przywrócono zasób na mapę"),
}
LOOKS = {
    "desk.proposal": _("Zgłoszenie na mapę z kontaktem"),
    "desk.resource": _("Zasób z kontaktem do właściciela"),
}
