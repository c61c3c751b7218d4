"""The figures of yearly reports as a table: a row for each year, place and indicator."""

from collections.abc import Iterator
from datetime import datetime

from podworko.core import times
from podworko.opendata.rows import Row
from podworko.reports.public import (
    NETWORK,
    WHOLE,
    Line,
    YearTold,
    edition_of,
    of_edition,
    published_years,
)

Scope = tuple[int, str, str, str]


def figure_rows() -> Iterator[Row]:
    """Yield every figure of the years whose report of the network is out, the newest first.

    Of each year the newest edition. What is withheld in the report is empty here and says so.
    """
    for found in published_years():
        edition = edition_of(found.year) if found.network else None
        if edition:
            of_all = {"edition": edition.number, "counted_on": _day(edition.made_at)}
            yield from (row | of_all for row in _of_year(of_edition(edition)))


def scopes_of(told: YearTold) -> list[Scope]:
    """Return whose numbers there are: each PAL, what is of none of them, the whole network."""
    pals = [(pal.key, "pal", pal.slug, pal.name) for pal in told.pals]
    return [*pals, (NETWORK, "common", "", ""), (WHOLE, "whole", "", "")]


def value_of(line: Line) -> float | None:
    """Return the number itself; None where it is withheld or not known."""
    return None if line.now is None or line.now.value is None else float(line.now.value)


def _of_year(told: YearTold) -> Iterator[Row]:
    for meaning in told.meanings:
        for scope in scopes_of(told):
            key, name, slug, pal = scope
            line = told.line(meaning.code, key)
            if (meaning.code, key) in told.told and line.is_of_scope:
                yield {
                    "year": told.year,
                    "scope": name,
                    "pal": {"slug": slug, "name": pal},
                    "indicator": meaning.code,
                    "label": meaning.label,
                    "value": value_of(line),
                    "at_least": bool(line.now and line.now.is_cut),
                    "is_withheld": line.now is None,
                    "is_people": meaning.is_people,
                    "definition": meaning.words,
                    "version": meaning.version,
                }


def _day(moment: datetime) -> str:
    return times.local(moment).date().isoformat()
