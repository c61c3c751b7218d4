"""Resources from files: GeoJSON, tables, OpenStreetMap and HSDS, said row by row.

report = import_resources("punkty.csv", data, options=Options(actor=SYSTEM))
"""

from podworko.diagnosis.importing.columns import FIELDS, Mapping, guess, read_mapping
from podworko.diagnosis.importing.formats import Source, read_source
from podworko.diagnosis.importing.rows import RawRow, UnreadableError
from podworko.diagnosis.importing.storing import Options, import_resources

__all__ = [
    "FIELDS",
    "Mapping",
    "Options",
    "RawRow",
    "Source",
    "UnreadableError",
    "guess",
    "import_resources",
    "read_mapping",
    "read_source",
]
