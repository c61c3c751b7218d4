"""Made-up tasks and volunteers of the demonstration city."""

from dataclasses import dataclass

from podworko.demo.resource_rows import BRAMA, KOMINY, LIPY, PRALNIA, STAW


@dataclass(frozen=True, slots=True)
class MadeUpTask:
    """Something to do that nobody has to do, with what it answers."""

    key: str
    pal: str
    title: str
    words: str
    roles: tuple[tuple[str, int], ...]
    rhythm: str = "weekly"
    where: str = "pal"
    with_minors: bool = False
    least_age: int = 15
    skills: str = ""
    need: str = ""
    why: str = ""
    state: str = "open"
    days: tuple[int, int] | None = None
    """First and last day, counted from today."""


TASKS = (
    MadeUpTask(
        "lekcje",
        LIPY,
        "Pomoc przy lekcjach w świetlicy",
        "Siadasz z jednym dzieckiem i odrabiacie to, co zadane. Nie trzeba być nauczycielem:"
        " liczy się cierpliwość. Obok zawsze jest ktoś z zespołu.\n\nDwie godziny w tygodniu, od"
        " poniedziałku do czwartku, wybierasz dzień.",
        (("pomaga w lekcjach", 4), ("dyżur przy wejściu", 1)),
        with_minors=True,
        least_age=16,
        skills="matematyka, język angielski, język ukraiński",
        need="Młodzież nie ma gdzie być po lekcjach, gdy pada",
        why="Kto ma z kim odrobić lekcje, ten wraca do świetlicy i poznaje innych.",
    ),
    MadeUpTask(
        "odwiedziny",
        LIPY,
        "Odwiedziny u sąsiadów, którzy nie wychodzą",
        "Raz w tygodniu odwiedzasz jedną starszą osobę: herbata, rozmowa, spacer, gdy jest winda."
        " Pierwszy raz idziesz z kimś z zespołu. Adres poznajesz dzień przed wizytą.",
        (("odwiedza", 6),),
        where="home",
        least_age=18,
        skills="spokój, punktualność",
        need="Starsi mieszkańcy bloków bez windy rzadko wychodzą z domu",
        why="Jedna stała osoba w tygodniu to powód, żeby się ubrać i na kogoś czekać.",
    ),
    MadeUpTask(
        "festyn",
        LIPY,
        "Festyn na koniec karnawału",
        "Trzy dni przygotowań i jeden dzień zabawy. Stoły, herbata, scena, sprzątanie. Można wziąć"
        " jeden dyżur albo wszystkie.",
        (("kuchnia i herbata", 6), ("ustawianie i sprzątanie", 8), ("informacja", 2)),
        rhythm="festival",
        days=(40, 44),
    ),
    MadeUpTask(
        "nowi",
        KOMINY,
        "Przewodniczka lub przewodnik dla nowych sąsiadów",
        "Pokazujesz nowym osobom okolicę: przychodnia, szkoła, bazar, PAL. Najlepiej w ich języku.",
        (("oprowadza", 3),),
        where="elsewhere",
        skills="język ukraiński, język angielski",
        need="Nowi sąsiedzi nie wiedzą, gdzie czego szukać",
        why="Godzina z sąsiadem znaczy więcej niż ulotka.",
    ),
    MadeUpTask(
        "sad",
        BRAMA,
        "Jesienne porządki w ogrodzie społecznym",
        "Grabimy, okrywamy róże, sadzimy cebulki. Jedna sobota, rękawice dajemy.",
        (("ogród", 10),),
        rhythm="once",
        where="elsewhere",
        days=(6, 6),
    ),
    MadeUpTask(
        "telefon",
        STAW,
        "Telefon do sąsiada",
        "Dzwonisz dwa razy w tygodniu do tych samych kilku osób i pytasz, co słychać. Z PAL albo z"
        " domu.",
        (("dzwoni", 4),),
        least_age=18,
    ),
    MadeUpTask(
        "maluchy",
        PRALNIA,
        "Sobotnie poranki z maluchami",
        "Zabawa z dziećmi, gdy rodzice rozmawiają przy kawie.",
        (("bawi się z dziećmi", 3),),
        with_minors=True,
        least_age=16,
        need="Rodzice maluchów są sami całymi dniami",
        why="Godzina dla siebie i ktoś, kto zna imię dziecka.",
        state="draft",
    ),
)


@dataclass(frozen=True, slots=True)
class MadeUpVolunteer:
    """Somebody made up who helps, and how far they have come."""

    name: str
    task: str
    stage: str
    contact: str
    age: int = 30
    remark: str = ""
    since: int = 0
    """How many days ago they came to this stage."""
    days: tuple[int, int] = (-60, 120)
    """First and last day of the agreement, counted from today."""
    language: str = "pl"
    signed: bool = True
    guardian: str = ""
    channel: str = "web"
    role: int = 0


VOLUNTEERS = (
    MadeUpVolunteer(
        "Pola Nowicka-Wymyślona",
        "lekcje",
        "applied",
        "pola.wolontariat@example.org",
        remark="Studiuję pedagogikę, mam wolne wtorki i czwartki.",
        since=1,
    ),
    MadeUpVolunteer(
        "Edmund Zmyślony",
        "odwiedziny",
        "applied",
        "+48120000901",
        age=67,
        remark="Jestem na emeryturze, mam dużo czasu i psa.",
        since=9,
        channel="phone",
    ),
    MadeUpVolunteer(
        "Igor Przykład", "lekcje", "talk", "igor.wolontariat@example.org", age=41, since=3
    ),
    MadeUpVolunteer(
        "Kalina Bajkowa",
        "lekcje",
        "checks",
        "kalina.wolontariat@example.org",
        age=16,
        since=5,
        guardian="Małgorzata Bajkowa",
    ),
    MadeUpVolunteer(
        "Solomija Kazkowa",
        "lekcje",
        "training",
        "solomija.wolontariat@example.org",
        age=24,
        since=2,
        language="uk",
    ),
    MadeUpVolunteer("Roman Fikcyjny", "odwiedziny", "agreement", "+48120000902", age=52, since=4),
    MadeUpVolunteer(
        "Hanna Bezimienna",
        "odwiedziny",
        "accompanied",
        "hanna.wolontariat@example.org",
        age=38,
        since=6,
        days=(-6, 174),
    ),
    MadeUpVolunteer(
        "Zenon Nieistniejący",
        "odwiedziny",
        "active",
        "+48120000903",
        age=70,
        since=50,
        days=(-90, 21),
        channel="desk",
    ),
    MadeUpVolunteer(
        "Marta Umowna",
        "lekcje",
        "active",
        "marta.wolontariat@example.org",
        age=33,
        since=80,
        days=(-100, 200),
    ),
    MadeUpVolunteer(
        "Tymon Literacki",
        "lekcje",
        "active",
        "tymon.wolontariat@example.org",
        age=17,
        since=30,
        days=(-40, 140),
        guardian="Paweł Literacki",
    ),
    MadeUpVolunteer(
        "Lucjan Opowiastka",
        "odwiedziny",
        "active",
        "lucjan.wolontariat@example.org",
        age=45,
        since=20,
        days=(-20, 160),
        signed=False,
    ),
    MadeUpVolunteer(
        "Bożena Legendarna",
        "nowi",
        "active",
        "bozena.wolontariat@example.org",
        age=29,
        since=60,
        days=(-60, 120),
    ),
    MadeUpVolunteer(
        "Cezary Powiastka",
        "odwiedziny",
        "ended",
        "cezary.wolontariat@example.org",
        age=62,
        since=12,
        days=(-200, -12),
    ),
)
