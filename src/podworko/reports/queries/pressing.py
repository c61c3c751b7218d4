"""What waits today in each PAL and in all of them, with the way to the desk's own list of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import ngettext

from podworko.core.figures import Behind, Figured
from podworko.network.public import Pal
from podworko.reports.pressing import NOTHING, PRESSING, Pressing, Unit, read

FILTERED = ("activities:desk_programme", "initiatives:desk_ideas")
"""Lists of the desk that are narrowed to a PAL by its name in the address."""


@dataclass(frozen=True, slots=True)
class PressingCell:
    """One number, None where there is nothing to tell, and where it is worked on."""

    value: int | None
    words: str
    path: str


@dataclass(frozen=True, slots=True)
class PressingRow:
    """One thing that waits: in all PALs, when they are looked at together, then in each."""

    pressing: Pressing
    cells: tuple[PressingCell, ...]


def pressing(
    pals: Iterable[Pal],
    *,
    today: date,
    with_whole: bool,
    open_to: Callable[[Behind], str],
) -> list[PressingRow]:
    """Return what waits in these PALs; fixed queries, whatever their number.

    `open_to` says which way is open to who reads.
    """
    told = read(today)
    columns: list[Pal | None] = [*([None] if with_whole else []), *pals]
    return [
        PressingRow(each, tuple(_cell(each, told, pal, open_to) for pal in columns))
        for each in PRESSING
    ]


def _cell(
    each: Pressing,
    told: Mapping[str, Figured[Any]],
    pal: Pal | None,
    open_to: Callable[[Behind], str],
) -> PressingCell:
    figured = told[each.source]
    figures = figured.by_pal.get(pal.pk, NOTHING[each.source]) if pal else figured.whole
    value = getattr(figures, each.part)
    path = reverse(each.url_name)
    if pal and each.url_name in FILTERED:
        path = f"{path}?pal={pal.slug}" + ("&stan=review" if each.part == "to_check" else "")
    way = Behind("", pal.pk if pal else None, ways=((each.may, path),))
    return PressingCell(value, _words(value, each.unit), open_to(way) if value else "")


def _words(value: int | None, unit: Unit) -> str:
    if value is None:
        return "–"
    number = localize(value)
    if unit == Unit.PERCENT:
        return f"{number}%"
    if unit == Unit.DAYS:
        return ngettext("%(number)s dzień", "%(number)s dni", value) % {"number": number}
    return number
