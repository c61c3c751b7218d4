"""Words for people out of numbers."""

import pytest

from podworko.core.text import one_contact, roman


@pytest.mark.parametrize(
    ("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (18, "XVIII"), (39, "XXXIX")]
)
def test_a_number_is_written_as_the_city_writes_its_districts(number: int, text: str) -> None:
    assert roman(number) == text


@pytest.mark.parametrize(
    ("typed", "once"),
    [
        ("Ada+pal@Example.org", "ada@example.org"),
        ("+ada@example.org", "+ada@example.org"),
        ("+48600100200", "+48600100200"),
    ],
)
def test_a_contact_is_one_however_it_is_typed(typed: str, once: str) -> None:
    assert one_contact(typed) == once
