"""A year's figures as a press release begins with them."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.core import times
from podworko.core.disclosure import is_few
from podworko.network.public import Pal
from podworko.promotion.public import Reported
from podworko.reports import policies
from podworko.reports.queries.board import Board, Cell, Row, Span, board, span_of

TOLD = (
    *("sessions-held", "participations", "people", "advice-talks", "volunteers"),
    *("volunteer-hours", "initiatives-begun", "initiatives-done", "debates", "hearings"),
    *("polls", "partners", "joint-actions"),
)
"""What a release tells: no part of another number, so that nothing follows by taking away."""
YEARS = 2


def choices(user: User) -> list[tuple[str, str]]:
    """Return the years of PALs, and of the network, that somebody may tell of."""
    this = times.today().year
    years = [this - number for number in range(YEARS)]
    pals = list(policies.pals_to_report(user).filter(status=Pal.Status.ACTIVE))
    whole = (
        [(str(year), _title(year, None)) for year in years] if policies.may_see_all(user) else []
    )
    return [*whole, *((f"{year}-{pal.slug}", _title(year, pal)) for pal in pals for year in years)]


def read(word: str, user: User) -> Reported | None:
    """Return a year in figures; None for what is not theirs to tell of.

    Few people, and what is told in part alone, are left out: a release is for everybody.
    """
    year, _dash, slug = word.partition("-")
    if word not in dict(choices(user)):
        return None
    pal = policies.pals_to_report(user).get(slug=slug) if slug else None
    span = span_of(int(year))
    page = board(span, [pal] if pal else [], with_whole=pal is None)
    return Reported(
        pal=pal,
        title=_title(int(year), pal),
        lead="",
        occasion=_when(span),
        body="\n".join(f"- {line}" for line in _lines(page)),
    )


def _title(year: int, pal: Pal | None) -> str:
    name = pal.name if pal else _("cała sieć PAL")
    return _("Rok %(year)s w liczbach: %(name)s") % {"year": year, "name": name}


def _when(span: Span) -> str:
    first, last = date_format(span.since, "j E"), date_format(span.until, "j E Y")
    return _("od %(first)s do %(last)s") % {"first": first, "last": last}


def _lines(page: Board) -> Iterator[str]:
    for row in page.rows:
        cell = row.whole or row.cells[0]
        if row.indicator.code in TOLD and _may_be_told(row, cell):
            yield f"{row.indicator.label}: {cell.now.words}"


def _may_be_told(row: Row, cell: Cell) -> bool:
    number = cell.now
    if not number.value or number.is_cut:
        return False
    return not (row.indicator.is_people and is_few(number.value))
