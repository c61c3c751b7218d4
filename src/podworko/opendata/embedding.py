"""How what others frame may look: theme, colour, size of letters; and the code to paste."""

import re
from dataclasses import dataclass
from typing import Self

from django.http import QueryDict
from django.utils.http import urlencode

from podworko.ui.contrast import legible

PAPER = {"light": "#fbf5e8", "dark": "#181b16"}
"""The grounds of both themes, as ui/tokens.css has them."""
THEMES = {"jasny": "light", "ciemny": "dark"}
_COLOUR = re.compile(r"[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Look:
    """How a frame looks; "" is as the reader's device asks, and our own colour."""

    theme: str = ""
    colour: str = ""
    is_large: bool = False

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """Read a look from an address: `motyw`, `kolor`, `duze`; what is unknown is left out."""
        colour = query.get("kolor", "").lower().removeprefix("#")
        return cls(
            theme=THEMES.get(query.get("motyw", ""), ""),
            colour=colour if _COLOUR.fullmatch(colour) else "",
            is_large=query.get("duze", "") == "1",
        )


def colour_sheet(colour: str) -> str:
    """Return the style sheet that puts `rrggbb` in the place of ours, as far as it is legible."""
    light, dark = (legible(f"#{colour}", ground=PAPER[theme]) for theme in ("light", "dark"))
    return (
        f":root{{--brand:{light}}}"
        "@supports (color:light-dark(#000,#fff)){"
        f":root{{--brand:light-dark({light},{dark})}}}}"
    )


def frame(address: str, *, title: str, height: int, width: str = "100%") -> str:
    """Return the HTML that shows `address` on another site; both texts are escaped by us."""
    safe = {"src": address, "title": title, "width": width, "height": str(height)}
    told = " ".join(f'{name}="{_escaped(text)}"' for name, text in safe.items())
    return f'<iframe {told} loading="lazy" style="border:0"></iframe>'


def query_of(chosen: dict[str, list[str]]) -> str:
    """Return the query of an address without what was left empty."""
    kept = {name: [each for each in values if each] for name, values in chosen.items()}
    return urlencode({name: values for name, values in kept.items() if values}, doseq=True)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
