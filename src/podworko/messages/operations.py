"""Everything that people and modules change in the outbox; machines hand over in `delivery`.

Each operation is one transaction and, where somebody at the desk acts, leaves its entry in
the audit trail. A row that a worker holds (`sending`) is never touched from here.
"""

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.holds import may_go
from podworko.core.text import fold
from podworko.messages.channels import Address, Recipient, address_of, choose
from podworko.messages.models import MOVING, OVER, Attempt, Channel, Message, Outcome, Status
from podworko.messages.sealing import under_seal
from podworko.messages.writing import JSON, Written, write

__all__ = [
    "Copy",
    "NotPossibleNow",
    "cancel_pending",
    "empty_old",
    "forget_about",
    "forget_person",
    "hold_waiting",
    "mark_all_printed",
    "mark_printed",
    "own_mark",
    "record_call",
    "retry",
    "send",
    "send_copies",
    "withdraw",
]

KEEP = timedelta(days=90)
KEEP_SEALED = timedelta(days=7)
"""What is confidential goes once it is sure to have arrived."""
CALL_AGAIN_AFTER = timedelta(hours=3)
CALL_OUTCOMES = (
    Outcome.REACHED,
    Outcome.LEFT_MESSAGE,
    Outcome.NO_ANSWER,
    Outcome.WRONG_NUMBER,
)
_FIRST_STATUS = {
    Channel.EMAIL: Status.QUEUED,
    Channel.SMS: Status.QUEUED,
    Channel.CALL: Status.TO_CALL,
    Channel.LETTER: Status.TO_PRINT,
}
_EMPTY = {
    "to_name": "",
    "to_email": "",
    "to_phone": "",
    "to_folded": "",
    "person_id": None,
    "subject": "",
    "body_text": "",
    "body_html": "",
    "call_text": "",
    "sealed": "",
    "unsubscribe_url": "",
}
_OWN = re.compile(r"[\w-]+", re.ASCII)
_OF_THIS_PROCESS = secrets.token_hex(8)  # nobody can write a mark into a title


class NotPossibleNow(DomainError):  # noqa: N818 - read as a sentence where it is raised
    """The message has moved on since the page was shown."""

    code = "message_moved_on"


@dataclass(frozen=True, slots=True)
class Copy:
    """One person's copy of what many are sent; `own` are words that only they get."""

    to: Recipient
    about: models.Model
    once: str
    own: Mapping[str, str] = field(default_factory=dict)
    unsubscribe_url: str = ""


@transaction.atomic
def send(  # noqa: PLR0913 - one word per part of a message
    template: str,
    *,
    to: Recipient,
    context: Mapping[str, JSON],
    about: models.Model,
    once: str,
    not_before: datetime | None = None,
    pal_id: int | None = None,
    sealed: bool = False,
) -> Message:
    """Write a message in the caller's transaction; it leaves only after that commits.

    The text is made here and now, in the recipient's language. A second call with the same
    `once` returns the message already written, whatever else it says. A `sealed` one is
    confidential: no desk lists it, and whoever asked for it has its calls made.
    Raises TemplateMissing, and ValueError for a sealed one that only paper would reach: a
    printed letter is no secret.
    """
    held = Message.objects.filter(once=once).first()
    if held:
        return held
    written = write(template, language=to.language, context=context)
    fields = {
        **_addressed(to, written),
        "template": template,
        "about": audit.label(about),
        "pal_id": pal_id,
        "not_before": not_before,
        "next_try_at": not_before or timezone.now(),
    }
    if sealed:
        fields = _confidential(fields)
    # Two callers may come this far at once: the unique key lets one of them write.
    message, is_new = Message.objects.get_or_create(once=once, defaults=fields)
    if is_new:
        audit.record("message.written", actor=audit.SYSTEM, target=message)
    return message


def own_mark(name: str) -> str:
    """Return what stands in the context of `send_copies` for each copy's own word of that name."""
    return f"own-{_OF_THIS_PROCESS}-{name}"


@transaction.atomic
def send_copies(
    template: str, copies: Sequence[Copy], *, context: Mapping[str, JSON], pal_id: int | None = None
) -> int:
    """Write a message for each of many, as `send` does; return how many were new.

    The text is made once per language: each copy then gets its own words where `own_mark` stands,
    which are letters, digits, "-" and "_" alone (ValueError for others). Who holds a message
    under the same `once` gets no second one.
    """
    languages = {copy.to.language for copy in copies}
    written = {code: write(template, language=code, context=context) for code in languages}
    onces = [copy.once for copy in copies]
    held = set(Message.objects.filter(once__in=onces).values_list("once", flat=True))
    new = {copy.once: copy for copy in copies if copy.once not in held}
    messages = [
        Message(
            **_addressed(copy.to, _with_own(written[copy.to.language], copy.own)),
            template=template,
            about=audit.label(copy.about),
            pal_id=pal_id,
            once=copy.once,
            unsubscribe_url=copy.unsubscribe_url,
            next_try_at=timezone.now(),
        )
        for copy in new.values()
    ]
    Message.objects.bulk_create(messages)
    audit.record_many("message.written", actor=audit.SYSTEM, targets=messages)
    return len(messages)


