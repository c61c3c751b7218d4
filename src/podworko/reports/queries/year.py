"""A year's figures of every place at once, with what of them is not for everybody."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from podworko.core.figures import NETWORK
from podworko.network.public import Pal
from podworko.reports.catalogue import Indicator
from podworko.reports.models import Edition, Figure
from podworko.reports.queries.board import Board, Number, Row, Span, board, span_of
from podworko.reports.suppression import WHOLE, Value, held_back

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A number of this year and of the one before, with whether each is held back."""

    now: Number
    before: Number
    is_held: bool
    is_before_held: bool


@dataclass(frozen=True, slots=True)
class Year:
    """What a year came to: every indicator of every place, of none, and of the whole."""

    span: Span
    pals: tuple[Pal, ...]
    told: Mapping[Key, Told]
    indicators: tuple[Indicator, ...]
    has_published_before: bool
    """Whether the year before is told as it was closed, and not counted anew."""


def read_year(year: int, *, today: date | None = None) -> Year:
    """Count a year of the whole network; fixed queries, whatever the number of PALs.

    The year before is told as its report told it, held back alike; where it was never closed it
    is counted now, and decided by itself.
    """
    page = board(span_of(year, today=today), _pals(), with_whole=True)
    now, then = _values(page, 0), _values(page, 1)
    indicators = tuple(row.indicator for row in page.rows)
    hidden = held_back(_bare(now), indicators)
    edition = Edition.objects.filter(year=year - 1).order_by("-number").first()
    if edition is None:
        held_then = held_back(_bare(then), indicators)
    else:
        then, held_then = _as_closed(edition)
    missing = Number(None)
    told = {
        key: Told(number, then.get(key, missing), key in hidden, key in held_then)
        for key, number in now.items()
    }
    return Year(page.span, _begun(page), told, indicators, edition is not None)


def published_versions(year: int) -> dict[str, int]:
    """Return by which version each number of a closed year was counted; nothing of an open one."""
    closed = Edition.objects.filter(year=year).order_by("-number").first()
    return dict(closed.counted.values_list("code", "version")) if closed else {}


def _pals() -> list[Pal]:
    """Return every PAL: the board leaves out those that did nothing and do not work."""
    return list(Pal.objects.order_by("folded_name", "pk"))


def _begun(page: Board) -> tuple[Pal, ...]:
    """Return the PALs that had opened by the end of a time, or did something before they did."""
    busy = {
        pal.pk
        for row in page.rows
        for pal, cell in zip(page.pals, row.cells, strict=True)
        if cell.value or cell.before
    }
    late = {pal.pk for pal in page.pals if pal.opened_on and pal.opened_on > page.span.until}
    return tuple(pal for pal in page.pals if pal.pk in busy or pal.pk not in late)


def _values(page: Board, of: int) -> dict[Key, Number]:
    """Return the numbers of this time (0) or of the one before (1), with what is of no PAL."""
    found: dict[Key, Number] = {}
    for row in page.rows:
        found |= dict(_of_row(row, page.pals, of))
    return found


def _of_row(row: Row, pals: Iterable[Pal], of: int) -> Iterator[tuple[Key, Number]]:
    code = row.indicator.code
    cells = [*row.cells, *([row.whole] if row.whole else [])]
    numbers = [(cell.now, cell.then)[of] for cell in cells]
    for pal, number in zip(pals, numbers, strict=False):
        yield (code, pal.pk), number
    yield (code, WHOLE), numbers[-1]
    if row.indicator.has_sum:
        yield (code, NETWORK), _common(numbers)


def _common(numbers: list[Number]) -> Number:
    """Return what is of no PAL: the whole without all places."""
    *parts, whole = numbers
    if whole.value is None or any(part.value is None for part in parts):
        return Number(None)
    return Number(whole.value - sum(part.value or 0 for part in parts))


def _bare(numbers: Mapping[Key, Number]) -> dict[Key, Value]:
    return {key: number.value for key, number in numbers.items()}


def _as_closed(edition: Edition) -> tuple[dict[Key, Number], frozenset[Key]]:
    numbers: dict[Key, Number] = {}
    held: set[Key] = set()
    for figure in Figure.objects.filter(counted__edition=edition).select_related("counted"):
        key = figure.counted.code, scope_of(figure)
        numbers[key] = Number(figure.number, figure.is_cut)
        if figure.is_held:
            held.add(key)
    return numbers, frozenset(held)


def scope_of(figure: Figure) -> int:
    """Return whose number it is, as suppression names it."""
    if figure.scope == Figure.Scope.PAL:
        return figure.pal_id or 0
    return WHOLE if figure.scope == Figure.Scope.WHOLE else NETWORK
