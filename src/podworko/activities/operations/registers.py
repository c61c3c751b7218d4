"""Writing in the register of a session: from the page, and from devices that were offline.

Whatever is written is an act with a key of its own. An act is applied exactly once, in any
order and however late, so that two devices and a bad connection lose nothing and count
nothing twice:

- of two marks of one person the later made holds, and the other is shown as contested;
- counts are written as how many more or fewer, so that two doors add up;
- what comes after the register was closed is kept, and said so.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.activities.models import Guest, Session
from podworko.activities.models.registers import (
    Band,
    HeadCount,
    Presence,
    Register,
    RegisterAct,
)
from podworko.activities.operations.register_acts import (
    Act,
    AnyAct,
    Count,
    Leave,
    Mark,
    MarkWalkIn,
    Outcome,
    RegisterError,
    WalkIn,
    parse_acts,
)
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.text import squeeze

OPENS_BEFORE = timedelta(hours=12)
"""How long before the beginning a register can be written in."""
MOST_AT_ONCE = 500
CHILD_UNTIL = 13
"""Whoever turns it this year or is younger leaves with somebody who picks them up."""


def write(
    session: Session, acts: Iterable[AnyAct], *, device: str, actor: audit.Actor
) -> list[Outcome]:
    """Write acts in the register of a session; each by itself, so one wrong spoils no other.

    Acts known by their key are told "again" and change nothing. Raises RegisterError for a
    session that is called off or far ahead, and for more than MOST_AT_ONCE acts.
    """
    held = list(acts)
    if len(held) > MOST_AT_ONCE:
        raise RegisterError(_("Za dużo wpisów naraz."))
    with transaction.atomic():
        register = open_register(session)
        writer = _Writer(register, session, held, device=device)
        outcomes = [writer.write(act) for act in sorted(held, key=lambda act: act.made_at)]
        writer.finish(outcomes, actor=actor)
    return outcomes


def open_register(session: Session) -> Register:
    """Return the register of a session, made if need be, locked until the transaction ends.

    Raises RegisterError for a session that is called off, or is more than twelve hours ahead.
    """
    if session.is_cancelled:
        raise RegisterError(_("To spotkanie jest odwołane."))
    if session.starts_at - timezone.now() > OPENS_BEFORE:
        raise RegisterError(_("Listę obecności można wypełniać od 12 godzin przed początkiem."))
    Register.objects.get_or_create(session=session)
    return Register.objects.select_for_update(no_key=True).get(session=session)


def is_closed(session: Session) -> bool:
    """Whether somebody said that the register of a session is complete."""
    return Register.objects.filter(session=session, closed_at__isnull=False).exists()


@transaction.atomic
def close_register(session: Session, *, note: str = "", actor: audit.Actor) -> Register:
    """Say that the register is complete: who is not marked was not there.

    Closing twice changes nothing but the note. Raises RegisterError before the beginning.
    """
    if session.starts_at > timezone.now():
        raise RegisterError(_("Listę można zamknąć dopiero, gdy spotkanie się zacznie."))
    register = open_register(session)
    register.note = squeeze(note)
    was_closed = register.is_closed
    register.closed_at = register.closed_at or timezone.now()
    register.late = 0
    register.save(update_fields=["note", "closed_at", "late"])
    if not was_closed:
        audit.record("register.closed", actor=actor, target=register)
    return register


@transaction.atomic
def reopen_register(session: Session, *, actor: audit.Actor) -> Register:
    """Let the register be written in again."""
    register = open_register(session)
    if register.is_closed:
        register.closed_at = None
        register.late = 0
        register.save(update_fields=["closed_at", "late"])
        audit.record("register.reopened", actor=actor, target=register)
    return register


@transaction.atomic
def settle(presence: Presence, *, state: str, actor: audit.Actor) -> None:
    """Decide what two devices said differently of one person."""
    open_register(presence.register.session)
    _check_state(state)
    presence.state, presence.contested = state, ""
    if state != Presence.State.PRESENT:
        presence.left_at, presence.picked_up_by = None, ""
    presence.save(update_fields=["state", "contested", "left_at", "picked_up_by"])
    audit.record("presence.settled", actor=actor, target=presence, state=state)


class _Writer:
    """Applies acts to one locked register."""

    def __init__(
        self, register: Register, session: Session, acts: Iterable[AnyAct], *, device: str
    ) -> None:
        sent = RegisterAct.objects.filter(key__in=[act.key for act in acts])
        self.known = set(sent.values_list("key", flat=True))
        self.register = register
        self.session = session
        self.device = device
        self.now = timezone.now()

    def write(self, act: AnyAct) -> Outcome:
        """Apply an act unless its key is known; say what became of it."""
        if act.key in self.known:
            return Outcome(act.key, "again")
        try:
            with transaction.atomic():
                self._apply(act)
                RegisterAct.objects.create(
                    key=act.key,
                    register=self.register,
                    kind=act.kind,
                    device=self.device,
                    made_at=self._moment(act),
                )
        except DomainError as error:
            return Outcome(act.key, "refused", str(error.message))
        self.known.add(act.key)
        return Outcome(act.key, "done")

    def finish(self, outcomes: list[Outcome], *, actor: audit.Actor) -> None:
        """Leave one entry in the trail for all that was written at once."""
        done = sum(outcome.result == "done" for outcome in outcomes)
        if not done:
            return
        audit.record("register.written", actor=actor, target=self.register, acts=done)
        if self.register.is_closed:
            self.register.late += done
            self.register.save(update_fields=["late"])

    def _apply(self, act: AnyAct) -> None:
        match act:
            case Mark():
                self._mark(act)
            case MarkWalkIn():
                self._set_state(self._presence(act.presence), act)
            case WalkIn():
                self._walk_in(act)
            case Count():
                self._count(act)
            case Leave():
                self._leave(act)

    def _moment(self, act: AnyAct) -> datetime:
        """Return when it happened; a clock that runs ahead must not win every time."""
        return min(act.made_at, self.now)

    def _mark(self, act: Mark) -> None:
        guests = Guest.objects.filter(sign_up__list=self.session.sign_up_list_id)
        guest = guests.select_related("sign_up").filter(pk=act.guest).first()
        if guest is None or self.session.sign_up_list_id is None:
            raise RegisterError(_("Tej osoby nie ma na liście zapisanych."))
        held = self.register.presences.filter(guest=guest).first()
        if held:
            self._set_state(held, act)
            return
        _check_state(act.state)
        self.register.presences.create(
            guest=guest,
            person_id=guest.person_id or self._own_person(guest),
            name=guest.name or guest.sign_up.name,
            band=band_of(guest.birth_year, on=self.session),
            is_child=is_child(guest, on=self.session),
            state=act.state,
            state_at=self._moment(act),
            state_by=self.device,
        )

    def _own_person(self, guest: Guest) -> int | None:
        """Return the contact's card when the guest is the contact."""
        return guest.sign_up.person_id if guest.name == guest.sign_up.name else None

    def _set_state(self, held: Presence, act: Mark | MarkWalkIn) -> None:
        """Let the later mark hold; keep the other in sight when neither had seen it."""
        _check_state(act.state)
        moment = self._moment(act)
        if held.state == act.state:
            # Said again later: a mark made in between must not win when it comes at last.
            held.state_at = max(held.state_at, moment)
            held.save(update_fields=["state_at"])
            return
        is_contested = held.state_by != self.device and act.seen != held.state
        wins = moment >= held.state_at
        if is_contested:
            held.contested = held.state if wins else act.state
        if wins:
            held.state, held.state_at, held.state_by = act.state, moment, self.device
            if act.state != Presence.State.PRESENT:
                held.left_at, held.picked_up_by = None, ""
        held.save()

    def _walk_in(self, act: WalkIn) -> None:
        name, card = squeeze(act.name), squeeze(act.card).upper()
        if not name and not card:
            raise RegisterError(_("Wpisz imię i nazwisko albo numer karty."), field="name")
        if len(name) > 120 or len(card) > 20:  # noqa: PLR2004 - as the columns are
            raise RegisterError(_("To za długie."), field="name")
        if self.register.presences.filter(public_id=act.presence).exists():
            return
        if card and self.register.presences.filter(card=card).exists():
            raise RegisterError(_("Ta karta jest już na liście."), field="card")
        self.register.presences.create(
            public_id=act.presence,
            name=name,
            card=card,
            band=act.band if act.band in Band.values else Band.UNKNOWN,
            is_walk_in=True,
            is_child=act.is_child,
            over_reason=squeeze(act.over_reason)[:160],
            state=Presence.State.PRESENT,
            state_at=self._moment(act),
            state_by=self.device,
        )

    def _count(self, act: Count) -> None:
        if act.band not in Band.values:
            raise RegisterError(_("Nieznana grupa wieku."))
        if abs(act.change) > 2000:  # noqa: PLR2004 - a slip of the finger, not a crowd
            raise RegisterError(_("Ta liczba jest za duża."))
        held, _is_new = HeadCount.objects.get_or_create(register=self.register, band=act.band)
        # Never below nobody: two devices may both take back the same one.
        change = max(act.change, -held.number)
        HeadCount.objects.filter(pk=held.pk).update(number=F("number") + change)

    def _leave(self, act: Leave) -> None:
        held = self._presence(act.presence)
        if act.is_back:
            held.left_at, held.picked_up_by = None, ""
        else:
            if held.state != Presence.State.PRESENT:
                raise RegisterError(_("Tej osoby nie było."))
            who = squeeze(act.picked_up_by)[:120]
            if held.is_child and not who:
                raise RegisterError(_("Wpisz, kto odebrał dziecko."), field="picked_up_by")
            held.left_at, held.picked_up_by = self._moment(act), who
        held.save(update_fields=["left_at", "picked_up_by"])

    def _presence(self, public_id: uuid.UUID) -> Presence:
        held = self.register.presences.filter(public_id=public_id).first()
        if held is None:
            raise RegisterError(_("Tej osoby nie ma na liście obecności."))
        return held


def band_of(birth_year: int | None, *, on: Session) -> str:
    """Return the band of somebody born in `birth_year` in the year of the session."""
    if birth_year is None:
        return Band.UNKNOWN
    age = times.local(on.starts_at).year - birth_year
    bands = ((13, Band.CHILDREN), (18, Band.YOUTH), (60, Band.ADULTS))
    return next((band for below, band in bands if age < below), Band.SENIORS)


def _check_state(state: str) -> None:
    if state not in Presence.State.values:
        raise RegisterError(_("Nieznany rodzaj obecności."))


def is_child(guest: Guest, *, on: Session) -> bool:
    """Whether somebody must come for this guest on the day of the session."""
    if guest.birth_year is None:
        return guest.is_minor
    return times.local(on.starts_at).year - guest.birth_year < CHILD_UNTIL


__all__ = [
    "Act",
    "AnyAct",
    "Count",
    "Leave",
    "Mark",
    "MarkWalkIn",
    "Outcome",
    "RegisterError",
    "WalkIn",
    "band_of",
    "close_register",
    "is_closed",
    "open_register",
    "parse_acts",
    "reopen_register",
    "settle",
    "write",
]
