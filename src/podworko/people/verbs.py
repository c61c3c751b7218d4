"""What the trails say, in words, of people's cards and consents."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Ludzie")
CHANGES = {
    "person.changed": _("Zmieniono kartę"),
    "person.consent": _("Zapisano zgodę"),
    "person.consent_withdrawn": _("Wycofano zgodę"),
    "person.erased": _("Usunięto dane osoby z karty"),
    "person.guardian": _("Dopisano opiekuna dziecka"),
    "person.household": _("Dopisano do gospodarstwa domowego"),
    "person.household_left": _("Wypisano z gospodarstwa domowego"),
    "person.merged": _("Połączono dwie karty w jedną"),
    "person.not_same": _("Uznano, że dwie karty to różne osoby"),
    "person.parted": _("Rozdzielono połączone karty"),
    "person.registered": _("Założono kartę"),
    "person.ways_erased": _("Usunięto z karty wszystko poza nazwiskiem"),
}
LOOKS = {
    "desk.people": _("Lista ludzi"),
    "desk.people_pairs": _("Karty podobne do siebie"),
    "desk.person": _("Karta osoby"),
    "desk.person_edit": _("Zmiana karty"),
    "desk.person_merge": _("Łączenie dwóch kart"),
    "desk.print.zgody": _("Wydruk zgód"),
}
