"""Numbers are understood as people write them, and shown no further than needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podworko.core.errors import DomainError
from podworko.core.phones import display, is_mobile, mask, mask_email, parse_phone


@pytest.mark.parametrize(
    "written",
    [
        "600100200",
        "600 100 200",
        "600-100-200",
        " 600\u00a0100\u00a0200 ",
        "tel. 600 100 200",
        "Tel: 600.100.200",
        "kom. 600 100 200",
        "+48 600 100 200",
        "'+48 600 100 200",
        "0048600100200",
        "48 600 100 200",
        "(600) 100 200",
    ],
)
def test_one_number_has_one_form(written: str) -> None:
    assert parse_phone(written) == "+48600100200"


def test_landlines_and_numbers_of_neighbours_are_read() -> None:
    assert parse_phone("012 422 22 22") == parse_phone("12 422 22 22") == "+48124222222"
    assert parse_phone("+380 67 123 45 67") == parse_phone("380671234567") == "+380671234567"
    assert parse_phone("067 123 45 67", region="UA") == "+380671234567"


@pytest.mark.parametrize(
    "written",
    ["", "  ", "jutro", "123", "600 100 20", "600100200, 600100201", "+48 12 422 22 22 wew. 5"],
)
def test_what_nobody_could_call_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(DomainError, match="„600 100 200”") as refused:
        parse_phone(written)

    assert refused.value.field == "phone"


def test_only_mobile_numbers_get_messages() -> None:
    assert is_mobile("+48600100200")
    assert is_mobile("+380671234567")
    assert not is_mobile("+48124222222")
    assert not is_mobile("nothing")


def test_numbers_are_grouped_and_foreign_ones_keep_their_country() -> None:
    assert display("+48600100200") == "600 100 200"
    assert display("+48124222222") == "12 422 22 22"
    assert display("+380671234567") == "+380 67 123 4567"
    assert display("112") == "112"


def test_a_masked_contact_shows_its_owner_enough() -> None:
    assert mask("+48600100200") == "•••• 200"
    assert mask("112") == "••••"
    assert mask_email("anna@example.pl") == "a…a@ex….pl"
    assert mask_email("al@x.pl") == "a…@x….pl"
    assert mask_email("no address") == "…"


@given(st.from_regex(r"[5-8][0-9]{8}", fullmatch=True))
def test_what_is_displayed_is_read_back(digits: str) -> None:
    try:
        number = parse_phone(digits)
    except DomainError:
        return

    assert parse_phone(display(number)) == number


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        number = parse_phone(text)
    except DomainError:
        return

    assert number.startswith("+")
