"""Every colour that stands on another is legible, in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

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


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def plain() -> dict[str, str]:
    """Return the colours for browsers that do not know light-dark()."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6,8});", TOKENS))


def themes() -> dict[str, tuple[str, str]]:
    """Return each colour in light and in dark."""
    found = re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6,8}), (#[0-9a-f]{6,8})\);", TOKENS)
    return {name: (light, dark) for name, light, dark in found}


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
