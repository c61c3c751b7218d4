"""Made-up partners of the demonstration city and what they offer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from podworko.demo.resource_rows import BRAMA, KOMINY, LIPY, PRALNIA, STAW


@dataclass(frozen=True, slots=True)
class Hours:
    """When a made-up service is open, as a rule."""

    byday: str
    opens: str
    closes: str
    freq: str = "WEEKLY"
    interval: int = 1


@dataclass(frozen=True, slots=True)
class Offered:
    """A service that does not exist."""

    name: str
    words: str
    answers: str
    hours: tuple[Hours, ...] = ()
    eligibility: str = ""
    ages: tuple[int | None, int | None] = (None, None)
    cost: str = "free"
    fee: str = ""
    languages: str = "pl"
    applying: str = "Przyjdź albo zadzwoń. Nie trzeba skierowania."
    documents: str = ""
    translated: Mapping[str, str] = field(default_factory=dict)
    """Some of it in English and Ukrainian, by the names of its fields."""


@dataclass(frozen=True, slots=True)
class MadeUpPartner:
    """An organisation that does not exist, so many steps north and east of a PAL's seat."""

    pal: str
    kind: str
    name: str
    words: str
    services: tuple[Offered, ...]
    at: tuple[float, float] = (2, 2)
    phone: str = ""
    contact: str = ""
    is_stale: bool = False
    agreed: str = ""
    """What its PAL agreed with it; "" for nothing."""
    is_over: bool = False
    """Whether that ran out and nobody ended it; else it was made longer once and ends soon."""
    translated: Mapping[str, str] = field(default_factory=dict)


