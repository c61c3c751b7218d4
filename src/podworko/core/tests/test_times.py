"""Days that addresses and hidden fields name."""

from datetime import date

import pytest

from podworko.core import times


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2200-12-31", date(2200, 12, 31)),
        ("1899-12-31", None),
        ("2201-01-01", None),
        ("9999-12-31", None),
        ("2026-02-29", None),
        ("24.11.2026", None),
        ("2026-11-24T10:00", None),
        ("dziś", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_it_is_written_or_not_at_all(text: str, day: date | None) -> None:
    assert times.parse_day(text) == day
