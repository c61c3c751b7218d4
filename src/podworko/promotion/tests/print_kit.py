"""What the tests of print share: bills of every length, and how a sheet is looked at."""

import uuid
from io import BytesIO
from typing import Any

from PIL import Image

from podworko.activities.public import Session
from podworko.network.public import Pal
from podworko.promotion.bills import Bill
from podworko.promotion.occasions import When
from podworko.promotion.short import code_of
from podworko.ui.typesetting import Document
from podworko.ui.typesetting.press import pictured

PPI = 51
"""Two points a millimetre, near enough."""
WHITE = 250


def print_world(session: Session) -> dict[str, object]:
    """Return how addresses name a session that is printed."""
    return {
        "print_subject": "spotkanie",
        "print_letter": "s",
        "print_code": code_of(session.public_id),
    }


def make_bill(**fields: Any) -> Bill:
    """Return a bill as most are."""
    told: dict[str, Any] = {
        "letter": "z",
        "public_id": uuid.UUID("3fa9c1e2-7d5b-4c1a-9a55-0c6b1c2d3e4f"),
        "title": "Warsztaty ceramiki",
        "when": When(("w każdy wtorek, 17:00–18:30",), "od 1 grudnia do 26 stycznia"),
        "pal": Pal(name="PAL Zarzecze", slug="zarzecze", phone="+48123456789"),
        "kind": "warsztaty i kursy",
        "sentences": ("Ulepisz miskę.", "Glina jest na miejscu."),
        "where": ("Dom „Zarzecze”, sala duża", "ul. Przyjazna 7", "wejście bez stopni: tak"),
        "facts": (("Dla kogo", "dla seniorów, od 60 lat"),),
        "price": "bezpłatnie",
        "call": "Zapisy: zadzwoń",
        "organiser": "PAL Zarzecze",
    }
    return Bill(**(told | fields))


def overlong() -> Bill:
    """Return a bill with far too much of everything."""
    return make_bill(
        title="Międzypokoleniowe spotkania przy stole, na których gotujemy " * 5,
        pal=Pal(name="Program Aktywności Lokalnej " * 4, phone="+48123456789"),
        kind="edukacja społeczna i obywatelska",
        when=When(tuple(f"Poniedziałek, {day} grudnia, 17:00–18:30" for day in range(1, 30))),
        sentences=tuple(f"Zdanie numer {number}, raczej długie." * 4 for number in range(20)),
        where=(
            "Dom Sąsiedzki " * 8,
            "ulica " * 30,
            "Przystanek: " + "x" * 160,
            "winda: tak · " * 20,
        ),
        facts=tuple((f"Etykieta {number}", "wartość " * 30) for number in range(7)),
        price="99999,50 zł",
        organiser="W" * 160,
        is_fictional=True,
    )


def endless() -> Bill:
    """Return a bill whose words have no spaces, with letters that no font of ours has."""
    return make_bill(title="Ż" * 297 + "🎨ї汉", sentences=("W" * 300,), organiser="Ґ" * 160)


def bare() -> Bill:
    """Return a bill with nothing that may be missing."""
    return make_bill(
        pal=None, kind="", sentences=(), where=(), facts=(), price="", call="", organiser=""
    )


def darkest(part: Image.Image) -> int:
    return min(part.tobytes())


def lightest(part: Image.Image) -> int:
    return max(part.tobytes())


def inked_margin(document: Document, millimetres: float) -> list[str]:
    """Return the edges of the first page within whose margin anything is printed.

    Where a cut or a fold ends in the margin, its line may.
    """
    page = Image.open(BytesIO(pictured(document, ppi=PPI))).convert("L")
    wide, high = page.size
    margin = round(millimetres * PPI / 25.4)
    edges = {
        "left": (0, 0, margin, high),
        "right": (wide - margin, 0, wide, high),
        "top": (0, 0, wide, margin),
        "bottom": (0, high - margin, wide, high),
    }
    for box in _lines(document.data["format"], wide, high):
        page.paste(255, box)
    return [name for name, box in edges.items() if darkest(page.crop(box)) < WHITE]


def ink_above_foot(document: Document) -> bool:
    """Whether anything stands on the line over the foot of the large design, or just above it."""
    page = Image.open(BytesIO(pictured(document, ppi=PPI))).convert("L")
    left = 30
    right = 270 if document.data["format"] == "a5" else page.width - left
    rows = [page.crop((left, y, right, y + 1)) for y in range(page.height)]
    foot = max(y for y, row in enumerate(rows) if lightest(row) < WHITE)
    while lightest(rows[foot]) < WHITE:
        foot -= 1
    return any(darkest(rows[foot - gap]) < WHITE for gap in (1, 2))


def _lines(size: object, wide: int, high: int) -> list[tuple[int, int, int, int]]:
    """Return where the line to cut along or to fold at is."""
    if size == "a5":
        return [(wide // 2 - 2, 0, wide // 2 + 2, high)]
    return [(0, high // 2 - 2, wide, high // 2 + 2)] if size == "tent" else []
