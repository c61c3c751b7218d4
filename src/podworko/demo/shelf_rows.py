"""Made-up things, notices and problems of the demonstration city."""

from dataclasses import dataclass

from podworko.demo.resource_rows import BRAMA, KOMINY, LIPY, STAW

Who = tuple[str, str]
"""A name, and a phone number or an e-mail."""


@dataclass(frozen=True, slots=True)
class LoanRow:
    """Who had, has or wants a thing; days are counted from today."""

    who: Who
    days: tuple[int, int]
    state: str
    words: str = ""
    answer: str = ""
    damage: str = ""
    notes: tuple[tuple[bool, str], ...] = ()
    """Whether the lender wrote it, and what."""


@dataclass(frozen=True, slots=True)
class ThingRow:
    """Something to lend, of a PAL or of a neighbour."""

    pal: str
    title: str
    category: str
    words: str
    collecting: str = "W PAL, w godzinach otwarcia. Zadzwoń, zanim przyjdziesz."
    condition: str = "good"
    longest_days: int = 7
    owner: Who | None = None
    shown_name: str = ""
    state: str = "shown"
    answer: str = ""
    flags: str = ""
    """ "i" for an instruction, "a" for adults alone."""
    loans: tuple[LoanRow, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice; `days` is how long it hangs from today."""

    pal: str
    kind: str
    title: str
    words: str
    who: Who
    shown_name: str
    days: int
    state: str = "published"
    answer: str = ""
    appeal: str = ""
    report: tuple[str, str] = ("", "")
    replies: tuple[tuple[Who, str, str, str], ...] = ()
    """Who wrote, the name shown, what, and what the author wrote back."""


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Something wrong nearby, with its steps: days ago, state, words, office, number."""

    pal: str
    category: str
    words: str
    where: str
    point: tuple[float, float]
    who: Who | None
    days_ago: int
    channel: str = "web"
    title: str = ""
    steps: tuple[tuple[int, str, str, str, str], ...] = ()
    voices: tuple[Who, ...] = ()
    need: str = ""


HALINA = ("Halina Wzorowa", "+48600200301")
IGOR = ("Igor Zmyślony", "igor.zmyslony@example.org")
OLENA = ("Olena Przykładna", "olena.p@example.org")
TADEK = ("Tadeusz Niebyły", "+48600200304")
MARTA = ("Marta Bajkowa", "marta.bajkowa@example.org")
ZOSIA = ("Zofia Pozorna", "+48600200306")
PIOTR = ("Piotr Umyślny", "piotr.umyslny@example.org")
ANETA = ("Aneta Gdzieindziej", "aneta.g@example.org")

THINGS = (
    ThingRow(
        LIPY,
        "Wiertarka udarowa z wiertłami",
        "tools",
        "Walizka, dwanaście wierteł do ściany i drewna, gogle. Przedłużacz osobno.",
        longest_days=3,
        flags="ia",
        loans=(
            LoanRow(IGOR, (-40, -38), "back", "półki w pokoju córki"),
            LoanRow(ZOSIA, (-20, -19), "back", damage="złamane wiertło 6 mm"),
            LoanRow(TADEK, (-6, -4), "out", "karnisz"),
            LoanRow(MARTA, (3, 4), "agreed", "lustro w łazience", "Zapraszamy po 10.00."),
            LoanRow(PIOTR, (6, 7), "asked", "szafki"),
        ),
    ),
    ThingRow(
        LIPY,
        "Rzutnik i ekran",
        "pal",
        "Kabel HDMI, pilot, ekran na statywie dwa metry. Pokazujemy przy odbiorze, jak podłączyć.",
        longest_days=2,
        flags="i",
        loans=(
            LoanRow(OLENA, (-1, 0), "out", "film na podwórku"),
            LoanRow(ANETA, (9, 9), "agreed"),
            LoanRow(IGOR, (9, 10), "declined", answer="W te dni jest już u sąsiadki. Może 11?"),
        ),
    ),
    ThingRow(
        LIPY,
        "Namiot dla czterech osób",
        "sport",
        "Rozkłada się w dziesięć minut, śledzie w komplecie. Suchy i czysty proszę.",
        owner=MARTA,
        shown_name="Marta",
        longest_days=10,
        loans=(
            LoanRow(
                PIOTR,
                (5, 8),
                "asked",
                "pierwszy biwak z synem",
                notes=((False, "Czy jest też podłoga pod śpiwory?"),),
            ),
            LoanRow(ZOSIA, (-70, -66), "back", "wyjazd harcerski"),
        ),
    ),
    ThingRow(
        LIPY,
        "Duży garnek, 20 litrów",
        "kitchen",
        "Na zupę dla całej klatki. Z pokrywką i chochlą.",
        owner=HALINA,
        shown_name="Halina",
        longest_days=4,
        loans=(
            LoanRow(
                OLENA,
                (0, 2),
                "agreed",
                "urodziny, trzydzieści osób",
                "Bardzo proszę, smacznego!",
                notes=((True, "Będę w PAL o piątej."), (False, "Świetnie, przyjdę.")),
            ),
        ),
    ),
    ThingRow(
        LIPY,
        "Sekator i grabie",
        "garden",
        "Zestaw do podwórkowego ogródka.",
        loans=(LoanRow(ZOSIA, (-3, 0), "out", "ogródek przy bloku"),),
    ),
    ThingRow(
        LIPY,
        "Planszówki rodzinne: pięć pudeł",
        "play",
        "Od sześciu lat. Lista gier w pudełku; proszę policzyć pionki przy zwrocie.",
        condition="worn",
        longest_days=14,
        loans=(LoanRow(ANETA, (2, 9), "cancelled"),),
    ),
    ThingRow(
        LIPY,
        "Odkurzacz piorący",
        "other",
        "Do dywanów i kanap. Płyn każdy ma swój.",
        owner=PIOTR,
        shown_name="Piotr",
        state="new",
    ),
    ThingRow(
        LIPY,
        "Piła łańcuchowa",
        "tools",
        "Spalinowa.",
        owner=TADEK,
        shown_name="Tadeusz",
        state="hidden",
        answer="Bez szkolenia to zbyt niebezpieczne. Chętnie pokażemy ją na warsztatach.",
    ),
    ThingRow(KOMINY, "Maszyna do szycia", "tools", "Z pedałem, igły osobno.", flags="i"),
    ThingRow(KOMINY, "Stół do ping-ponga, składany", "sport", "Cztery rakietki.", longest_days=2),
    ThingRow(STAW, "Wózek transportowy", "tools", "Udźwig 150 kg.", condition="new"),
    ThingRow(STAW, "Kosiarka ręczna", "garden", "Bez prądu.", state="withdrawn"),
    ThingRow(BRAMA, "Nagłośnienie przenośne", "pal", "Dwa mikrofony.", flags="i", longest_days=2),
)

NOTICES = (
    NoticeRow(
        LIPY,
        "thing_given",
        "Oddam łóżeczko z materacem",
        "Dwuletnie, czyste, do samodzielnego skręcenia. Odbiór po pracy, pomogę znieść.",
        IGOR,
        "Igor",
        25,
        replies=((OLENA, "Olena", "Czy jest jeszcze? Mogę w środę.", "Jest, środa pasuje."),),
    ),
    NoticeRow(
        LIPY,
        "skill_offered",
        "Pomogę zrozumieć pismo z urzędu",
        "Pracowałam w biurze trzydzieści lat. Przeczytamy razem i powiem, co odpisać.",
        HALINA,
        "Halina",
        40,
    ),
    NoticeRow(
        LIPY,
        "company",
        "Szukam kogoś do spacerów z kijkami",
        "Trzy razy w tygodniu rano, wolnym krokiem, koło stawu i z powrotem.",
        ZOSIA,
        "Zofia",
        2,
    ),
    NoticeRow(
        LIPY,
        "skill_asked",
        "Kto nauczy mnie cerować swetry",
        "Chętnie w zamian upiekę chleb albo pogram w szachy.",
        PIOTR,
        "Piotr",
        30,
        state="waiting",
    ),
    NoticeRow(
        LIPY,
        "thing_wanted",
        "Szukam roweru dla ośmiolatki",
        "Koła 20 albo 24 cale, może być do naprawy, sam naprawię.",
        TADEK,
        "Tadeusz",
        20,
        report=("false", "To ogłoszenie wisi też przy sklepie, chyba nieaktualne."),
    ),
    NoticeRow(
        LIPY,
        "thing_given",
        "Kotki do oddania",
        "Cztery, do wyboru.",
        MARTA,
        "Marta",
        30,
        state="asked_back",
        answer="Napisz, ile mają tygodni i czy były u weterynarza.",
    ),
    NoticeRow(
        LIPY,
        "skill_offered",
        "Wróżę z kart, tylko prawda",
        "Przyjdź z pytaniem, wyjdziesz z odpowiedzią.",
        ANETA,
        "Aneta",
        30,
        state="declined",
        answer="Na tablicy są przysługi, które każdy może sprawdzić. Tej nie umiemy.",
        appeal="To dobra zabawa przy herbacie, nic więcej nie obiecuję.",
    ),
    NoticeRow(
        KOMINY,
        "company",
        "Szachy w czwartki",
        "Gram od pół wieku, chętnie przegram. Szachownicę przynoszę.",
        TADEK,
        "Tadeusz",
        35,
    ),
    NoticeRow(
        STAW,
        "thing_given",
        "Sadzonki pomidorów",
        "Dwadzieścia sztuk w kubkach po jogurcie.",
        OLENA,
        "Olena",
        10,
        state="hidden",
        answer="Sadzonki są już rozdane, tak napisały dwie osoby.",
    ),
)

PROBLEMS = (
    ProblemRow(
        LIPY,
        "lighting",
        "Od dwóch tygodni nie świeci latarnia przy przejściu. Wieczorem nic nie widać.",
        "przejście przy ul. Przykładowej",
        (50.0752, 19.9118),
        HALINA,
        26,
        "phone",
        "Ciemno przy przejściu na Przykładowej",
        (
            (22, "answered", "Byliśmy na miejscu wieczorem: nie świecą dwie latarnie.", "", ""),
            (21, "passed", "Zgłosiliśmy obie latarnie.", "zarząd dróg (fikcyjny)", "OSW/214/26"),
            (5, "ended", "Latarnie świecą. Sprawdziliśmy w poniedziałek po zmroku.", "", ""),
        ),
        (IGOR, OLENA, ZOSIA),
    ),
    ProblemRow(
        LIPY,
        "barrier",
        "Krawężnik przy przychodni jest za wysoki, wózkiem trzeba jechać ulicą.",
        "przychodnia",
        (50.0738, 19.9092),
        PIOTR,
        12,
        title="Za wysoki krawężnik przy przychodni",
        steps=((9, "passed", "Poprosiliśmy o obniżenie.", "zarząd dróg (fikcyjny)", "BAR/77/26"),),
        voices=(MARTA, TADEK),
    ),
    ProblemRow(
        LIPY,
        "greenery",
        "Na placyku nie ma ani jednej ławki w cieniu, starsi nie mają gdzie usiąść.",
        "placyk za biblioteką",
        (50.0761, 19.9081),
        ZOSIA,
        30,
        title="Brak ławek w cieniu",
        steps=((24, "tied", "To nie pierwszy głos: dopisujemy go do potrzeb okolicy.", "", ""),),
        need="Starsi mieszkańcy bloków bez windy rzadko wychodzą z domu",
    ),
    ProblemRow(
        LIPY,
        "waste",
        "Ktoś wyrzuca gruz koło śmietnika na rogu.",
        "ul. Przykładowa 21",
        (50.0748, 19.9101),
        IGOR,
        9,
        voices=(ANETA,),
    ),
    ProblemRow(
        LIPY,
        "other",
        "Sąsiad z góry puszcza głośno muzykę w nocy.",
        "",
        (50.0743, 19.9112),
        None,
        2,
    ),
    ProblemRow(
        LIPY,
        "pavement",
        "Płyty się ruszają, babcia się przewróciła.",
        "chodnik przy szkole",
        (50.0755, 19.9125),
        OLENA,
        1,
        "desk",
    ),
    ProblemRow(
        LIPY,
        "safety",
        "Proszę ukarać kierowców, którzy parkują pod blokiem.",
        "",
        (50.0747, 19.9097),
        TADEK,
        18,
        steps=(
            (15, "declined", "Mandatów nie wystawiamy. Zadzwoń do straży miejskiej: 986.", "", ""),
        ),
    ),
    ProblemRow(
        KOMINY,
        "greenery",
        "Gałęzie zasłaniają znak stopu.",
        "ul. Zmyślona",
        (50.0265, 19.8941),
        MARTA,
        6,
        title="Gałęzie zasłaniają znak",
        steps=((4, "answered", "Dziękujemy, w tym tygodniu sprawdzimy na miejscu.", "", ""),),
    ),
)
