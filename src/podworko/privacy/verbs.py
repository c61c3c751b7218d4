"""What the trails say, in words, of rights, retention and breaches."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Ochrona danych")
CHANGES = {
    "breach.changed": _("Zmieniono wpis o naruszeniu"),
    "breach.closed": _("Zamknięto naruszenie"),
    "breach.entered": _("Wpisano naruszenie"),
    "breach.step_added": _("Zapisano, co zrobiono po naruszeniu"),
    "clause.published": _("Nadano nową treść klauzuli"),
    "data_hold.begun": _("Wstrzymano usunięcie czyichś danych"),
    "data_hold.ended": _("Zakończono wstrzymanie usunięcia"),
    "person.data_erased": _("Usunięto dane osoby ze wszystkich miejsc"),
    "processing.noted": _("Zapisano uwagi do rejestru czynności"),
    "retention.cut": _("Zamknięto przebieg usuwania, który się urwał"),
    "retention.paused": _("Wstrzymano usuwanie po czasie"),
    "retention.resumed": _("Wznowiono usuwanie po czasie"),
    "retention.run": _("Usunięto to, czego czas minął"),
    "rights.answered": _("Odpowiedziano na wniosek o prawa"),
    "rights.asked": _("Przyjęto wniosek o prawa"),
    "rights.extended": _("Przedłużono odpowiedź na wniosek"),
    "rights.identity_noted": _("Zapisano, skąd wiadomo, kto pyta"),
    "rights.person_named": _("Wskazano kartę przy wniosku"),
}
LOOKS = {
    "privacy.consents": _("Księga zgód"),
    "privacy.data": _("Wszystkie dane jednej osoby"),
    "privacy.request": _("Wniosek o prawa"),
    "privacy.requests": _("Lista wniosków o prawa"),
}
