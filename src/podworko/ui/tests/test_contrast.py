"""Every colour that stands on another is legible, in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

from podworko.ui.contrast import contrast, legible

TOKENS = (Path(__file__).parent.parent / "static/ui/tokens.css").read_text(encoding="utf-8")
TEXT, PART = 4.5, 3.0

GROUNDS = ("paper", "surface", "sunk")
WASHES = ("brand-wash", "brick-wash", "sun-wash", "danger-wash", "info-wash")

PAIRS = [
    *(("ink", ground, TEXT) for ground in (*GROUNDS, *WASHES)),
    *(("ink-soft", ground, TEXT) for ground in (*GROUNDS, "map-area", "brand-wash")),
    *(("brand", ground, TEXT) for ground in (*GROUNDS, "brand-wash")),
    *(("brand-strong", ground, TEXT) for ground in (*GROUNDS, "brand-wash")),
    *(("brick", ground, TEXT) for ground in (*GROUNDS, "brick-wash", "brand-wash")),
    *(("danger", ground, TEXT) for ground in (*GROUNDS, "danger-wash")),
    *(("warning", ground, TEXT) for ground in ("sun-wash", "surface")),
    ("info", "info-wash", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-strong", TEXT),
    ("on-brick", "brick", TEXT),
    ("on-danger", "danger", TEXT),
    ("paper", "ink-soft", TEXT),
    ("on-night", "night", TEXT),
    ("on-night-soft", "night", TEXT),
    *(("line-strong", ground, PART) for ground in GROUNDS),
    *(("focus", ground, PART) for ground in (*GROUNDS, *WASHES)),
    *(("brand", ground, PART) for ground in WASHES),
]


def plain() -> dict[str, str]:
    """Return the colours for browsers that do not know light-dark()."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6,8});", TOKENS))


def themes() -> dict[str, tuple[str, str]]:
    """Return each colour in light and in dark."""
    found = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6,8}), (#[0-9a-f]{6,8})\);", TOKENS)
    return {name: (light, dark) for name, light, dark in found}


@pytest.mark.parametrize("colour", ["#ffffff", "#000000", "#f4b93a", "#1b5e45", "#ff0000"])
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_any_colour_is_made_legible_and_one_that_is_stays(colour: str, theme: int) -> None:
    ground = themes()["paper"][theme]

    made = legible(colour, ground=ground)

    assert contrast(made, ground) >= TEXT
    assert (made == colour) == (contrast(colour, ground) >= TEXT)


def test_ratio_of_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_pair_is_legible(text: str, ground: str, least: float, theme: int) -> None:
    colours = themes()

    ratio = contrast(colours[text][theme], colours[ground][theme])

    assert ratio >= least, f"--{text} on --{ground}: {ratio:.2f}"


def test_old_browsers_get_the_light_theme() -> None:
    assert plain() == {name: light for name, (light, _dark) in themes().items()}
