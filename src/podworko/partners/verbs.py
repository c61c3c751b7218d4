"""What the trails say, in words, of partners."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Partnerzy")
CHANGES = {
    "partner.added": _("Dodano organizację"),
    "partner.assured": _("Potwierdzono dane organizacji"),
    "partner.changed": _("Zmieniono organizację"),
    "partner.contact_added": _("Dodano osobę do kontaktu w organizacji"),
    "partner.contact_changed": _("Zmieniono osobę do kontaktu w organizacji"),
    "partner.contact_removed": _("Usunięto osobę do kontaktu w organizacji"),
    "partner.correction_answered": _("Odpowiedziano na poprawkę organizacji"),
    "partner.correction_sent": _("Organizacja przysłała poprawkę"),
    "partner.imported": _("Wczytano organizację z pliku"),
    "partner.owner_asked": _("Zapytano organizację, czy dane są aktualne"),
    "partner.owner_reminded": _("Przypomniano organizacji o sprawdzeniu danych"),
    "partner.people_forgotten": _("Zapomniano osoby ze spraw partnera"),
    "partner.place_removed": _("Usunięto miejsce organizacji"),
    "partner.place_saved": _("Zapisano miejsce organizacji"),
    "partner.published": _("Opublikowano organizację"),
    "partner.withdrawn": _("Wycofano organizację"),
    "partner_agreement.action_added": _("Dopisano wspólne działanie z partnerem"),
    "partner_agreement.action_done": _("Zrobiono wspólne działanie z partnerem"),
    "partner_agreement.action_removed": _("Usunięto wspólne działanie z partnerem"),
    "partner_agreement.changed": _("Zmieniono porozumienie z partnerem"),
    "partner_agreement.end_told": _("Powiadomiono zespół, że porozumienie się kończy"),
    "partner_agreement.ended": _("Zakończono porozumienie z partnerem"),
    "partner_agreement.extended": _("Przedłużono porozumienie z partnerem"),
    "partner_agreement.signed": _("Podpisano porozumienie z partnerem"),
    "partner_agreement.written": _("Napisano porozumienie z partnerem"),
    "partner_service.added": _("Dodano usługę partnera"),
    "partner_service.assured": _("Potwierdzono dane usługi partnera"),
    "partner_service.changed": _("Zmieniono usługę partnera"),
    "partner_service.hours_removed": _("Usunięto godziny usługi partnera"),
    "partner_service.hours_saved": _("Zapisano godziny usługi partnera"),
    "partner_service.imported": _("Wczytano usługę partnera z pliku"),
    "partner_service.published": _("Opublikowano usługę partnera"),
    "partner_service.withdrawn": _("Wycofano usługę partnera"),
}
LOOKS = {"desk.partner": _("Organizacja z osobami do kontaktu")}