@transaction.atomic
def cancel_pending(
    *, about: models.Model, failed: bool = False, actor: audit.Actor = audit.SYSTEM
) -> int:
    """Withdraw what was not yet sent, said or printed about a thing; return how many.

    With `failed` also what could not be sent, so that nobody is asked to say it instead.
    """
    unheard = Message.objects.pending()
    if failed:
        unheard |= Message.objects.filter(status=Status.FAILED)
    held = list(unheard.filter(about=audit.label(about)).select_for_update(no_key=True))
    pks = [message.pk for message in held]
    count = unheard.filter(pk__in=pks).update(status=Status.WITHDRAWN)
    audit.record_many("message.withdrawn", actor=actor, targets=held)
    return count


@transaction.atomic
def hold_waiting(*, actor: audit.Actor = audit.SYSTEM) -> int:
    """Put aside what machines would send now, for somebody to look at first; return how many.

    After a backup was put back, what it holds as waiting may have arrived long ago; not what
    is to leave later than now. At the desk each can be sent again or withdrawn. Calls and
    letters are for people to judge.

    Confidential ones are left to leave: no desk lists them, so nobody could let them go on, and
    twice told of a time is better than never.
    """
    open_ones = Message.objects.open().filter(status__in=MOVING)
    moving = open_ones.exclude(not_before__gt=timezone.now())
    held = list(moving.select_for_update(no_key=True))
    pks = [message.pk for message in held]
    fields = {"status": Status.FAILED, "lease_until": None, "last_error": "held"}
    count = Message.objects.filter(pk__in=pks).update(**fields)
    audit.record_many("message.held", actor=actor, targets=held)
    return count


@transaction.atomic
def withdraw(message: Message, *, actor: audit.Actor) -> Message:
    """Take back a message that has not left, or put a failed one aside.

    Raises NotPossibleNow when it is on its way or has arrived.
    """
    locked = _lock(message)
    if not locked.can_be_withdrawn:
        raise NotPossibleNow(_("Tej wiadomości nie można już wycofać."))
    return _become(locked, Status.WITHDRAWN, verb="message.withdrawn", actor=actor)


@transaction.atomic
def retry(message: Message, *, actor: audit.Actor) -> Message:
    """Hand a failed or delayed message over anew, at once and with a fresh count of tries.

    Raises NotPossibleNow when it did not fail, or its text was emptied.
    """
    locked = _lock(message)
    if not locked.can_be_retried:
        raise NotPossibleNow(_("Tej wiadomości nie trzeba już wysyłać ponownie."))
    locked.attempts = 0
    locked.next_try_at = timezone.now()
    first = _FIRST_STATUS[Channel(locked.channel)]
    return _become(locked, first, verb="message.retried", actor=actor)


@transaction.atomic
def record_call(message: Message, outcome: str, *, actor: audit.Actor) -> Message:
    """Note how a call went.

    Nobody answering leaves the message on the list, lower; a wrong number makes it failed.
    Raises NotPossibleNow when it is not on the call list, or there is no such outcome.
    """
    locked = _lock(message)
    if locked.status != Status.TO_CALL or outcome not in CALL_OUTCOMES:
        raise NotPossibleNow(_("Tej rozmowy nie ma już na liście."))
    locked.attempts += 1
    locked.last_error = "" if outcome != Outcome.WRONG_NUMBER else outcome
    if outcome == Outcome.NO_ANSWER:
        locked.next_try_at = timezone.now() + CALL_AGAIN_AFTER
    _note(locked, Outcome(outcome), actor=actor)
    return _become(locked, _after_call(outcome), verb=f"message.{outcome}", actor=actor)


@transaction.atomic
def mark_printed(message: Message, *, actor: audit.Actor) -> Message:
    """Note that the letter was printed and given or posted.

    Raises NotPossibleNow when it is not waiting to be printed.
    """
    locked = _lock(message)
    if locked.status != Status.TO_PRINT:
        raise NotPossibleNow(_("Ta wiadomość nie czeka już na wydruk."))
    _note(locked, Outcome.PRINTED, actor=actor)
    return _become(locked, Status.PRINTED, verb="message.printed", actor=actor)


@transaction.atomic
def mark_all_printed(messages: Iterable[Message], *, actor: audit.Actor) -> int:
    """Note that these letters were printed and given or posted; return how many.

    One that waits no more, because somebody was quicker, is left as it is.
    """
    waiting = Message.objects.filter(status=Status.TO_PRINT, pk__in=[m.pk for m in messages])
    held = list(waiting.select_for_update(no_key=True).order_by("pk"))
    who = audit.label(actor)
    Attempt.objects.bulk_create(
        Attempt(message=each, channel=each.channel, outcome=Outcome.PRINTED, actor=who)
        for each in held
    )
    audit.record_many("message.printed", actor=actor, targets=held)
    done = Message.objects.filter(pk__in=[each.pk for each in held])
    return done.update(status=Status.PRINTED, sent_at=timezone.now(), last_error="")


