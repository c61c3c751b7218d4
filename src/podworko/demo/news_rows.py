"""Made-up news and readers of the newsletter of the demonstration city."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewsRow:
    """An item; `hours` is when it comes out, counted from now, None for a draft."""

    pal: str
    title: str
    lead: str
    body: str
    hours: float | None = -24
    en: tuple[str, str, str] = ("", "", "")
    uk: tuple[str, str, str] = ("", "", "")
    withdrawn: str = ""
    picture: str = ""
    """What the drawn picture shows, in words."""
    leads_to: str = ""
    """A word in the title of an activity it is about."""


NEWS: tuple[NewsRow, ...] = (
    NewsRow(
        "pod-lipami",
        "Ławka pod lipą wróciła na miejsce",
        "Sąsiedzi odnowili ławkę przy wejściu. Można na niej usiąść, wypić herbatę i pogadać.",
        (
            "Przez trzy soboty jedenaście osób szlifowało, malowało i skręcało starą ławkę"
            " spod lipy. Deski dała spółdzielnia, farbę kupił PAL.\n\n"
            "## Co się zmieniło\n\n"
            "- ławka ma oparcie i podłokietniki, łatwiej z niej wstać\n"
            "- obok jest miejsce na wózek\n"
            "- po zmroku świeci nad nią lampa\n\n"
            "> Mieszkam tu czterdzieści lat i pierwszy raz malowałam coś z sąsiadem z parteru.\n\n"
            "## Co dalej\n\n"
            "Wiosną posadzimy obok **bez i lawendę**. Kto chce pomóc, niech zadzwoni do PAL."
        ),
        hours=-50,
        en=(
            "The bench under the lime tree is back",
            "Neighbours renewed the bench by the door. Sit down, have tea and talk.",
            (
                "For three Saturdays eleven people sanded, painted and screwed the old bench"
                " together.\n\n## What has changed\n\n- it has a back and armrests, so that it is"
                " easier to get up\n- there is room for a wheelchair beside it\n- a lamp lights it"
                " after dark\n\nIn spring we plant lilac and lavender next to it."
            ),
        ),
        uk=(
            "Лавка під липою повернулася",
            "Сусіди відновили лавку біля входу. Можна сісти, випити чаю й поговорити.",
            (
                "Три суботи одинадцятеро людей шліфували, фарбували і скручували стару"
                " лавку.\n\n## Що змінилося\n\n- у лавки є спинка й підлокітники, легше"
                " встати\n- поруч є місце для візка\n- після заходу сонця над нею світить"
                " лампа\n\nНавесні посадимо поруч бузок і лаванду."
            ),
        ),
        picture="Rysunek: zielona ławka pod wielką lipą, obok lampa i dwa kubki herbaty.",
    ),
    NewsRow(
        "pod-lipami",
        "Joga przenosi się na piętro",
        "Na parterze malujemy ściany. Przez dwa tygodnie zajęcia są w sali na piętrze.",
        (
            "Wejście jest to samo. Na piętro prowadzą schody; kto nie może po nich wejść, niech"
            " zadzwoni: znajdziemy inne miejsce.\n\n"
            "1. Maty są na górze.\n2. Buty zostaw na dole.\n3. Godziny się nie zmieniają."
        ),
        hours=-20,
        leads_to="oga",
    ),
    NewsRow(
        "zielona-brama",
        "Spotkanie o zieleni przełożone na czwartek",
        "Zamiast we wtorek spotykamy się w czwartek. Godzina i sala te same.",
        "Przepraszamy za zmianę. Kto nie może w czwartek, niech zostawi uwagi w PAL na kartce.",
        hours=-72,
        withdrawn="Podaliśmy zły dzień: spotkanie zostaje we wtorek.",
    ),
    NewsRow(
        "trzy-kominy",
        "Szafka na książki stoi przy wejściu",
        "Weź książkę, zostaw książkę. Szafkę zrobiła grupa, która spotyka się w piątki.",
        (
            "Szafka jest czynna zawsze, bez kluczy i zapisów.\n\n"
            "## Co można zostawić\n\n- książki dla dzieci i dorosłych, czyste i całe\n- gry, które"
            " mają wszystkie części\n\nCzego nie zmieścimy, oddamy szkole."
        ),
        hours=-120,
    ),
    NewsRow(
        "",
        "Biuletyn wszystkich PAL raz w tygodniu",
        "Od teraz możesz dostawać e-mailem to, co się dzieje blisko Ciebie. Albo na kartce.",
        (
            "Wybierasz miejsca i to, co Cię ciekawi. Bez konta i bez reklam.\n\n"
            "[Zapisz się na biuletyn](/biuletyn/)\n\n"
            "Nie masz e-maila? Zadzwoń do swojego PAL. Odłożymy Ci kartkę z dużymi literami albo"
            " wyślemy SMS."
        ),
        hours=-8,
    ),
    NewsRow(
        "nad-stawem",
        "Wigilia sąsiedzka: zaczynamy lepić pierogi",
        "Szukamy rąk do lepienia i stołów do pożyczenia. Szczegóły podamy za trzy dni.",
        "Każdy może przynieść jedną rzecz na stół. Listę prowadzimy w PAL.",
        hours=72,
    ),
    NewsRow(
        "pod-lipami",
        "Co zrobiliśmy z Waszymi głosami o placu zabaw",
        "Szkic podsumowania, czeka na liczby.",
        "Do uzupełnienia.",
        hours=None,
    ),
)

READERS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], str], ...] = (
    ("email", "ela.lipowa@example.org", ("pod-lipami",), (), "pl"),
    ("email", "marek.kominek@example.org", ("trzy-kominy", "pod-lipami"), ("culture",), "pl"),
    ("email", "oksana@example.org", (), (), "uk"),
    ("email", "joan@example.org", ("zielona-brama",), (), "en"),
    ("email", "wraca@example.org", ("pod-lipami",), (), "pl"),
    ("email", "niepotwierdzona@example.org", (), (), "pl"),
    ("sms", "+48600700861", ("pod-lipami",), (), "pl"),
    ("paper", "Pani Zofia z parteru", ("pod-lipami",), (), "pl"),
    ("paper", "Pan Józef, klub szachowy", ("pod-lipami",), (), "pl"),
)
"""By which way, an address or a name, which PALs, which kinds, which language."""
BOUNCED, UNCONFIRMED = "wraca@example.org", "niepotwierdzona@example.org"
