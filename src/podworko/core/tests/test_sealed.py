"""Sealed names open what they were made for, also after the key of the house was changed."""

import uuid
from typing import Any

import pytest

from podworko.core import sealed

KEY = uuid.UUID(int=7)


def test_a_name_opens_what_it_was_made_for_and_nothing_else() -> None:
    name = sealed.seal(KEY, salt="a page")

    assert sealed.unseal(name, salt="a page") == KEY
    assert sealed.unseal(name, salt="another") is None


@pytest.mark.parametrize("text", ["", "x", "ąę", "A" * 43, "A" * 44, "%00"])
def test_what_we_never_made_opens_nothing(text: str) -> None:
    assert sealed.unseal(text, salt="a page") is None


def test_a_former_key_is_read_as_long_as_it_is_told(settings: Any) -> None:
    name, former = sealed.seal(KEY, salt="a page"), settings.SECRET_KEY
    settings.SECRET_KEY = former[::-1]
    assert sealed.unseal(name, salt="a page") is None

    settings.SECRET_KEY_FALLBACKS = [former]

    assert sealed.unseal(name, salt="a page") == KEY
    assert sealed.seal(KEY, salt="a page") != name


def test_a_digest_stands_for_its_text_under_its_salt() -> None:
    (digest,) = sealed.digests("K7M4PX", salt="a desk")

    assert sealed.digests("K7M4PX", salt="a desk") == [digest]
    assert sealed.digests("K7M4PX", salt="another") != [digest]
    assert sealed.digests("K7M4PY", salt="a desk") != [digest]
    assert len(digest) == 64


def test_digests_of_a_former_key_are_found_as_long_as_it_is_told(settings: Any) -> None:
    (before,), former = sealed.digests("K7M4PX", salt="a desk"), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = former[::-1], [former]

    now = sealed.digests("K7M4PX", salt="a desk")

    assert now[0] != before
    assert now[1:] == [before]
