"""The icons: one folder of SVG files, named by what they show."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "icons"
_SHAPES = re.compile(r"<svg\b[^>]*>(.*)</svg>", re.DOTALL)


class UnknownIconError(LookupError):
    """A page asks for an icon that is not in the folder."""


@cache
def names() -> frozenset[str]:
    """Return the name of every icon there is."""
    return frozenset(file.stem for file in FOLDER.glob("*.svg"))


@cache
def shapes(name: str) -> str:
    """Return what stands inside the icon's `<svg>`; refuse a name that is not in the folder."""
    if name not in names():
        message = f"There is no icon called “{name}” in podworko/ui/icons"
        raise UnknownIconError(message)
    found = _SHAPES.search((FOLDER / f"{name}.svg").read_text(encoding="utf-8"))
    if found is None:
        message = f"The file of the icon “{name}” holds no <svg>"
        raise UnknownIconError(message)
    return re.sub(r">\s+<", "><", found[1].strip())
