"""What other modules may use of open data."""

from podworko.opendata.exporting import FORMATS, KINDS, ON_MAP, export

__all__ = ["FORMATS", "KINDS", "ON_MAP", "export"]
