"""Lengths of time as people write them."""

import pytest

from podworko.core.errors import DomainError
from podworko.volunteering.lengths import length_words, parse_length


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2", 120),
        ("1,5", 90),
        ("0.25 h", 15),
        ("1:30", 90),
        ("01:05", 65),
        ("2 godz.", 120),
        ("3 godziny", 180),
        ("1 h 30 min", 90),
        ("1h30", 90),
        ("90 min", 90),
        ("45 minut", 45),
        (" 2 H ", 120),
    ],
)
def test_what_people_write_is_read(text: str, minutes: int) -> None:
    assert parse_length(text) == minutes


@pytest.mark.parametrize("text", ["", "dużo", "1:75", "-2", "2 dni", "1,5,5", "12345"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(DomainError, match="1:30"):
        parse_length(text)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min")]
)
def test_lengths_are_read_in_words(minutes: int, words: str) -> None:
    assert length_words(minutes) == words
