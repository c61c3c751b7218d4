"""What other modules may use of open data."""

from podworko.opendata.exporting import FORMATS, KINDS, export

__all__ = ["FORMATS", "KINDS", "export"]
