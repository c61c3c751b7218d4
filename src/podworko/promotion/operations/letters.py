"""Asking for the newsletter, confirming, changing and ending it; addresses that come back."""

import logging
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.activities.public import Kind
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.holds import may_go
from podworko.core.phones import is_mobile
from podworko.messages import public as messages
from podworko.network.public import Pal
from podworko.people.public import Channel
from podworko.promotion import letter_notices
from podworko.promotion.models import Subscription, SubscriptionQuerySet

KEEP_UNCONFIRMED = timedelta(days=7)
ASK_AGAIN_AFTER = timedelta(minutes=10)
LOOK_BACK = timedelta(days=30)
FEW_REFUSED = 10
SHARE_REFUSED = 0.1
logger = logging.getLogger(__name__)
State, Way = Subscription.State, Subscription.Way


class LetterError(DomainError):
    """A rule of the newsletter says no."""

    code = "letter"


@dataclass(frozen=True, slots=True)
class Choice:
    """Of what somebody wants to read; nothing chosen is everything."""

    pals: tuple[Pal, ...] = ()
    kinds: tuple[str, ...] = ()
    language: str = "pl"


@dataclass(frozen=True, slots=True)
class Contact:
    """By which way, and where to; `pal` is where paper waits and whose phone is told."""

    way: str = Way.EMAIL.value
    email: str = ""
    phone: str = ""
    name: str = ""
    pal: Pal | None = None


@transaction.atomic
def subscribe(
    contact: Contact, choice: Choice, *, channel: Channel, actor: audit.Actor
) -> Subscription:
    """Take it that somebody asks for the newsletter.

    An e-mail is asked to confirm; one that is on the list already is told so, by mail alone, and
    nothing of it changes: whoever types an address learns nothing and does nothing to it. SMS and
    paper are written down by staff for whoever stands or calls there, and begin at once; of one
    who has them already, what they choose now holds. Raises LetterError for a number that takes no
    text, for paper without a name, and for a phone without the PAL that calls it.
    """
    _check(contact)
    held = _held(contact)
    if held is None:
        held, is_new = _made_once(contact, choice, channel=channel, actor=actor)
        if is_new:
            _greet(held)
    elif held.way == Way.EMAIL:
        _ask_again(held, choice)
    else:
        change(held, choice, actor=actor)
    return held


@transaction.atomic
def confirm(subscription: Subscription, *, actor: audit.Actor = audit.RESIDENT) -> Subscription:
    """Let the newsletter come; confirming twice is confirming once."""
    held = _lock(subscription)
    if held.state != State.ACTIVE:
        held.state, held.confirmed_at = State.ACTIVE, timezone.now()
        held.paused_at, held.paused_why = None, ""
        held.save(update_fields=["state", "confirmed_at", "paused_at", "paused_why"])
        audit.record("letter.confirmed", actor=actor, target=held)
    return held


@transaction.atomic
def change(subscription: Subscription, choice: Choice, *, actor: audit.Actor) -> Subscription:
    """Store what somebody wants to read of from the next edition on."""
    held = _lock(subscription)
    _choose(held, choice)
    held.save(update_fields=["kinds", "language"])
    audit.record("letter.changed", actor=actor, target=held)
    return held


@transaction.atomic
def end(subscription: Subscription, *, actor: audit.Actor) -> None:
    """End the newsletter and forget whoever got it, with all that was sent; twice is once."""
    held = Subscription.objects.select_for_update().filter(pk=subscription.pk).first()
    if held is None:
        return
    audit.record("letter.ended", actor=actor, target=held)
    gone = Subscription(pk=held.pk)
    held.delete()
    # After the deletion, which waits for a batch that is being written: nothing of it is missed.
    messages.forget_about([gone], actor=actor)


@transaction.atomic
def pause(subscription: Subscription, *, why: str, actor: audit.Actor) -> bool:
    """Send nothing more to an address that does not work, and ask by phone; tell whether new."""
    held = _rows().filter(pk=subscription.pk).first()
    if held is None or held.state != State.ACTIVE:
        return False
    held.state, held.paused_at, held.paused_why = State.PAUSED, timezone.now(), why[:80]
    held.save(update_fields=["state", "paused_at", "paused_why"])
    audit.record("letter.paused", actor=actor, target=held)
    letter_notices.ask_otherwise(held)
    return True


@transaction.atomic
def readdress(subscription: Subscription, *, email: str, actor: audit.Actor) -> Subscription:
    """Put another e-mail in place of one that came back; it is asked to confirm.

    Links that went to the former address open nothing any more, and what waits for it stays here.
    Raises LetterError for an address that is on the list already, and where none came back.
    """
    held = _lock(subscription)
    if held.way != Way.EMAIL or held.state != State.PAUSED:
        raise LetterError(_("Zmienić można tylko adres, z którego poczta wraca."), field="email")
    if held.email != email.lower():
        held.email, held.public_id = email.lower(), uuid.uuid4()
    held.state, held.confirmed_at, held.paused_at = State.WAITING, None, None
    held.paused_why, held.asked_at = "", timezone.now()
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as error:
        words = _("Ten adres jest już na liście. Zakończ ten zapis.")
        raise LetterError(words, field="email") from error
    messages.cancel_pending(about=held, failed=True, actor=actor)
    audit.record("letter.readdressed", actor=actor, target=held)
    letter_notices.ask_to_confirm(held)
    return held


