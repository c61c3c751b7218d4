"""What the API says of yearly reports. Names are a contract: add, never rename."""

from datetime import date
from typing import Literal

from ninja import Schema


class ReportRef(Schema):
    """A published report of one PAL."""

    slug: str
    name: str
    url: str


class YearOut(Schema):
    """A reported year; `url` is the report of the whole network, `edition` of its figures."""

    year: int
    edition: int
    url: str
    figures: str
    pals: list[ReportRef]


class YearList(Schema):
    count: int
    next: str | None
    results: list[YearOut]


class ReportedPal(Schema):
    """A PAL as it was when the year was closed."""

    slug: str
    name: str
    opened_on: date | None
    closed_on: date | None


class FigureOut(Schema):
    """One number and that of the year before; null where it is withheld or not known.

    `scope` is one PAL, what is of no PAL, or the whole network.
    """

    scope: Literal["pal", "common", "whole"]
    pal: str | None
    value: float | None
    at_least: bool
    is_withheld: bool
    before: float | None
    before_at_least: bool
    before_is_withheld: bool


class IndicatorOut(Schema):
    """What is counted, by the definition that held on the year's last day.

    `before_version` is the version by which the year before was counted.
    """

    code: str
    group: str
    label: str
    definition: str
    version: int
    before_version: int
    since: date
    is_people: bool
    is_distinct: bool
    figures: list[FigureOut]


class ReportOut(Schema):
    """Every figure of a closed year, in one edition."""

    year: int
    edition: int
    reason: str
    counted_on: date
    url: str
    pals: list[ReportedPal]
    indicators: list[IndicatorOut]


class FigurePal(Schema):
    """A PAL as it was named when the year was closed; empty for what is of none alone."""

    slug: str
    name: str


class FigureRow(Schema):
    """One number of a data set: of a year, a place and an indicator."""

    year: int
    scope: Literal["pal", "common", "whole"]
    pal: FigurePal
    indicator: str
    label: str
    value: float | None
    at_least: bool
    is_withheld: bool
    is_people: bool
    definition: str
    version: int
    edition: int
    counted_on: date
