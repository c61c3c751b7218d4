"""Groups of the demonstration city that borrow rooms; made up, as the PALs they meet in are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, timedelta

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.network import public as network
from podworko.people.public import Channel

RULES = network.RulesText(
    text=(
        "Przychodzimy i wychodzimy o umówionej godzinie.\n"
        "Po spotkaniu ustawiamy krzesła i zamykamy okna.\n"
        "Za zepsutą rzecz nie krzyczymy: mówimy o niej animatorce.\n"
        "W sali nie palimy i nie pijemy alkoholu.\n"
        "Gdy się nie spotkamy, oddajemy salę najpóźniej dzień wcześniej."
    ),
    text_uk=(
        "Приходимо й виходимо в домовлений час.\n"
        "Після зустрічі розставляємо стільці й зачиняємо вікна.\n"
        "Якщо щось зламалося, спокійно кажемо про це аніматорці.\n"
        "У залі не палимо й не вживаємо алкоголю.\n"
        "Якщо не зустрінемося, повертаємо залу не пізніше ніж за день."
    ),
    text_en=(
        "We come and leave at the time agreed.\n"
        "After we meet, we put the chairs back and close the windows.\n"
        "When something breaks, nobody shouts: we tell the local animator.\n"
        "We do not smoke or drink alcohol in the room.\n"
        "If we will not meet, we give the room back a day before at the latest."
    ),
)


@dataclass(frozen=True, slots=True)
class MadeUpGroup:
    """A group that does not exist, and what it wants: by itself when `asks`, else by phone."""

    pal: str
    name: str
    kind: str
    contact: str
    way: str
    purpose: str
    people: int
    hours: tuple[str, str]
    days: int
    weeks: int = 1
    asks: bool = False
    has_signed: bool = True
    language: str = "pl"
    room: int = 0
    gives_back: bool = False
    """Whether it gives back the last of what it has."""


NOT_LENT = "Kuchnia"
GROUPS = (
    MadeUpGroup(
        "pod-lipami", "Zespół mieszkańców Pod Lipami", "team", "Barbara Modrzew",
        "modrzew@example.org", "spotkanie zespołu mieszkańców", 10, ("16:00", "18:00"), 2, 4,
    ),
    MadeUpGroup(
        "pod-lipami", "Szycie na Przykładowej", "initiative", "Celina Mak",
        "+48120000501", "wspólne szycie toreb", 8, ("14:00", "16:00"), 3, 5, asks=True, room=1,
    ),
    MadeUpGroup(
        "pod-lipami", "Fundacja Cztery Pory", "partner", "Marek Topola",
        "topola@example.org", "dyżur dla rodziców", 6, ("10:00", "12:00"), 4, 3, asks=True, room=1,
    ),
    MadeUpGroup(
        "pod-lipami", "Sąsiedzi z klatki trzeciej", "neighbours", "Henryk Grab",
        "grab@example.org", "zebranie lokatorów", 20, ("15:00", "17:00"), 8, asks=True,
        has_signed=False,
    ),
    MadeUpGroup(
        "pod-lipami", "Українські вечори", "initiative", "Олена Вишня",
        "vyshnia@example.org", "розмовний клуб", 10, ("16:00", "18:00"), 6, 4,
        language="uk", room=1, gives_back=True,
    ),
    MadeUpGroup(
        "trzy-kominy", "Klub gier planszowych", "initiative", "Igor Jałowiec",
        "jalowiec@example.org", "wieczór z planszówkami", 12, ("17:00", "20:00"), 3, 4,
        asks=True, room=1,
    ),
    MadeUpGroup(
        "trzy-kominy", "Zespół mieszkańców Trzech Kominów", "team", "Urszula Cis",
        "cis@example.org", "spotkanie zespołu", 9, ("18:00", "20:00"), 5, 3, room=1,
    ),
    MadeUpGroup(
        "zielona-brama", "Ogród za bramą", "initiative", "Wiesława Rdest",
        "+48120000502", "planowanie grządek", 14, ("12:00", "14:00"), 4, 3, asks=True,
    ),
)  # fmt: skip


def meet(pals: dict[str, network.Pal]) -> int:
    """Write house rules, and let groups sign, ask, book and give back; return how much it is."""
    network.Room.objects.filter(name=NOT_LENT).update(is_lent=False)
    for slug in dict.fromkeys(row.pal for row in GROUPS):
        network.write_rules(pals[slug], RULES, seen_version=0, actor=SYSTEM)
    return sum(_meet(row, pals[row.pal]) for row in GROUPS)


def _meet(row: MadeUpGroup, pal: network.Pal) -> int:
    is_phone = row.way.startswith("+")
    group = network.Group(
        pal=pal,
        name=row.name,
        kind=row.kind,
        contact_name=row.contact,
        phone=row.way if is_phone else "",
        email="" if is_phone else row.way,
        language=row.language,
    )
    network.save_group(group, actor=SYSTEM)
    if not row.has_signed:
        return 0
    channel = Channel.WEB if row.asks else Channel.PAPER
    network.sign_rules(group, version=1, signed_by=row.contact, channel=channel, actor=SYSTEM)
    return _book(row, group)


def _book(row: MadeUpGroup, group: network.Group) -> int:
    """Take the first day from the wanted one on which nothing is in the way."""
    for later in range(7):
        wish = _wish(row, group, later)
        try:
            made = _taken(row, group, wish)
        except network.ClashError:
            continue
        if row.gives_back:
            network.give_room_back(made[-1], actor=RESIDENT)
        return len(made)
    return 0


def _taken(row: MadeUpGroup, group: network.Group, wish: network.Wish) -> Sequence[network.Booking]:
    if row.asks:
        return network.ask_for_room(group, wish=wish, actor=RESIDENT)
    return network.book_room(group, wish=wish, channel=Channel.PHONE, actor=SYSTEM)


def _wish(row: MadeUpGroup, group: network.Group, later: int) -> network.Wish:
    day = times.today() + timedelta(days=row.days + later)
    begins, ends = (time.fromisoformat(hour) for hour in row.hours)
    rooms = list(group.pal.seat.rooms.order_by("pk")) if group.pal.seat else []
    return network.Wish(
        room=rooms[row.room],
        purpose=row.purpose,
        people=row.people,
        starts_at=times.at(day, begins),
        ends_at=times.at(day, ends),
        weeks=row.weeks,
        leaves_out=True,
    )
