"""How many talks there were, by what little is counted of them; small numbers are never told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Sum
from django.utils.translation import gettext as _

from podworko.consultations.counting import BANDS, band
from podworko.consultations.guarding import (
    OUTCOMES,
    Atom,
    Told,
    is_settled,
    next_quarter,
    quarter_of,
    told_of,
)
from podworko.consultations.models import Count, Form, Service
from podworko.consultations.models.counts import Age, Outcome
from podworko.core import times
from podworko.core.figures import Figured
from podworko.core.tabular import Value

__all__ = [
    "Breakdown",
    "Cell",
    "Counts",
    "ServiceCounts",
    "TalkFigures",
    "counts",
    "settled_quarters",
    "talk_figures",
]

NO_TOPIC = "0"
FIRST, AGAIN = "first", "again"
SHORT, HOUR, LONG, UNTIMED = "30", "60", "more", "0"
_LENGTHS = dict(zip(BANDS, (UNTIMED, SHORT, HOUR, LONG), strict=True))
_Key: TypeAlias = tuple[date, int, int]
_FIELDS = (
    *("month", "pal_id", "service_id", "outcome"),
    *("topic_id", "age", "is_first", "form", "minutes"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One number; `is_cut` says that some of it is not told, and None that none of it is."""

    code: str
    label: str
    number: int | None
    is_cut: bool

    @property
    def words(self) -> str:
        """The number as people read it."""
        if self.number is None:
            return _("za mało, by podać")
        if self.is_cut:
            return _("co najmniej %(n)s") % {"n": self.number}
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The talks of one kind by one thing: topic, age and so on."""

    code: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ServiceCounts:
    """One kind of help: how appointments ended, and what is told of the talks."""

    name: str
    outcomes: Breakdown
    breakdowns: tuple[Breakdown, ...]

    @property
    def done(self) -> Cell:
        """How many talks took place."""
        return next(cell for cell in self.outcomes.cells if cell.code == Outcome.DONE)

    @property
    def all_tables(self) -> tuple[Breakdown, ...]:
        return (self.outcomes, *self.breakdowns)


@dataclass(frozen=True, slots=True)
class Counts:
    """What is told of a time: whole quarters of a year, named by their first days."""

    quarters: tuple[date, ...]
    services: tuple[ServiceCounts, ...]

    @property
    def until(self) -> date | None:
        """The last quarter, or None when none is told."""
        return self.quarters[-1] if self.quarters else None


@dataclass(frozen=True, slots=True)
class TalkFigures:
    """How many talks took place; with `is_cut` there were more, too few of a kind to tell."""

    talks: int = 0
    is_cut: bool = False


def counts(pal_ids: frozenset[int] | None, since: date, until: date) -> Counts:
    """Count talks in these PALs, None for all, in the settled quarters within two days.

    Three queries. Each number is a sum of cells that are told of one PAL, one kind of help and
    one quarter; see guarding.py for why no choice of arguments tells more.
    """
    quarters = settled_quarters(since, until)
    if not quarters:
        return Counts((), ())
    services = list(Service.objects.prefetch_related("topics"))
    atoms = _atoms(_rows(pal_ids, quarters), services)
    told: dict[int, list[Told]] = defaultdict(list)
    for (_quarter, _pal, service_id), atom in atoms.items():
        told[service_id].append(told_of(atom))
    return Counts(
        quarters=quarters,
        services=tuple(
            _of(service, told[service.pk]) for service in services if service.pk in told
        ),
    )


def talk_figures(since: date, until: date) -> Figured[TalkFigures]:
    """Return how many talks took place in each PAL in the settled quarters within two days.

    Three queries. A sum of what is told of one PAL, one kind of help and one quarter, as
    `counts` tells it: nothing follows from it that does not follow from that.
    """
    quarters = settled_quarters(since, until)
    if not quarters:
        return Figured({}, TalkFigures())
    services = list(Service.objects.prefetch_related("topics"))
    talks: dict[int, int] = defaultdict(int)
    cut: set[int] = set()
    for (_quarter, pal, _service), atom in _atoms(_rows(None, quarters), services).items():
        number = told_of(atom).shown.get((OUTCOMES, Outcome.DONE))
        talks[pal] += number or 0
        if number is None:
            cut.add(pal)
    apart = {pal: TalkFigures(number, pal in cut) for pal, number in talks.items()}
    return Figured(apart, TalkFigures(sum(talks.values()), bool(cut)))


def settled_quarters(since: date, until: date) -> tuple[date, ...]:
    """Return the first days of the quarters that lie within two days and may be told."""
    return tuple(_quarters(since, until, today=times.today()))


def cells_of(page: Counts) -> Iterator[list[Value]]:
    """Yield a row for each cell of the page, told as the page tells it."""
    for service in page.services:
        for table in service.all_tables:
            for cell in table.cells:
                number = cell.number if cell.number is not None and not cell.is_cut else cell.words
                yield [service.name, table.title, cell.label, number]


def _quarters(since: date, until: date, *, today: date) -> Iterator[date]:
    first = quarter_of(since)
    first = first if first == since else next_quarter(first)
    while first <= until and is_settled(first, today=today):
        if (next_quarter(first) - until).days <= 1:
            yield first
        first = next_quarter(first)


def _rows(pal_ids: frozenset[int] | None, quarters: tuple[date, ...]) -> Iterable[dict[str, Any]]:
    within = Count.objects.filter(
        month__gte=quarters[0], month__lt=next_quarter(quarters[-1]), number__gt=0
    )
    if pal_ids is not None:
        within = within.filter(pal__in=pal_ids)
    rows: Iterable[dict[str, Any]] = (
        within.order_by().values(*_FIELDS).annotate(number_of=Sum("number"))
    )
    return rows


def _atoms(rows: Iterable[dict[str, Any]], services: Iterable[Service]) -> dict[_Key, Atom]:
    """Put together what one PAL counted of one kind of help in one quarter."""
    values = {service.pk: _values(service) for service in services}
    found: dict[_Key, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in rows:
        key = (quarter_of(row["month"]), row["pal_id"], row["service_id"])
        for cell in _cells_of(row):
            found[key][cell] += row["number_of"]
    return {key: _atom(counter, values[key[2]]) for key, counter in found.items()}


def _cells_of(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield in which cells a row counts: only talks that took place have more than an outcome."""
    yield OUTCOMES, row["outcome"]
    if row["outcome"] == Outcome.DONE:
        yield "topic", str(row["topic_id"] or NO_TOPIC)
        yield "age", row["age"]
        yield "first", FIRST if row["is_first"] else AGAIN
        yield "form", row["form"]
        yield "length", _LENGTHS[band(row["minutes"])]


