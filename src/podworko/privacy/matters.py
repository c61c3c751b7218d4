"""Activities of the record of processing (RODO art. 30): each in plain words, with its law.

What is kept, of whom, how long and what happens then is never told here: the pages read it from
the declarations on the models.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TASK = "RODO art. 6 ust. 1 lit. e"
DUTY = "RODO art. 6 ust. 1 lit. c"
CONSENT = "RODO art. 6 ust. 1 lit. a"
HEALTH = "RODO art. 6 ust. 1 lit. e, art. 9 ust. 2 lit. h"


@dataclass(frozen=True, slots=True)
class Matter:
    """One activity: its name, what for, of whom, by which law and who gets to see it."""

    code: str
    name: str | Promise
    purpose: str | Promise
    people: str | Promise
    basis: str
    recipients: str | Promise
    is_risky: bool = False
    """Children, health or whoever depends on help: weighed one by one in the assessment."""


TEAM = _("zespół PAL, do którego ktoś się zgłasza")
NOBODY = _("nikt spoza urzędu")
MATTERS = {
    each.code: each
    for each in (
        Matter(
            "programme", _("Zajęcia i karty mieszkańców"),
            _("zapisy, lista rezerwowa, lista obecności i liczenie, ile osób przyszło"),
            _("mieszkańcy, dzieci i ich opiekunowie"), TASK, TEAM, is_risky=True,
        ),
        Matter(
            "consents", _("Zgody"), _("dowód, na co ktoś się zgodził i kiedy"),
            _("mieszkańcy"), DUTY, TEAM,
        ),
        Matter(
            "consultations", _("Rozmowy ze specjalistą"),
            _("umówienie poufnej rozmowy i przypomnienie o niej"),
            _("osoby, które się umawiają"), HEALTH, _("tylko ten specjalista"), is_risky=True,
        ),
        Matter(
            "advice", _("Punkt porad"), _("odpowiedź na zadane pytanie"),
            _("osoby, które pytają"), TASK, _("osoba, która odpowiada"), is_risky=True,
        ),
        Matter(
            "volunteering", _("Wolontariat"),
            _("porozumienia, dyżury, godziny i zaświadczenia"),
            _("wolontariusze"), f"{DUTY}; ustawa o wolontariacie, art. 44", TEAM,
        ),
        Matter(
            "minors", _("Ochrona małoletnich"),
            _("sprawdzenie, czy ktoś może pracować z dziećmi"),
            _("wolontariusze i prowadzący"), f"{DUTY}; ustawa z 13.05.2016, art. 21", TEAM,
            is_risky=True,
        ),
        Matter(
            "initiatives", _("Inicjatywy mieszkańców"),
            _("pomoc w tym, co mieszkańcy robią razem"), _("mieszkańcy"), TASK,
            _("zespół PAL i osoby z tej samej grupy"),
        ),
        Matter(
            "team", _("Zespół mieszkańców"), _("kto decyduje w imieniu sąsiadów i do kiedy"),
            _("członkowie zespołu"), TASK, _("zespół PAL; imię na stronie PAL"),
        ),
        Matter(
            "neighbours", _("Wypożyczalnia, tablica i zgłoszenia"),
            _("pożyczanie rzeczy, ogłoszenia sąsiadów i zgłoszenia problemów"),
            _("mieszkańcy"), TASK, TEAM,
        ),
        Matter(
            "say", _("Konsultacje i głosowania"),
            _("zebranie głosów i odpowiedź, co z nimi zrobiono"), _("mieszkańcy"), TASK, TEAM,
        ),
        Matter(
            "diagnosis", _("Ankiety i spacery"), _("poznanie potrzeb okolicy"),
            _("mieszkańcy, bez nazwisk"), TASK, TEAM,
        ),
        Matter(
            "map", _("Mapa zasobów i potrzeb"),
            _("pytanie, czy to, co jest na mapie, jest aktualne"),
            _("osoby, które coś zgłaszają"), TASK, TEAM,
        ),
        Matter(
            "planning", _("Plan i jego efekty"), _("opowieści o tym, co się zmieniło"),
            _("mieszkańcy, którzy się zgodzili"), CONSENT, _("każdy, jeśli są publiczne"),
        ),
        Matter(
            "rooms", _("Sale dla grup"), _("użyczanie sal i mówienie o zmianach"),
            _("osoby, które rezerwują salę"), TASK, TEAM,
        ),
        Matter(
            "esf", _("Projekty EFS+"),
            _("liczby, których wymaga umowa o dofinansowanie"),
            _("osoby w projekcie"), f"{DUTY}; rozporządzenie (UE) 2021/1060, art. 82",
            _("zespół PAL; do funduszu idą same liczby"), is_risky=True,
        ),
        Matter(
            "partners", _("Współpraca z organizacjami"), _("kontakt z osobami z organizacji"),
            _("osoby z organizacji"), TASK, TEAM,
        ),
        Matter(
            "photos", _("Zdjęcia"), _("pokazywanie, co się dzieje w PAL"),
            _("osoby na zdjęciach, także dzieci"), f"{CONSENT}; prawo autorskie, art. 81",
            _("tam, gdzie osoba się zgodziła"), is_risky=True,
        ),
        Matter(
            "news", _("Biuletyn i obserwujący"), _("wysyłanie wiadomości, o które ktoś prosi"),
            _("osoby zapisane"), CONSENT, NOBODY,
        ),
        Matter(
            "press", _("Media"), _("informowanie mediów"), _("dziennikarze"), TASK,
            _("zespół PAL"),
        ),
        Matter(
            "messages", _("Wiadomości"),
            _("powiadomienia o tym, na co ktoś się zapisał"), _("mieszkańcy"), TASK,
            _("dostawca poczty i SMS-ów"),
        ),
        Matter(
            "staff", _("Konta i praca zespołu"), _("logowanie i ślad tego, kto co zmienił"),
            _("pracownicy, prowadzący"), f"{TASK}; {DUTY}", NOBODY,
        ),
        Matter(
            "access", _("Wnioski o dostępność"),
            _("usunięcie tego, co komuś przeszkadza, i odpowiedź w terminie"),
            _("osoby, które piszą"), DUTY, _("zespół, który może to poprawić"), is_risky=True,
        ),
        Matter(
            "rights", _("Wnioski o prawa"), _("odpowiedź na wniosek i dowód, że ją dano"),
            _("osoby, które piszą"), DUTY, _("inspektor ochrony danych"),
        ),
    )
}  # fmt: skip
