"""Open Referral's HSDS, versions 1 to 3: read from JSON or tables to one shape."""

from podworko.partners.hsds.packing import packed
from podworko.partners.hsds.reading import directory_of
from podworko.partners.hsds.shape import (
    Directory,
    ReadLocation,
    ReadOrganisation,
    ReadSchedule,
    ReadService,
)
from podworko.partners.hsds.tables import Tables, is_hsds, tables_in_files, tables_in_json

__all__ = [
    "Directory",
    "ReadLocation",
    "ReadOrganisation",
    "ReadSchedule",
    "ReadService",
    "Tables",
    "directory_of",
    "is_hsds",
    "packed",
    "tables_in_files",
    "tables_in_json",
]
