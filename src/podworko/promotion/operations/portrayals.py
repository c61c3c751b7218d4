"""Who is on a photograph, what they agreed to, and that they changed their mind."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.text import fold, squeeze
from podworko.core.times import today
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.people.public import Channel, Consent, Person
from podworko.promotion import photo_notices
from podworko.promotion.models import SCOPES, Photo, Portrayal, Scope
from podworko.promotion.operations.photos import (
    PhotoError,
    check_is_kept,
    let_go_of,
    lock_photo,
    withdraw_photo,
)

State = Portrayal.State
ALL = tuple(Scope)
IMAGE = "image"
"""The text by which somebody agrees to be photographed at all, as `people` keeps it."""
PORTRAYAL_FIELDS = (
    "name",
    "is_child",
    "guardian",
    *SCOPES.values(),
    "state",
    "given_on",
    "channel",
    "paper_at",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody on a photograph, or their guardian, said."""

    name: str = ""
    person: Person | None = None
    is_child: bool = False
    guardian: str = ""
    state: str = State.ASKED
    scopes: Collection[Scope] = field(default=())
    given_on: date | None = None
    channel: str = Channel.DESK
    paper_at: str = ""


@transaction.atomic
def name_person(photo: Photo, said: Said, *, actor: audit.Actor) -> Portrayal:
    """Note who is on a photograph and what they agreed to; by this they learn how to withdraw.

    A no takes it away from wherever it is shown. Raises PhotoError for nobody, for a yes to
    nothing, for a child's yes without a guardian, and for the same card twice.
    """
    held = lock_photo(photo)
    check_is_kept(held)
    if said.person and held.portrayals.filter(person=said.person).exists():
        raise PhotoError(_("Ta osoba jest już wpisana na tym zdjęciu."), field="person")
    made = Portrayal(photo=held, person=said.person)
    _put(made, said)
    made.save()
    audit.record("photo.person_named", actor=actor, target=made, state=made.state)
    _follow(made, actor=actor)
    return made


