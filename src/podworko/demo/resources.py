"""Resources and needs of the demonstration city; made up, as the PALs they belong to are."""

from datetime import timedelta
from hashlib import sha256

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.core.geo import Point
from podworko.demo.need_rows import NEEDS, WAITING, MadeUpNeed
from podworko.demo.resource_rows import RESOURCES, MadeUpResource
from podworko.diagnosis import public as diagnosis
from podworko.network.public import Pal
from podworko.people.public import Channel

CHECKED, STALE = 40, 260
"""Days ago."""
ASKED_IN_STUDIES = ("survey", "walk", "interview", "workshop")
STEP = 0.0011
"""Degrees between made-up places around a seat."""
HUMAN = ("skill", "tradition")
MATERIAL = ("place", "green", "equipment")


def put_on_the_map(pals: dict[str, Pal]) -> str:
    """Fill the map; return in words what is on it."""
    made = {row.name: _resource(row, pals[row.pal]) for row in RESOURCES}
    for row in NEEDS:
        _need(row, pals[row.pal], made)
    for kind, pal, title, words, category, where, channel in WAITING:
        data = diagnosis.ProposalData(
            kind=diagnosis.Proposal.Kind(kind),
            title=title,
            pal=pals[pal],
            words=words,
            category=category,
            where=where,
            point=at_steps(pals[pal], (3, 3)),
        )
        diagnosis.propose(data, channel=Channel(channel), actor=RESIDENT)
    return f"{len(RESOURCES)} resources and {len(NEEDS)} needs on the map"


def _resource(row: MadeUpResource, pal: Pal) -> diagnosis.Resource:
    is_human = row.category in HUMAN
    point = None if is_human or row.at == (0, 0) else at_steps(pal, row.at)
    kind = "human" if is_human else "material" if row.category in MATERIAL else "institutional"
    resource = diagnosis.Resource(
        pal=pal,
        kind=kind,
        category=row.category,
        name=row.name,
        words=row.words,
        answers=row.answers.split(),
        address=pal.seat.address if pal.seat and point else "",
        district=None if is_human else pal.district,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        opening=row.opening,
        checked_on=times.today() - timedelta(days=STALE if row.is_stale else CHECKED),
    )
    return diagnosis.save_resource(resource, actor=SYSTEM)


def _need(row: MadeUpNeed, pal: Pal, made: dict[str, diagnosis.Resource]) -> None:
    since = times.today() - timedelta(days=30 * row.months)
    need = diagnosis.Need.objects.filter(pal=pal, title=row.title).first()
    if need is None:
        need = diagnosis.Need(
            pal=pal,
            title=row.title,
            words=row.words,
            category=row.category,
            whose=row.whose,
            area=row.area,
            since=since,
        )
        diagnosis.save_need(need, near=at_steps(pal, row.at) if row.at else None, actor=SYSTEM)
    study = diagnosis.Study.objects.filter(pal=pal, state="running").first()
    for method, words, voices in row.evidence:
        data = diagnosis.EvidenceData(
            diagnosis.Method(method),
            words,
            voices,
            study=study if method in ASKED_IN_STUDIES else None,
            noted_on=since,
        )
        diagnosis.add_evidence(need, data=data, actor=SYSTEM)
    if row.status == "reported":
        return
    diagnosis.confirm_need(need, actor=SYSTEM)
    need.refresh_from_db()
    # What was met since is not supported any more.
    for number in range(row.me_too if need.is_open else 0):
        digest = sha256(f"{need.public_id}:{number}".encode()).hexdigest()
        diagnosis.support(need, digest=digest, actor=RESIDENT)
    for name, note in row.helped_by:
        diagnosis.match(made[name], need=need, note=note, actor=SYSTEM)


def at_steps(pal: Pal, steps: tuple[float, float]) -> Point | None:
    """Return the place so many steps north and east of a PAL's seat."""
    if pal.seat is None or pal.seat.point is None:
        return None
    north, east = steps
    return Point(
        round(pal.seat.point.lat + north * STEP, 6),
        round(pal.seat.point.lon + east * STEP * 1.5, 6),
    )
