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
    "certificate.declined": _("Nie wydano zaświadczenia albo opinii"),
    "certificate.issued": _("Wystawiono zaświadczenie albo opinię"),
    "certificate.requested": _("Poproszono o zaświadczenie albo opinię"),
    "certificate.withdrawn": _("Wycofano zaświadczenie albo opinię"),
    "hours.confirmed": _("Potwierdzono godziny wolontariatu"),
    "hours.corrected": _("Poprawiono godziny wolontariatu"),
    "hours.refused": _("Nie potwierdzono godzin wolontariatu"),
    "hours.reported": _("Zgłoszono godziny wolontariatu"),
}
LOOKS = {
    "volunteer.board": _("Tablica wolontariuszy"),
    "volunteer.card": _("Karta wolontariusza"),
    "volunteer.own": _("Własna strona wolontariusza"),
    "volunteer.paper": _("Wydruk porozumienia"),
    "certificate.paper": _("Wydruk zaświadczenia albo opinii"),
    "certificate.requests": _("Prośby o zaświadczenia i opinie"),
    "hours.list": _("Godziny wolontariatu do potwierdzenia"),
    "hours.of": _("Godziny jednej osoby"),
    "hours.people": _("Lista wolontariuszy z godzinami"),
    "hours.sheet": _("Wydruk karty godzin"),
    "hours.value": _("Wartość godzin wolontariatu"),
}
