"""What the trail says, in words, of photographs and consents."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Zdjęcia i zgody")
CHANGES = {
    "photo.added": _("Dodano zdjęcie do zbioru"),
    "photo.changed": _("Zmieniono opis zdjęcia"),
    "photo.consent_withdrawn": _("Cofnięto zgodę na zdjęcie"),
    "photo.forgotten": _("Usunięto nazwiska przy zdjęciu, którego już nie ma"),
    "photo.noted": _("Wpisano do zbioru zdjęcie z innego miejsca"),
    "photo.person_changed": _("Zmieniono zgodę osoby na zdjęciu"),
    "photo.person_named": _("Wpisano osobę na zdjęciu"),
    "photo.person_removed": _("Wykreślono osobę ze zdjęcia"),
    "photo.refused": _("Odmówiono zgody na zdjęcie"),
    "photo.take_down_answered": _("Odpowiedziano na prośbę o zdjęcie ze strony"),
    "photo.take_down_asked": _("Poproszono o zdjęcie ze strony"),
    "photo.withdrawn": _("Wycofano zdjęcie"),
}
LOOKS = {"desk.photo": _("zdjęcie z osobami")}
