"""Made-up needs of the demonstration city, and what waits for an answer."""

from dataclasses import dataclass

from podworko.demo.resource_rows import BRAMA, KOMINY, LIPY, PRALNIA, STAW


@dataclass(frozen=True, slots=True)
class MadeUpNeed:
    """A need that nobody has, with how it is known and how many say "me too"."""

    pal: str
    category: str
    title: str
    whose: str
    area: str
    evidence: tuple[tuple[str, str, int], ...]
    words: str = ""
    me_too: int = 0
    months: int = 2
    status: str = "confirmed"
    at: tuple[float, float] | None = (0, 0)
    helped_by: tuple[tuple[str, str], ...] = ()


NEEDS = (
    MadeUpNeed(
        LIPY,
        "loneliness",
        "Starsi mieszkańcy bloków bez windy rzadko wychodzą z domu",
        "seniorzy",
        "bloki przy ulicy Przykładowej",
        (
            ("interview", "Dwanaście rozmów w klatkach", 12),
            ("survey", "Odpowiedzi na pytanie „jak często rozmawiasz z sąsiadami”", 61),
        ),
        "Najtrudniej jest zimą i na trzecim, czwartym piętrze.",
        34,
        7,
        "confirmed",
        (2, 2),
        (
            ("Kółko szachowe z ławki", "Mogą grać także na klatce, w świetlicy na parterze."),
            ("Uczy szydełkowania", "Chętnie przyjdzie do domu, do dwóch, trzech osób."),
        ),
    ),
    MadeUpNeed(
        LIPY,
        "safety",
        "Wieczorem przy przejściu do przystanku jest ciemno",
        "wszyscy",
        "przejście między blokami a przystankiem",
        (
            ("walk", "Spacer badawczy, punkt czwarty", 14),
            ("residents", "Zgłoszenia przy okienku", 9),
        ),
        "",
        23,
        3,
        "confirmed",
        (-4, 4),
    ),
    MadeUpNeed(
        LIPY,
        "youth",
        "Młodzież nie ma gdzie być po lekcjach, gdy pada",
        "dzieci i młodzież",
        "osiedle przy Przykładowej",
        (("workshop", "Warsztat z siódmą klasą", 22),),
        "Chcą miejsca bez zajęć, ze stołem i prądem.",
        17,
        5,
        "confirmed",
        (5, -2),
        (("Sala w dawnej szkole", "Mogłaby stać otworem dwa popołudnia w tygodniu."),),
    ),
    MadeUpNeed(
        LIPY,
        "newcomers",
        "Nowi sąsiedzi nie wiedzą, gdzie czego szukać",
        "nowi mieszkańcy",
        "",
        (("interview", "Rozmowy z rodzinami z Ukrainy", 8),),
        "",
        3,
        4,
        "confirmed",
        None,
        (("Mówi po ukraińsku i pomaga w urzędach", "Dyżur w pierwszy wtorek miesiąca."),),
    ),
    MadeUpNeed(
        LIPY,
        "greenery",
        "Brakuje ławek w drodze do przychodni",
        "seniorzy, rodzice z wózkami",
        "droga do przychodni",
        (("walk", "Spacer badawczy, punkt drugi", 3),),
        "",
        6,
        3,
        "confirmed",
        (-3, 2),
    ),
    MadeUpNeed(
        LIPY,
        "disability",
        "Wejście do pawilonu ma schody bez podjazdu",
        "osoby na wózkach",
        "pawilon handlowy",
        (("observation", "Obserwacja zespołu", 0), ("residents", "Zgłoszenia mieszkańców", 4)),
        "",
        11,
        2,
        "confirmed",
        (1, -4),
    ),
    MadeUpNeed(
        PRALNIA,
        "work",
        "Kobiety po pięćdziesiątce szukają pracy i nie wiedzą, jak zacząć",
        "kobiety 50+",
        "",
        (("survey", "Pytanie szóste ankiety", 19),),
        "",
        7,
        6,
        "confirmed",
        None,
    ),
    MadeUpNeed(
        PRALNIA,
        "environment",
        "Za pralnią powstaje dzikie wysypisko",
        "mieszkańcy",
        "teren za dawną pralnią",
        (("residents", "Zgłoszenia mieszkańców", 12),),
        "",
        15,
        1,
        "confirmed",
        (-2, -3),
    ),
    MadeUpNeed(
        BRAMA,
        "families",
        "Rodzice maluchów są sami całymi dniami",
        "rodziny z małymi dziećmi",
        "osiedle Wymyślone",
        (("workshop", "Kawiarenka rodziców", 11),),
        "",
        9,
        4,
        "confirmed",
        (2, 3),
    ),
    MadeUpNeed(
        KOMINY,
        "culture",
        "Nie ma gdzie zagrać próby bez przeszkadzania sąsiadom",
        "młodzi muzycy",
        "okolice dawnej kotłowni",
        (("debate", "Debata w kotłowni", 27),),
        "",
        4,
        8,
        "confirmed",
        (1, 1),
        (("Dawna kotłownia", "Próby dwa razy w tygodniu po 18."),),
    ),
    MadeUpNeed(
        STAW,
        "health",
        "Trudno dostać się do psychologa dla nastolatka",
        "rodziny z nastolatkami",
        "",
        (("survey", "Pytanie dziewiąte ankiety", 31),),
        "",
        12,
        5,
        "confirmed",
        None,
    ),
    MadeUpNeed(
        STAW,
        "transport",
        "Autobus wieczorem jeździ co godzinę",
        "wszyscy",
        "osiedle Urojone",
        (("desk_data", "Rozkład jazdy", 0),),
        "",
        0,
        1,
        "reported",
        (4, 4),
    ),
)
WAITING = (
    (
        "need",
        LIPY,
        "Na placu zabaw nie ma cienia",
        "Latem nie da się tam być.",
        "greenery",
        "Przykładowa",
        "web",
    ),
    (
        "resource",
        LIPY,
        "Sąsiadka użycza garażu na rzeczy do wymiany",
        "",
        "place",
        "Przykładowa",
        "phone",
    ),
    (
        "need",
        PRALNIA,
        "Winda w bloku stoi od miesiąca",
        "Starsze osoby nie wychodzą.",
        "seniors",
        "Zmyślona",
        "paper",
    ),
)
