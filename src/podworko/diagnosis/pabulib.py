"""Reading participatory-budget files of Pabulib (`.pb`), whose columns drift from year to year.

A file has three parts, META, PROJECTS and VOTES, each a table with semicolons and a line of
headings. Only `project_id`, `name` and `vote` are relied on; what else is there is used.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from podworko.core.errors import DomainError

__all__ = ["AGES", "Ballots", "PabulibError", "Read", "ReadProject", "is_budget", "read"]

AGES = ((0, 17), (18, 29), (30, 44), (45, 59), (60, 120))
"""Ages as they are counted, both ends within."""
PARTS = ("META", "PROJECTS", "VOTES")
MOST_VOTES_OF_ONE = 100
MOST_COST = 10**12
_YEAR = re.compile(r"(19|20)\d\d")
DISTRICT_COLUMNS = ("neighborhood", "district", "subunit")
Row = dict[str, str]


class PabulibError(DomainError):
    """A file is not of this kind, or lacks what cannot be done without."""

    code = "pabulib"


@dataclass(frozen=True, slots=True)
class ReadProject:
    """A project as the file has it."""

    code: str
    name: str
    category: str
    cost: Decimal | None
    is_selected: bool | None


@dataclass(slots=True)
class Ballots:
    """Votes counted while they are read: how many people chose what, by group."""

    people: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    by_project: Counter[str] = field(default_factory=Counter)
    by_group: dict[tuple[str, str, str], int] = field(default_factory=lambda: defaultdict(int))
    """(category, by, group): people."""


@dataclass(frozen=True, slots=True)
class Read:
    """A whole file."""

    unit: str
    area: str
    year: int
    description: str
    projects: tuple[ReadProject, ...]
    ballots: Ballots


def is_budget(data: bytes) -> bool:
    """Whether a file begins as one of these does: not a table of a survey."""
    first = data[:200].lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    return first.strip(b" \t\r;").upper() == PARTS[0].encode()


def read(data: bytes) -> Read:
    """Read a file; ballots that make no sense are left out and told in `ballots.refused`.

    Raises PabulibError for bytes that are no such file.
    """
    text = _text(data)
    parts = dict(_parts(text.splitlines()))
    lacking = [part for part in PARTS if part not in parts]
    if lacking:
        raise PabulibError(_("Brakuje części: %(parts)s.") % {"parts": ", ".join(lacking)})
    meta = {row[0].strip(): row[1].strip() for _n, row in parts["META"] if len(row) > 1}
    projects = tuple(_projects(_rows(parts["PROJECTS"], needs=("project_id",))))
    if not projects:
        raise PabulibError(_("W pliku nie ma żadnego projektu."))
    votes = _rows(parts["VOTES"], needs=("vote",))
    return Read(
        unit=meta.get("unit", "")[:80],
        area=(meta.get("district") or meta.get("subunit") or "")[:120],
        year=_year(meta),
        description=meta.get("description", "")[:200],
        projects=projects,
        ballots=_count(votes, projects),
    )


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1250"):
        try:
            return data.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise PabulibError(_("Tego pliku nie da się przeczytać jako tekst."))


def _parts(lines: list[str]) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """Yield each part with its rows, each with the number of its line."""
    name, rows = "", list[tuple[int, list[str]]]()
    for number, row in _table(lines):
        if row and row[0].strip().upper() in PARTS and not any(map(str.strip, row[1:])):
            if name:
                yield name, rows
            name, rows = row[0].strip().upper(), []
        elif name and any(cell.strip() for cell in row):
            rows.append((number, row))
    if name:
        yield name, rows


def _table(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, delimiter=";")
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise PabulibError(
            _("Nie da się przeczytać linii %(line)s.") % {"line": reader.line_num}
        ) from error


def _rows(rows: list[tuple[int, list[str]]], *, needs: Iterable[str]) -> Iterator[tuple[int, Row]]:
    headings = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    lacking = [name for name in needs if name not in headings]
    if lacking:
        raise PabulibError(_("Brakuje kolumny: %(name)s.") % {"name": ", ".join(lacking)})
    for number, row in rows[1:]:
        cells = zip(headings, (cell.strip() for cell in row), strict=False)
        yield number, dict.fromkeys(headings, "") | dict(cells)


def _projects(rows: Iterable[tuple[int, Row]]) -> Iterator[ReadProject]:
    for _number, row in rows:
        selected = row.get("selected", "")
        yield ReadProject(
            code=row["project_id"][:60],
            name=(row.get("name") or row["project_id"])[:300],
            category=row.get("category", "").lower()[:80],
            cost=_money(row.get("cost", "")),
            is_selected=None if selected == "" else selected not in ("0", "false"),
        )


def _count(rows: Iterable[tuple[int, Row]], projects: Iterable[ReadProject]) -> Ballots:
    categories = {project.code: project.category for project in projects}
    ballots = Ballots()
    for number, row in rows:
        codes = list(dict.fromkeys(code.strip() for code in row["vote"].split(",") if code.strip()))
        unknown = [code for code in codes if code not in categories]
        if not codes or unknown or len(codes) > MOST_VOTES_OF_ONE:
            ballots.refused.append((number, ", ".join(unknown[:3]) or "–"))
            continue
        ballots.people += 1
        ballots.by_project.update(codes)
        for category in {categories[code] for code in codes} - {""}:
            for by, group in _groups(row):
                ballots.by_group[category, by, group] += 1
    return ballots


def _groups(row: Row) -> Iterator[tuple[str, str]]:
    yield "all", ""
    if age := _age(row.get("age", "")):
        yield "age", age
    if sex := row.get("sex", "").upper()[:1]:
        yield "sex", sex if sex in "FM" else "X"
    district = next((row[name] for name in DISTRICT_COLUMNS if row.get(name)), "")
    if district:
        yield "district", district.title()[:120]


def _age(text: str) -> str:
    """Return the group of an age: "18-29"; "" for none, or for one nobody has."""
    try:
        years = int(text)
    except ValueError:
        return ""
    return next((f"{low}-{high}" for low, high in AGES if low <= years <= high), "")


def _money(text: str) -> Decimal | None:
    try:
        cost = Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    return cost if cost.is_finite() and abs(cost) < MOST_COST else None


def _year(meta: dict[str, str]) -> int:
    found = _YEAR.search(meta.get("instance", "")) or _YEAR.search(meta.get("date_begin", ""))
    if not found:
        raise PabulibError(_("W pliku nie ma roku głosowania."))
    return int(found[0])
