"""Places on a page that modules above may fill without the page's module knowing them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

Draw = Callable[..., SafeString]


@dataclass(slots=True)
class Panels:
    """An ordered set of drawing functions; `draw` is called with the request and what it is about.

    A module registers from AppConfig.ready; registering a name again replaces it.
    """

    _drawers: dict[str, tuple[int, Draw]] = field(default_factory=dict)

    def add(self, name: str, draw: Draw, *, order: int = 100) -> None:
        """Have `draw` fill its part of the page, in `order`."""
        self._drawers[name] = (order, draw)

    def drawn(self, request: HttpRequest, **about: Any) -> list[SafeString]:  # noqa: ANN401 - what the page is about
        """Return what every module has to show; those with nothing are left out."""
        inorder = sorted(self._drawers.items(), key=lambda item: (item[1][0], item[0]))
        parts = [draw(request, **about) for _, (_, draw) in inorder]
        return [part for part in parts if part]
