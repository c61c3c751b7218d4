import pytest

from podworko.messages import sms


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("ł" * 70, 1),
        ("ł" * 71, 2),
        ("ł" * 134, 2),
        ("ł" * 135, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_parts_are_counted_as_a_network_counts_them(text: str, parts: int) -> None:
    assert sms.segments(text) == parts


def test_a_text_that_fits_keeps_its_diacritics() -> None:
    assert sms.fit("Zażółć gęślą jaźń") == "Zażółć gęślą jaźń"


def test_a_text_too_long_with_diacritics_loses_them() -> None:
    assert sms.fit("Zażółć gęślą jaźń – „tak”. " * 6) == ('Zazolc gesla jazn - "tak". ' * 6).strip()


def test_a_text_in_cyrillic_is_left_as_it_is() -> None:
    text = "Ваше місце чекає на вас " * 10

    assert sms.fit(text) == text.strip()
