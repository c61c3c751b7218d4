"""Made-up media, releases and clippings of the demonstration city."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutletRow:
    """A medium with whom to write to there: name, role, way, address, where it comes from."""

    name: str
    kind: str
    pals: tuple[str, ...]
    reach: int | None
    wants: str
    deadline: str = ""
    keeps_embargo: bool = False
    people: tuple[tuple[str, str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A release; `hours` is when it left, counted from now, None for a draft."""

    pal: str
    title: str
    lead: str
    place: str
    occasion: str
    why: str
    body: str
    quotation: str = ""
    quoted: str = ""
    hours: float | None = -24
    embargo_hours: float | None = None
    correction: str = ""
    withdrawn: str = ""
    about: str = ""
    """A word in the title of an activity it is about."""
    photo: str = ""
    """A word of what the photograph that goes with it shows."""


@dataclass(frozen=True, slots=True)
class ClippingRow:
    """What appeared so many days ago; `of` is a word in the title of the release."""

    outlet: str
    title: str
    days: int
    spot: str = ""
    url: str = ""
    kept_at: str = ""
    reach: int | None = None
    of: str = ""


OUTLETS = (
    OutletRow(
        "Głos Osiedla (przykład)",
        "newspaper",
        ("pod-lipami",),
        4200,
        "Krótko: do 1500 znaków i jedno zdjęcie z podpisem.",
        deadline="wtorek 14:00",
        keeps_embargo=True,
        people=(
            ("", "", "email", "redakcja@glos.example.org", "ze stopki gazety"),
            (
                "Anna Zmyślona",
                "sprawy dzielnicy",
                "email",
                "a.zmyslona@glos.example.org",
                "sama podała po debacie",
            ),
        ),
    ),
    OutletRow(
        "Radio Podwórkowe (przykład)",
        "radio",
        (),
        30000,
        "Ktoś, kto opowie na żywo o 8:15. Zdjęć nie potrzebuje.",
        deadline="dzień wcześniej do 17:00",
        people=(("Jan Przykładny", "poranek", "call", "+48126001122", "z audycji"),),
    ),
    OutletRow(
        "Miasto Dziś (przykład)",
        "portal",
        (),
        52000,
        "Wszystko, co dzieje się w weekend.",
        people=(("", "", "email", "kontakt@miastodzis.example.org", "ze strony portalu"),),
    ),
    OutletRow(
        "Gazetka parafialna (przykład)",
        "bulletin",
        ("pod-lipami",),
        600,
        "Dwa zdania i telefon. Drukowana na niedzielę.",
        deadline="czwartek 10:00",
        people=(("", "kancelaria", "call", "+48126002233", "z gablotki"),),
    ),
    OutletRow(
        "Stara Gazeta (przykład)",
        "newspaper",
        (),
        None,
        "",
        people=(("", "", "email", "redakcja@stara.example.org", "ze starej listy"),),
    ),
)
DEAD = "redakcja@stara.example.org"
RELEASES = (
    ReleaseRow(
        "pod-lipami",
        "Sąsiedzi sami odnowili ławkę. Teraz sadzą przy niej bez",
        "Jedenaście osób z jednej ulicy przez trzy soboty odnawiało starą ławkę przy wejściu do"
        " PAL. Wiosną posadzą obok bez i lawendę, a każdy może przyjść z łopatą.",
        "PAL Pod Lipami, ul. Przykładowa 7",
        "sadzenie: pierwsza sobota kwietnia, od 10:00",
        "Starsi mieszkańcy mówili, że po drodze do sklepu nie ma gdzie usiąść.",
        "Deski dała spółdzielnia, farbę kupił PAL, a resztę zrobili mieszkańcy.\n\n"
        "- ławka ma oparcie i podłokietniki, łatwiej z niej wstać\n"
        "- obok jest miejsce na wózek\n"
        "- po zmroku świeci nad nią lampa",
        quotation="Mieszkam tu czterdzieści lat i pierwszy raz malowałam coś z sąsiadem z parteru",
        quoted="mieszkanka ulicy Przykładowej (postać zmyślona)",
        hours=-26,
        correction="W pierwszej wersji podaliśmy zły dzień sadzenia.",
        photo="ławka",
    ),
    ReleaseRow(
        "pod-lipami",
        "Warsztaty, na które przychodzą trzy pokolenia",
        "W PAL Pod Lipami dziadkowie, rodzice i dzieci lepią przy jednym stole. Zajęcia są"
        " bezpłatne i nie trzeba nic umieć.",
        "PAL Pod Lipami, ul. Przykładowa 7",
        "co tydzień, terminy na stronie zajęć",
        "Rodziny z nowych bloków i starzy mieszkańcy mówili, że się nie znają.",
        "Na pierwsze spotkanie przyszło więcej osób, niż było krzeseł.",
        hours=-24 * 20,
        about="ceram",
        photo="stół",
    ),
    ReleaseRow(
        "",
        "Jedenaście miejsc, jeden numer: gdzie zadzwonić, kiedy nie wiadomo gdzie",
        "Każdy PAL w mieście odbiera telefon i mówi, kto pomoże. Od stycznia robi to tak samo"
        " w każdym miejscu.",
        "wszystkie miejsca PAL w mieście",
        "od stycznia, w godzinach otwarcia",
        "Mieszkańcy mówili, że odsyła się ich od okienka do okienka.",
        "Pełną listę telefonów publikujemy razem z tą informacją.",
        hours=-3,
        embargo_hours=40,
    ),
    ReleaseRow(
        "pod-lipami",
        "Kolacja sąsiedzka: dziesięć stołów na jednym podwórku",
        "Zapraszamy media na podwórko, na którym każda klatka ugotuje jedno danie.",
        "podwórko przy ul. Przykładowej 7",
        "druga sobota przyszłego miesiąca, 16:00",
        "",
        "Zdjęcia i rozmowy na miejscu od 15:30.",
        hours=None,
    ),
    ReleaseRow(
        "pod-lipami",
        "Kiermasz zimowy w najbliższą niedzielę",
        "Kiermasz rękodzieła mieszkańców.",
        "PAL Pod Lipami, ul. Przykładowa 7",
        "niedziela, 12:00–16:00",
        "",
        "",
        hours=-24 * 6,
        withdrawn="Kiermasz odwołany: w budynku trwa naprawa ogrzewania.",
    ),
)
CLIPPINGS = (
    ClippingRow(
        "Głos Osiedla (przykład)",
        "Ławka, którą zrobili sąsiedzi",
        0,
        spot="str. 3",
        kept_at="segregator „Prasa”, karta 12",
        reach=4200,
        of="ławkę",
    ),
    ClippingRow(
        "Radio Podwórkowe (przykład)",
        "Rozmowa z animatorką o glinie i sąsiadach",
        17,
        spot="8:15",
        kept_at="nagranie w folderze „Radio”",
        reach=30000,
        of="trzy pokolenia",
    ),
    ClippingRow(
        "Miasto Dziś (przykład)",
        "Gdzie lepić z gliny za darmo",
        16,
        url="https://miastodzis.example.org/glina",
        of="trzy pokolenia",
    ),
    ClippingRow(
        "Gazetka parafialna (przykład)",
        "Zaproszenie na zajęcia Pod Lipami",
        45,
        kept_at="segregator „Prasa”, karta 11",
        reach=600,
    ),
)
