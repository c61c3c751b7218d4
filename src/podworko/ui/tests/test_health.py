from typing import Any

import pytest

from podworko.ui.health import map_background


@pytest.mark.parametrize("name", ["PODWORKO_TILES", "PODWORKO_PMTILES"])
def test_a_background_without_its_source_is_a_problem(settings: Any, name: str) -> None:
    setattr(settings, name, "https://tiles.example.org/{z}/{x}/{y}.png")

    (problem,) = map_background()

    assert problem.code == "ui.map_attribution"


def test_a_credited_background_is_none(settings: Any) -> None:
    settings.PODWORKO_TILES = "https://tiles.example.org/{z}/{x}/{y}.png"
    settings.PODWORKO_MAP_ATTRIBUTION = "© City map"

    assert map_background() == []
