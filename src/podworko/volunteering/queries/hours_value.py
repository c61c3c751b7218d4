"""What confirmed hours are worth, for the own contribution of a grant. Money is whole groszy."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.core.tabular import Value
from podworko.network.public import Pal
from podworko.volunteering import policies
from podworko.volunteering.models import HoursEntry, Opportunity

Key: TypeAlias = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which hours, at what rate in groszy for an hour, and whether names stand in the table."""

    since: date
    until: date
    rate: int
    pal: Pal | None = None
    opportunity: Opportunity | None = None
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class ValueRow:
    """What one person did for one opportunity at one PAL; `grosze` is rounded to the grosz."""

    pal: str
    opportunity: str
    who: str
    minutes: int
    grosze: int


@dataclass(frozen=True, slots=True)
class ValueTable:
    """The rows and their sums: what stands below adds up from what stands above."""

    rows: tuple[ValueRow, ...]

    @property
    def minutes(self) -> int:
        return sum(row.minutes for row in self.rows)

    @property
    def grosze(self) -> int:
        return sum(row.grosze for row in self.rows)


def value_table(user: User, wanted: Wanted) -> ValueTable:
    """Return the confirmed hours of a period with what they are worth; one query.

    Without names people are numbers of this table alone.
    """
    found = Counter[Key]()
    for row in _rows(user, wanted):
        found[_key(row)] += row.minutes
    numbers: dict[Hashable, int] = {}
    return ValueTable(
        tuple(_row(key, minutes, wanted, numbers) for key, minutes in sorted(found.items()))
    )


def value_of(minutes: int, rate: int) -> int:
    """Return what minutes are worth in groszy at a rate for an hour, half a grosz up."""
    return int((Decimal(minutes * rate) / 60).quantize(Decimal(1), ROUND_HALF_UP))


def value_cells(table: ValueTable, *, as_text: bool = False) -> list[list[Value]]:
    """Return the table and its sums as cells of a file: hours and złote with two places.

    `as_text` writes numbers with a comma: in a text file a Polish spreadsheet reads "1.5" as a day.
    """
    rows: list[list[Value]] = [
        [row.pal, row.opportunity, row.who, *_numbers(row.minutes, row.grosze, as_text=as_text)]
        for row in table.rows
    ]
    sums = _numbers(table.minutes, table.grosze, as_text=as_text)
    return [*rows, [_("Razem"), "", "", *sums]]


def _rows(user: User, wanted: Wanted) -> list[HoursEntry]:
    rows = policies.run_hours(user).filter(
        state=HoursEntry.State.CONFIRMED, day__gte=wanted.since, day__lte=wanted.until
    )
    if wanted.pal:
        rows = rows.filter(volunteer__pal=wanted.pal)
    if wanted.opportunity:
        rows = rows.filter(opportunity=wanted.opportunity)
    return list(rows)


def _key(row: HoursEntry) -> Key:
    volunteer = row.volunteer
    title = row.opportunity.title if row.opportunity else ""
    person = volunteer.person
    return volunteer.pal.name, title, person.folded_name, person.pk, person.name


def _row(key: Key, minutes: int, wanted: Wanted, numbers: dict[Hashable, int]) -> ValueRow:
    pal, title, _folded, person_id, name = key
    number = numbers.setdefault(person_id, len(numbers) + 1)
    who = str(name) if wanted.is_named else _("osoba %(number)s") % {"number": number}
    grosze = value_of(minutes, wanted.rate)
    return ValueRow(str(pal), str(title) or _("poza zadaniami"), who, minutes, grosze)


def _numbers(minutes: int, grosze: int, *, as_text: bool) -> list[Value]:
    numbers = [round(minutes / 60, 2), grosze / 100]
    return [f"{number:.2f}".replace(".", ",") if as_text else number for number in numbers]
