"""Made-up initiatives of the demonstration city, one in every state."""

from dataclasses import dataclass

from podworko.demo.resource_rows import KOMINY, LIPY


@dataclass(frozen=True, slots=True)
class MadeUpInitiative:
    """Something nobody does, and how far it came.

    `need` is the beginning of a need's title; `support` are how many neighbours signed.
    """

    state: str
    title: str
    words: str
    area: str
    category: str
    leader: str
    support: int = 0
    need: str = ""
    why: str = ""
    route: str = ""
    pal: str = LIPY
    at: tuple[float, float] | None = None
    """Metres east and north of the PAL's seat, in hundreds."""
    days: int = 3
    """How many days ago it came into its state."""
    note: str = ""
    """What the PAL wrote last."""


AGED = "Starsi mieszkańcy"
DARK = "Wieczorem przy przejściu"
MUSIC = "Nie ma gdzie zagrać"
INITIATIVES = (
    MadeUpInitiative(
        "idea",
        "Szafka z książkami na klatce",
        "Na parterze stoi pusta wnęka. Postawmy tam szafkę, do której każdy włoży książkę i każdą"
        " może wziąć.",
        "klatka przy Przykładowej 3",
        "culture",
        "Hanna Przykładowa",
    ),
    MadeUpInitiative(
        "asked",
        "Wspólny rower towarowy",
        "Żeby przywieźć większe zakupy albo paczkę bez samochodu.",
        "",
        "other",
        "Olaf Wzorcowy",
        note="Gdzie rower miałby stać na noc?",
    ),
    MadeUpInitiative(
        "gathering",
        "Ławki z oparciem przy przystanku",
        "Do przystanku idzie się pod górę. Seniorzy nie mają gdzie odpocząć, więc wolą zostać w"
        " domu. Trzy ławki wystarczą.",
        "chodnik między blokami a przystankiem",
        "seniors",
        "Irena Fikcyjna",
        support=9,
        need=AGED,
        why="kto może usiąść po drodze, ten wychodzi z domu",
        at=(2.5, 1.5),
        days=9,
    ),
    MadeUpInitiative(
        "team",
        "Ogród deszczowy na podwórku",
        "Po ulewie stoi tu woda. Ogród ją wypije, a latem będzie chłodniej.",
        "podwórko za świetlicą",
        "green",
        "Bartosz Przykładny",
        support=18,
        at=(-2.0, 2.0),
        days=5,
    ),
    MadeUpInitiative(
        "planned",
        "Kino sąsiedzkie pod chmurką",
        "Cztery wieczory w lecie: prześcieradło na ścianie, krzesła z domu, filmy wybieramy razem.",
        "podwórko przy Przykładowej 5",
        "culture",
        "Zofia Zmyślona",
        support=22,
        need=AGED,
        why="wieczór pod domem to najkrótsza droga do ludzi",
        route="pal",
        at=(1.0, -2.0),
        days=4,
    ),
    MadeUpInitiative(
        "route",
        "Światło na schodach do przystanku",
        "Lampy słoneczne na poręczy i pomalowane krawędzie stopni, sami je zamontujemy.",
        "schody przy przejściu",
        "safety",
        "Marek Niby",
        support=31,
        need=DARK,
        why="kto widzi stopnie, ten nie boi się wracać wieczorem",
        route="local",
        at=(3.0, 2.5),
        days=7,
    ),
    MadeUpInitiative(
        "applied",
        "Scena pod kominem",
        "Drewniany podest na placu, na którym młodzi grają w soboty po południu. Zbijemy go sami.",
        "plac pod kominem",
        "culture",
        "Teresa Wzorowa",
        support=27,
        need=MUSIC,
        why="na zielonym placyku można zagrać bez ścian sąsiada",
        route="local",
        pal=KOMINY,
        at=(2.0, 1.0),
        days=5,
    ),
    MadeUpInitiative(
        "approved",
        "Turniej gier planszowych między klatkami",
        "Każda klatka wystawia drużynę, finał w świetlicy z ciastem.",
        "świetlica",
        "neighbours",
        "Karolina Zmyślna",
        support=19,
        need=AGED,
        why="przy grze poznają się ludzie z jednych schodów",
        route="pal",
        note="Bardzo się cieszymy. Sala jest w każdą sobotę rano.",
        days=8,
    ),
    MadeUpInitiative(
        "refused",
        "Plac do parkouru",
        "Młodzi skaczą po murkach i się łamią. Zróbmy im bezpieczne miejsce.",
        "teren za garażami",
        "young",
        "Filip Fikcyjny",
        support=16,
        need=MUSIC,
        why="młodzi zostają tam, gdzie wolno im być głośno",
        route="budget",
        pal=KOMINY,
        note="Teren jest prywatny. Możemy razem poszukać innego, napiszcie do nas.",
        days=16,
    ),
    MadeUpInitiative(
        "under_way",
        "Lawenda przed każdą klatką",
        "Dwanaście skrzyń z lawendą. Deski tniemy w sobotę, sadzimy w niedzielę, podlewają klatki.",
        "bloki przy ulicy Przykładowej",
        "green",
        "Danuta Przykładna",
        support=41,
        need=AGED,
        why="przy podlewaniu rozmawia się z sąsiadką",
        route="pal",
        at=(-1.5, -1.0),
        days=6,
    ),
    MadeUpInitiative(
        "done",
        "Mural z historią osiedla",
        "Zebraliśmy wspomnienia, narysowali je uczniowie, farbę dał PAL.",
        "ściana śmietnika przy Przykładowej",
        "culture",
        "Leon Nieistniejący",
        support=35,
        need=AGED,
        why="kto opowiada, ten nie jest sam",
        route="pal",
        at=(0.5, 2.5),
        days=9,
    ),
    MadeUpInitiative(
        "told",
        "Sąsiedzka skrzynka z narzędziami",
        "Jedna wiertarka na osiedle wystarczy. Skrzynka stoi w świetlicy, każdy może pożyczyć.",
        "świetlica",
        "neighbours",
        "Wanda Niby",
        support=24,
        need=AGED,
        why="kto pożycza, ten zna sąsiada po imieniu",
        route="pal",
        days=20,
    ),
    MadeUpInitiative(
        "withdrawn",
        "Wyścig psów",
        "Dla zabawy, w parku.",
        "park",
        "sport",
        "Patryk Wymyślony",
        support=3,
        pal=KOMINY,
        days=12,
    ),
    MadeUpInitiative(
        "declined",
        "Ognisko w środku parku",
        "Kiełbaski i gitara.",
        "park",
        "neighbours",
        "Adam Zmyślony",
        note="W parku nie wolno palić ognia. Możemy zrobić grill na placu PAL.",
        days=6,
    ),
)
