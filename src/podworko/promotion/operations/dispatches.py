"""Releases on their way to the media: each contact gets each thing once, when its time comes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from podworko.audit import public as audit
from podworko.messages import public as messages
from podworko.promotion import press_notices
from podworko.promotion.models import Dispatch, Photo, PressContact, Release

BATCH = 200
AT_ONCE = 20
"""So many are written while somebody waits for a page; the job takes up the rest in a minute."""
Kind, State = Dispatch.Kind, Dispatch.State


def address(release: Release, contacts: Iterable[PressContact], *, actor: audit.Actor) -> int:
    """Note whom a locked release goes to, and send what is due; return how many are new.

    Who keeps no embargo gets it when that ends; who is not written to any more is left out.
    """
    keys = {contact.pk for contact in contacts}
    held = set(release.dispatches.filter(kind=Kind.RELEASE).values_list("contact_id", flat=True))
    chosen = PressContact.objects.active().filter(pk__in=keys - held).select_related("outlet")
    # Locked: whoever objects or is taken off the list meanwhile comes before or after, not between.
    locked = chosen.select_for_update(no_key=True, of=("self",)).order_by("pk")
    rows = [
        Dispatch(
            release=release,
            outlet=contact.outlet,
            contact=contact,
            due_at=_due(release, contact),
        )
        for contact in locked
    ]
    Dispatch.objects.bulk_create(rows)
    if rows:
        audit.record("release.addressed", actor=actor, target=release, people=len(rows))
        send_due(release=release, actor=actor)
    return len(rows)


def send_due(
    *, actor: audit.Actor, release: Release | None = None, now: datetime | None = None
) -> int:
    """Write the messages whose time has come, of one release or of all; return how many.

    Each is a transaction of its own: what a worker that died left is taken up by the next, and
    what another holds is left to it.
    """
    now = now or timezone.now()
    return sum(_send_one(key, actor=actor, now=now) for key in _due_keys(release, now))


def correct(release: Release, *, actor: audit.Actor) -> int:
    """Send the corrected release to whoever got it, and return to how many.

    Who still waits for the first gets the corrected one then; what had not left is not sent.
    """
    told = _told(release)
    _call_off(release.dispatches.filter(kind=Kind.CORRECTION))
    _stop_pending(release, actor=actor)
    return _tell(release, told, kind=Kind.CORRECTION, number=release.corrections, actor=actor)


def take_back(release: Release, *, actor: audit.Actor) -> int:
    """Stop what has not gone yet, ask whoever got it not to use it, and return how many those are.

    A message that still waits for the mail server is withdrawn with the rest.
    """
    told = _told(release)
    _call_off(release.dispatches.all())
    _stop_pending(release, actor=actor)
    return _tell(release, told, kind=Kind.WITHDRAWAL, actor=actor)


def ask_not_to_show(release: Release, photo: Photo, *, actor: audit.Actor) -> int:
    """Ask whoever got a locked release not to show a photograph any more; return how many.

    Its words still stand: the message says which one it is.
    """
    told, now = _told(release), timezone.now()
    held = release.dispatches.filter(kind=Kind.PHOTO)
    number = 1 + (held.aggregate(most=Max("number"))["most"] or 0)
    for row in told:
        asked = Dispatch.objects.create(
            release=release,
            outlet_id=row.outlet_id,
            contact_id=row.contact_id,
            kind=Kind.PHOTO,
            number=number,
            due_at=now,
            state=State.SENT,
            sent_at=now,
        )
        press_notices.ask_not_to_show(asked, photo)
        audit.record("release.sent", actor=actor, target=asked)
    return len(told)


def forget_plan(release: Release) -> bool:
    """Forget whom a locked release would go to; false, and nothing done, once it went to some."""
    if any(row.state == State.SENT for row in _locked(release.dispatches.all())):
        return False
    release.dispatches.all().delete()
    return True


def _tell(
    release: Release,
    told: list[Dispatch],
    *,
    kind: Dispatch.Kind,
    number: int = 0,
    actor: audit.Actor,
) -> int:
    """Note what whoever got a locked release is told next, and send it; return to how many."""
    now = timezone.now()
    rows = [
        Dispatch(
            release=release,
            outlet_id=row.outlet_id,
            contact_id=row.contact_id,
            kind=kind,
            number=number,
            due_at=now,
        )
        for row in told
    ]
    Dispatch.objects.bulk_create(rows)
    send_due(release=release, actor=actor)
    return len(rows)


def _due(release: Release, contact: PressContact) -> datetime:
    until = release.embargo_until
    assert release.goes_at is not None  # noqa: S101 - a constraint says so of what is released
    return until if until and not contact.outlet.keeps_embargo else release.goes_at


def _stop_pending(release: Release, *, actor: audit.Actor) -> None:
    """Withdraw what still waits for the mail server: what comes next says it better."""
    for row in release.dispatches.filter(state=State.SENT):
        messages.cancel_pending(about=row, failed=True, actor=actor)


def _told(release: Release) -> list[Dispatch]:
    """Return the first message of each contact that got one and still wants any.

    Those that wait are locked too: what a worker is sending at this moment left as well.
    """
    first = release.dispatches.filter(kind=Kind.RELEASE, contact__isnull=False)
    rows = _locked(first.exclude(contact__state=PressContact.State.OBJECTED))
    return [row for row in rows if row.state == State.SENT]


def _locked(rows: QuerySet[Dispatch]) -> list[Dispatch]:
    return list(rows.select_for_update(no_key=True, of=("self",)).order_by("pk"))


def _call_off(rows: QuerySet[Dispatch]) -> None:
    rows.filter(state=State.WAITING).update(state=State.CALLED_OFF)


def _due_keys(release: Release | None, now: datetime) -> list[int]:
    rows, most = Dispatch.objects.due(now=now), BATCH
    if release is not None:
        rows, most = rows.filter(release=release), AT_ONCE
    return list(rows.values_list("pk", flat=True)[:most])


def _taken(key: int, *, now: datetime) -> Dispatch | None:
    """Return a dispatch for this worker alone; None when another has it or had it."""
    due = Dispatch.objects.due(now=now)
    rows = due.select_for_update(skip_locked=True, no_key=True, of=("self",))
    return rows.select_related("release__pal", "outlet", "contact__outlet").filter(pk=key).first()


@transaction.atomic
def _send_one(key: int, *, actor: audit.Actor, now: datetime) -> int:
    row = _taken(key, now=now)
    if row is None:
        return 0
    if not _still_goes(row):
        row.state = State.CALLED_OFF
        row.save(update_fields=["state"])
        return 0
    if (later := _held_back(row)) and later > now:
        row.due_at = later
        row.save(update_fields=["due_at"])
        return 0
    row.state, row.sent_at = State.SENT, now
    row.save(update_fields=["state", "sent_at"])
    press_notices.tell(row)
    audit.record("release.sent", actor=actor, target=row)
    return 1


def _held_back(row: Dispatch) -> datetime | None:
    """Return until when a first message waits: an outlet may have stopped keeping embargoes."""
    is_first = row.kind == Kind.RELEASE and not row.outlet.keeps_embargo
    return row.release.embargo_until if is_first else None


def _still_goes(row: Dispatch) -> bool:
    contact, release = row.contact, row.release
    is_reached = contact is not None and contact.state == PressContact.State.ACTIVE
    wanted = Release.State.WITHDRAWN if row.kind == Kind.WITHDRAWAL else Release.State.RELEASED
    return is_reached and row.outlet.is_active and release.state == wanted
