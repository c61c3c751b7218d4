"""The list of media: outlets, whom to write to there, and who is not written to any more."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.versions import ChangedMeanwhileError, unchanged, version_of
from podworko.messages import public as messages
from podworko.network.public import Pal
from podworko.promotion.models import Dispatch, Outlet, PressContact
from podworko.promotion.operations.press import PressError

OUTLET_FIELDS = (
    "name",
    "kind",
    "web",
    "language",
    "reach",
    "reach_source",
    "deadline",
    "wants",
    "wants_photos",
    "keeps_embargo",
    "notes",
    "is_active",
)
CONTACT_FIELDS = ("name", "role", "way", "email", "phone", "source", "notes")
LOOK_BACK = timedelta(days=7)
SHARE_REFUSED = 0.5
NOTHING = "–"
FEW_REFUSED = 5
"""So many at once are addresses that died, not a server that refuses us."""
State = PressContact.State
logger = logging.getLogger(__name__)


@transaction.atomic
def save_outlet(
    outlet: Outlet, *, pals: Iterable[Pal], actor: User, seen_version: str = ""
) -> Outlet:
    """Store an outlet, new or changed, with the PALs of whose neighbourhood it tells; none: all.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more, and
    PressError for a name that is on the list.
    """
    is_new = outlet.pk is None
    if not is_new:
        unchanged(outlet, fields=OUTLET_FIELDS, seen_version=seen_version)
    try:
        with transaction.atomic():
            outlet.save()
    except IntegrityError as error:
        raise PressError(_("Ta redakcja jest już na liście."), field="name") from error
    outlet.pals.set(pals)
    # Both verbs stand whole: a test reads them from the source.
    if is_new:
        audit.record("outlet.added", actor=actor, target=outlet)
    else:
        audit.record("outlet.changed", actor=actor, target=outlet)
    return outlet


@transaction.atomic
def save_contact(contact: PressContact, *, actor: User, seen_version: str = "") -> PressContact:
    """Store somebody at an outlet; a new address that works begins anew after a dead one.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more, and
    PressError for somebody who cannot be reached that way, who is on the list, or who asked not
    to be written to (RODO art. 21).
    """
    is_new = contact.pk is None
    _check_way(contact)
    contact.email = contact.email.lower()
    if not is_new:
        _follow(contact, seen_version)
    try:
        with transaction.atomic():
            contact.save()
    except IntegrityError as error:
        raise PressError(_on_the_list(contact), field="email") from error
    if is_new:
        audit.record("press_contact.added", actor=actor, target=contact)
    else:
        audit.record("press_contact.changed", actor=actor, target=contact)
    return contact


@transaction.atomic
def remove_contact(contact: PressContact, *, actor: audit.Actor) -> None:
    """Forget somebody at an outlet; what was printed and how many were written to stays.

    Raises PressError for who asked not to be written to: that must be remembered.
    """
    held = _lock(contact)
    _check_has_not_objected(held)
    rows = _written_to(held)
    messages.forget_about(rows, actor=actor)
    Dispatch.objects.filter(contact=held).exclude(state=Dispatch.State.SENT).delete()
    audit.record("press_contact.removed", actor=actor, target=held)
    held.delete()


@transaction.atomic
def object_contact(contact: PressContact, *, actor: audit.Actor) -> PressContact:
    """Write to somebody no more: all but the address is forgotten at once; twice is once.

    The address, or the number of who has none, stays so that nobody puts it on the list anew
    (RODO art. 21 ust. 3).
    """
    held = _lock(contact)
    if held.state == State.OBJECTED:
        return held
    messages.forget_about(_written_to(held), actor=actor)
    Dispatch.objects.filter(contact=held, state=Dispatch.State.WAITING).update(
        state=Dispatch.State.CALLED_OFF
    )
    held.name, held.role, held.source, held.notes = "", "", NOTHING, ""
    held.phone = "" if held.email else held.phone
    held.state, held.state_at, held.state_why = State.OBJECTED, timezone.now(), ""
    held.save()
    audit.record("press_contact.objected", actor=actor, target=held)
    return held


@transaction.atomic
def pause_contact(contact: PressContact, *, why: str, actor: audit.Actor) -> bool:
    """Write no more to an address that is dead; tell whether that is new."""
    held = _lock(contact)
    if held.state != State.ACTIVE or held.way != PressContact.Way.EMAIL:
        return False
    held.state, held.state_at, held.state_why = State.PAUSED, timezone.now(), why[:80]
    held.save(update_fields=["state", "state_at", "state_why"])
    audit.record("press_contact.paused", actor=actor, target=held)
    return True


@transaction.atomic
def resume_contact(contact: PressContact, *, actor: User) -> PressContact:
    """Write again to an address that came back; raises PressError for who objected."""
    held = _lock(contact)
    _check_has_not_objected(held)
    _works_again(held)
    held.save(update_fields=["state", "state_at", "state_why", "works_since"])
    audit.record("press_contact.resumed", actor=actor, target=held)
    return held


def notice_refused_press(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Pause contacts whose address a mail server refused for good; return how many.

    Many at once are a server that refuses us, not their addresses: then nobody is paused and the
    log says so. What was refused before the address was last said to work tells nothing of it now.
    """
    since = (now or timezone.now()) - LOOK_BACK
    refused = {each.pk: each for each in messages.refused_about(Dispatch, since=since)}
    rows = Dispatch.objects.filter(pk__in=refused).select_related("contact")
    hit = {
        row.contact: refused[row.pk].why
        for row in rows.order_by("pk")
        if row.contact and _tells_of_now(row.contact, refused[row.pk])
    }
    most = PressContact.objects.active().filter(way=PressContact.Way.EMAIL).count()
    if len(hit) > max(FEW_REFUSED, most * SHARE_REFUSED):
        logger.warning("%s of %s media addresses refused: nobody is paused.", len(hit), most)
        return 0
    return sum(pause_contact(contact, why=why, actor=actor) for contact, why in hit.items())


