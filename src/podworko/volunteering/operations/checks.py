"""Noting who may work with minors: what they told of themselves, and each paper looked at.

Protection act, art. 21. No paper is kept here: which one, of which day, with what result, and
where the printout lies. A wrong row is struck out with a reason and stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.network.public import Leader
from podworko.people.public import Person
from podworko.volunteering.models import Checked, Declared
from podworko.volunteering.policies import is_oneself
from podworko.volunteering.safety import Who

__all__ = ["Looked", "declare", "note_check", "strike_check"]

Kind = Checked.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What one look at a paper, or a training, was; see Checked for the words."""

    kind: str
    country: str = ""
    on: date | None = None
    is_clear: bool = True
    valid_to: date | None = None
    kept_at: str = ""


@transaction.atomic
def declare(
    who: Who, *, citizenships: Sequence[str], lived_in: Sequence[str], actor: User
) -> Declared:
    """Write down what somebody answered to the two questions; the last answer holds.

    Countries are ISO 3166-1 codes. Raises DomainError without a citizenship, and for oneself.
    """
    _lock(who, actor=actor)
    if not citizenships:
        raise DomainError(_("Zaznacz choć jedno obywatelstwo."), field="citizenships")
    told = {
        "citizenships": list(dict.fromkeys(citizenships)),
        "lived_in": sorted({*lived_in} - {"PL"}),
        "told_on": times.today(),
    }
    row, _is_new = Declared.objects.update_or_create(**_of(who), defaults=told)
    audit.record("check.declared", actor=actor, target=who)
    return row


@transaction.atomic
def note_check(who: Who, looked: Looked, *, actor: User) -> Checked:
    """Note that a paper of somebody was looked at, or that they were trained.

    One that shows an entry bars them from work with minors at once. Raises DomainError for
    oneself, for a day to come, and for a look that had lapsed before it was made.
    """
    _lock(who, actor=actor)
    on = looked.on or times.today()
    _check_days(on, looked.valid_to)
    if looked.kind == Kind.ABROAD and not looked.country:
        raise DomainError(_("Z którego kraju jest ten dokument?"), field="country")
    row = Checked.objects.create(
        **_of(who),
        kind=looked.kind,
        country=looked.country if looked.kind == Kind.ABROAD else "",
        done_on=on,
        done_by=actor,
        is_clear=looked.is_clear or looked.kind == Kind.TRAINING,
        valid_to=looked.valid_to,
        kept_at=looked.kept_at.strip(),
    )
    audit.record("check.noted", actor=actor, target=who, kind=row.kind)
    return row


@transaction.atomic
def strike_check(row: Checked, *, why: str, actor: User) -> Checked:
    """Strike out a row that was noted wrongly; it stays, with the reason. Twice is once.

    Raises DomainError without a reason, and for a row of oneself.
    """
    who = row.leader or row.person
    assert who is not None  # noqa: S101 - a constraint
    _lock(who, actor=actor)
    locked = Checked.objects.select_for_update(no_key=True).get(pk=row.pk)
    if locked.struck_at:
        return locked
    if not why.strip():
        raise DomainError(_("Napisz, co było nie tak z tym wpisem."), field="why")
    locked.struck_at, locked.struck_by = timezone.now(), actor
    locked.struck_why = why.strip()[:200]
    locked.save(update_fields=["struck_at", "struck_by", "struck_why"])
    audit.record("check.struck", actor=actor, target=who, kind=locked.kind)
    return locked


def _lock(who: Who, *, actor: User) -> None:
    """Lock whom it is about, so that two acts on one person come one by one."""
    rows = Leader.objects if isinstance(who, Leader) else Person.objects
    rows.select_for_update(no_key=True).get(pk=who.pk)
    if is_oneself(who, actor):
        raise DomainError(
            _("Samej siebie ani samego siebie się nie sprawdza. Poproś kogoś innego.")
        )


def _of(who: Who) -> dict[str, Any]:
    return {"leader" if isinstance(who, Leader) else "person": who}


def _check_days(on: date, valid_to: date | None) -> None:
    if on > times.today():
        raise DomainError(_("Tego dnia jeszcze nie było."), field="on")
    if valid_to and valid_to < on:
        raise DomainError(_("Ważność kończy się przed dniem sprawdzenia."), field="valid_to")
