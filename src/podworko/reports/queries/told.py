"""A year as everybody may read it: closed and stored, or as it would be if it were closed now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.core.figures import NETWORK
from podworko.core.tabular import Value
from podworko.reports.catalogue import Group, Indicator
from podworko.reports.models import Counted, Edition, Figure
from podworko.reports.queries.board import Number
from podworko.reports.queries.year import Told, Year, published_versions, read_year, scope_of
from podworko.reports.suppression import WHOLE

__all__ = [
    "NETWORK",
    "WHOLE",
    "Line",
    "Meaning",
    "PalThen",
    "YearTold",
    "edition_of",
    "of_edition",
    "of_running",
]

Key = tuple[str, int]
NOBODY = Told(Number(None), Number(None), is_held=False, is_before_held=False)


@dataclass(frozen=True, slots=True)
class Meaning:
    """An indicator with the words that hold for this report.

    `earlier` is what was counted before its definition changed within the year, if it did.
    """

    code: str
    group: str
    group_label: str
    label: str
    words: str
    version: int
    version_before: int
    since: date
    earlier: str
    is_people: bool
    is_distinct: bool


@dataclass(frozen=True, slots=True)
class PalThen:
    """A place as it was when the year was closed."""

    key: int
    slug: str
    name: str
    opened_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One number of this year and of the one before, as it may be told.

    Without `is_comparable` one of them is of a year that still runs.
    """

    meaning: Meaning
    now: Number | None
    before: Number | None
    is_comparable: bool = True

    @property
    def is_of_scope(self) -> bool:
        """Whether it stands in a report: a PAL's own indicator does in no other PAL's."""
        numbers = (self.now, self.before)
        is_known = any(each is None or each.value is not None for each in numbers)
        return self.meaning.group != Group.LOCAL or is_known

    @property
    def now_words(self) -> str:
        return _words(self.now)

    @property
    def change(self) -> int | Decimal | None:
        """How much more it is than the year before; None where that may not be said."""
        numbers = [self.now, self.before]
        if any(each is None or each.value is None or each.is_cut for each in numbers):
            return None
        if self.meaning.version != self.meaning.version_before or not self.is_comparable:
            return None
        return _whole(self.now.value - self.before.value)  # type: ignore[union-attr, operator]

    @property
    def change_words(self) -> str:
        change = self.change
        if change is None:
            return "–"
        return f"+{localize(change)}" if change > 0 else localize(change).replace("-", "−")

    @property
    def cells(self) -> list[Value]:
        """The number, that of the year before and the change, for a spreadsheet to reckon with."""
        numbers = [each.for_file if each else _words(None) for each in (self.now, self.before)]
        change = self.change
        return [*numbers, "–" if change is None else float(change)]


@dataclass(frozen=True, slots=True)
class YearTold:
    """A year of the whole network, with what may be told of it; `edition` is None for a draft."""

    year: int
    edition: Edition | None
    meanings: tuple[Meaning, ...]
    pals: tuple[PalThen, ...]
    told: Mapping[Key, Told]

    def line(self, code: str, scope: int) -> Line:
        """Return one number of a PAL (by its key), of NETWORK or of WHOLE."""
        meaning = next(each for each in self.meanings if each.code == code)
        return self._line(meaning, scope)

    def lines(self, scope: int) -> tuple[Line, ...]:
        """Return every number of a PAL, in the order of the catalogue.

        Of local indicators only those of which something was typed there, this year or before.
        """
        lines = (self._line(meaning, scope) for meaning in self.meanings)
        return tuple(line for line in lines if line.is_of_scope)

    def groups(self, scope: int) -> Iterator[tuple[str, tuple[Line, ...]]]:
        """Yield the numbers under their headings."""
        lines = self.lines(scope)
        for group in dict.fromkeys(meaning.group for meaning in self.meanings):
            if mine := tuple(line for line in lines if line.meaning.group == group):
                yield mine[0].meaning.group_label, mine

    def pal(self, slug: str) -> PalThen | None:
        return next((pal for pal in self.pals if pal.slug == slug), None)

    @property
    def has_common(self) -> bool:
        """Whether anything of the network is of no PAL."""
        return any(scope == NETWORK and each.now.value for (_c, scope), each in self.told.items())

    def _line(self, meaning: Meaning, scope: int) -> Line:
        told = self.told.get((meaning.code, scope), NOBODY)
        return Line(
            meaning,
            None if told.is_held else told.now,
            None if told.is_before_held else told.before,
            self.edition is not None or self.year < times.today().year,
        )


