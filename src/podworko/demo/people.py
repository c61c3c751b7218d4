"""Residents of the demonstration city: made-up people, with addresses that reach nobody."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from podworko.core.text import slug

FIRST = (
    "Halina",
    "Zofia",
    "Krystyna",
    "Barbara",
    "Teresa",
    "Danuta",
    "Irena",
    "Jadwiga",
    "Maria",
    "Ewa",
    "Anna",
    "Katarzyna",
    "Magdalena",
    "Agnieszka",
    "Natalia",
    "Oksana",
    "Iryna",
    "Olena",
    "Jan",
    "Stanisław",
    "Andrzej",
    "Józef",
    "Tadeusz",
    "Jerzy",
    "Zbigniew",
    "Ryszard",
    "Marek",
    "Piotr",
    "Paweł",
    "Tomasz",
    "Michał",
    "Jakub",
    "Mateusz",
    "Andrij",
    "Bohdan",
    "Łukasz",
)
LAST = (
    "Lipowa",
    "Klonowa",
    "Jaskółka",
    "Wróbel",
    "Sikora",
    "Kasztan",
    "Malina",
    "Jagoda",
    "Kwiatek",
    "Brzoza",
    "Topola",
    "Kalina",
    "Sowa",
    "Słowik",
    "Gil",
    "Kos",
    "Szpak",
    "Bocian",
    "Żuraw",
    "Wierzba",
    "Jarzębina",
    "Leszczyna",
    "Olcha",
    "Jesion",
    "Modrzew",
    "Świerk",
    "Cis",
    "Głóg",
)
CHILDREN = ("Staś", "Hania", "Zosia", "Antek", "Franek", "Lena", "Ola", "Kuba", "Maja", "Tymek")


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a resident."""

    name: str
    age: int
    birth_year: int


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody made up and how they are reached: e-mail, phone, or neither."""

    name: str
    email: str
    phone: str
    age: int
    birth_year: int
    language: str
    way: str
    children: tuple[Child, ...]


def residents(count: int, *, year: int, seed: int = 7) -> list[Resident]:
    """Return `count` made-up residents, always the same ones; a third is over sixty."""
    chance = random.Random(seed)  # noqa: S311 - a play, not a secret
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    chance.shuffle(names)
    return [_resident(name, number, year, chance) for number, name in enumerate(names[:count])]


def _resident(name: str, number: int, year: int, chance: random.Random) -> Resident:
    age = chance.choice((chance.randint(18, 40), chance.randint(35, 59), chance.randint(60, 88)))
    is_old = age >= 60  # noqa: PLR2004 - the age from which the city counts seniors
    way = chance.choices(("web", "phone", "desk"), weights=(2, 5, 3) if is_old else (8, 1, 1))[0]
    has_email = way == "web"
    is_ukrainian = name.split(maxsplit=1)[0] in ("Oksana", "Iryna", "Olena", "Andrij", "Bohdan")
    return Resident(
        name=name,
        email=f"{slug(name)}@example.org" if has_email else "",
        phone="" if has_email or way == "desk" else _phone(number),
        age=age,
        birth_year=year - age,
        language="uk" if is_ukrainian else "pl",
        way=way,
        children=tuple(_children(name, age, year, chance)) if 25 <= age <= 55 else (),  # noqa: PLR2004
    )


def _children(parent: str, age: int, year: int, chance: random.Random) -> Iterator[Child]:
    _first, surname = parent.split(maxsplit=1)
    for first in chance.sample(CHILDREN, chance.choice((1, 2, 2, 3))):
        years = chance.randint(1, min(17, age - 20))
        yield Child(f"{first} {surname}", years, year - years)


def _phone(number: int) -> str:
    """Return a number that nobody has, every third one of the kind that gets text messages.

    No Kraków number begins with 0, and North America keeps 555-0100 to 555-0199 for films.
    """
    if number % 3:
        return f"+4812{number:07d}"
    place, line = divmod(number // 3, 100)
    return f"+1{(202, 312)[place]}55501{line:02d}"
