"""./podworko import and export: data in and out, said row by row."""

import argparse
import io
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from podworko.cli.city import begin, folder_option

if TYPE_CHECKING:
    from podworko.core.taking import Report

TAKEN, UNREADABLE, SOME_REFUSED = 0, 1, 3
WORDS = {"taken": "wczytane", "changed": "zmienione", "same": "bez zmian", "refused": "odrzucone"}


def run(argv: list[str]) -> int:
    """Take data in or give it out; the exit code says whether all of it went."""
    if not begin(argv[1:]):
        return UNREADABLE
    return bring_in(argv[1:]) if argv[0] == "import" else give_out(argv[1:])


def bring_in(argv: list[str]) -> int:
    """Import files: 0 when every row was taken, 3 when some were refused, 1 when unreadable."""
    options = _import_options(argv)
    take = _taker(options)
    codes, told = [], []
    for source in options.files:
        report, problem = _taken(source, take)
        codes.append(_code(report))
        if problem:
            print(f"{source}: {problem}", file=sys.stderr)
        if report and not options.json:
            _print(report, is_dry=options.dry_run)
        told.append(_as_json(report, options) if report else {"source": source, "error": problem})
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
    return UNREADABLE if UNREADABLE in codes else max(codes)


def give_out(argv: list[str]) -> int:
    """Export public data to a file or to the screen."""
    from podworko.opendata.public import (  # noqa: PLC0415 - after set-up
        FORMATS,
        KINDS,
        ON_MAP,
        export,
    )

    parser = argparse.ArgumentParser(prog="podworko export", parents=[folder_option()])
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--format", choices=FORMATS, default="csv")
    parser.add_argument("--bom", action="store_true", help="let Excel know that it is UTF-8")
    parser.add_argument("--out", type=Path, help="file to write; the screen when left out")
    options = parser.parse_args(argv)
    if options.format == "geojson" and options.kind not in ON_MAP:
        parser.error(f"geojson is for {', '.join(ON_MAP)} only")
    if options.format.startswith("hsds") and options.kind != "partners":
        parser.error("hsds is for partners only")
    data = export(options.kind, as_format=options.format, bom=options.bom)
    if options.out:
        options.out.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return 0


def _import_options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="podworko import", parents=[folder_option()])
    kinds = (
        "activities",
        "districts",
        "addresses",
        "bounces",
        "budgets",
        "resources",
        "partners",
    )
    parser.add_argument("kind", choices=kinds)
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or an https address")
    parser.add_argument("--pal", default="", help="whose it is: slug or name")
    parser.add_argument("--mapping", type=Path, help="JSON: which column is what")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would happen, change nothing"
    )
    parser.add_argument("--publish", action="store_true", help="publish at once what is new")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    return parser.parse_args(argv)


def _taker(options: argparse.Namespace) -> Callable[[str, bytes], "Report"]:
    from podworko.activities.public import importing  # noqa: PLC0415 - after set-up
    from podworko.network.public import import_addresses, import_districts  # noqa: PLC0415

    def activities(name: str, data: bytes) -> "Report":
        pal = importing.find_pal(options.pal) if options.pal else None
        how = importing.Options(pal=pal, dry_run=options.dry_run, publish=options.publish)
        return importing.import_activities(name, data, options=how)

    def districts(name: str, data: bytes) -> "Report":
        return import_districts(name, data, dry_run=options.dry_run)

    def addresses(name: str, data: bytes) -> "Report":
        return import_addresses(name, data, dry_run=options.dry_run)

    takers = {
        "activities": activities,
        "districts": districts,
        "addresses": addresses,
        "bounces": _bounces_taker(options),
        "budgets": _budgets_taker(options),
        "resources": _resources_taker(options),
        "partners": _partners_taker(options),
    }
    return takers[options.kind]


def _budgets_taker(options: argparse.Namespace) -> Callable[[str, bytes], "Report"]:
    from podworko.audit.public import SYSTEM  # noqa: PLC0415 - after set-up
    from podworko.diagnosis.public import import_budget  # noqa: PLC0415

    def budgets(name: str, data: bytes) -> "Report":
        return import_budget(name, data, actor=SYSTEM, dry_run=options.dry_run)

    return budgets