def _lock(contact: PressContact) -> PressContact:
    rows = PressContact.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("outlet").get(pk=contact.pk)


def _written_to(contact: PressContact) -> list[Dispatch]:
    """Return what goes or went to somebody, locked: what is being sent is waited for."""
    rows = Dispatch.objects.filter(contact=contact).order_by("pk")
    return list(rows.select_for_update(no_key=True, of=("self",)))


def _follow(contact: PressContact, seen_version: str) -> None:
    """Take over the state of what is stored, when that is what was seen."""
    held = _lock(contact)
    if version_of(held, CONTACT_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    _check_has_not_objected(held)
    contact.state, contact.state_at, contact.state_why = held.state, held.state_at, held.state_why
    if held.email != contact.email or contact.way == PressContact.Way.CALL:
        _works_again(contact)


def _works_again(contact: PressContact) -> None:
    contact.state, contact.state_at, contact.state_why = State.ACTIVE, None, ""
    contact.works_since = timezone.now()


def _tells_of_now(contact: PressContact, refused: messages.Refused) -> bool:
    is_same = contact.email == refused.email.lower()
    return contact.state == State.ACTIVE and is_same and refused.at > contact.works_since


def _check_way(contact: PressContact) -> None:
    if contact.way == PressContact.Way.EMAIL and not contact.email:
        raise PressError(_("Wpisz adres e-mail."), field="email")
    if contact.way == PressContact.Way.CALL and not contact.phone:
        raise PressError(_("Wpisz numer telefonu."), field="phone")
    if contact.way == PressContact.Way.CALL and _has_objected(contact.phone):
        raise PressError(_("Pod tym numerem poproszono, żeby nie dzwonić."), field="phone")


def _has_objected(phone: str) -> bool:
    return PressContact.objects.filter(state=State.OBJECTED, email="", phone=phone).exists()


def _check_has_not_objected(contact: PressContact) -> None:
    if contact.state == State.OBJECTED:
        raise PressError(_("Ta osoba poprosiła, żeby do niej nie pisać."))


def _on_the_list(contact: PressContact) -> str:
    held = PressContact.objects.filter(email=contact.email).select_related("outlet").first()
    if held and held.state == State.OBJECTED:
        return _("Z tego adresu poproszono, żeby nie pisać. Nie można go dodać.")
    name = held.outlet.name if held else ""
    return _("Ten adres jest już na liście: %(name)s.") % {"name": name}
