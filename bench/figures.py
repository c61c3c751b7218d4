"""Every figure of a year, of 11 PALs with five years and two million attendances behind them.

    ./podworko bench figures [--attendances 2000000]

On PostgreSQL, in one process, so that what is reported is one core. A board reads a year and the
year before it; the yearly report of the network, still open, counts both anew, decides what is
held back and puts the report together; closed, it is read back. Beside them stand different people
alone, counted by a list of who came, as one would write it first.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

import _lab as lab

if TYPE_CHECKING:
    from django.db.models import Model

ROUNDS = 5
PALS, YEARS, EACH = 11, 5, 20
"""Twenty people at a session."""
RESIDENTS = 20_000
HOUR = timedelta(hours=1)


def main() -> None:
    """Measure on every database asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attendances", type=int, default=2_000_000)
    parser.add_argument("--inside", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        inside(options.inside)
        return
    with lab.databases("postgresql") as addresses, tempfile.TemporaryDirectory() as folder:
        for name, address in addresses.items():
            print(f"\n{name}, {options.attendances} attendances", flush=True)
            lab.environment(address, folder)
            command = [sys.executable, __file__, "--inside", str(options.attendances)]
            subprocess.check_call(command, cwd=lab.ROOT)  # noqa: S603


def inside(attendances: int) -> None:
    """Fill the database of the environment and measure."""
    sys.path.insert(0, str(lab.ROOT / "src"))
    from podworko.cli import setup  # noqa: PLC0415

    setup.start("config.settings.prod")
    setup.ensure_database()
    _fill(attendances)
    _measure_all()


def _measure_all() -> None:
    from podworko.activities.models import Presence  # noqa: PLC0415
    from podworko.audit.public import SYSTEM  # noqa: PLC0415
    from podworko.network.public import Pal  # noqa: PLC0415
    from podworko.reports.assembled import Variant, assemble, source_of  # noqa: PLC0415
    from podworko.reports.models import Report  # noqa: PLC0415
    from podworko.reports.operations import close_year  # noqa: PLC0415
    from podworko.reports.queries.board import board, span_of  # noqa: PLC0415

    span = span_of(date.today().year - 1)  # noqa: DTZ011 - a whole year
    pals = list(Pal.objects.all())
    came = Presence.objects.present().filter(register__session__starts_at__year=span.since.year)

    def by_list() -> int:
        return len(set(came.values_list("register__session__pal", "person")))

    def report() -> object:
        return assemble(source_of(Report(year=span.since.year)), Variant.PUBLIC)

    ways = {
        "the board: a year beside the one before": lambda: board(span, pals, with_whole=True),
        "different people alone, by a list": by_list,
        "the yearly report, of a year still open": report,
    }
    _measure(ways)
    close_year(span.since.year, actor=SYSTEM)
    _measure({"the yearly report, of the year closed": report})


def _measure(ways: Mapping[str, Callable[[], object]]) -> None:
    for label, ask in ways.items():
        times = [lab.timed(ask) for _ in range(ROUNDS)]
        print(f"  {label:44} {median(times):8.0f} ms, slowest {max(times):8.0f} ms", flush=True)


def _fill(attendances: int) -> None:
    """Make PALs with sessions over five years, and who came to each: one row, copied."""
    from podworko.activities.models import Presence, Register, Session  # noqa: PLC0415
    from podworko.people.models import Person  # noqa: PLC0415

    lead, begins = _places()
    sessions = attendances // EACH
    step = f"make_interval(secs => (g - 1) * {YEARS * 365 * 86400 // sessions})"
    first = Session.objects.create(
        activity_id=lead, pal_id=lead, starts_at=begins, ends_at=begins + HOUR, is_public=True
    )
    one = Person.objects.create(name="X", folded_name="x", channel="desk")
    register = Register.objects.create(session=first)
    seen = Presence.objects.create(
        register=register, person=one, name="X", state="present", state_at=begins
    )
    _copy(one, RESIDENTS, {})
    _copy(
        first,
        sessions,
        {
            "starts_at": f"t.starts_at + {step}",
            "ends_at": f"t.ends_at + {step}",
            "activity_id": f"t.activity_id + g % {PALS}",
            "pal_id": f"t.pal_id + g % {PALS}",
        },
    )
    _copy(register, sessions, {"session_id": "t.session_id + g"})
    spread = f"t.person_id + (g::bigint * 7919) % {RESIDENTS}"
    who = {"register_id": f"t.register_id + (g - 1) / {EACH} + 1", "person_id": spread}
    _copy(seen, attendances, who)
    _run("ANALYZE")


def _places() -> tuple[int, datetime]:
    """Make the PALs, each with an activity of the same key; return the first key, and a day."""
    from podworko.activities.models import Activity  # noqa: PLC0415
    from podworko.network.public import Pal  # noqa: PLC0415

    for number in range(1, PALS + 1):
        pal = Pal.objects.create(pk=number, name=f"PAL {number}", slug=f"pal-{number}")
        Activity.objects.create(pk=number, pal=pal, title="X", slug=f"x-{number}", state="done")
    year = datetime.now(UTC).year
    return 1, datetime(year - YEARS, 1, 5, 12, tzinfo=UTC)


def _copy(row: "Model", count: int, own: Mapping[str, str]) -> None:
    """Copy a row `t` so many times in the database; `own` is how columns differ by `g`."""
    from django.db import models  # noqa: PLC0415

    columns: dict[str, str] = {}
    for field in row._meta.local_concrete_fields:  # noqa: SLF001 - Django's public _meta
        if not (field.primary_key or getattr(field, "generated", False)):
            is_key = isinstance(field, models.UUIDField) and field.unique
            columns[field.column] = "gen_random_uuid()" if is_key else f"t.{field.column}"
    columns |= own
    table = row._meta.db_table  # noqa: SLF001
    names, values = ", ".join(columns), ", ".join(columns.values())
    series = f"generate_series(1, {count}) AS s(g)"
    copied = f"SELECT {values} FROM {table} t, {series} WHERE t.id = {row.pk}"  # noqa: S608 - ours
    _run(f"INSERT INTO {table} ({names}) {copied}")


def _run(statement: str) -> None:
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(statement)


if __name__ == "__main__":
    main()
