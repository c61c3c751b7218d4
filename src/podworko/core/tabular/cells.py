"""What a refused cell is told: what was found and what is expected, with an example."""

from django.utils.translation import gettext as _

from podworko.core.tabular.errors import CellError
from podworko.core.tabular.tables import Cell
from podworko.core.text import fold, squeeze

_SHOWN = 60


def refused(value: Cell, expected: str) -> CellError:
    """Return the error for a cell that should hold `expected` ("daty, na przykład „…”")."""
    shown = squeeze("" if value is None else str(value))
    if not shown:
        return CellError(_("Pusta komórka zamiast %(expected)s.") % {"expected": expected})
    cut = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    text = _("„%(found)s” zamiast %(expected)s.")
    return CellError(text % {"found": cut, "expected": expected})


def plain(value: Cell) -> str:
    """Return a cell as it is compared: folded, single spaces, no longer than any answer."""
    return squeeze(fold("" if value is None else str(value)))[:100]


def is_number(value: Cell) -> bool:
    """Tell whether a cell holds a number; Python counts yes and no among them, we do not."""
    return isinstance(value, int | float) and not isinstance(value, bool)