@transaction.atomic
def forget_person(person_id: int, *, actor: audit.Actor) -> int:
    """Empty every message to a person and withdraw the waiting ones; return how many."""
    return forget_messages(Message.objects.filter(person_id=person_id), actor=actor)


@transaction.atomic
def forget_about(things: Iterable[models.Model], *, actor: audit.Actor) -> int:
    """Empty every message about these things and withdraw the waiting ones; return how many.

    Confidential ones too; those that are empty already are left as they are.
    """
    labels = [audit.label(thing) for thing in things]
    return forget_messages(Message.objects.filter(about__in=labels, emptied_at=None), actor=actor)


def empty_old(*, now: datetime | None = None) -> int:
    """Empty messages that ended 90 days ago, confidential ones after seven; return how many."""
    now = now or timezone.now()
    over = Message.objects.filter(status__in=OVER, emptied_at=None)
    old = over.filter(_ended_before(now - KEEP)) | over.filter(
        ~models.Q(sealed=""), _ended_before(now - KEEP_SEALED)
    )
    return may_go(old).update(**_EMPTY, emptied_at=now)


@transaction.atomic
def forget_messages(rows: models.QuerySet[Message], *, actor: audit.Actor) -> int:
    """Empty these messages and withdraw the waiting ones, hold or none: no clock asks for it."""
    held = list(rows.select_for_update(no_key=True))
    ours = Message.objects.filter(pk__in=[message.pk for message in held])
    still_on_the_way = [Status.QUEUED, Status.SENDING, Status.TO_CALL, Status.TO_PRINT]
    ours.filter(status__in=still_on_the_way).update(status=Status.WITHDRAWN, lease_until=None)
    audit.record_many("message.emptied", actor=actor, targets=held)
    return ours.update(**_EMPTY, emptied_at=timezone.now())


def _ended_before(when: datetime) -> models.Q:
    is_sent = models.Q(sent_at=None) | models.Q(sent_at__lt=when)
    return models.Q(created_at__lt=when) & is_sent


def _confidential(fields: dict[str, object]) -> dict[str, object]:
    if fields["channel"] == Channel.LETTER:
        message = "Nobody prints what is confidential."
        raise ValueError(message)
    return under_seal(fields)


def _with_own(written: Written, own: Mapping[str, str]) -> Written:
    """Put somebody's own words where their marks stand; nothing of them needs escaping."""
    for name, word in own.items():
        if not _OWN.fullmatch(word):
            raise ValueError(f"{name!r} of a copy is no plain word.")
        mark = own_mark(name)
        parts = ("subject", "text", "html", "sms", "call")
        put = {part: getattr(written, part).replace(mark, word) for part in parts}
        written = replace(written, **put)
    return written


def _addressed(to: Recipient, written: Written) -> dict[str, object]:
    address = address_of(to)
    channel = choose(address, prefers=to.prefers, sms_written=bool(written.sms))
    return {
        "channel": channel,
        "status": _FIRST_STATUS[channel],
        "person_id": to.person_id,
        **_contact(address),
        **_text(written, channel),
    }


def _contact(address: Address) -> dict[str, object]:
    ways = {"to_name": address.name, "to_email": address.email, "to_phone": address.phone}
    return {**ways, "to_folded": fold(" ".join(ways.values()))}


def _text(written: Written, channel: Channel) -> dict[str, object]:
    is_sms = channel == Channel.SMS
    return {
        "language": written.language,
        "subject": written.subject,
        "body_text": written.sms if is_sms else written.text,
        "body_html": "" if is_sms else written.html,
        "call_text": written.call,
    }


def _lock(message: Message) -> Message:
    return Message.objects.select_for_update(no_key=True).get(pk=message.pk)


def _become(locked: Message, status: Status, *, verb: str, actor: audit.Actor) -> Message:
    locked.status = status
    if status in (Status.CALLED, Status.PRINTED):
        locked.sent_at = timezone.now()
    locked.save(update_fields=["status", "sent_at", "attempts", "next_try_at", "last_error"])
    audit.record(verb, actor=actor, target=locked)
    return locked


def _note(locked: Message, outcome: Outcome, *, actor: audit.Actor) -> None:
    Attempt.objects.create(
        message=locked, channel=locked.channel, outcome=outcome, actor=audit.label(actor)
    )


def _after_call(outcome: str) -> Status:
    if outcome == Outcome.NO_ANSWER:
        return Status.TO_CALL
    return Status.FAILED if outcome == Outcome.WRONG_NUMBER else Status.CALLED
