"""The values that views hand to the parts."""

from typing import Any

from django.http import QueryDict

from podworko.ui.values import Chip, filter_chips


def test_each_value_of_a_filter_has_a_chip_that_takes_only_it_off() -> None:
    query = QueryDict("pal=prokocim&pal=kliny&q=ogród&page=3")
    chosen = {"pal": ["prokocim", "kliny"], "q": "ogród"}

    chips = filter_chips(chosen, query, words="{}: {}".format, page="page")

    assert chips == [
        Chip(label="pal: prokocim", href="?pal=kliny&q=ogr%C3%B3d"),
        Chip(label="pal: kliny", href="?pal=prokocim&q=ogr%C3%B3d"),
        Chip(label="q: ogród", href="?pal=prokocim&pal=kliny"),
    ]


def test_a_filter_that_is_off_and_one_that_is_unshown_have_no_chip() -> None:
    chosen = {"co": "organizacje", "darmo": False, "kiedy": "", "wiek": None, "pal": []}

    chips = filter_chips(
        chosen, QueryDict("co=organizacje"), words="{}: {}".format, page="page", unshown=("co",)
    )

    assert chips == []


def test_a_nought_is_a_filter_and_an_empty_one_is_none() -> None:
    chosen: dict[str, Any] = {"wiek": 0, "rok": None, "darmo": False, "co": "", "pal": []}

    chips = filter_chips(chosen, QueryDict("wiek=0"), words="{}: {}".format, page="page")

    assert chips == [Chip(label="wiek: 0", href="?")]
