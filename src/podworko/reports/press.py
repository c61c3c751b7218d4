"""A year's figures as a press release begins with them."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.core import times
from podworko.core.disclosure import in_steps
from podworko.network.public import Pal
from podworko.promotion.public import Reported
from podworko.reports import policies
from podworko.reports.queries.board import Number, Span, span_of
from podworko.reports.queries.told import WHOLE, YearTold, edition_of, of_edition, of_running
from podworko.reports.suppression import GIVEN

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

    Of a closed year the numbers of its report, and of an open one what its report would tell
    today: what is held back there, and what is told in part alone, is left out here. An open year
    grows: people, and hours they gave, are told in steps, so that nothing follows from a release
    and the next one, or the year as it was closed.
    """
    year, _dash, slug = word.partition("-")
    if word not in dict(choices(user)):
        return None
    pal = policies.pals_to_report(user).get(slug=slug) if slug else None
    told = _told(int(year))
    return Reported(
        pal=pal,
        title=_title(int(year), pal),
        lead="",
        occasion=_when(span_of(int(year))),
        body="\n".join(f"- {line}" for line in _lines(told, pal.pk if pal else WHOLE)),
    )


def _told(year: int) -> YearTold:
    edition = edition_of(year)
    return of_edition(edition) if edition else of_running(year)


def _title(year: int, pal: Pal | None) -> str:
    name = pal.name if pal else _("cała sieć PAL")
    return _("Rok %(year)s w liczbach: %(name)s") % {"year": year, "name": name}


def _when(span: Span) -> str:
    first, last = date_format(span.since, "j E"), date_format(span.until, "j E Y")
    return _("od %(first)s do %(last)s") % {"first": first, "last": last}


def _lines(told: YearTold, scope: int) -> Iterator[str]:
    for line in told.lines(scope):
        if line.meaning.code not in TOLD or line.now is None or line.now.is_cut:
            continue
        number = line.now
        if told.edition is None and (line.meaning.is_people or line.meaning.code == GIVEN):
            number = Number(in_steps(number.value or 0), is_cut=True)
        if number.value:
            yield f"{line.meaning.label}: {number.words}"