def edition_of(year: int, *, number: int | None = None) -> Edition | None:
    """Return the newest edition of a year's figures, or the one asked for."""
    rows = Edition.objects.filter(year=year).order_by("-number")
    return (rows.filter(number=number) if number else rows).first()


def of_edition(edition: Edition) -> YearTold:
    """Return a year as it was closed; two queries."""
    counted = list(edition.counted.all())
    figures = Figure.objects.filter(counted__edition=edition).select_related("counted")
    told = {
        (figure.counted.code, scope_of(figure)): Told(
            _number(figure.number, is_cut=figure.is_cut),
            _number(figure.before, is_cut=figure.is_before_cut),
            figure.is_held,
            figure.is_before_held,
        )
        for figure in figures
    }
    return YearTold(
        edition.year,
        edition,
        tuple(_kept(each) for each in counted),
        tuple(_pal_kept(each) for each in edition.pals),
        told,
    )


def of_running(year: int, *, read: Year | None = None) -> YearTold:
    """Return a year as it would be told if it were closed now; fixed queries."""
    found = read or read_year(year)
    before = published_versions(year - 1)
    return YearTold(
        year,
        None,
        tuple(_meant(each, year, before) for each in found.indicators),
        tuple(
            PalThen(pal.pk, pal.slug, pal.name, pal.opened_on, pal.closed_on) for pal in found.pals
        ),
        found.told,
    )


def _words(number: Number | None) -> str:
    if number is None:
        return _("nie podajemy")
    return number.words


def _number(value: Decimal | None, *, is_cut: bool) -> Number:
    return Number(None if value is None else _whole(value), is_cut)


def _whole(value: int | Decimal) -> int | Decimal:
    """Return a number without a nought behind the point."""
    return int(value) if value == int(value) else value


def _here(words: Mapping[str, str]) -> str:
    return words.get(get_language() or "pl") or words.get("pl", "")


def _kept(row: Counted) -> Meaning:
    return Meaning(
        row.code,
        row.group,
        _here(row.group_label),
        _here(row.label),
        _here(row.words),
        row.version,
        row.version_before,
        row.since,
        _here(row.earlier),
        row.is_people,
        row.is_distinct,
    )


def _meant(indicator: Indicator, year: int, before: Mapping[str, int]) -> Meaning:
    held = indicator.defined_on(date(year, 12, 31))
    first = indicator.defined_on(date(year, 1, 1))
    return Meaning(
        indicator.code,
        indicator.group,
        str(indicator.group.label),
        str(indicator.label),
        str(held.words),
        held.version,
        before.get(indicator.code, held.version),
        held.since,
        "" if first.version == held.version else str(first.words),
        indicator.is_people,
        indicator.is_distinct,
    )


def _pal_kept(row: Mapping[str, str]) -> PalThen:
    opened, closed = (row.get(name) for name in ("opened_on", "closed_on"))
    return PalThen(
        int(row["key"]),
        row["slug"],
        row["name"],
        date.fromisoformat(opened) if opened else None,
        date.fromisoformat(closed) if closed else None,
    )


def pal_notes(told: YearTold, pal: PalThen) -> list[str]:
    """Return what must be said of a place that did not work the whole year."""
    notes = []
    if pal.opened_on and pal.opened_on.year == told.year:
        day = date_format(pal.opened_on, "j E Y")
        notes.append(_("%(pal)s działa od %(day)s.") % {"pal": pal.name, "day": day})
    if pal.closed_on and pal.closed_on.year == told.year:
        day = date_format(pal.closed_on, "j E Y")
        notes.append(_("%(pal)s zakończył działanie %(day)s.") % {"pal": pal.name, "day": day})
    return notes
