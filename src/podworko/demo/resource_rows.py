"""Made-up resources of the demonstration city."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MadeUpResource:
    """Something that does not exist, so many steps north and east of a PAL's seat."""

    pal: str
    category: str
    name: str
    answers: str
    words: str = ""
    at: tuple[float, float] = (0, 0)
    opening: str = ""
    is_stale: bool = False


LIPY, PRALNIA, BRAMA, KOMINY, STAW = (
    "pod-lipami",
    "stara-pralnia",
    "zielona-brama",
    "trzy-kominy",
    "nad-stawem",
)
RESOURCES = (
    MadeUpResource(
        LIPY,
        "institution",
        "Biblioteka pod Lipą",
        "culture information seniors",
        "Czytelnia, kącik dla dzieci i jeden komputer dla każdego.",
        (3, 2),
        "pon.–pt. 10–18",
    ),
    MadeUpResource(
        LIPY,
        "institution",
        "Szkoła Podstawowa na Przykładowej",
        "youth families",
        "Po południu udostępnia salę gimnastyczną.",
        (5, -3),
    ),
    MadeUpResource(
        LIPY,
        "institution",
        "Przychodnia Zdrowe Lipy",
        "health seniors",
        "Raz w miesiącu mierzy ciśnienie w klubie seniora.",
        (-4, 3),
        "pon.–pt. 8–18",
    ),
    MadeUpResource(
        LIPY,
        "ngo",
        "Stowarzyszenie Sąsiedzki Stół",
        "loneliness culture",
        "Co kwartał wspólny obiad na dziedzińcu.",
        (1, 4),
    ),
    MadeUpResource(
        LIPY,
        "ngo",
        "Fundacja Drugi Dzwonek",
        "youth families",
        "Korepetycje prowadzone przez wolontariuszy.",
        (-2, -4),
    ),
    MadeUpResource(
        LIPY,
        "business",
        "Piekarnia Rumiana",
        "families",
        "Wieczorem oddaje chleb, który został.",
        (2, -2),
        "pon.–sob. 6–18",
    ),
    MadeUpResource(
        LIPY,
        "business",
        "Zakład rowerowy Szprycha",
        "transport environment",
        "Raz w roku darmowy przegląd.",
        (-3, 5),
        is_stale=True,
    ),
    MadeUpResource(
        LIPY,
        "group",
        "Kółko szachowe z ławki",
        "loneliness seniors",
        "Grają na skwerze, kto przyjdzie.",
        (0.5, 1.5),
        "środy od 16",
    ),
    MadeUpResource(
        LIPY,
        "group",
        "Biegacze z Przykładowej",
        "health",
        "Powoli i razem, także z wózkami.",
        (4, 5),
        is_stale=True,
    ),
    MadeUpResource(
        LIPY,
        "place",
        "Dziedziniec przy Przykładowej 7",
        "culture loneliness",
        "Zadaszone stoły na czterdzieści osób.",
        (0.4, -0.5),
    ),
    MadeUpResource(
        LIPY,
        "place",
        "Sala w dawnej szkole",
        "culture youth",
        "Osiemdziesiąt krzeseł, scena i rzutnik.",
        (6, 1),
    ),
    MadeUpResource(
        LIPY,
        "green",
        "Skwer z trzema lipami",
        "greenery loneliness",
        "Cień, ławki i jedyny w okolicy stół do szachów.",
        (-1, 1),
    ),
    MadeUpResource(
        LIPY,
        "green",
        "Ogródek na dachu pawilonu",
        "greenery environment",
        "Dziesięć skrzyń do wspólnej uprawy.",
        (-5, -2),
        is_stale=True,
    ),
    MadeUpResource(
        LIPY,
        "equipment",
        "Namiot i dwanaście stołów",
        "culture",
        "Do pożyczenia na imprezę sąsiedzką.",
        (0.2, 0.3),
    ),
    MadeUpResource(
        LIPY,
        "equipment",
        "Wózek do przewożenia zakupów",
        "seniors transport",
        "Pożycza dozorca bloku numer trzy.",
        (1.5, -5),
        is_stale=True,
    ),
    MadeUpResource(
        LIPY,
        "skill",
        "Naprawia drobny sprzęt domowy",
        "environment families",
        "Emerytowany elektryk, w soboty.",
    ),
    MadeUpResource(LIPY, "skill", "Mówi po ukraińsku i pomaga w urzędach", "newcomers information"),
    MadeUpResource(
        LIPY, "skill", "Uczy szydełkowania", "loneliness culture", "Chętnie w małej grupie."
    ),
    MadeUpResource(
        LIPY,
        "tradition",
        "Kolędowanie między klatkami",
        "culture loneliness",
        "Co roku w trzecią niedzielę grudnia.",
    ),
    MadeUpResource(
        LIPY,
        "money",
        "Fundusz małych grantów rady dzielnicy",
        "culture greenery",
        "Nabór wiosną, do pięciu tysięcy złotych.",
    ),
    MadeUpResource(
        LIPY,
        "medium",
        "Gazetka Spod Lip",
        "information",
        "Wychodzi co dwa miesiące, leży w sklepach.",
    ),
    MadeUpResource(
        PRALNIA,
        "institution",
        "Dom Kultury na Zmyślonej",
        "culture youth",
        "Pracownia muzyczna i kino.",
        (3, 3),
        "wt.–sob. 12–20",
    ),
    MadeUpResource(
        PRALNIA,
        "ngo",
        "Stowarzyszenie Druga Szansa Rzeczy",
        "environment work",
        "Uczy naprawiać zamiast wyrzucać.",
        (-2, 2),
    ),
    MadeUpResource(
        PRALNIA, "group", "Ekipa z boiska", "youth", "Młodzież, która sama dba o boisko.", (2, -4)
    ),
    MadeUpResource(
        PRALNIA, "place", "Boisko za pralnią", "youth health", "Otwarte do zmroku.", (2.4, -4.3)
    ),
    MadeUpResource(PRALNIA, "skill", "Prowadzi warsztat naprawy rowerów", "transport youth"),
    MadeUpResource(
        PRALNIA,
        "equipment",
        "Trzy maszyny do szycia",
        "work culture",
        "",
        (0.3, 0.3),
        is_stale=True,
    ),
    MadeUpResource(
        BRAMA,
        "green",
        "Ogród społeczny za bramą",
        "greenery loneliness",
        "Pół hektara, trzydzieści grządek.",
        (0.5, 0.5),
    ),
    MadeUpResource(BRAMA, "ngo", "Koło pszczelarek miejskich", "environment greenery", "", (2, 4)),
    MadeUpResource(
        BRAMA,
        "institution",
        "Przedszkole Wymyślone",
        "families youth",
        "Plac zabaw otwarty po południu.",
        (-3, 2),
    ),
    MadeUpResource(BRAMA, "skill", "Zna się na kompoście i chętnie pokaże", "environment"),
    MadeUpResource(
        BRAMA,
        "business",
        "Warzywniak u Gospodyni",
        "seniors",
        "Zanosi zakupy sąsiadom z sąsiednich klatek.",
        (1, -3),
        "pon.–sob. 7–17",
        is_stale=True,
    ),
    MadeUpResource(
        KOMINY,
        "place",
        "Dawna kotłownia",
        "culture",
        "Sala na sześćdziesiąt osób, dobra akustyka.",
        (0.4, 0.2),
    ),
    MadeUpResource(
        KOMINY,
        "group",
        "Chór Niebyły",
        "culture loneliness",
        "Śpiewa każdy, kto chce.",
        (1, 3),
        "czwartki 18–20",
    ),
    MadeUpResource(
        KOMINY,
        "institution",
        "Komisariat dzielnicowy",
        "safety",
        "Dzielnicowa przychodzi na zebrania.",
        (-4, -3),
    ),
    MadeUpResource(
        KOMINY,
        "tradition",
        "Opowieści ludzi z fabryki",
        "culture seniors",
        "Nagrania z historii mówionej.",
    ),
    MadeUpResource(STAW, "green", "Staw z pomostem", "greenery", "", (2, 2)),
    MadeUpResource(
        STAW,
        "ngo",
        "Klub rodziców Kijanki",
        "families loneliness",
        "Wspólne spacery z wózkami.",
        (-1, 3),
    ),
    MadeUpResource(STAW, "skill", "Uczy matematyki przed egzaminem", "youth"),
    MadeUpResource(
        STAW, "business", "Apteka Urojona", "health seniors", "", (3, -2), is_stale=True
    ),
)
