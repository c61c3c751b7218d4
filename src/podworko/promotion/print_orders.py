"""What somebody at the desk wants printed, made into one document."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from podworko.activities.public import printed_programme
from podworko.network.public import Pal
from podworko.promotion.bills import NothingToPrintError
from podworko.promotion.print_queries import (
    MOST_BILLS,
    SUBJECTS,
    Bills,
    bill_of,
    bills_of_pal,
    sessions_of_pal,
)
from podworko.promotion.printing import board_sheet, posters
from podworko.ui.typesetting import Document

DAYS = {"tablica-2": 14, "tablica-4": 28, "plakaty-tydzien": 7, "plakaty-miesiac": 31}
LARGE = "duzy"


@dataclass(frozen=True, slots=True)
class Order:
    """What, of which PAL, from when, in which design, on which paper."""

    pal: Pal
    what: str
    day: date
    design: str
    size: str
    one: uuid.UUID | None = None
    part: int = 1

    @property
    def is_batch(self) -> bool:
        return self.what.startswith("plakaty")

    @property
    def is_programme(self) -> bool:
        return self.what in ("tydzien", "miesiac")

    @property
    def days(self) -> tuple[date, date]:
        """First and last day of what is printed from the day on."""
        return self.day, self.day + timedelta(days=DAYS.get(self.what, 1) - 1)


@dataclass(frozen=True, slots=True)
class Batch:
    """How many posters there are, and which of them this file holds."""

    first: int
    last: int
    total: int
    part: int

    @property
    def has_more(self) -> bool:
        return self.last < self.total


def document_of(order: Order, *, is_preview: bool = False) -> Document:
    """Return the document ordered, as things are now; of many posters a preview makes the first.

    Raises NothingToPrintError where there is nothing to print.
    """
    if order.is_programme:
        return _programme(order)
    if order.is_batch:
        return _many(order, is_preview=is_preview)
    return _board(order) if order.what in DAYS else _one(order)


def batch_of(order: Order) -> Batch | None:
    """Return what a file of many posters holds; None for what is not many posters."""
    if not order.is_batch:
        return None
    found, skip = _bills(order), _skip(order)
    return Batch(
        first=skip + 1,
        last=skip + len(found.bills),
        total=skip + len(found.bills) + found.left,
        part=order.part,
    )


def _programme(order: Order) -> Document:
    is_large = order.design == LARGE
    paper = "a3" if order.size == "a3" else "a4"
    return printed_programme(order.pal, order.day, view=order.what, paper=paper, is_large=is_large)


def _board(order: Order) -> Document:
    first, last = order.days
    sessions = sessions_of_pal(order.pal, first=first, last=last)
    return board_sheet(order.pal, sessions, first=first, last=last)


def _one(order: Order) -> Document:
    bill = bill_of(SUBJECTS["zajecia"], order.one) if order.one else None
    if bill is None:
        raise NothingToPrintError(_("Wybierz zajęcia, których plakat wydrukować."))
    return posters([bill], design=order.design, size=order.size)


def _many(order: Order, *, is_preview: bool) -> Document:
    found = _bills(order)
    if not found.bills:
        raise NothingToPrintError(_("W tym czasie nie ma zajęć, na które można zaprosić."))
    bills = found.bills[:1] if is_preview else found.bills
    title = _("Plakaty: %(pal)s") % {"pal": order.pal.name}
    return posters(bills, design=order.design, size=order.size, title=title)


def _bills(order: Order) -> Bills:
    first, last = order.days
    return bills_of_pal(order.pal, first=first, last=last, skip=_skip(order))


def _skip(order: Order) -> int:
    return MOST_BILLS * (order.part - 1)
