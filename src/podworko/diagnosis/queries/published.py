"""Results as residents read them: what was counted when they were published, in their language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from podworko.diagnosis.guarding import is_small
from podworko.diagnosis.models import Published, Response, Survey
from podworko.diagnosis.wording import said
from podworko.network.public import Pal


@dataclass(frozen=True, slots=True)
class PublicBar:
    """One answer; `count` is None where it is held back."""

    label: str
    count: int | None
    of: int

    @property
    def percent(self) -> int:
        return round(100 * (self.count or 0) / self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class PublicTable:
    """The answers to one question or one matter of a table."""

    title: str
    bars: tuple[PublicBar, ...]
    is_empty: bool

    @property
    def has_gaps(self) -> bool:
        return any(bar.count is None for bar in self.bars)


@dataclass(frozen=True, slots=True)
class PublicCrossing:
    """Answers by groups of people; cells are None where they are held back."""

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, int, tuple[int | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class PublicResult:
    """One question. Nothing is told of it when `is_told` is False."""

    words: str
    kind: str
    answered: int | None
    is_told: bool
    is_one_of_several: bool
    tables: tuple[PublicTable, ...]
    crossings: tuple[PublicCrossing, ...]
    places: tuple[tuple[str, str], ...]
    mean: str
    median: str


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A published survey."""

    on: date
    total: int
    results: tuple[PublicResult, ...]
    is_again: bool = False
    """Whether more people answered than when it was published before."""


@dataclass(frozen=True, slots=True)
class LastTold:
    """What was published last at the desk: of how many people, and how many answered since."""

    on: date
    total: int
    come: int

    @property
    def may_publish(self) -> bool:
        """Whether it may be published anew: see `operations.publish_results`."""
        return not is_small(self.come)


def last_told(survey: Survey) -> LastTold | None:
    """Return what was published last, withdrawn or not, or None; two queries at most."""
    held = survey.publications.last()
    if held is None:
        return None
    total = int(held.told["total"])
    now = Response.objects.filter(edition__survey=survey).count()
    return LastTold(held.on, total, now - total)


def published_page(survey: Survey, language: str) -> PublicPage | None:
    """Return what was published of a survey, or None; one query."""
    held = Published.objects.filter(survey=survey, survey__are_results_public=True).last()
    if held is None:
        return None
    questions = held.told["questions"]
    codes = [each["code"] for each in questions]
    results = tuple(_result(each, language, codes.count(each["code"]) > 1) for each in questions)
    return PublicPage(
        held.on, held.told["total"], results, is_again=held.told.get("is_again", False)
    )


def published_surveys(*, pal: Pal | None = None) -> list[Survey]:
    """Return the closed surveys whose results stand on the site, newest first; one query."""
    rows = Survey.objects.filter(are_results_public=True).select_related("study__pal")
    return list(rows.filter(study__pal=pal) if pal else rows)


Told = Mapping[str, Any]


def _result(told: Told, language: str, is_one_of_several: bool) -> PublicResult:  # noqa: FBT001 - of the module
    tables = tuple(_table(each, language) for each in told["tables"])
    mean, median = told.get("mean", ""), told.get("median", "")
    return PublicResult(
        words=said(told["words"], language),
        kind=told["kind"],
        answered=told["answered"],
        is_told=bool(mean) or any(not table.is_empty for table in tables),
        is_one_of_several=is_one_of_several,
        tables=tables,
        crossings=tuple(_crossing(each, language) for each in told["crossings"]),
        places=tuple(
            (said(e["words"], language), _comma(e["mean"])) for e in told.get("places", ())
        ),
        mean=_comma(mean),
        median=_comma(median),
    )


def _comma(number: str) -> str:
    return number.replace(".", ",")


def _table(told: Told, language: str) -> PublicTable:
    rows = told["rows"]
    bars = (PublicBar(said(row["words"], language), row["count"], told["of"]) for row in rows)
    return PublicTable(said(told["words"], language), tuple(bars), told["is_empty"])


def _crossing(told: Told, language: str) -> PublicCrossing:
    return PublicCrossing(
        said(told["words"], language),
        tuple((said(each["words"], language), each["total"]) for each in told["columns"]),
        tuple(
            (said(row["words"], language), row["total"], tuple(row["cells"]))
            for row in told["rows"]
        ),
    )