def _bounces_taker(options: argparse.Namespace) -> Callable[[str, bytes], "Report"]:
    from podworko.audit.public import SYSTEM  # noqa: PLC0415 - after set-up
    from podworko.promotion.public import import_bounces  # noqa: PLC0415

    def bounces(name: str, data: bytes) -> "Report":
        return import_bounces(name, data, actor=SYSTEM, dry_run=options.dry_run)

    return bounces


def _resources_taker(options: argparse.Namespace) -> Callable[[str, bytes], "Report"]:
    from podworko.activities.public import importing as naming  # noqa: PLC0415 - after set-up
    from podworko.audit.public import SYSTEM  # noqa: PLC0415
    from podworko.diagnosis.public import importing  # noqa: PLC0415

    def resources(name: str, data: bytes) -> "Report":
        mapping = options.mapping
        how = importing.Options(
            actor=SYSTEM,
            pal=naming.find_pal(options.pal) if options.pal else None,
            mapping=importing.read_mapping(mapping.read_bytes()) if mapping else None,
            dry_run=options.dry_run,
        )
        return importing.import_resources(name, data, options=how)

    return resources


def _partners_taker(options: argparse.Namespace) -> Callable[[str, bytes], "Report"]:
    from podworko.activities.public import importing as naming  # noqa: PLC0415 - after set-up
    from podworko.audit.public import SYSTEM  # noqa: PLC0415
    from podworko.partners.public import importing  # noqa: PLC0415

    def partners(name: str, data: bytes) -> "Report":
        mapping = options.mapping
        how = importing.Options(
            actor=SYSTEM,
            pal=naming.find_pal(options.pal) if options.pal else None,
            mapping=importing.read_mapping(mapping.read_bytes()) if mapping else None,
            dry_run=options.dry_run,
            publish=options.publish,
        )
        return importing.import_partners(name, data, options=how)

    return partners


def _taken(source: str, take: Callable[[str, bytes], "Report"]) -> tuple["Report | None", str]:
    from podworko.activities.public import importing  # noqa: PLC0415 - after set-up
    from podworko.core.errors import DomainError  # noqa: PLC0415

    try:
        if importing.is_address(source):
            return take(source, importing.fetch(source)), ""
        return take(Path(source).name, _bytes_of(Path(source))), ""
    except OSError as error:
        return None, f"nie da się otworzyć: {error.strerror}"
    except DomainError as error:
        return None, str(error.message)


def _bytes_of(path: Path) -> bytes:
    """Return what a file holds; a folder of tables, as HSDS has them, as one packed file."""
    if not path.is_dir():
        return path.read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for table in sorted(path.glob("*.csv")):
            archive.write(table, table.name)
    return packed.getvalue()


def _code(report: "Report | None") -> int:
    if report is None:
        return UNREADABLE
    return SOME_REFUSED if report.has_refusals else TAKEN


def _print(report: "Report", *, is_dry: bool) -> None:
    """Print the rows as a table, and the counts under it."""
    print(report.source)
    for note in report.notes:
        print(f"  {note}")
    for line in report.lines:
        print(f"{line.number:>6}  {WORDS[line.outcome]:<10} {line.title[:48]:<48} {line.message}")
    counts = ", ".join(f"{WORDS[name]}: {count}" for name, count in report.counts().items())
    print(f"  {counts}{'. Próba: niczego nie zmieniono.' if is_dry else ''}")


def _as_json(report: "Report", options: argparse.Namespace) -> dict[str, object]:
    return {
        "source": report.source,
        "dry_run": options.dry_run,
        "counts": report.counts(),
        "notes": list(report.notes),
        "rows": [
            {
                "row": line.number,
                "outcome": line.outcome.value,
                "title": line.title,
                "message": line.message,
            }
            for line in report.lines
        ],
    }
