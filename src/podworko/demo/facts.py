"""What is true of Kraków's PALs: each fact with the source it was taken from.

Nothing here is invented. What no source tells (hours, telephones, today's state) is left
out, and positions say how far they may be off. Coordinates of seats and districts are
approximate and not taken from a register.
"""

from dataclasses import dataclass
from datetime import date

MOPS = "Miejski Ośrodek Pomocy Społecznej w Krakowie"
SEED = "„Kolejny Program Aktywności Lokalnej na mapie miasta”, Magiczny Kraków, 29.12.2023"
GRZEGORZKI = "pal.mops.krakow.pl, Program Aktywności Lokalnej Grzegórzki „Aktywni razem”"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated event; `precision` is "year" when no source gives the day."""

    on: date
    text: str
    source: str
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class RealPal:
    """A PAL as sources tell of it."""

    slug: str
    name: str
    status: str
    district: int | None
    source: str
    place: str = ""
    address: str = ""
    building: str = ""
    floor: str = ""
    lat: float | None = None
    lon: float | None = None
    accuracy_m: int = 0
    opened_on: date | None = None
    summary: str = ""
    aliases: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()


DISTRICTS: tuple[tuple[int, str, float, float], ...] = (
    (1, "Stare Miasto", 50.060, 19.939),
    (2, "Grzegórzki", 50.060, 19.972),
    (3, "Prądnik Czerwony", 50.086, 19.972),
    (4, "Prądnik Biały", 50.096, 19.920),
    (5, "Krowodrza", 50.073, 19.913),
    (6, "Bronowice", 50.082, 19.875),
    (7, "Zwierzyniec", 50.051, 19.860),
    (8, "Dębniki", 50.027, 19.890),
    (9, "Łagiewniki-Borek Fałęcki", 50.013, 19.927),
    (10, "Swoszowice", 49.989, 19.937),
    (11, "Podgórze Duchackie", 50.014, 19.960),
    (12, "Bieżanów-Prokocim", 50.016, 20.015),
    (13, "Podgórze", 50.043, 19.990),
    (14, "Czyżyny", 50.075, 20.003),
    (15, "Mistrzejowice", 50.100, 20.005),
    (16, "Bieńczyce", 50.088, 20.027),
    (17, "Wzgórza Krzesławickie", 50.096, 20.076),
    (18, "Nowa Huta", 50.067, 20.100),
)

PALS: tuple[RealPal, ...] = (
    RealPal(
        slug="wrozenice",
        name="Wróżenice",
        status="active",
        district=18,
        source=SEED,
        place="Remiza OSP Wróżenice",
        address="os. Wróżenice 49",
        building="budynek ochotniczej straży pożarnej (OSP)",
        lat=50.080,
        lon=20.180,
        accuracy_m=1500,
        opened_on=date(2023, 10, 14),
        summary="Miejsce spotkań około 70 gospodarstw na skraju miasta, w remizie OSP.",
        aliases=("Wrózeniec", "Wróżeniec"),
        milestones=(
            Milestone(
                date(2021, 5, 10),
                "Fundacja zaczyna projekt „Wróżenice miejsce spotkań dla mieszkańców”, opłacony"
                " z budżetu obywatelskiego",
                "ukryteskrzydla.pl, Wróżenice – miejsce spotkań dla mieszkańców",
            ),
            Milestone(date(2023, 10, 14), "Otwarcie Programu Aktywności Lokalnej", SEED),
        ),
    ),
    RealPal(
        slug="nad-potokiem",
        name="Nad Potokiem",
        status="active",
        district=12,
        source="mam.bis-krakow.pl, konferencja Miejsca Otwarte 2023",
        lat=50.018,
        lon=20.000,
        accuracy_m=2000,
    ),
    RealPal(
        slug="zlota-jesien",
        name="Złota Jesień",
        status="unknown",
        district=None,
        source="cal.org.pl, „Spotkanie w samo południe”",
        place="Mieszkanie na os. Złotej Jesieni",
        address="os. Złotej Jesieni 11B/20",
        building="mieszkanie w miejskim bloku socjalnym",
        floor="3",
        lat=50.091,
        lon=20.017,
        accuracy_m=700,
        summary="Trzy pokoje: na spotkania, na warsztaty, na rozmowy i korepetycje.",
        rooms=("pokój spotkań", "pokój warsztatów", "pokój rozmów i korepetycji"),
    ),
    RealPal(
        slug="sikorki",
        name="Sikorki",
        status="unknown",
        district=18,
        source="pal.mops.krakow.pl, archiwum z listopada 2010",
        place="Filia nr 9 MOPS",
        address="os. Teatralne 24",
        lat=50.079,
        lon=20.033,
        accuracy_m=500,
        milestones=(
            Milestone(date(2010, 1, 1), "Pierwszy piknik integracyjny", GRZEGORZKI, "year"),
            Milestone(
                date(2010, 10, 18),
                "Wyjazd studyjny do Centrum Integracji Społecznej w Wieprzu dla grupy treningu"
                " umiejętności społecznych",
                "pal.mops.krakow.pl, archiwum z listopada 2010",
            ),
        ),
    ),
    RealPal(
        slug="ugorek",
        name="Ugorek",
        status="unknown",
        district=3,
        source="mops.krakow.pl, „MOPS zaprasza osoby zainteresowane wolontariatem” (2017)",
        place="Biuro wolontariatu MOPS",
        address="ul. Ugorek 1, 31-450 Kraków",
        lat=50.080,
        lon=19.986,
        accuracy_m=400,
        milestones=(
            Milestone(
                date(2012, 11, 28),
                "Dwudniowe warsztaty Future City Game „Osiedle bez barier. Ugorek – przyjazne"
                " miejsce do zamieszkania”",
                "rewitalizacja.krakow.pl, dok_id=32761",
            ),
            Milestone(
                date(2013, 4, 24),
                "Spotkanie „Ugorek – osiedle wielu możliwości”: pokaz inicjatyw mieszkańców"
                " i instytucji",
                "rewitalizacja.krakow.pl, dok_id=32761",
            ),
        ),
    ),
    RealPal(
        slug="olsza",
        name="Olsza",
        status="unknown",
        district=3,
        source="ptk-opp.pl, „Sąsiedzki dzień uśmiechu”",
        place="Nad Białuchą",
        address="ul. Celarowska",
        lat=50.078,
        lon=19.966,
        accuracy_m=600,
        aliases=("Punkt Aktywności Lokalnej Olsza",),
        milestones=(
            Milestone(
                date(2014, 9, 13),
                "„Sąsiedzki dzień uśmiechu”: gry logiczne, konkursy, poczęstunek, stoiska straży"
                " miejskiej, policji, maltańczyków i biblioteki",
                "ptk-opp.pl, „Sąsiedzki dzień uśmiechu”",
            ),
        ),
    ),
    RealPal(
        slug="jozefinska",
        name="Józefińska",
        status="unknown",
        district=13,
        source=GRZEGORZKI,
        place="Okolica ul. Józefińskiej",
        address="ul. Józefińska",
        lat=50.046,
        lon=19.952,
        accuracy_m=300,
    ),
    RealPal(
        slug="grzegorzki-aktywni-razem",
        name="Grzegórzki „Aktywni razem”",
        status="closed",
        district=2,
        source=GRZEGORZKI,
        place="Dawna biblioteka publiczna",
        address="ul. Semperitowców 13",
        building="dawna biblioteka publiczna",
        lat=50.063,
        lon=19.970,
        accuracy_m=500,
        milestones=(
            Milestone(
                date(2010, 5, 28),
                "Debata obywatelska: mapa zasobów i potrzeb z anonimowych ankiet mieszkańców,"
                " potem uwagi i oczekiwania",
                GRZEGORZKI,
            ),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class RealActivity:
    """Something that took place; without hours when no source gives them."""

    pal: str
    title: str
    kind: str
    day: date
    summary: str
    source: str
    hours: tuple[str, str] | None = None
    last_day: date | None = None


ACTIVITIES: tuple[RealActivity, ...] = (
    RealActivity(
        "grzegorzki-aktywni-razem",
        "Debata obywatelska o mapie zasobów i potrzeb",
        "debate",
        date(2010, 5, 28),
        "Mapa powstała z anonimowych ankiet mieszkańców; po pokazie były uwagi i oczekiwania.",
        GRZEGORZKI,
    ),
    RealActivity(
        "sikorki",
        "Wyjazd studyjny do Wieprza",
        "skills",
        date(2010, 10, 18),
        "Centrum Integracji Społecznej i rozmowa o planach pracy grupy treningowej.",
        "pal.mops.krakow.pl, archiwum z listopada 2010",
    ),
    RealActivity(
        "ugorek",
        "Future City Game: Osiedle bez barier",
        "civic-education",
        date(2012, 11, 28),
        "Ugorek – przyjazne miejsce do zamieszkania. Warsztaty z wydziałem rewitalizacji miasta.",
        "rewitalizacja.krakow.pl, dok_id=32761",
        last_day=date(2012, 11, 29),
    ),
    RealActivity(
        "ugorek",
        "Ugorek – osiedle wielu możliwości",
        "integration",
        date(2013, 4, 24),
        "Pokaz inicjatyw mieszkańców i instytucji.",
        "rewitalizacja.krakow.pl, dok_id=32761",
    ),
    RealActivity(
        "olsza",
        "Sąsiedzki dzień uśmiechu",
        "integration",
        date(2014, 9, 13),
        "Gry logiczne, konkursy, poczęstunek i stoiska służb nad Białuchą.",
        "ptk-opp.pl, „Sąsiedzki dzień uśmiechu”",
    ),
    RealActivity(
        "wrozenice",
        "Otwarcie PAL Wróżenice",
        "integration",
        date(2023, 10, 14),
        "Nowe miejsce spotkań w remizie OSP.",
        SEED,
    ),
    RealActivity(
        "nad-potokiem",
        "Wizyta studyjna konferencji Miejsca Otwarte",
        "partners",
        date(2023, 11, 29),
        "Goście konferencji oglądają, jak pracuje PAL.",
        "mam.bis-krakow.pl, konferencja Miejsca Otwarte 2023",
        hours=("15:00", "16:30"),
    ),
)
