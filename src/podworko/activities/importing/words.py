"""Headings and words of programmes, and what they mean here."""

import re

from podworko.activities.kinds import Audience, Kind
from podworko.core.text import fold, squeeze

HEADINGS: dict[str, tuple[str, ...]] = {
    "title": (
        "tytuł",
        "nazwa",
        "nazwa zajęć",
        "tytuł zajęć",
        "nazwa wydarzenia",
        "zajęcia",
        "wydarzenie",
        "temat",
        "title",
        "name",
        "summary",
    ),
    "title_en": ("tytuł po angielsku", "nazwa po angielsku", "title en"),
    "title_uk": ("tytuł po ukraińsku", "nazwa po ukraińsku", "title uk"),
    "topic": ("temat spotkania", "temat zajęć"),
    "date": ("data", "dzień", "termin", "data zajęć", "data rozpoczęcia", "kiedy", "date"),
    "starts": ("od", "godzina od", "od godziny", "początek", "godzina rozpoczęcia", "start"),
    "ends": ("do", "godzina do", "do godziny", "koniec", "godzina zakończenia", "end"),
    "time": ("godzina", "godziny", "godz", "czas", "pora", "time", "hours"),
    "repeat": ("powtarzanie", "powtarza się", "cykl", "częstotliwość", "rrule"),
    "until": ("powtarzaj do", "do dnia", "data zakończenia", "ostatni dzień"),
    "place": ("miejsce", "lokalizacja", "gdzie", "budynek", "adres", "location", "place"),
    "room": ("sala", "pokój", "pomieszczenie", "room"),
    "kind": ("rodzaj", "kategoria", "typ", "rodzaj zajęć", "category", "kind"),
    "summary": ("w jednym zdaniu", "krótki opis", "zajawka", "skrót"),
    "description": ("opis", "opis zajęć", "treść", "description"),
    "audience": ("dla kogo", "odbiorcy", "adresaci", "grupa", "audience"),
    "age": ("wiek", "grupa wiekowa", "wiek uczestników", "age"),
    "age_min": ("wiek od", "age min"),
    "age_max": ("wiek do", "age max"),
    "cost": ("koszt", "cena", "opłata", "odpłatność", "price", "cost"),
    "capacity": (
        "limit",
        "liczba miejsc",
        "limit miejsc",
        "limit osób",
        "ilość miejsc",
        "miejsca",
        "capacity",
    ),
    "sign_up": ("zapisy", "obowiązują zapisy", "rejestracja"),
    "leaders": ("prowadzący", "prowadząca", "prowadzi", "kto prowadzi", "instruktor", "leader"),
    "organiser": ("organizator", "organizer"),
    "co_organisers": ("współorganizatorzy", "współorganizator", "partnerzy", "partner"),
    "bring": ("co zabrać", "co przynieść"),
    "need": ("potrzeba", "na jaką potrzebę odpowiada"),
    "rules": ("zasady", "zasady udziału", "regulamin"),
    "note": ("uwagi", "uwaga", "notatka"),
    "languages": ("język", "języki", "język zajęć", "language"),
    "pal": ("PAL", "nazwa PAL", "program", "placówka", "ośrodek"),
}
KNOWN = tuple(name for names in HEADINGS.values() for name in names)

# The first that fits wins, so the narrower words stand before the wider ones.
_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.DEBATE, r"debat|konsultacje spoleczn|dyskusj"),
    (Kind.CONSULTATION, r"psycholog|specjalist|prawnik|terapeut|konsultac|logoped|mediator"),
    (Kind.ADVICE, r"punkt porad|porad|dyzur"),
    (Kind.VOLUNTEERING, r"wolontari"),
    (Kind.DIAGNOSIS, r"diagnoz|spacer badawcz|ankiet"),
    (Kind.MAPPING, r"\bmap[aey]"),
    (Kind.INITIATIVES, r"inicjatyw"),
    (Kind.TEAM, r"zespol mieszk|zespol ds|rada mieszk"),
    (Kind.CIVIC_EDUCATION, r"edukac|obywatel|prelekc|wyklad"),
    (Kind.SKILLS, r"warsztat|kurs|szkolen|nauka|zajecia|lekcj|ceramik|rekodziel|komputer"),
    (Kind.CULTURE, r"kultur|koncert|film|kino|teatr|wystaw|tradycj|muzy|histori|chor\b|wieczor"),
    (Kind.PARTNERS, r"wspolprac|partner"),
    (Kind.PROJECTS, r"projekt"),
    (Kind.MEDIA, r"\bmedi[aó]"),
    (Kind.INFORMATION, r"informac"),
    (Kind.INTEGRATION, r"integrac|sasiedz|sasiad|spotkan|klub|piknik|gry|festyn|swiet|kawiar"),
)
_AUDIENCES: tuple[tuple[Audience, str], ...] = (
    (Audience.FAMILIES, r"rodzin|rodzic"),
    (Audience.SENIORS, r"senior|60\+|65\+|starsz"),
    (Audience.YOUTH, r"mlodziez|nastolat"),
    (Audience.CHILDREN, r"dziec|przedszkol"),
    (Audience.ADULTS, r"doros"),
    (Audience.EVERYONE, r"wszys|kazd|bez ogranicz|mieszkan"),
)
_LANGUAGES = {"pol": "pl", "pl": "pl", "ukr": "uk", "uk": "uk", "ua": "uk", "ang": "en", "en": "en"}


def kind_of(text: str) -> Kind | None:
    """Return what an activity called like this is; None when no word tells."""
    words = squeeze(fold(text))
    named = {fold(str(label)): Kind(value) for value, label in Kind.choices}
    if words in Kind.values:
        return Kind(words)
    if words in named:
        return named[words]
    return next((kind for kind, stems in _KINDS if re.search(stems, words)), None)


def audience_of(text: str) -> Audience | None:
    """Return whom words like these invite."""
    words = squeeze(fold(text))
    if words in Audience.values:
        return Audience(words)
    return next((who for who, stems in _AUDIENCES if re.search(stems, words)), None)


def languages_of(text: str) -> str:
    """Return codes of the languages named: "polski i ukraiński" gives "pl uk"."""
    found: dict[str, None] = {}
    for word in re.findall(r"[a-z]+", fold(text)):
        code = next((c for start, c in _LANGUAGES.items() if word.startswith(start)), None)
        if code and len(word) > 1:
            found[code] = None
    return " ".join(found)
