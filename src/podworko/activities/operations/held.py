"""Acts of a register that arrive after the role of their maker has ended.

A device may have been without signal when the role ended. What was tapped is neither
written by somebody who may no longer, nor lost: it waits for whoever keeps the register.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.activities.models import HeldAct, RegisterAct, Session
from podworko.activities.operations import registers
from podworko.activities.operations.registers import MOST_AT_ONCE, Outcome, RegisterError
from podworko.audit import public as audit

__all__ = ["drop_held", "hold", "take_held"]


@transaction.atomic
def hold(session: Session, told: Any, *, device: str, actor: User) -> list[Outcome]:  # noqa: ANN401
    """Keep acts, as a device sends them, for somebody to decide on; a key is kept once.

    Raises RegisterError for what cannot be acts, and for more than MOST_AT_ONCE.
    """
    acts = registers.parse_acts(told)
    if len(acts) > MOST_AT_ONCE:
        raise RegisterError(_("Za dużo wpisów naraz."))
    keys = [act.key for act in acts]
    written = set(RegisterAct.objects.filter(key__in=keys).values_list("key", flat=True))
    rows = [
        HeldAct(
            key=act.key,
            session=session,
            sender=actor,
            device=device,
            made_at=min(act.made_at, timezone.now()),
            told=one,
        )
        for act, one in zip(acts, told, strict=True)
        if act.key not in written
    ]
    HeldAct.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        audit.record("register.held", actor=actor, target=session, acts=len(rows))
    return [Outcome(key, "again" if key in written else "held") for key in keys]


@transaction.atomic
def take_held(session: Session, sender: User, *, actor: User) -> list[Outcome]:
    """Write what waits of `sender` in the register, each act once; return what became of it.

    What a rule refuses is settled as well: its reason is in the outcome, to be told.
    """
    rows = _lock(session, sender)
    outcomes: list[Outcome] = []
    for device in dict.fromkeys(row.device for row in rows):
        acts = registers.parse_acts([row.told for row in rows if row.device == device])
        outcomes += registers.write(session, acts, device=device, actor=actor)
    _settle(session, rows, actor=actor, verb="register.held_taken")
    return outcomes


@transaction.atomic
def drop_held(session: Session, sender: User, *, actor: User) -> int:
    """Leave what waits of `sender` out of the register for good; return how much it was."""
    rows = _lock(session, sender)
    _settle(session, rows, actor=actor, verb="register.held_dropped")
    return len(rows)


def _lock(session: Session, sender: User) -> list[HeldAct]:
    waiting = HeldAct.objects.waiting().filter(session=session, sender=sender)
    return list(waiting.select_for_update(no_key=True, of=("self",)).order_by("made_at", "pk"))


def _settle(session: Session, rows: list[HeldAct], *, actor: User, verb: str) -> None:
    if not rows:
        return
    settled = HeldAct.objects.filter(pk__in=[row.pk for row in rows])
    settled.update(settled_at=timezone.now(), settled_by=actor, told={})
    audit.record(verb, actor=actor, target=session, acts=len(rows))
