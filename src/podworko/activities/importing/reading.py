"""From a file to activities: all of it in one transaction, or nothing."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.activities.importing import words
from podworko.activities.importing.calendars import read_events
from podworko.activities.importing.finding import Finder
from podworko.activities.importing.sheets import read_table
from podworko.activities.importing.storing import store
from podworko.activities.importing.wanted import WantedActivity
from podworko.core.calendars import read_calendar
from podworko.core.tabular import read_rows
from podworko.core.taking import Line, Report
from podworko.network.public import Pal


@dataclass(frozen=True, slots=True)
class Options:
    """Whose programme it is when the file does not say, and how far to go."""

    pal: Pal | None = None
    dry_run: bool = False
    publish: bool = False


def find_pal(name: str) -> Pal:
    """Return the PAL called so, by slug, name or another name; raise DomainError for none."""
    return Finder().pal(name)


def import_activities(name: str, data: bytes, *, options: Options) -> Report:
    """Take what a table or a calendar tells; the same file twice changes nothing more.

    New activities are drafts unless published by the options. Rows that cannot be taken are
    refused by name and cost the others nothing. Raises DomainError for a file that cannot
    be read at all; then, as on a dry run, nothing is changed.
    """
    read = _read_calendar if _is_calendar(name, data) else _read_table
    wanted, refused, notes = read(name, data, options)
    with transaction.atomic():
        lines = [line for one in wanted for line in store(one, publish=options.publish)]
        if options.dry_run:
            transaction.set_rollback(True)
    ordered = sorted([*lines, *refused], key=lambda line: line.number)
    return Report(name, tuple(ordered), notes)


def _is_calendar(name: str, data: bytes) -> bool:
    start = data[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").upper()
    return start.startswith(b"BEGIN:V") or name.lower().endswith(".ics")


def _read_table(
    name: str, data: bytes, options: Options
) -> tuple[list[WantedActivity], list[Line], tuple[str, ...]]:
    table = read_rows(name, data, headings=words.KNOWN)
    source = _("plik %(name)s") % {"name": name}
    read = read_table(table, pal=options.pal, finder=Finder(), source=source)
    return read.wanted, read.refused, table.notes


def _read_calendar(
    name: str, data: bytes, options: Options
) -> tuple[list[WantedActivity], list[Line], tuple[str, ...]]:
    calendar = read_calendar(data)
    source = _("kalendarz %(name)s") % {"name": calendar.name or name}
    read = read_events(calendar, pal=options.pal, finder=Finder(), source=source)
    return read.wanted, read.said, ()
