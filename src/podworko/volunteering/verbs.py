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
    "check.declared": _("Zapisano odpowiedzi o krajach"),
    "check.noted": _("Zapisano sprawdzenie do pracy z dziećmi"),
    "check.struck": _("Skreślono błędny wpis o sprawdzeniu"),
    "standards.acknowledged": _("Zapoznano się ze standardami ochrony małoletnich"),
    "standards.issued": _("Wydano standardy ochrony małoletnich"),
    "standards.reviewed": _("Zapisano przegląd standardów ochrony małoletnich"),
    "standards.written": _("Zapisano szkic standardów ochrony małoletnich"),
}
LOOKS = {
    "volunteer.board": _("Tablica wolontariuszy"),
    "volunteer.card": _("Karta wolontariusza"),
    "volunteer.own": _("Własna strona wolontariusza"),
    "volunteer.paper": _("Wydruk porozumienia"),
    "check.card": _("Sprawdzenia osoby, która pracuje z dziećmi"),
    "check.letter": _("Pismo organizatora dla wolontariusza"),
    "check.list": _("Lista osób, które pracują z dziećmi"),
}
