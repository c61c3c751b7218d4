"""How far colours stand apart (WCAG 2.2, relative luminance and contrast ratio)."""

LEAST = 4.5
"""What text needs against its ground (WCAG 2.2, 1.4.3)."""
STEPS = 20


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`."""
    channels = [each / 255 for each in _channels(colour)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG's
        for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legible(colour: str, *, ground: str) -> str:
    """Return the colour nearest to `colour` that text may have on `ground`.

    It is mixed with black on a light ground, with white on a dark one, as little as will do.
    """
    end = "#000000" if contrast("#000000", ground) > contrast("#ffffff", ground) else "#ffffff"
    mixed = (_mixed(colour, end, step / STEPS) for step in range(STEPS + 1))
    return next(each for each in mixed if contrast(each, ground) >= LEAST)


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
