"""Made-up content for the live page of parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from podworko.ui.svgmap import Area, Layers, MapPoint, River
from podworko.ui.values import AccessFact, Chip, Differing, TabLink, TimelineEntry

WRONG: Mapping[str, str] = {
    "wrong-name": "",
    "wrong-email": "halina@",
    "wrong-people": "0",
    "wrong-how": "",
    "wrong-about": "Przyjdę z wnuczką.",
}

COLOURS = (
    "paper", "surface", "sunk", "line", "line-strong", "ink", "ink-soft", "brand",
    "brand-strong", "brand-wash", "brick", "brick-wash", "sun", "sun-wash", "danger",
    "danger-wash", "info", "info-wash", "night",
)  # fmt: skip

FACTS = (
    AccessFact(label="Wejście bez schodów", answer="yes", icon="wheelchair"),
    AccessFact(label="Toaleta dostosowana", answer="yes", icon="toilet", note="Na parterze"),
    AccessFact(label="Winda", answer="no", icon="lift"),
    AccessFact(label="Pętla indukcyjna", answer="unknown", icon="ear"),
    AccessFact(label="Pies asystujący", answer="yes", icon="dog"),
    AccessFact(label="Miejsce parkingowe", answer="unknown", icon="parking"),
)

CHIPS = (
    Chip(label="Seniorzy", href="?bez=seniorzy"),
    Chip(label="Bez opłat", href="?bez=oplata"),
)

ENTRIES = (
    TimelineEntry(when="3 marca 2026", title="Potrzeba: mało ruchu dla seniorów"),
    TimelineEntry(when="12 maja 2026", title="Cel w planie", text="Zajęcia dwa razy w tygodniu."),
    TimelineEntry(when="8 września 2026", title="Pierwsze zajęcia", text="Przyszło 14 osób."),
)


DIFFERING = (
    Differing(label="Najbliższy przystanek", yours="Pętla, linia 5", theirs="Pętla, linie 1 i 5"),
)


@dataclass(frozen=True, kw_only=True)
class SampleEvent:
    """A line of a programme, as wide and as long as real ones get."""

    day: date
    time: str
    title: str
    place: str
    age: str
    status: str
    tone: str
    css: str = ""


EVENTS = (
    SampleEvent(
        day=date(2026, 11, 24),
        time="10.00–11.30",
        title="Gimnastyka dla seniorów",
        place="PAL Wróżenice",
        age="Seniorzy",
        status="Wolne miejsca: 5",
        tone="free",
    ),
    SampleEvent(
        day=date(2026, 11, 25),
        time="16.30–18.00",
        title="Warsztaty ceramiczno-rękodzielnicze dla rodzin z Wielkopolskiego Przedmieścia",
        place="PAL Kobierzyn, sala pod arkadami",
        age="Rodzice z dziećmi od 6 lat",
        status="Ostatnie miejsce",
        tone="few",
    ),
    SampleEvent(
        day=date(2026, 11, 26),
        time="17.00–19.00",
        title="Spotkanie przy herbacie: historie z sąsiedztwa",
        place="PAL Wróżenice",
        age="Dla wszystkich",
        status="Lista rezerwowa",
        tone="full",
    ),
    SampleEvent(
        day=date(2026, 11, 27),
        time="12.00–13.00",
        title="Komputer bez strachu",
        place="PAL Azory",
        age="Dorośli",
        status="Odwołane",
        tone="cancelled",
        css="event--cancelled",
    ),
)


@dataclass(frozen=True, kw_only=True)
class SampleDay:
    """A day of a calendar with what happens in it."""

    day: date
    is_today: bool
    is_outside: bool
    events: tuple[SampleEvent, ...]


def days() -> list[SampleDay]:
    """Return five weeks around the sample events."""
    first = date(2026, 10, 26)
    return [_day(first + timedelta(days=number)) for number in range(42)]


def tabs(*labels: str) -> list[TabLink]:
    """Return one tab for each label, the third being the current one."""
    return [
        TabLink(label=label, href=f"?widok={number}", is_current=number == 2)  # noqa: PLR2004
        for number, label in enumerate(labels)
    ]


def _day(day: date) -> SampleDay:
    events = tuple(event for event in EVENTS if event.day == day)
    is_today = day == EVENTS[0].day
    return SampleDay(day=day, is_today=is_today, is_outside=day.month != 11, events=events)  # noqa: PLR2004


_NODE, _SOUTH, _EAST = (19.97, 50.04), (19.92, 50.03), (20.06, 50.04)

LAYERS = Layers(
    areas=(
        Area(name="Dzielnica I", ring=((19.90, 50.05), (19.96, 50.07), _NODE, _SOUTH)),
        Area(name="Dzielnica II", ring=((19.96, 50.07), (20.05, 50.08), _EAST, _NODE)),
        Area(name="Dzielnica III", ring=(_SOUTH, _NODE, _EAST, (20.03, 50.00), (19.93, 50.00))),
    ),
    rivers=(
        River(
            name="Rzeka",
            line=(
                (19.88, 50.045),
                (19.93, 50.048),
                (19.97, 50.035),
                (20.02, 50.045),
                (20.08, 50.04),
            ),
        ),
    ),
)

POINTS = (
    MapPoint(number=1, label="PAL Wróżenice", lon=20.04, lat=50.055, href="#mapa"),
    MapPoint(number=2, label="PAL Kobierzyn", lon=19.945, lat=50.02, href="#mapa"),
    MapPoint(number=3, label="PAL Azory", lon=19.935, lat=50.052, href="#mapa"),
)