def _atom(counter: Counter[tuple[str, str]], values: Mapping[str, Mapping[str, str]]) -> Atom:
    tables = {name: {code: counter[name, code] for code in codes} for name, codes in values.items()}
    return Atom(outcomes=tables.pop(OUTCOMES), tables=tables)


def _values(service: Service) -> dict[str, dict[str, str]]:
    """Return every value that is counted of a kind of help, with its words, by table."""
    topics = {str(topic.pk): topic.name for topic in service.topics.all()}
    return {
        OUTCOMES: {value: str(label) for value, label in Outcome.choices},
        "topic": {**topics, NO_TOPIC: _("coś innego albo nie wiadomo")},
        "age": {value: str(label) for value, label in Age.choices},
        "first": {FIRST: _("pierwszy raz"), AGAIN: _("kolejny raz")},
        "form": {value: str(label) for value, label in Form.choices},
        "length": {
            SHORT: _("do 30 minut"),
            HOUR: _("od 31 do 60 minut"),
            LONG: _("ponad 60 minut"),
            UNTIMED: _("nie wiadomo"),
        },
    }


def _titles() -> dict[str, str]:
    return {
        OUTCOMES: _("Jak się skończyły umówione terminy"),
        "topic": _("O czym były rozmowy"),
        "age": _("W jakim wieku były osoby"),
        "first": _("Który to był raz"),
        "form": _("W jakiej formie"),
        "length": _("Ile trwały"),
    }


def _of(service: Service, told: list[Told]) -> ServiceCounts:
    titles = _titles()
    outcomes, *rest = (
        Breakdown(
            code=name,
            title=titles[name],
            cells=tuple(_cell(told, name, code, label) for code, label in codes.items()),
        )
        for name, codes in _values(service).items()
    )
    return ServiceCounts(name=service.name, outcomes=outcomes, breakdowns=tuple(rest))


def _cell(told: list[Told], name: str, code: str, label: str) -> Cell:
    shown = [each.shown[name, code] for each in told if (name, code) in each.shown]
    is_cut = any((name, code) in each.held for each in told)
    number = sum(shown) if any(shown) or not is_cut else None
    return Cell(code=code, label=label, number=number, is_cut=is_cut)
