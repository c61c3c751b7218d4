"""What the demonstration's studies say: made up, and marked so on every page."""

from dataclasses import dataclass

LAST_YEAR = {
    "community": (
        "Osiedle Lipowe to dziewięć bloków z lat siedemdziesiątych i trzy nowe za torami. "
        "Mieszka tu około 4200 osób, co czwarta ma ponad 65 lat.\n"
        "Osiedle przecina ulica Przykładowa; po jednej stronie jest szkoła i plac, po drugiej "
        "przychodnia i przystanek. Windy są w czterech blokach."
    ),
    "resources_words": (
        "Szkoła udostępnia salę gimnastyczną po 17. Przychodnia, biblioteka i świetlica są w "
        "zasięgu dziesięciu minut pieszo.\nLudzie: grupa szachowa z ławki, chór parafialny, "
        "złota rączka z klatki czwartej, dwie emerytowane nauczycielki."
    ),
    "needs_words": (
        "Najczęściej wracały dwa tematy: młodzi nie mają gdzie się spotkać, gdy pada, a przy "
        "placu nie było na czym usiąść."
    ),
    "conclusions": (
        "Osiedle ma ludzi chętnych do działania i mało miejsc pod dachem. Zaczynamy od tego, co "
        "można zrobić szybko: ławki i otwarta świetlica w piątki."
    ),
    "what_next": (
        "Wyniki pokazaliśmy sąsiadom w PAL. Zapytamy znowu za rok, żeby sprawdzić, co się zmieniło."
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step and how many days from the beginning of its study it is."""

    day: int
    method: str
    title: str
    voices: int = 0
    findings: str = ""
    source: str = ""


OLD_STEPS = (
    Step(
        3,
        "desk_data",
        "Ilu nas jest i w jakim wieku",
        findings="Co czwarta osoba ma ponad 65 lat; w nowych blokach dużo małych dzieci.",
        source="Statystyki publiczne gminy, przykład",
    ),
    Step(
        10,
        "interview",
        "Rozmowy z młodzieżą przy szkole",
        14,
        "„Jak pada, siedzimy na klatce, aż nas ktoś wygoni”. Chcieliby stół do tenisa.",
    ),
    Step(
        24,
        "workshop",
        "Warsztat przy placu: mapa z kredy",
        22,
        "Na planie zaznaczono siedem miejsc bez ławki. Seniorzy odpoczywają na murku.",
    ),
)

NEW_STEPS = (
    Step(
        4,
        "desk_data",
        "Zgłoszenia do rady dzielnicy",
        findings="Najwięcej spraw: oświetlenie, śliskie schody, parkowanie przy szkole.",
        source="Rejestr zgłoszeń, przykład",
    ),
    Step(
        12,
        "interview",
        "Rozmowy z rodzicami maluchów",
        11,
        "Nie znają się nawzajem. „Zimą trzy miesiące siedzimy w domu, każdy osobno”.",
    ),
    Step(
        20,
        "interview",
        "Znowu przy szkole: młodzież",
        9,
        "W piątki świetlica działa i jest pełna. W inne dni nadal klatka schodowa.",
    ),
    Step(44, "workshop", "Warsztat: co zrobić z pustym lokalem"),
    Step(50, "observation", "Obserwacja przystanku rano i wieczorem"),
)
ELSEWHERE = (
    Step(
        2,
        "interview",
        "Pierwsze rozmowy na podwórkach",
        8,
        "Wszyscy mówią o samochodach na chodniku i o tym, że nikt nie sprząta po psach.",
    ),
    Step(26, "observation", "Godzina przy bramie: kto tędy chodzi"),
)

STOPS = (
    ("Brama szkoły", "Jak się tu przechodzi rano, z wózkiem i z plecakiem?", 0.0006, -0.0004),
    ("Schody za blokiem 5", "Czy zejdziesz tędy po ciemku? Jest poręcz?", 0.0012, 0.0007),
    ("Plac z lipą", "Co tu jest dobre? Czego brakuje?", 0.0001, 0.0014),
    ("Przystanek", "Gdzie czekasz, gdy pada?", -0.0009, 0.0019),
)

# Who, at which stop, good or not, what about, in what words.
NOTES = (
    (1, 1, "problem", "transport", "Samochody stoją na chodniku do samej bramy, wózek na jezdnię."),
    (2, 1, "problem", "safety", "Przejście bez świateł, dzieci czekają w błocie."),
    (4, 1, "problem", "transport", "Za wysoki krawężnik."),
    (1, 2, "problem", "safety", "Lampa nie świeci, schody oblodzone."),
    (3, 2, "problem", "safety", "Brak poręczy po lewej. Sąsiadka spadła w lutym."),
    (4, 2, "problem", "disability", "Nie ma zjazdu. Z wózkiem trzeba obejść pół osiedla."),
    (5, 2, "problem", "safety", "Ciemno, boję się tędy wracać z zajęć."),
    (6, 2, "problem", "safety", "Oblodzone i ciemno."),
    (2, 3, "good", "culture", "Pod lipą zawsze ktoś gra w szachy. Tu można zrobić letnie kino."),
    (3, 3, "good", "greenery", "Nowe ławki! Ktoś posadził lawendę."),
    (5, 3, "good", "youth", "Mur idealny na legalne malowanie."),
    (6, 3, "problem", "greenery", "Kosz jeden na cały plac, wiecznie pełny."),
    (1, 4, "problem", "transport", "Wiata dziurawa, leje się na ławkę."),
    (5, 4, "good", "information", "Tablica przy przystanku: wszyscy ją czytają, warto wieszać."),
)

WITH_PHOTO = ("Lampa nie świeci, schody oblodzone.", "Oblodzone i ciemno.")
