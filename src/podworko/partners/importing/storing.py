"""From what a file tells to the directory: each service taken, changed, the same or refused."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.taking import Line, Outcome, Report, weightier
from podworko.core.text import fold
from podworko.network.public import City, Pal
from podworko.partners.hsds import Directory, ReadOrganisation, ReadService
from podworko.partners.importing import making
from podworko.partners.importing.columns import Mapping, directory_of_rows, guess
from podworko.partners.importing.making import Facts, Notes
from podworko.partners.importing.sources import Source, UnreadableError, read_source
from podworko.partners.models import Location, Organisation, Service
from podworko.partners.operations import importing as operations


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is taken; without `mapping` the headings are guessed."""

    actor: audit.Actor
    pal: Pal | None = None
    mapping: Mapping | None = None
    dry_run: bool = False
    publish: bool = False


@dataclass(slots=True)
class _Run:
    """One file being taken."""

    options: Options
    source: str
    attribution: str
    city: City = field(default_factory=City)
    lines: list[Line] = field(default_factory=list)
    stored: operations.Stored = field(default_factory=operations.Stored)


def import_partners(name: str, data: bytes, *, options: Options) -> Report:
    """Take partners from a file; refused rows cost the others nothing, twice is once.

    What the team wrote of a partner since stays, as long as the file says the same of it.
    Raises DomainError for a file that cannot be read; then, as on a dry run, nothing changes.
    """
    return take(name, read_source(name, data), options=options)


@transaction.atomic
def take(name: str, source: Source, *, options: Options) -> Report:
    """Do the same with a file that is read."""
    mapping = options.mapping or Mapping()
    run = _Run(options, (mapping.source or source.name or name)[:80], mapping.attribution[:300])
    found = _directory(source, mapping)
    for owner in found.organisations:
        _owner(owner, run)
    for orphan in found.orphans:
        words = _("W pliku nie ma organizacji %(key)s.") % {"key": orphan.whose[:80]}
        run.lines.append(Line(orphan.number, Outcome.REFUSED, orphan.name[:200], words))
    operations.finish(run.stored, actor=options.actor)
    report = Report(name, tuple(run.lines), source.notes)
    if options.dry_run:
        transaction.set_rollback(True)
    return report


def _directory(source: Source, mapping: Mapping) -> Directory:
    if source.directory is not None:
        return source.directory
    columns = dict(mapping.columns) or guess(source.header)
    if "name" not in columns:
        raise UnreadableError(_("Nie wiadomo, która kolumna jest nazwą."))
    return directory_of_rows(source.rows, columns)


def _owner(read: ReadOrganisation, run: _Run) -> None:
    notes = Notes()
    try:
        facts = making.organisation_facts(read, notes)
    except DomainError as error:
        _refuse(read, str(error.message), run)
        return
    key = (read.key or f"name:{fold(read.name)}")[:160]
    known = Organisation.objects.filter(source=run.source, external_id=key).first()
    if known is None and (other := _same_name(facts["name"])):
        words = _("jest już w katalogu: %(name)s") % {"name": other.name}
        _say(read, Outcome.SAME, words, run)
        return
    facts["attribution"] = run.attribution
    identity = {"source": run.source, "external_id": key}
    row, outcome = operations.put_organisation(
        known, facts, digest=_digest(facts), identity=identity, how=_how(run)
    )
    places = _places(read, row, run, notes)
    if not read.services:
        run.lines.append(Line(read.number, outcome, row.name, str(notes)))
    for service in read.services:
        _service(service, row, places, run, outcome=outcome, notes=notes)


def _service(
    read: ReadService,
    owner: Organisation,
    places: dict[str, Location],
    run: _Run,
    **about: Any,  # noqa: ANN401 - what became of its organisation, and what is said of it
) -> None:
    notes = Notes(dict(about["notes"].lost), dict(about["notes"].told))
    title = f"{owner.name}: {read.name or '–'}"
    try:
        facts = making.service_facts(read, notes)
    except DomainError as error:
        run.lines.append(Line(read.number, Outcome.REFUSED, title, str(error.message)))
        return
    here = [places[key] for key in read.locations if key in places]
    hours = [
        {**rule, "location": places.get(told.location)}
        for told in read.schedules
        if (rule := making.schedule_facts(told, notes))
    ]
    key = (read.key or f"name:{fold(read.name)}")[:160]
    known = Service.objects.filter(organisation=owner, external_id=key).first()
    offered = operations.Offered(
        facts, tuple(here), tuple(hours), making.assured_day(read.assured_on)
    )
    digest = _digest({**facts, "here": [place.pk for place in here], "hours": hours})
    outcome = operations.put_service(known, owner, offered, identity=(key, digest), how=_how(run))
    run.lines.append(Line(read.number, weightier(about["outcome"], outcome), title, str(notes)))


def _places(
    read: ReadOrganisation, owner: Organisation, run: _Run, notes: Notes
) -> dict[str, Location]:
    found: dict[str, Location] = {}
    for place in read.locations:
        facts = making.location_facts(place, run.city, notes)
        if facts["address"]:
            found[place.key] = operations.put_location(owner, facts, key=place.key[:160])
    return found


def _how(run: _Run) -> operations.How:
    options = run.options
    return operations.How(pal=options.pal, publish=options.publish, stored=run.stored)


def _same_name(name: str) -> Organisation | None:
    return Organisation.objects.filter(folded_name=fold(name)[:200]).first()


def _refuse(read: ReadOrganisation, why: str, run: _Run) -> None:
    _say(read, Outcome.REFUSED, why, run)


def _say(read: ReadOrganisation, outcome: Outcome, words: str, run: _Run) -> None:
    """Say the same of an organisation and of each of its services."""
    rows = [(each.number, f"{read.name}: {each.name}") for each in read.services]
    for number, title in rows or [(read.number, read.name)]:
        run.lines.append(Line(number, outcome, title, words))


def _digest(facts: Facts) -> str:
    return sha256(repr(sorted(facts.items())).encode()).hexdigest()[:16]
