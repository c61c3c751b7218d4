"""Cells are understood as people write them, or refused with what was found and an example."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podworko.core import tabular
from podworko.core.tabular import AgeRange, Cell, CellError
from podworko.core.times import WARSAW

DAY = date(2026, 11, 24)
PARSERS: list[Callable[[Cell], object]] = [
    tabular.parse_age_range,
    tabular.parse_date,
    tabular.parse_datetime,
    tabular.parse_decimal,
    tabular.parse_int,
    tabular.parse_time,
    tabular.parse_time_range,
    tabular.parse_yes_no,
]


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-24",
        "24.11.2026",
        "24.11.26",
        "24.11.2026r.",
        "24/11/2026",
        "24-11-2026",
        "24. 11. 2026",
        "24 listopada 2026",
        "24 LISTOPAD 2026",
        "24 lis. 2026",
        "24 XI 2026",
        "24 November 2026",
        "wtorek, 24 listopada 2026 r.",
        "wt. 24.11.2026",
        "2026-11-24 00:00:00",
        46350,
        46350.7,
        "46350",
        DAY,
        datetime(2026, 11, 24, 17, tzinfo=WARSAW),
    ],
)
def test_a_day_is_read_in_every_common_way(written: Cell) -> None:
    assert tabular.parse_date(written) == DAY


@pytest.mark.parametrize(
    "written",
    [
        *("jutro", "31.02.2026", "11/24/2026", "24 kwiatka 2026", "24 li 2026", "blada 24.11.2026"),
        *(12, True, 10**9, float("nan"), float("inf"), "0", "¹"),
    ],
)
def test_what_is_no_day_is_refused_with_an_example(written: Cell) -> None:
    with pytest.raises(CellError, match=r"„24[.]11[.]2026”"):
        tabular.parse_date(written)


def test_a_weekday_that_does_not_fit_is_refused_with_the_right_one() -> None:
    with pytest.raises(CellError, match="to wtorek"):
        tabular.parse_date("środa, 24 listopada 2026")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("17:00", time(17)),
        ("17.00", time(17)),
        ("17", time(17)),
        ("godz. 17:30", time(17, 30)),
        ("o godzinie 9.15", time(9, 15)),
        ("17:00:05", time(17, 0, 5)),
        (17, time(17)),
        (17.3, time(17, 30)),
        (0.75, time(18)),
        (timedelta(hours=9, minutes=30), time(9, 30)),
        (time(9), time(9)),
        (datetime(2026, 11, 24, 9, tzinfo=WARSAW), time(9)),
    ],
)
def test_a_time_is_read_in_every_common_way(written: Cell, expected: time) -> None:
    assert tabular.parse_time(written) == expected


@pytest.mark.parametrize(
    "written", ["25:00", "9:61", "rano", True, 99, timedelta(days=2), 0.99999, float("nan")]
)
def test_what_is_no_time_is_refused_with_an_example(written: Cell) -> None:
    with pytest.raises(CellError, match="„17:00”"):
        tabular.parse_time(written)


@pytest.mark.parametrize(
    "written",
    ["17:00–18:30", "17-18:30", "od 17:00 do 18:30", "godz. 17.00 - 18.30", "17.00 — 18.30"],
)
def test_two_times_are_read_in_every_common_way(written: str) -> None:
    assert tabular.parse_time_range(written) == (time(17), time(18, 30))


@pytest.mark.parametrize("written", ["17", "17-18-19", "18:30-17:00", "17-17", None])
def test_two_times_must_be_two_and_in_order(written: Cell) -> None:
    with pytest.raises(CellError):
        tabular.parse_time_range(written)


@pytest.mark.parametrize(
    "written",
    [
        "24.11.2026 17:00",
        "24.11.26 17.00",
        "24 listopada 2026, godz. 17:00",
        "wtorek, 24.11.2026 r., godz. 17",
        "2026-11-24T17:00",
        "2026-11-24T16:00:00Z",
        "2026-11-24T17:00+01:00",
        46350 + 17 / 24,
        datetime(2026, 11, 24, 17),  # noqa: DTZ001 - as Excel has it
        datetime(2026, 11, 24, 16, tzinfo=UTC),
    ],
)
def test_a_moment_is_on_the_clock_in_poland(written: Cell) -> None:
    assert tabular.parse_datetime(written) == datetime(2026, 11, 24, 17, tzinfo=WARSAW)


@pytest.mark.parametrize("written", ["24.11.2026", "17:00", "2026-11-24T99:00:00+01:00", 5.5, None])
def test_what_is_no_moment_is_refused(written: Cell) -> None:
    with pytest.raises(CellError, match="na przykład"):
        tabular.parse_datetime(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("12", 12), ("12 osób", 12), (12.0, 12), ("1 200", 1200), ("1\u00a0200", 1200), ("-3", -3)],
)
def test_a_whole_number_is_read(written: Cell, expected: int) -> None:
    assert tabular.parse_int(written) == expected


@pytest.mark.parametrize("written", ["12,5", "dużo", None, True, "1e5", "9" * 5000])
def test_what_is_no_whole_number_is_refused(written: Cell) -> None:
    with pytest.raises(CellError, match="„12”"):
        tabular.parse_int(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("12,50 zł", "12.50"),
        ("1\u2009234,5 PLN", "1234.5"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("50.061", "50.061"),
        ("bezpłatnie", "0"),
        ("Wstęp wolny", "0"),
        ("0", "0"),
        (0.1, "0.1"),
    ],
)
def test_an_amount_is_read(written: Cell, expected: str) -> None:
    assert tabular.parse_decimal(written) == Decimal(expected)


@pytest.mark.parametrize("written", ["-", "inf", float("nan"), float("inf"), None, "12 zł 50 gr"])
def test_what_is_no_amount_is_refused(written: Cell) -> None:
    with pytest.raises(CellError, match="„12,50”"):
        tabular.parse_decimal(written)


def test_yes_and_no_are_read_and_nothing_else_is_guessed() -> None:
    yes: list[Cell] = ["Tak", "x", "1", 1, 1.0, True, "+", "так"]
    no: list[Cell] = ["NIE", "-", "0", 0, False, "–", "ні"]

    assert all(tabular.parse_yes_no(cell) for cell in yes)
    assert not any(tabular.parse_yes_no(cell) for cell in no)
    for cell in (None, "może", 2):
        with pytest.raises(CellError, match="„tak” albo „nie”"):
            tabular.parse_yes_no(cell)


@pytest.mark.parametrize(
    ("written", "youngest", "oldest"),
    [
        ("60+", 60, None),
        ("seniorzy 60+", 60, None),
        ("od 60 lat", 60, None),
        ("od 6 do 12 lat", 6, 12),
        ("7-12", 7, 12),
        ("7–12 lat", 7, 12),
        ("do 12 lat", None, 12),
        ("dorośli", 18, None),
        ("Seniorki i seniorzy", 60, None),
        ("bez ograniczeń", None, None),
        ("dla wszystkich", None, None),
    ],
)
def test_ages_are_read(written: str, youngest: int | None, oldest: int | None) -> None:
    assert tabular.parse_age_range(written) == AgeRange(youngest, oldest)


@pytest.mark.parametrize("written", ["12-7", "7 lat", "dzieci", "0-300", "200+", None, 7])
def test_ages_that_could_mean_two_things_are_refused(written: Cell) -> None:
    with pytest.raises(CellError, match="„7–12 lat”"):
        tabular.parse_age_range(written)


def test_a_refusal_names_what_was_found_and_cuts_what_is_long() -> None:
    with pytest.raises(CellError) as refused:
        tabular.parse_date("x" * 500)
    assert str(refused.value.message).startswith("„" + "x" * 60 + "…”")

    with pytest.raises(CellError, match="Pusta komórka"):
        tabular.parse_date(None)


def _read_or_refused(parse: Callable[[Cell], object], cell: Cell) -> bool:
    try:
        return parse(cell) is not None
    except CellError as refused:
        return bool(refused.message)


@pytest.mark.parametrize("parse", PARSERS)
@given(
    st.one_of(
        st.text(max_size=40),
        st.text("0123456789.,:-+/ latodgzr", max_size=20),
        st.integers(),
        st.floats(),
        st.dates(),
        st.times(),
        st.timedeltas(),
        st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1)),  # noqa: DTZ001
        st.booleans(),
        st.none(),
    )
)
def test_any_cell_is_read_or_refused(parse: Callable[[Cell], object], cell: Cell) -> None:
    assert _read_or_refused(parse, cell)


@given(st.dates(date(1970, 1, 1), date(2099, 12, 31)))
def test_a_day_written_out_is_read_back(day: date) -> None:
    assert tabular.parse_date(f"{day:%d.%m.%Y}") == day
    assert tabular.parse_date(day.isoformat()) == day
    assert tabular.parse_date((day - date(1899, 12, 30)).days) == day
