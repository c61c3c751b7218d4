"""Writing needs down, confirming them with evidence, and what becomes of them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.geo import Point
from podworko.core.times import today
from podworko.core.versions import unchanged
from podworko.diagnosis import index
from podworko.diagnosis.categories import Method
from podworko.diagnosis.models import GRID, Evidence, Need, Study

NEED_FIELDS = ("title", "words", "category", "whose", "area", "since")


class NeedError(DomainError):
    """A rule about needs says no."""

    code = "need"


@dataclass(frozen=True, slots=True)
class EvidenceData:
    """How we know: `about` is the thing of this module that says so, if there is one."""

    method: Method
    words: str
    voices: int = 0
    study: Study | None = None
    about: models.Model | None = None
    noted_on: date = field(default_factory=today)


@transaction.atomic
def save_need(
    need: Need, *, actor: audit.Actor, near: Point | None = None, seen_version: str = ""
) -> Need:
    """Store a new need, or what was changed of one.

    `near` is kept as the middle of its cell, so that nobody's door can be found in it.
    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more.
    """
    is_new = need.pk is None
    if not is_new:
        unchanged(need, fields=NEED_FIELDS, seen_version=seen_version)
    if near:
        need.lat, need.lon = blurred(near)
    need.save()
    index.update_need(need)
    audit.record("need.added" if is_new else "need.changed", actor=actor, target=need)
    return need


def blurred(point: Point) -> tuple[Decimal, Decimal]:
    """Return the middle of the cell of GRID degrees that `point` lies in."""
    return _middle(point.lat), _middle(point.lon)


@transaction.atomic
def add_evidence(need: Need, *, data: EvidenceData, actor: audit.Actor) -> Evidence:
    """Say how we know of a need; the same thing said twice is one piece of evidence, renewed."""
    label = audit.label(data.about) if data.about else ""
    values: dict[str, Any] = {
        "method": data.method,
        "words": data.words[:300],
        "voices": data.voices,
        "study": data.study,
        "noted_on": data.noted_on,
    }
    _locked(need)  # two who press at once would both find nothing
    if label:
        evidence, _new = Evidence.objects.update_or_create(need=need, about=label, defaults=values)
    else:
        evidence, is_new = Evidence.objects.get_or_create(need=need, about="", **values)
        if not is_new:
            return evidence
    audit.record("need.evidence_added", actor=actor, target=need, voices=data.voices)
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, actor: audit.Actor) -> None:
    """Take back what was typed wrong.

    Raises NeedError for the last evidence of a need that residents read, and for what counts
    itself: that is mended where it comes from.
    """
    need = _locked(evidence.need)
    if evidence.about:
        raise NeedError(_("Ten dowód liczy się sam. Popraw go tam, skąd pochodzi."))
    if need.is_public and need.evidence.count() == 1:
        raise NeedError(_("To jedyny dowód tej potrzeby. Najpierw dopisz inny."))
    audit.record("need.evidence_removed", actor=actor, target=need, voices=evidence.voices)
    evidence.delete()


@transaction.atomic
def confirm_need(need: Need, *, actor: audit.Actor) -> None:
    """Have residents read of a need from now on. Confirming twice is confirming once.

    Raises NeedError while nothing says how we know of it (domain.md 2.2).
    """
    row = _locked(need)
    if row.status not in (Need.Status.REPORTED, Need.Status.CLOSED):
        return
    if not row.evidence.exists():
        raise NeedError(_("Najpierw dopisz, skąd wiemy o tej potrzebie."))
    _become(row, Need.Status.CONFIRMED, actor)


@transaction.atomic
def close_need(need: Need, *, why: str, actor: audit.Actor) -> None:
    """End a need that is not one any more, with a reason that residents read.

    One that nobody has confirmed is never shown to them. Raises NeedError without a reason.
    """
    if not why.strip():
        raise NeedError(_("Napisz, dlaczego zamykasz tę potrzebę."), field="why")
    row = _locked(need)
    row.closed_why = why.strip()[:300]
    row.is_withheld = not row.is_public
    _become(row, Need.Status.CLOSED, actor)


@transaction.atomic
def follow_plan(need: Need, *, status: Need.Status, actor: audit.Actor) -> None:
    """Say what a plan makes of a need: in it, answered, met, or waiting again.

    A need that nobody has confirmed, or that is closed, stays as it is.
    """
    row = _locked(need)
    followed = (*Need.OPEN, Need.Status.MET)
    if row.status != status and row.status in followed and status in followed:
        _become(row, status, actor)


def _become(need: Need, status: Need.Status, actor: audit.Actor) -> None:
    before, need.status = need.status, status
    if status != Need.Status.CLOSED:
        need.closed_why, need.is_withheld = "", False
    need.save(update_fields=["status", "closed_why", "is_withheld"])
    audit.record("need.status_changed", actor=actor, target=need, before=before, after=status)


def _locked(need: Need) -> Need:
    return Need.objects.select_for_update(no_key=True).get(pk=need.pk)


def _middle(degrees: float) -> Decimal:
    cells = (Decimal(str(degrees)) / GRID).to_integral_value(ROUND_FLOOR)
    return cells * GRID + GRID / 2
