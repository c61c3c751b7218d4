"""What the trail says, in words, of the press desk."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Dla mediów")
CHANGES = {
    "clipping.changed": _("Poprawiono wycinek"),
    "clipping.noted": _("Zapisano wycinek"),
    "clipping.removed": _("Usunięto wycinek"),
    "outlet.added": _("Dodano redakcję"),
    "outlet.changed": _("Zmieniono redakcję"),
    "press_contact.added": _("Dodano osobę w redakcji"),
    "press_contact.changed": _("Zmieniono osobę w redakcji"),
    "press_contact.objected": _("Osoba w redakcji nie chce dostawać informacji"),
    "press_contact.paused": _("Wstrzymano adres w redakcji, bo nie działa"),
    "press_contact.removed": _("Usunięto osobę w redakcji"),
    "press_contact.resumed": _("Wznowiono adres w redakcji"),
    "release.addressed": _("Wybrano, do kogo idzie informacja prasowa"),
    "release.changed": _("Zmieniono informację prasową"),
    "release.corrected": _("Sprostowano informację prasową"),
    "release.deleted": _("Usunięto szkic informacji prasowej"),
    "release.embargo_ended": _("Zakończono embargo informacji prasowej"),
    "release.photo_added": _("Dodano zdjęcie do informacji prasowej"),
    "release.photo_removed": _("Usunięto zdjęcie z informacji prasowej"),
    "release.planned": _("Zaplanowano informację prasową"),
    "release.released": _("Wypuszczono informację prasową"),
    "release.sent": _("Wysłano informację prasową do redakcji"),
    "release.unplanned": _("Odwołano plan informacji prasowej"),
    "release.withdrawn": _("Wycofano informację prasową"),
    "release.written": _("Napisano informację prasową"),
}
LOOKS = {"press.outlet": _("Osoby w redakcji"), "press.outlets": _("Lista osób w redakcjach")}
