"""Taking activities from what people already keep: tables and calendars.

report = import_activities("program.xlsx", data, options=Options(pal=pal, dry_run=True))
"""

from podworko.activities.importing.fetching import fetch, is_address
from podworko.activities.importing.reading import Options, find_pal, import_activities

__all__ = ["Options", "fetch", "find_pal", "import_activities", "is_address"]
