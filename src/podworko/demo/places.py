"""Places made up so that the demonstration city is lively; each is marked as fictional."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MadeUpPal:
    """A PAL that does not exist, at an address that does not exist."""

    slug: str
    name: str
    district: int
    address: str
    building: str
    lat: float
    lon: float
    stop: str
    facts: str
    """One letter each for step-free, lift, toilet, loop, dog, parking: y, n or ?."""
    rooms: tuple[tuple[str, int], ...]
    hours: tuple[tuple[int, str, str], ...]
    summary: str
    summary_en: str
    summary_uk: str
    phone: str
    floor: str = ""
    status: str = "active"


WEEK = tuple((day, "10:00", "18:00") for day in range(5))
EVENINGS = tuple((day, "12:00", "20:00") for day in range(5))
SATURDAYS = (*WEEK[:4], (4, "10:00", "16:00"), (5, "10:00", "14:00"))

PALS: tuple[MadeUpPal, ...] = (
    MadeUpPal(
        "pod-lipami",
        "Pod Lipami",
        5,
        "ul. Przykładowa 7",
        "parter domu kultury",
        50.0745,
        19.9105,
        "Przykładowa (tramwaj)",
        "yyyyyy",
        (("Sala duża", 40), ("Pracownia", 12), ("Kuchnia", 10)),
        WEEK,
        "Ceramika, kuchnia sąsiedzka i najdłuższy stół w dzielnicy.",
        "Pottery, a neighbours' kitchen and the longest table in the district.",
        "Кераміка, сусідська кухня і найдовший стіл у районі.",
        "+48120000011",
    ),
    MadeUpPal(
        "stara-pralnia",
        "Stara Pralnia",
        8,
        "ul. Zmyślona 12",
        "dawna pralnia osiedlowa",
        50.0262,
        19.8935,
        "Zmyślona (autobus)",
        "yn?n?n",
        (("Pralnia", 25), ("Pokój cichy", 6)),
        EVENINGS,
        "Warsztat napraw, klub młodzieży i kino w dawnej pralni.",
        "A repair workshop, a youth club and a cinema in a former laundry.",
        "Майстерня, молодіжний клуб і кіно в колишній пральні.",
        "+48120000012",
    ),
    MadeUpPal(
        "zielona-brama",
        "Zielona Brama",
        4,
        "os. Wymyślone 3",
        "pawilon spółdzielni",
        50.0958,
        19.9232,
        "Wymyślone (autobus)",
        "y?yn?y",
        (("Sala", 30), ("Ogród", 40)),
        SATURDAYS,
        "Ogród społeczny za bramą, przez którą wchodzi całe osiedle.",
        "A community garden behind a gate that the whole estate walks through.",
        "Громадський сад за брамою, крізь яку заходить увесь мікрорайон.",
        "+48120000013",
    ),
    MadeUpPal(
        "trzy-kominy",
        "Trzy Kominy",
        13,
        "ul. Niebyła 21",
        "dawna kotłownia",
        50.0440,
        19.9795,
        "Niebyła (tramwaj)",
        "nnn?yn",
        (("Kotłownia", 60), ("Antresola", 15)),
        EVENINGS,
        "Koncerty, debaty i historia mówiona w dawnej kotłowni.",
        "Concerts, debates and oral history in a former boiler house.",
        "Концерти, дебати та усна історія в колишній котельні.",
        "+48120000014",
        floor="półpiętro",
    ),
    MadeUpPal(
        "nad-stawem",
        "Nad Stawem",
        15,
        "os. Urojone 5",
        "przedszkole po godzinach",
        50.1012,
        20.0068,
        "Urojone (autobus)",
        "yyy?yy",
        (("Sala zabaw", 20), ("Świetlica", 24)),
        WEEK,
        "Rodziny, maluchy i korepetycje sąsiedzkie.",
        "Families, toddlers and neighbourly tutoring.",
        "Родини, малюки та сусідські репетитори.",
        "+48120000015",
    ),
    MadeUpPal(
        "pod-kasztanem",
        "Pod Kasztanem",
        12,
        "ul. Bajkowa 2",
        "mieszkanie na parterze",
        50.0168,
        20.0172,
        "Bajkowa (autobus)",
        "ynn??n",
        (("Pokój przy oknie", 14),),
        SATURDAYS,
        "Dla seniorek i seniorów: telefon bez tajemnic, gimnastyka, rozmowa.",
        "For older residents: telephones without secrets, exercise, conversation.",
        "Для людей старшого віку: телефон без таємниць, гімнастика, розмова.",
        "+48120000016",
    ),
    MadeUpPal(
        "wspolny-taras",
        "Wspólny Taras",
        14,
        "ul. Pozorna 9",
        "ostatnie piętro biurowca",
        50.0738,
        20.0012,
        "Pozorna (tramwaj)",
        "yyyyy?",
        (("Taras", 35), ("Sala językowa", 16)),
        EVENINGS,
        "Języki, nowi sąsiedzi i ogród na dachu.",
        "Languages, new neighbours and a roof garden.",
        "Мови, нові сусіди та сад на даху.",
        "+48120000017",
        floor="4",
    ),
    MadeUpPal(
        "przystanek-dom",
        "Przystanek Dom",
        10,
        "ul. Nieistniejąca 1",
        "dawny dworzec autobusowy",
        49.9905,
        19.9382,
        "Nieistniejąca (autobus)",
        "??????",
        (),
        (),
        "Otwarcie planowane: trwa diagnoza, zapraszamy do ankiet.",
        "Planned: the local study is under way.",
        "Заплановано: триває діагностика.",
        "",
        status="planned",
    ),
)

TEAM = (
    ("animatorka lokalna", "od poniedziałku do piątku"),
    ("starszy pracownik socjalny", "wtorki i czwartki 12–16"),
    ("koordynatorka wolontariatu", "środy 14–18"),
)

RIVER = (
    (19.795, 50.010),
    (19.820, 50.028),
    (19.848, 50.044),
    (19.880, 50.046),
    (19.905, 50.047),
    (19.925, 50.052),
    (19.934, 50.051),
    (19.938, 50.046),
    (19.952, 50.049),
    (19.970, 50.053),
    (19.990, 50.049),
    (20.015, 50.045),
    (20.050, 50.048),
    (20.090, 50.058),
    (20.130, 50.062),
    (20.180, 50.058),
    (20.215, 50.062),
)
"""The Vistula as a schematic line: for orientation, not for measuring."""

STREETS: tuple[tuple[str, float, float], ...] = (
    ("Przykładowa", 50.0745, 19.9105),
    ("Zmyślona", 50.0262, 19.8935),
    ("Niebyła", 50.0440, 19.9795),
    ("Bajkowa", 50.0168, 20.0172),
    ("Pozorna", 50.0738, 20.0012),
)
