"""Print from data: posters, leaflets and table tents in three designs; the parish-board sheet."""

from podworko.promotion.printing.board import board_sheet
from podworko.promotion.printing.posters import DESIGNS, FORMATS, posters

__all__ = ["DESIGNS", "FORMATS", "board_sheet", "posters"]
