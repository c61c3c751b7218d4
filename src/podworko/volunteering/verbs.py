"""What the trail says, in words, of volunteering."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Wolontariat")
CHANGES = {
    "agreement.amended": _("Zmieniono porozumienie"),
    "agreement.ended": _("Rozwiązano porozumienie"),
    "agreement.in_force": _("Porozumienie obowiązuje"),
    "agreement.prepared": _("Przygotowano porozumienie"),
    "application.answered": _("Odpowiedziano na zgłoszenie"),
    "application.made": _("Ktoś zgłosił się do wolontariatu"),
    "application.withdrawn": _("Wycofano zgłoszenie"),
    "beneficiary.changed": _("Zmieniono, kto zawiera porozumienia"),
    "opportunity.added": _("Dodano zadanie dla wolontariuszy"),
    "opportunity.changed": _("Zmieniono zadanie dla wolontariuszy"),
    "opportunity.tied": _("Powiązano zadanie z potrzebą albo celem"),
    "opportunity.untied": _("Odwiązano zadanie"),
    "volunteer.code_given": _("Wydano nowy kod wolontariusza"),
    "volunteer.corrected": _("Poprawiono kartę wolontariusza"),
    "volunteer.ended": _("Zakończono wolontariat"),
    "volunteer.informed": _("Przekazano prawa i obowiązki wolontariusza"),
    "volunteer.noted": _("Założono kartę wolontariusza"),
    "volunteer.went_on": _("Następny krok wolontariusza"),
}
LOOKS = {
    "volunteer.board": _("Tablica wolontariuszy"),
    "volunteer.card": _("Karta wolontariusza"),
    "volunteer.own": _("Własna strona wolontariusza"),
    "volunteer.paper": _("Wydruk porozumienia"),
}
