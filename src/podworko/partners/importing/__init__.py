"""Partners from files: HSDS in JSON or tables, and tables of one's own, said row by row.

report = import_partners("katalog.csv", data, options=Options(actor=SYSTEM))
"""

from podworko.partners.importing.columns import FIELDS, Mapping, guess, read_mapping
from podworko.partners.importing.sources import Source, UnreadableError, read_source
from podworko.partners.importing.storing import Options, import_partners, take

__all__ = [
    "FIELDS",
    "Mapping",
    "Options",
    "Source",
    "UnreadableError",
    "guess",
    "import_partners",
    "read_mapping",
    "read_source",
    "take",
]
