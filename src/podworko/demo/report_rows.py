"""What the demonstration city tells of its last year: made up, and marked so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CircleRow:
    """A circle that met last year: how many times, how many have a card, how many are counted.

    `earlier` is how many times it met the year before that; 0 while it had not begun.
    """

    pal: str
    title: str
    meetings: int
    earlier: int
    regulars: int
    heads: int
    first_card: int
    """Number of the first card; circles of two PALs may share some."""
    goes_on: bool = False
    """Whether it meets this year too."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """The words of a report; "" is the network."""

    pal: str
    summary: str
    good: str
    hard: str
    learned: str
    planned: str
    thanks: str
    stories: tuple[tuple[str, str], ...] = ()


CIRCLES = (
    CircleRow("pod-lipami", "Glina dla każdego", 18, 12, 22, 4, 3000, goes_on=True),
    CircleRow("pod-lipami", "Obiady sąsiedzkie", 10, 0, 31, 12, 3010),
    CircleRow("trzy-kominy", "Historia mówiona", 9, 8, 14, 6, 3036, goes_on=True),
    CircleRow("zielona-brama", "Ogród społeczny", 14, 9, 26, 9, 3060),
    CircleRow("nad-stawem", "Szachy nad stawem", 7, 5, 3, 8, 3100, goes_on=True),
    CircleRow("stara-pralnia", "Naprawiamy razem", 8, 3, 9, 5, 3120),
)

REPORTS = (
    ReportRow(
        "pod-lipami",
        "To był rok ławek i obiadów. Pięć ławek stanęło tam, gdzie wskazali je sąsiedzi, a na"
        " wspólne obiady zaczęły przychodzić osoby, których wcześniej nigdzie nie spotykaliśmy.",
        "Osoby, które przyszły na obiad, same zaprosiły następne. W pracowni gliny pracują już"
        " ludzie w wieku od 8 do 84 lat.",
        "Latem przyszło mało osób: za długo układaliśmy program, a wyszedł dopiero w lipcu. Nie"
        " udało nam się zaprosić mężczyzn po pięćdziesiątce.",
        "Spacer z osobą z urzędu dał więcej niż trzy pisma. Program na lato musi być gotowy"
        " w maju.",
        "Punkt porad przy pracowni, bo sąsiedzi nie wiedzą, kogo pytać o pisma z urzędu.",
        "Szkole podstawowej, przychodni i wszystkim, którzy zmywali po obiadach.",
        (
            (
                "Krzesło przy oknie",
                (
                    "Pani z czwartego piętra od zimy nie schodziła na dół. Sąsiadka przyniosła jej"
                    " talerz z naszego obiadu i zapytała, czy pomóc jej zejść w czwartek. Zeszła."
                    " Od maja to ona nakrywa do stołu."
                ),
            ),
        ),
    ),
    ReportRow(
        "trzy-kominy",
        "Nagraliśmy wspomnienia ludzi, którzy pracowali w kotłowni, i zagraliśmy je na jednym"
        " wieczorze. Dzieci z okolicy pierwszy raz usłyszały, po co były te kominy.",
        "Po wieczorze wspomnień powstała grupa, która spotyka się już bez nas.",
        "Kotłownia jest zimna od listopada do marca: odwołaliśmy kilka spotkań.",
        "Zimą lepiej spotykać się w antresoli, nawet jeśli jest ciasno.",
        "Książeczka ze wspomnieniami, złożona z mieszkańcami.",
        "Bibliotece za dyktafony.",
        (
            (
                "Głos dziadka",
                (
                    "Chłopiec z piątej klasy przyszedł, bo padało. Na nagraniu usłyszał imię swego"
                    " dziadka. Dziś to on pyta starszych, czy możemy ich nagrać."
                ),
            ),
        ),
    ),
    ReportRow(
        "nad-stawem",
        "Zaczynaliśmy od zera: kilka osób i szachy na ławce. Pod koniec roku mieliśmy stały"
        " dzień spotkań.",
        "Szachy przyciągnęły ludzi, którzy mijali się latami.",
        "Mało osób wiedziało, że jesteśmy. Nie mieliśmy własnej sali.",
        "Najpierw trzeba być w jednym miejscu o jednej porze, potem dopiero robić plakaty.",
        "Zespół mieszkańców i drugi stały dzień w tygodniu.",
        "",
    ),
    ReportRow(
        "",
        "Drugi rok, w którym każdy PAL liczył to samo i tak samo. Ludzie przychodzili"
        " najczęściej tam, gdzie można było coś robić razem, a nie tylko słuchać.",
        "PAL zaczęły się od siebie uczyć: obiady z jednego miejsca powtórzyły się w drugim.",
        "Trzy miejsca nie miały przez część roku animatora, a dwa własnej sali.",
        "Zaproszenie z ust sąsiada działa lepiej niż plakat.",
        "Wspólny kalendarz i punkt porad w każdym PAL.",
        "Radom dzielnic, szkołom i wszystkim wolontariuszom.",
    ),
)

DRAFT = "Rok jeszcze trwa. Na razie najwięcej mówi nam to, że do pracowni przychodzą całe rodziny."
