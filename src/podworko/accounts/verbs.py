"""What the trails say, in words, of accounts and roles."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Konta i role")
CHANGES = {
    "grant.end_set": _("Ustalono, do kiedy jest rola"),
    "grant.ended": _("Odebrano rolę"),
    "grant.given": _("Nadano rolę"),
    "user.city_tied": _("Połączono konto z kontem miejskim"),
    "user.closed": _("Zamknięto konto"),
    "user.factor_added": _("Dodano zabezpieczenie konta"),
    "user.factor_removed": _("Usunięto zabezpieczenie konta"),
    "user.factor_reset": _("Zrobiono nowe kody zapasowe"),
    "user.factors_taken_off": _("Zdjęto z konta wszystkie zabezpieczenia"),
    "user.forgotten": _("Zapomniano, czyje było konto"),
    "user.handed_over": _("Przekazano sprawy następcy"),
    "user.invited": _("Założono konto"),
    "user.opened": _("Otwarto konto na nowo"),
    "user.password_set": _("Ustawiono hasło"),
    "user.signed_in": _("Zalogowano się"),
    "user.signed_out": _("Wylogowano inne urządzenia"),
}
LOOKS = {
    "desk.handover": _("Sprawy do przekazania"),
    "desk.trail": _("Ślad zmian i wglądów"),
}
