"""Access in the demonstration city: a declaration, easy words of each PAL, people kept out."""

from datetime import date, timedelta

from podworko.accounts.public import User
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.public import Pal
from podworko.people.public import Channel
from podworko.privacy.public import AccessRequest, AccessStatement, PalAccess, access

OFFICER = "iod@example.org"
EASY = (
    "To jest {pal}.",
    "PAL to miejsce dla sąsiadów.",
    "Możesz tu przyjść. Nic nie płacisz.",
    "Możesz się czegoś nauczyć.",
    "Możesz pogadać przy herbacie.",
    "Możesz zapytać, gdy masz kłopot.",
    "Nie musisz się zapisywać, żeby zapytać.",
    "Zadzwoń do nas, jeśli wolisz.",
)
TALKING = (
    "Można przyjść, zadzwonić, napisać SMS albo e-mail.\n"
    "Tłumacza polskiego języka migowego zamawiamy, gdy wiemy trzy dni wcześniej.\n"
    "Mamy przenośną pętlę indukcyjną: powiedz, a ją włączymy."
)
TOLD = {
    "pod-lipami": {
        "easy_tested": "grupa z warsztatu terapii zajęciowej (miasto pokazowe)",
        "sign_video": "https://example.org/pjm/pod-lipami",
        "sign_words": "Animatorka mówi w PJM, co to za miejsce i jak do nas trafić.",
        "layout": "Drzwi są na wprost przystanku. Sale po prawej, toaleta na końcu korytarza.\n"
        "Spokojny pokój jest za kuchnią.",
        "evacuation": "Z parteru wychodzi się bez schodów. Dyżurny zostaje z każdym, kto czeka.",
    },
    "trzy-kominy": {
        "layout": "Wejście z podwórka, dzwonek na wysokości metra. Sala jest na piętrze.",
        "evacuation": "Na piętrze jest krzesło ewakuacyjne; dwie osoby umieją go używać.",
    },
    "nad-stawem": {},
}
LACKS = (
    "Plany starszych budynków nie mają opisu słowami. Poprawimy do końca kwartału.\n"
    "Starsze relacje filmowe nie mają napisów. Dodajemy je po kolei."
)
EXEMPT = "Mapa. Obok każdej mapy jest lista z tymi samymi danymi."
ASKED = (
    # kind, who, what keeps them out, how it should be, days ago, PAL
    (
        "digital", "Gustaw Zmyślony", "Program w PDF czyta się od środka.",
        "Wyślijcie mi go zwykłym tekstem.", 5, "",
    ),
    (
        "building", "Irena Próbna", "Dzwonek jest za wysoko, nie sięgam z wózka.",
        "Niżej, najwyżej metr nad ziemią.", 9, "trzy-kominy",
    ),
)  # fmt: skip


def tell() -> str:
    """Write the declaration and what PALs tell, and take in who is kept out; return it in words."""
    officer = User.objects.get(email=OFFICER)
    pals = {pal.slug: pal for pal in Pal.objects.filter(slug__in=TOLD)}
    for slug, pal in pals.items():
        _told(pal, TOLD[slug], officer)
    _declared(officer)
    for kind, name, barrier, wish, days, where in ASKED:
        asked = access.Barrier(kind, barrier, name, pal=pals.get(where), wish=wish)
        _taken(asked, days)
    _answered(pals["pod-lipami"], officer)
    return (
        f"an accessibility declaration, {len(pals)} PALs in easy words, {len(ASKED) + 1} requests"
    )


def _told(pal: Pal, words: dict[str, str], officer: User) -> None:
    easy = "\n".join(EASY).format(pal=pal.name)
    told = PalAccess(pal=pal, easy_text=easy, talking=TALKING, checked_on=_days_ago(60), **words)
    access.save_pal_access(told, seen_version="", actor=officer)


def _declared(officer: User) -> None:
    begun = date(times.today().year - 1, 9, 1)
    statement = AccessStatement(
        body="Ośrodek Pomocy w mieście pokazowym",
        conformity="partial",
        not_conforming=LACKS,
        exempt=EXEMPT,
        site_published_on=begun,
        site_changed_on=_days_ago(30),
        prepared_on=begun,
        reviewed_on=_days_ago(20),
        method="self",
        contact="koordynator dostępności",
        email="dostepnosc@example.org",
        phone="+48120000119",
    )
    access.save_statement(statement, seen_version="", actor=officer)


def _answered(pal: Pal, officer: User) -> None:
    asked = access.Barrier(
        "communication", "Na spotkaniu nic nie słyszałem.", "Kornel Pokazowy", pal=pal
    )
    made = _taken(asked, 18)
    words = "Kupiliśmy przenośną pętlę. Na każdym spotkaniu leży przy wejściu."
    access.answer(made, outcome="done", words=words, actor=officer)


def _taken(asked: access.Barrier, days: int) -> AccessRequest:
    return access.take(asked, channel=Channel.DESK, received_on=_days_ago(days), actor=SYSTEM)


def _days_ago(days: int) -> date:
    return times.today() - timedelta(days=days)