@transaction.atomic
def change_portrayal(
    portrayal: Portrayal, said: Said, *, actor: audit.Actor, seen_version: str
) -> Portrayal:
    """Store what somebody said anew; whatever they agree to no more is let go of at once.

    Raises ChangedMeanwhileError, storing nothing, when it is not `seen_version` any more.
    """
    photo = lock_photo(portrayal.photo)
    check_is_kept(photo)
    held = photo.portrayals.filter(pk=portrayal.pk).first()
    if held is None or version_of(held, PORTRAYAL_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    _put(held, said)
    held.save()
    audit.record("photo.person_changed", actor=actor, target=held, state=held.state)
    _follow(held, actor=actor)
    return held


@transaction.atomic
def remove_portrayal(portrayal: Portrayal, *, actor: audit.Actor) -> None:
    """Say that somebody is not on a photograph after all; twice is the same as once.

    Raises PhotoError for who said no: that must stay known.
    """
    photo = lock_photo(portrayal.photo)
    held = photo.portrayals.filter(pk=portrayal.pk).first()
    if held is None:
        return
    if held.state in (State.REFUSED, State.WITHDRAWN):
        raise PhotoError(_("Ta osoba powiedziała „nie”. Ten wpis zostaje."))
    held.delete()
    audit.record("photo.person_removed", actor=actor, target=photo)


@transaction.atomic
def take_back(
    portrayals: Iterable[Portrayal],
    *,
    actor: audit.Actor,
    channel: str,
    scopes: Collection[Scope] = ALL,
) -> int:
    """Withdraw what people on photographs agreed to (RODO art. 7 ust. 3); return how many.

    Whoever takes back all of it has the photograph withdrawn, file and all; who takes back a
    part has it go from there; who was only asked has said no. Twice is the same as once.
    """
    rows = sorted(portrayals, key=lambda each: (each.photo_id, each.pk))
    # All photographs before anything that shows them: two people may be on the same ones.
    for row in rows:
        lock_photo(row.photo)
    return sum(_take_back(row, scopes, actor=actor, channel=channel) for row in rows)


def _take_back(
    portrayal: Portrayal, scopes: Collection[Scope], *, actor: audit.Actor, channel: str
) -> bool:
    photo = lock_photo(portrayal.photo)
    held = photo.portrayals.filter(pk=portrayal.pk).first()
    if held is None:  # somebody said meanwhile that they are not on it
        return False
    if held.state == State.ASKED:
        return _refuse(held, photo, actor=actor, channel=channel)
    taken = [scope for scope in held.scopes if scope in scopes]
    if not taken:
        return False
    _narrow(held, taken)
    columns = [SCOPES[scope] for scope in taken]
    audit.record(
        "photo.consent_withdrawn", actor=actor, target=held, channel=channel, fields=columns
    )
    if held.state == State.WITHDRAWN:
        withdraw_photo(photo, why=_("Ktoś, kto jest na zdjęciu, cofnął zgodę."), actor=actor)
    else:
        let_go_of(photo, scopes=taken, actor=actor)
    return True


def _narrow(held: Portrayal, taken: Collection[Scope]) -> None:
    for scope in taken:
        setattr(held, SCOPES[scope], False)
    if not held.scopes:
        held.state, held.withdrawn_at = State.WITHDRAWN, timezone.now()
    held.save()


def _refuse(held: Portrayal, photo: Photo, *, actor: audit.Actor, channel: str) -> bool:
    held.state = State.REFUSED
    held.save(update_fields=["state"])
    audit.record("photo.refused", actor=actor, target=held, channel=channel)
    let_go_of(photo, scopes=ALL, actor=actor)
    return True


def _put(held: Portrayal, said: Said) -> None:
    is_given = said.state == State.GIVEN
    held.name = squeeze(said.name or (said.person.name if said.person else ""))
    held.folded_name = fold(held.name)[:120]
    held.is_child, held.guardian = said.is_child, squeeze(said.guardian)
    held.state, held.channel = said.state, said.channel
    held.paper_at, held.withdrawn_at = said.paper_at.strip(), None
    held.given_on = (said.given_on or today()) if is_given else None
    for scope, column in SCOPES.items():
        setattr(held, column, is_given and scope in said.scopes)
    _check(held)


def _check(held: Portrayal) -> None:
    if not held.name:
        raise PhotoError(_("Wybierz osobę albo wpisz, kto to jest."), field="name")
    if held.state == State.WITHDRAWN:
        raise PhotoError(_("Zgodę cofa się przyciskiem „Cofnij zgodę”."), field="state")
    if held.state == State.GIVEN:
        _check_yes(held)


def _check_yes(held: Portrayal) -> None:
    if held.given_on and held.given_on > today():
        raise PhotoError(_("Ten dzień dopiero będzie."), field="given_on")
    if not held.scopes:
        raise PhotoError(_("Zaznacz, gdzie wolno pokazać zdjęcie."), field="scopes")
    if held.is_child and not held.guardian:
        raise PhotoError(_("Za dziecko zgadza się opiekun. Wpisz kto."), field="guardian")


def _follow(held: Portrayal, *, actor: audit.Actor) -> None:
    """Do what a new word asks for: tell how to take a yes back, obey a no or a narrower yes."""
    if held.state == State.GIVEN:
        photo_notices.tell_is_noted(held)
    if held.state != State.ASKED:
        against = [scope for scope in Scope if scope not in held.scopes]
        let_go_of(held.photo, scopes=against, actor=actor)


def follow_consent(*, consent: Consent, channel: str, actor: audit.Actor, **_other: object) -> None:
    """Take all photographs of somebody down who takes back that they agreed to be shown at all."""
    if consent.text == IMAGE:
        rows = Portrayal.objects.filter(person=consent.person_id, photo__state=Photo.State.KEPT)
        take_back(rows.select_related("photo"), actor=actor, channel=channel)


__all__ = [
    "ALL",
    "PORTRAYAL_FIELDS",
    "Said",
    "change_portrayal",
    "follow_consent",
    "name_person",
    "remove_portrayal",
    "take_back",
]