@transaction.atomic
def notice_refused(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Pause whoever's address a mail server refused for good while we sent; return how many.

    Many on one day are a server that refuses us, not their addresses: of that day nobody is paused,
    the log says so, and the messages stay on the desk as failed. Other days are judged by
    themselves: who is refused again in the next edition, among few, is paused then.
    """
    since = (now or timezone.now()) - LOOK_BACK
    told = _of_bad_days_nothing(messages.refused_about(Subscription, since=since))
    last = {(each.pk, each.email): each for each in told}
    active = Subscription.objects.active().filter(pk__in={each.pk for each in told})
    rows = [(row, last.get((row.pk, row.email))) for row in active.order_by("pk")]
    # What was refused before somebody confirmed the address anew tells nothing of it now.
    return sum(
        pause(row, why=refused.why, actor=actor)
        for row, refused in rows
        if refused and row.confirmed_at and refused.at > row.confirmed_at
    )


@transaction.atomic
def erase_unconfirmed(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Forget addresses that nobody confirmed within seven days; return how many."""
    before = (now or timezone.now()) - KEEP_UNCONFIRMED
    old = Subscription.objects.filter(state=State.WAITING, asked_at__lt=before)
    rows = list(may_go(old, deleting=True).select_for_update().order_by("pk"))
    audit.record_many("letter.unconfirmed", actor=actor, targets=rows)
    gone = [Subscription(pk=row.pk) for row in rows]
    Subscription.objects.filter(pk__in=[row.pk for row in rows]).delete()
    messages.forget_about(gone, actor=actor)
    return len(rows)


def _of_bad_days_nothing(refused: list[messages.Refused]) -> list[messages.Refused]:
    """Leave out what was refused on a day on which too many were, those paused meanwhile too."""
    readers = Subscription.objects.filter(way=Way.EMAIL).exclude(state=State.WAITING).count()
    addresses: dict[date, set[str]] = defaultdict(set)
    for each in refused:
        addresses[times.local(each.at).date()].add(each.email)
    most = max(FEW_REFUSED, readers * SHARE_REFUSED)
    bad = {day for day, emails in addresses.items() if len(emails) > most}
    for day in sorted(bad):
        logger.warning(
            "%s of %s addresses refused on %s: nobody is paused.", len(addresses[day]), readers, day
        )
    return [each for each in refused if times.local(each.at).date() not in bad]


def _check(contact: Contact) -> None:
    if contact.way == Way.SMS and not is_mobile(contact.phone):
        raise LetterError(_("SMS dojdzie tylko na telefon komórkowy."), field="phone")
    if contact.way == Way.EMAIL and not contact.email:
        raise LetterError(_("Wpisz adres e-mail."), field="email")
    if contact.way == Way.PAPER and not contact.name:
        raise LetterError(_("Wpisz, dla kogo jest kartka."), field="name")
    if (contact.way != Way.EMAIL or contact.phone) and contact.pal is None:
        raise LetterError(_("Wybierz PAL tej osoby: jego telefon podamy."), field="pal")


def _held(contact: Contact) -> Subscription | None:
    rows = Subscription.objects.select_for_update(no_key=True, of=("self",))
    if contact.way == Way.PAPER:
        return rows.filter(way=Way.PAPER, name=contact.name, pal=contact.pal).first()
    key = {"email": contact.email.lower()} if contact.way == Way.EMAIL else {"phone": contact.phone}
    return rows.filter(way=contact.way, **key).first()


def _made_once(
    contact: Contact, choice: Choice, *, channel: Channel, actor: audit.Actor
) -> tuple[Subscription, bool]:
    """Make a row, or return the one that somebody asking at the same moment made."""
    try:
        with transaction.atomic():
            return _make(contact, choice, channel=channel, actor=actor), True
    except IntegrityError:
        held = _held(contact)
        if held is None:
            raise
        return held, False


def _make(
    contact: Contact, choice: Choice, *, channel: Channel, actor: audit.Actor
) -> Subscription:
    is_mail = contact.way == Way.EMAIL
    made = Subscription(
        way=contact.way,
        email=contact.email.lower() if is_mail else "",
        phone=contact.phone,
        name=contact.name,
        pal=contact.pal,
        channel=channel,
        state=State.WAITING if is_mail else State.ACTIVE,
        confirmed_at=None if is_mail else timezone.now(),
    )
    made.save()
    _choose(made, choice)
    made.save(update_fields=["kinds", "language"])
    audit.record("letter.asked", actor=actor, target=made, channel=channel)
    return made


def _choose(row: Subscription, choice: Choice) -> None:
    row.kinds = [kind for kind in choice.kinds if kind in Kind.values]
    row.language = choice.language
    row.pals.set(choice.pals)


def _greet(row: Subscription) -> None:
    if row.way == Way.EMAIL:
        letter_notices.ask_to_confirm(row)
    elif row.way == Way.SMS:
        letter_notices.tell_by_sms(row)


def _ask_again(held: Subscription, choice: Choice) -> None:
    """Answer by mail alone; at most once in ten minutes, so that nobody's box is filled."""
    now = timezone.now()
    if now - held.asked_at < ASK_AGAIN_AFTER:
        return
    held.asked_at = now
    held.save(update_fields=["asked_at"])
    if held.state == State.ACTIVE:
        letter_notices.tell_is_held(held)
        return
    if held.state == State.WAITING:
        _choose(held, choice)
        held.save(update_fields=["kinds", "language"])
    letter_notices.ask_to_confirm(held)


def _lock(subscription: Subscription) -> Subscription:
    return _rows().get(pk=subscription.pk)


def _rows() -> SubscriptionQuerySet:
    rows = Subscription.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("pal")
