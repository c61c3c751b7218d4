"""What people may need: one list for the map, surveys, plans and what partners offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedCategory(models.TextChoices):
    """What a need is about (domain.md 2.2)."""

    LONELINESS = "loneliness", _("samotność")
    SENIORS = "seniors", _("seniorzy")
    YOUTH = "youth", _("dzieci i młodzież")
    FAMILIES = "families", _("rodziny")
    DISABILITY = "disability", _("niepełnosprawność")
    HEALTH = "health", _("zdrowie i zdrowie psychiczne")
    ADDICTIONS = "addictions", _("uzależnienia")
    SAFETY = "safety", _("bezpieczeństwo")
    GREENERY = "greenery", _("przestrzeń i zieleń")
    TRANSPORT = "transport", _("transport i dojście")
    HOUSING = "housing", _("mieszkanie i długi")
    WORK = "work", _("praca")
    NEWCOMERS = "newcomers", _("nowi mieszkańcy")
    CULTURE = "culture", _("kultura i czas wolny")
    INFORMATION = "information", _("informacja")
    ENVIRONMENT = "environment", _("środowisko")
    OTHER = "other", _("inne")


_PLAIN = {
    NeedCategory.LONELINESS: "sam sama samotny samotna nikogo porozmawiać pogadać wdowa",
    NeedCategory.SENIORS: "senior emeryt emerytka starsza osoba babcia dziadek opieka zakupy",
    NeedCategory.YOUTH: "dziecko syn córka nastolatek lekcje korepetycje świetlica szkoła",
    NeedCategory.FAMILIES: "rodzina mama tata ciąża niemowlę rozwód alimenty kłótnie w domu",
    NeedCategory.DISABILITY: "niepełnosprawny wózek inwalida orzeczenie asystent rehabilitacja",
    NeedCategory.HEALTH: "lekarz chory depresja smutek nerwy lęk psycholog terapia leki",
    NeedCategory.ADDICTIONS: "alkohol picie pije narkotyki hazard odwyk trzeźwość uzależniony",
    NeedCategory.SAFETY: "przemoc bije boję się policja groźby niebieska karta bezpieczny",
    NeedCategory.GREENERY: "park trawnik drzewa ławka plac zabaw podwórko ogród",
    NeedCategory.TRANSPORT: "autobus dojazd dojechać chodnik przejście dowóz transport",
    NeedCategory.HOUSING: (
        "czynsz rachunki dług długi zadłużenie komornik eksmisja mieszkanie dach nad głową"
        " bezdomny prąd ogrzewanie zasiłek pieniądze bieda jedzenie głodny"
    ),
    NeedCategory.WORK: "praca bezrobotny zatrudnienie życiorys cv kurs zawód urząd pracy",
    NeedCategory.NEWCOMERS: "cudzoziemiec uchodźca Ukraina ukraiński polski język pobyt wiza",
    NeedCategory.CULTURE: "koncert film taniec książki biblioteka wycieczka hobby czas wolny",
    NeedCategory.INFORMATION: "urząd pismo wniosek formularz prawnik porada nie rozumiem",
    NeedCategory.ENVIRONMENT: "śmieci odpady smog piec dym powietrze segregacja",
}


def plain_words(code: str) -> str:
    """Return how people speak of a need when they do not know what it is called; for searching."""
    return _PLAIN.get(NeedCategory(code), "") if code in NeedCategory.values else ""
