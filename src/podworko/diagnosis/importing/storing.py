"""From rows to resources: each taken, changed, the same, or refused with the reason."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.geo import distance_m
from podworko.core.taking import Line, Outcome, Report
from podworko.core.text import fold
from podworko.diagnosis.importing.columns import Mapping, guess
from podworko.diagnosis.importing.formats import Source, read_source
from podworko.diagnosis.importing.making import Made, Maker
from podworko.diagnosis.importing.rows import RawRow, UnreadableError
from podworko.diagnosis.models import Resource
from podworko.diagnosis.operations import store_resources
from podworko.network.public import City, Pal

SAME_PLACE_M = 100


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is taken; without `mapping` the headings are guessed."""

    actor: audit.Actor
    pal: Pal | None = None
    mapping: Mapping | None = None
    dry_run: bool = False


@dataclass(slots=True)
class _Held:
    """What is on the map already, by source and by name, the rows of this file included."""

    by_key: dict[tuple[str, str], Resource] = field(default_factory=dict)
    by_name: dict[str, list[Resource]] = field(default_factory=dict)
    new: list[Resource] = field(default_factory=list)
    changed: list[Resource] = field(default_factory=list)

    def add(self, row: Resource) -> None:
        if row.external_id:
            self.by_key[row.source, row.external_id] = row
        self.by_name.setdefault(row.folded_name, []).append(row)

    def same(self, row: Resource) -> Resource | None:
        """Return the one its source calls so, or one of the name within a hundred metres."""
        known = self.by_key.get((row.source, row.external_id)) if row.external_id else None
        return known or next(
            (other for other in self.by_name.get(row.folded_name, ()) if _is_same(row, other)),
            None,
        )


def import_resources(name: str, data: bytes, *, options: Options) -> Report:
    """Take resources from a file; refused rows cost the others nothing, twice is once.

    What the team wrote of a resource since stays, as long as the file says the same of it.
    Raises DomainError for a file that cannot be read; then, as on a dry run, nothing changes.
    """
    return take(name, read_source(name, data), options=options)


@transaction.atomic
def take(name: str, source: Source, *, options: Options) -> Report:
    """Do the same with a file that is read."""
    mapping = options.mapping or Mapping()
    columns = dict(mapping.columns) or guess(source.header)
    if source.header and "name" not in columns:
        raise UnreadableError(_("Nie wiadomo, która kolumna jest nazwą."))
    maker = Maker(columns, mapping, source, City())
    held = _held()
    lines = [_line(row, maker, held, options) for row in source.rows]
    store_resources(held.new, changed=held.changed, actor=options.actor)
    report = Report(name, tuple(lines), (*source.notes, *maker.notes()))
    if options.dry_run:
        transaction.set_rollback(True)
    return report


def _line(row: RawRow, maker: Maker, held: _Held, options: Options) -> Line:
    try:
        made = maker.make(row)
    except DomainError as error:
        return Line(row.number, Outcome.REFUSED, row.title[:80], str(error.message))
    outcome, words = _sort_in(made, held, options)
    told = "; ".join(filter(None, (*made.notes, words)))
    return Line(row.number, outcome, made.resource.name, told)


def _sort_in(made: Made, held: _Held, options: Options) -> tuple[Outcome, str]:
    fresh = made.resource
    fresh.folded_name = fold(fresh.name)[:160]
    fresh.imported_as = _digest(fresh)
    before = held.same(fresh)
    if before is None:
        fresh.pal = options.pal
        held.new.append(fresh)
        held.add(fresh)
        return Outcome.TAKEN, ""
    if not _is_of_source(before, fresh):
        return Outcome.SAME, _("jest już na mapie pod tą nazwą, w promieniu 100 m")
    if before.imported_as == fresh.imported_as:
        return Outcome.SAME, ""
    if options.pal and before.pal and before.pal != options.pal:
        return Outcome.SAME, _("prowadzi go inny PAL: %(pal)s") % {"pal": before.pal}
    return _renew(before, fresh, held)


def _is_of_source(before: Resource, fresh: Resource) -> bool:
    """Whether what is on the map came from this very source: what the team wrote did not."""
    keys = (before.source, before.external_id) == (fresh.source, fresh.external_id)
    return keys and bool(before.imported_as)


def _renew(before: Resource, fresh: Resource, held: _Held) -> tuple[Outcome, str]:
    if before._state.adding:  # noqa: SLF001 - Django's way to tell
        return Outcome.SAME, _("ten sam obiekt jest w pliku drugi raz")
    for name in (*_TOLD, "folded_name", "district", "imported_as"):
        setattr(before, name, getattr(fresh, name))
    held.changed.append(before)
    return Outcome.CHANGED, "" if before.is_public else _("jest w archiwum i tam zostaje")


def _held() -> _Held:
    held = _Held()
    for row in Resource.objects.select_related("pal").iterator(chunk_size=5000):
        held.add(row)
    return held


_TOLD = (
    "kind",
    "category",
    "name",
    "words",
    "answers",
    "address",
    "lat",
    "lon",
    "opening",
    "phone",
    "email",
    "website",
    "attribution",
    "checked_on",
)
"""What a file tells of a resource: when it tells the same again, nothing changes."""


def _digest(row: Resource) -> str:
    told = "\0".join(str(_plain(getattr(row, name))) for name in _TOLD)
    return sha256(told.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field's value
    return sorted(value) if isinstance(value, list) else value


def _is_same(row: Resource, other: Resource) -> bool:
    """Whether two of one name are one thing: near, or both without a place at one address."""
    if row.external_id and other.external_id and row.source == other.source:
        return False
    one, two = row.point, other.point
    if one and two:
        return distance_m(one, two) <= SAME_PLACE_M
    return one is None and two is None and fold(row.address) == fold(other.address)


__all__ = ["Options", "import_resources", "take"]
