"""What the trails say, in words, of messages, calls and letters."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Rozmowy z mieszkańcami")
CHANGES = {
    "message.emptied": _("Usunięto treść wiadomości"),
    "message.held": _("Zatrzymano wiadomość po odtworzeniu kopii"),
    "message.left_message": _("Zadzwoniono: zostawiono wiadomość"),
    "message.no_answer": _("Zadzwoniono: nikt nie odebrał"),
    "message.printed": _("Wydrukowano list"),
    "message.reached": _("Zadzwoniono: rozmowa się odbyła"),
    "message.retried": _("Wysłano wiadomość jeszcze raz"),
    "message.withdrawn": _("Wycofano wiadomość"),
    "message.written": _("Napisano wiadomość"),
    "message.wrong_number": _("Zadzwoniono: zły numer"),
}
LOOKS = {
    "desk.message": _("Wiadomość"),
    "desk.print.listy": _("Wydruk listów"),
}
