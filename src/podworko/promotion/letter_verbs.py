"""What the trail says, in words, of the newsletter."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Biuletyn")
CHANGES = {
    "edition.batch": _("Przekazano do wysyłki część biuletynu"),
    "edition.begun": _("Zaczęto wysyłać biuletyn"),
    "edition.called_off": _("Odwołano wydanie biuletynu"),
    "edition.changed": _("Zmieniono wydanie biuletynu"),
    "edition.ended": _("Zakończono wysyłkę biuletynu"),
    "edition.prepared": _("Przygotowano wydanie biuletynu"),
    "edition.tried": _("Wysłano biuletyn na próbę"),
    "letter.asked": _("Poproszono o biuletyn"),
    "letter.changed": _("Zmieniono wybór w biuletynie"),
    "letter.confirmed": _("Potwierdzono adres do biuletynu"),
    "letter.ended": _("Zakończono biuletyn"),
    "letter.paused": _("Wstrzymano biuletyn, bo adres nie działa"),
    "letter.readdressed": _("Poprawiono adres do biuletynu"),
    "letter.unconfirmed": _("Usunięto niepotwierdzony adres"),
}
LOOKS = {"letter.people": _("Lista osób z biuletynem")}