WEEKDAYS = "MO,TU,WE,TH,FR"
PARTNERS = (
    MadeUpPartner(
        LIPY,
        "ngo",
        "Fundacja Spokojny Dom",
        "Pomaga tym, którym grozi utrata mieszkania: doradca od długów, prawnik, wspólne pisanie"
        " pism.",
        (
            Offered(
                "Doradca od długów i czynszu",
                "Przegląda z Tobą rachunki, układa plan spłaty, idzie z Tobą do spółdzielni.",
                "housing information",
                (Hours("MO,WE", "10:00", "16:00"), Hours("1SA", "09:00", "12:00", "MONTHLY")),
                eligibility="Dla każdego, kto zalega z czynszem albo boi się komornika.",
                languages="pl uk",
                documents="Rachunki i pisma, które masz. Jeśli nie masz żadnych, przyjdź mimo to.",
                translated={
                    "name_en": "Adviser on debts and rent",
                    "words_en": "Goes through your bills with you, makes a plan of repayment, comes"
                    " along to the housing co-operative.",
                    "eligibility_en": "For anybody behind with the rent or afraid of a bailiff.",
                    "documents_en": "The bills and letters you have. Come even if you have none.",
                    "applying_en": "Come or call. No referral is needed.",
                    "name_uk": "Порадник із боргів та оплати житла",
                    "words_uk": "Переглядає з вами рахунки, складає план виплат, іде з вами до"
                    " житлового кооперативу.",
                    "eligibility_uk": "Для кожного, хто заборгував за житло або боїться пристава.",
                    "documents_uk": "Рахунки й листи, які маєте. Якщо немає жодного, приходьте.",
                    "applying_uk": "Прийдіть або зателефонуйте. Направлення не потрібне.",
                },
            ),
            Offered(
                "Prawnik od spraw mieszkaniowych",
                "Czyta umowy i wezwania, pisze odpowiedzi.",
                "housing information",
                (Hours("TH", "15:00", "18:00"),),
                ages=(18, None),
                applying="Zapisz się telefonicznie, czeka się około tygodnia.",
            ),
        ),
        at=(3, 2),
        phone="+48120000201",
        contact="Irena Wzorowa",
        agreed="Dyżur doradcy od długów w świetlicy",
        translated={
            "name_en": "Calm Home Foundation",
            "words_en": "Helps people at risk of losing their home: an adviser on debts, a lawyer,"
            " letters written together.",
            "name_uk": "Фонд «Спокійний дім»",
            "words_uk": "Допомагає тим, кому загрожує втрата житла: порадник із боргів, юрист,"
            " листи, написані разом.",
        },
    ),
    MadeUpPartner(
        LIPY,
        "parish",
        "Parafia Świętej Zofii na Lipowej",
        "Prowadzi kuchnię i magazyn ubrań. Nie pyta o wyznanie.",
        (
            Offered(
                "Ciepły posiłek",
                "Zupa i chleb na miejscu albo na wynos.",
                "housing loneliness",
                (Hours(WEEKDAYS, "12:00", "14:00"),),
                applying="Po prostu przyjdź.",
            ),
            Offered(
                "Ubrania i pościel",
                "Wydawanie czystych ubrań, kołder i pościeli.",
                "housing families",
                (Hours("-1FR", "16:00", "18:00", "MONTHLY"),),
            ),
        ),
        at=(-2, 3),
        phone="+48120000202",
        contact="Adam Przykładny",
    ),
    MadeUpPartner(
        PRALNIA,
        "institution",
        "Biblioteka Osiedlowa nr 7",
        "Książki, prasa, komputery i spokojne miejsce do nauki.",
        (
            Offered(
                "Pomoc przy komputerze i telefonie",
                "Bibliotekarka pokaże, jak umówić lekarza, zapłacić rachunek, wysłać pismo.",
                "seniors information",
                (Hours("TU,TH", "10:00", "13:00"),),
                ages=(60, None),
            ),
            Offered(
                "Rozmowy po polsku",
                "Ćwiczymy język w małej grupie przy herbacie.",
                "newcomers",
                (Hours("WE", "17:00", "18:30"),),
                languages="pl uk ru en",
                translated={
                    "name_en": "Polish conversation",
                    "words_en": "We practise the language in a small group over tea.",
                    "applying_en": "Come or call. No referral is needed.",
                    "name_uk": "Розмови польською",
                    "words_uk": "Вправляємо мову в невеликій групі за чаєм.",
                    "applying_uk": "Прийдіть або зателефонуйте. Направлення не потрібне.",
                },
            ),
        ),
        at=(1, -3),
        phone="+48120000203",
        contact="Helena Niby",
        agreed="Kursy komputerowe dla seniorów",
        is_over=True,
    ),
    MadeUpPartner(
        PRALNIA,
        "business",
        "Apteka Pod Kasztanem",
        "Apteka na rogu. Raz w tygodniu farmaceutka ma czas na dłuższą rozmowę o lekach.",
        (
            Offered(
                "Przegląd leków",
                "Przynieś wszystkie leki, które bierzesz: sprawdzimy, czy nie szkodzą sobie.",
                "health seniors",
                (Hours("TH", "09:00", "12:00"),),
            ),
            Offered(
                "Pomiar ciśnienia",
                "Bez kolejki, w godzinach apteki.",
                "health",
                (Hours(WEEKDAYS, "08:00", "20:00"), Hours("SA", "09:00", "14:00")),
                cost="paid",
                fee="5 zł",
                applying="Po prostu przyjdź.",
            ),
        ),
        at=(-3, -2),
        phone="+48120000204",
        is_stale=True,
        contact="Marta Zmyślona",
    ),
    MadeUpPartner(
        BRAMA,
        "club",
        "Klub Sportowy Zielona",
        "Hala, boisko i trenerzy, którzy lubią początkujących.",
        (
            Offered(
                "Świetlica sportowa po lekcjach",
                "Gry, ruch i podwieczorek. Opiekę mają dwie osoby.",
                "youth families",
                (Hours(WEEKDAYS, "14:00", "17:30"),),
                ages=(7, 13),
                applying="Rodzic wypełnia kartę na miejscu.",
            ),
            Offered(
                "Nordic walking dla seniorów",
                "Kije pożyczamy. Tempo dla każdego.",
                "seniors health loneliness",
                (Hours("MO", "09:30", "11:00", "WEEKLY", 2),),
                ages=(60, None),
            ),
        ),
        at=(2, -4),
        phone="+48120000205",
        contact="Piotr Wymyślony",
    ),
    MadeUpPartner(
        KOMINY,
        "ngo",
        "Stowarzyszenie Trzeźwa Ulica",
        "Grupy wsparcia dla osób uzależnionych i ich bliskich. Nikt nie pyta o nazwisko.",
        (
            Offered(
                "Grupa wsparcia dla uzależnionych",
                "Spotkanie prowadzi osoba, która sama z tego wyszła.",
                "addictions health",
                (Hours("TU,FR", "18:00", "20:00"),),
                ages=(18, None),
                applying="Przyjdź bez zapisów.",
            ),
            Offered(
                "Rozmowa dla bliskich",
                "Gdy ktoś w domu pije, a Ty nie wiesz, co robić.",
                "addictions families safety",
                (Hours("WE", "16:00", "19:00"),),
                languages="pl uk",
                translated={
                    "name_uk": "Розмова для близьких",
                    "words_uk": "Коли хтось удома п’є, а ви не знаєте, що робити.",
                },
            ),
        ),
        at=(-1, 4),
        phone="+48120000206",
        contact="Lena Umowna",
    ),
    MadeUpPartner(
        STAW,
        "council",
        "Rada Dzielnicy Nad Stawem",
        "Radni dzielnicy: chodniki, światła, zieleń, place zabaw.",
        (
            Offered(
                "Dyżur radnych",
                "Przyjdź ze sprawą z podwórka albo z ulicy.",
                "greenery transport information",
                (Hours("1MO,3MO", "17:00", "19:00", "MONTHLY"),),
                applying="Po prostu przyjdź.",
            ),
        ),
        at=(0.5, 2),
        phone="+48120000207",
    ),
)
