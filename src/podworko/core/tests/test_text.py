"""Words for people out of numbers."""

import pytest

from podworko.core.text import roman


@pytest.mark.parametrize(
    ("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (18, "XVIII"), (39, "XXXIX")]
)
def test_a_number_is_written_as_the_city_writes_its_districts(number: int, text: str) -> None:
    assert roman(number) == text
