"""What closing a year would tell everybody, and what it would hold back."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from podworko.reports.queries.board import Number
from podworko.reports.queries.told import NETWORK, WHOLE, YearTold


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """A number as the desk knows it, and whether everybody reads it."""

    number: Number
    is_held: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One indicator of every place."""

    label: str
    cells: tuple[PreviewCell, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Every number of a year, with how many are held back."""

    headings: tuple[str, ...]
    groups: tuple[tuple[str, tuple[PreviewRow, ...]], ...]
    held: int
    numbers: int


def preview(told: YearTold) -> Preview:
    """Return every number of a year side by side: whole, what is of no PAL, each PAL."""
    scopes = [WHOLE, *([NETWORK] if told.has_common else []), *(pal.key for pal in told.pals)]
    groups = tuple(_groups(told, scopes))
    cells = [cell for _label, rows in groups for row in rows for cell in row.cells]
    common = [_("wspólne, nie jednego PAL")] if told.has_common else []
    names = (_("cała sieć"), *common, *(pal.name for pal in told.pals))
    return Preview(names, groups, sum(cell.is_held for cell in cells), len(cells))


def _groups(told: YearTold, scopes: list[int]) -> Iterator[tuple[str, tuple[PreviewRow, ...]]]:
    for group in dict.fromkeys(meaning.group for meaning in told.meanings):
        mine = [meaning for meaning in told.meanings if meaning.group == group]
        yield (
            mine[0].group_label,
            tuple(
                PreviewRow(each.label, tuple(_cell(told, each.code, scope) for scope in scopes))
                for each in mine
            ),
        )


def _cell(told: YearTold, code: str, scope: int) -> PreviewCell:
    found = told.told.get((code, scope))
    if found is None:
        return PreviewCell(Number(0), is_held=False)
    return PreviewCell(found.now, found.is_held)
