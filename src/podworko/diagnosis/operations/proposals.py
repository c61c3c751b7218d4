"""What residents propose for the map, what the team makes of it, and forgetting who it was."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.geo import Point
from podworko.core.holds import may_go
from podworko.core.privacy import DECLARATIONS
from podworko.core.text import squeeze
from podworko.core.times import today
from podworko.diagnosis import notices
from podworko.diagnosis.categories import Method
from podworko.diagnosis.models import Evidence, Need, Proposal, Resource, Support
from podworko.diagnosis.operations.needs import EvidenceData, add_evidence, blurred, save_need
from podworko.diagnosis.operations.resources import save_resource
from podworko.messages import public as messages
from podworko.network.public import Pal
from podworko.people.public import Channel


class ProposalError(DomainError):
    """A rule about proposals says no."""

    code = "proposal"


@dataclass(frozen=True, slots=True)
class Proposer:
    """Who may be answered, and how; all of it may be empty."""

    name: str = ""
    email: str = ""
    phone: str = ""
    prefers: str = ""
    language: str = "pl"


@dataclass(frozen=True, slots=True)
class ProposalData:
    """What somebody wants on the map; `resource` is what a correction is about."""

    kind: Proposal.Kind
    title: str
    pal: Pal
    words: str = ""
    category: str = ""
    where: str = ""
    point: Point | None = None
    resource: Resource | None = None
    proposer: Proposer = Proposer()


@transaction.atomic
def propose(data: ProposalData, *, channel: Channel, actor: audit.Actor) -> Proposal:
    """Put a proposal into the team's queue; of a need only the cell it lies in is kept."""
    lat, lon = _kept_place(data)
    proposal = Proposal.objects.create(
        kind=data.kind,
        title=squeeze(data.title),
        pal=data.pal,
        words=data.words.strip(),
        category=data.category,
        where=squeeze(data.where),
        lat=lat,
        lon=lon,
        resource=data.resource,
        channel=channel,
        name=squeeze(data.proposer.name),
        email=data.proposer.email,
        phone=data.proposer.phone,
        prefers=data.proposer.prefers,
        language=data.proposer.language,
    )
    audit.record("proposal.made", actor=actor, target=proposal, channel=channel)
    return proposal


@transaction.atomic
def approve_as_resource(
    proposal: Proposal, *, resource: Resource, actor: audit.Actor, seen_version: str = ""
) -> Resource:
    """Put what was proposed on the map, as the team wrote it down; a correction mends its own.

    Raises ProposalError when somebody answered it meanwhile, and what save_resource raises.
    """
    row = _waiting(proposal)
    stored = save_resource(resource, actor=actor, seen_version=seen_version)
    row.resource = stored
    _answer(row, Proposal.Status.APPROVED, actor)
    return stored


@transaction.atomic
def approve_as_need(proposal: Proposal, *, need: Need, actor: audit.Actor) -> Need:
    """Write a reported need down with this proposal as its evidence.

    Raises ProposalError when somebody answered it meanwhile.
    """
    row = _waiting(proposal)
    need.channel = Channel(row.channel)
    stored = save_need(need, near=row.point, actor=actor)
    row.need, row.resource = stored, None
    _answer(row, Proposal.Status.APPROVED, actor)
    _count_voices(stored, actor)
    return stored


@transaction.atomic
def join(proposal: Proposal, *, to: Need | Resource, actor: audit.Actor) -> None:
    """Say that what was proposed is there already; at a need it is one voice more.

    Raises ProposalError when somebody answered it meanwhile.
    """
    row = _waiting(proposal)
    row.need = to if isinstance(to, Need) else None
    row.resource = to if isinstance(to, Resource) else None
    _answer(row, Proposal.Status.JOINED, actor)
    if row.need:
        _count_voices(row.need, actor)


@transaction.atomic
def refuse(proposal: Proposal, *, reason: str, actor: audit.Actor) -> None:
    """Say why something does not come on the map; whoever proposed it reads the reason.

    Raises ProposalError without a reason, or when somebody answered it meanwhile.
    """
    if not reason.strip():
        raise ProposalError(_("Napisz, dlaczego nie."), field="reason")
    row = _waiting(proposal)
    row.reason = squeeze(reason)[:300]
    _answer(row, Proposal.Status.REFUSED, actor)


@transaction.atomic
def support(need: Need, *, digest: str, actor: audit.Actor) -> bool:
    """Count one more person who says "me too"; tell whether they had not said so before.

    Raises ProposalError for a need that residents do not see, or that is over.
    """
    if not need.is_open:
        raise ProposalError(_("Tej potrzeby nie można już poprzeć."))
    held, is_new = Support.objects.get_or_create(need=need, digest=digest)
    if is_new:
        audit.record("need.supported", actor=actor, target=held.need)
    return is_new


@transaction.atomic
def count_on_paper(need: Need, *, voices: int, note: str, actor: audit.Actor) -> Evidence:
    """Count those who said "me too" on a paper list; raises ProposalError for none."""
    if voices < 1:
        raise ProposalError(_("Wpisz, ile osób jest na liście."), field="voices")
    with translation.override(settings.LANGUAGE_CODE):
        words = _("Lista papierowa: %(note)s") % {"note": squeeze(note)}
    data = EvidenceData(Method.RESIDENTS, words, voices)
    return add_evidence(need, data=data, actor=actor)


@transaction.atomic
def forget_proposers(*, actor: audit.Actor = audit.SYSTEM) -> int:
    """Empty contact, words and place of what was answered thirty days ago; return how many."""
    days = DECLARATIONS[Proposal].keep_days
    assert days is not None  # noqa: S101 - declared on the model
    old = Proposal.objects.with_contact().filter(answered_on__lte=today() - timedelta(days=days))
    held = list(may_go(old).select_for_update(no_key=True).order_by("pk"))
    for row in held:
        messages.cancel_pending(about=row)
    emptied = Proposal.objects.filter(pk__in=[row.pk for row in held])
    emptied.update(name="", email="", phone="", where="", words="", lat=None, lon=None)
    audit.record_many("proposal.forgotten", actor=actor, targets=held)
    return len(held)


def _kept_place(data: ProposalData) -> tuple[float | None, float | None]:
    if data.point is None:
        return None, None
    if data.kind != Proposal.Kind.NEED:
        return data.point.lat, data.point.lon
    lat, lon = blurred(data.point)
    return float(lat), float(lon)


def _waiting(proposal: Proposal) -> Proposal:
    row = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    if not row.is_waiting:
        raise ProposalError(_("Ktoś inny odpowiedział już na to zgłoszenie."))
    return row


def _answer(row: Proposal, status: Proposal.Status, actor: audit.Actor) -> None:
    row.status, row.answered_on = status, today()
    row.save()
    notices.tell(row)
    audit.record(f"proposal.{status}", actor=actor, target=row)


def _count_voices(need: Need, actor: audit.Actor) -> None:
    """Make all that residents proposed about a need one piece of evidence, with their number."""
    # Two who join at once would both count the same: the need is the lock.
    Need.objects.select_for_update(no_key=True).get(pk=need.pk)
    voices = Proposal.objects.filter(need=need).count()
    with translation.override(settings.LANGUAGE_CODE):
        words = _("Zgłoszenia na mapie")
    data = EvidenceData(Method.RESIDENTS, words, voices, about=need)
    add_evidence(need, data=data, actor=actor)
