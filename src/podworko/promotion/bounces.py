"""Reports of mail that could not be delivered (RFC 3464), as a mailbox keeps them.

Anybody may write such a report. It counts only when it names a message of ours by its own
Message-ID, which none but its recipient and the servers on its way know, and the address that
message went to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message as Mail

from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.taking import Line, Outcome, Report
from podworko.messages import public as messages
from podworko.promotion import operations
from podworko.promotion.models import Dispatch, PressContact, Subscription

__all__ = ["Bounce", "import_bounces", "read"]

Reader = Subscription | PressContact
MOST_BYTES = 2 * 1024 * 1024
_MBOX = b"From "
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CODE = re.compile(r"[245]\.\d{1,3}\.\d{1,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bounce:
    """One address that mail did not reach; `is_final` when it never will."""

    email: str
    message_id: str
    code: str
    is_final: bool


def import_bounces(name: str, data: bytes, *, actor: audit.Actor, dry_run: bool = False) -> Report:
    """Pause the newsletter for addresses a report says are dead; twice is the same as once.

    `data` is one e-mail, or several in a row as mbox files have them; one that is no report, or
    far too large to be one, is told of and stops nothing.
    """
    lines = [
        _taken(number, bounce, actor=actor, dry_run=dry_run)
        for number, mail in enumerate(_mails(data), start=1)
        for bounce in _bounces(mail)
    ]
    return Report(name, tuple(lines))


def read(data: bytes) -> list[Bounce]:
    """Return what one e-mail reports; nothing for one that is no report.

    Raises DomainError for one that is far too large to be a report.
    """
    if len(data) > MOST_BYTES:
        raise DomainError(_("Ten plik jest za duży na zwrot poczty."))
    try:
        return _read(message_from_bytes(data, policy=policy.compat32))
    except RecursionError:
        return []  # parts within parts by the thousand: made to break whoever reads it


def _read(mail: Mail) -> list[Bounce]:
    ours = _original_id(mail)
    return [
        Bounce(_address(part), ours, _code(part), _is_final(part))
        for report in mail.walk()
        if report.get_content_type() == "message/delivery-status"
        for part in _parts(report)
        if part.get("Final-Recipient")
    ]


def _bounces(mail: bytes) -> list[Bounce] | list[str]:
    """Return what an e-mail reports, else why it reports nothing."""
    try:
        return read(mail) or [_("to nie jest zwrot poczty")]
    except DomainError as error:
        return [str(error.message)]


def _mails(data: bytes) -> Iterator[bytes]:
    if not data.startswith(_MBOX):
        yield data
        return
    for mail in data.split(b"\n\n" + _MBOX):
        _from, _newline, rest = mail.partition(b"\n")
        yield rest


def _taken(number: int, bounce: Bounce | str, *, actor: audit.Actor, dry_run: bool) -> Line:
    if isinstance(bounce, str):
        return Line(number, Outcome.REFUSED, "", bounce)
    message = messages.message_of(bounce.message_id)
    reader = _reader(bounce, message)
    title = bounce.message_id[:40]
    if not bounce.is_final:
        return Line(number, Outcome.SAME, title, _("poczta spróbuje jeszcze raz"))
    if reader is None:
        return Line(number, Outcome.REFUSED, title, _("nie nasza wiadomość albo inny adres"))
    if not _tells_of_now(reader, message):
        return Line(number, Outcome.SAME, title)
    if not dry_run:
        _pause(reader, why=f"DSN {bounce.code}", actor=actor)
    is_press = isinstance(reader, PressContact)
    told = _("adres redakcji wstrzymany") if is_press else _("biuletyn wstrzymany")
    return Line(number, Outcome.CHANGED, title, told)


def _pause(reader: Reader, *, why: str, actor: audit.Actor) -> None:
    if isinstance(reader, PressContact):
        operations.pause_contact(reader, why=why, actor=actor)
    else:
        operations.pause(reader, why=why, actor=actor)


def _tells_of_now(reader: Reader, message: messages.Message | None) -> bool:
    """Whether what came back was sent since the address works: mailboxes keep old mail."""
    since = reader.works_since if isinstance(reader, PressContact) else reader.confirmed_at
    is_active = reader.state == type(reader).State.ACTIVE
    return bool(is_active and message and since and message.created_at > since)


def _reader(bounce: Bounce, message: messages.Message | None) -> Reader | None:
    """Return who gets the newsletter, or who is written to at an outlet, under the address."""
    if message is None or message.to_email.lower() != bounce.email:
        return None
    rows = Subscription.objects.filter(way=Subscription.Way.EMAIL, email=bounce.email)
    found = next((row for row in rows if audit.label(row) == message.about), None)
    return found or _contact(bounce, message)


def _contact(bounce: Bounce, message: messages.Message) -> PressContact | None:
    rows = Dispatch.objects.filter(contact__email=bounce.email).select_related("contact")
    return next((row.contact for row in rows if audit.label(row) == message.about), None)


def _original_id(mail: Mail) -> str:
    """Return the Message-ID of what came back: its headers or the whole of it are enclosed."""
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "text/rfc822-headers":
            enclosed = message_from_bytes(part.get_payload(decode=True) or b"")  # type: ignore[arg-type] # text
            return _field(enclosed, "Message-ID")
        if kind == "message/rfc822":
            return _field(_parts(part)[0], "Message-ID") if _parts(part) else ""
    return ""


def _parts(part: Mail) -> list[Mail]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Mail)] if isinstance(payload, list) else []


def _field(part: Mail, name: str) -> str:
    return " ".join(_UNSEEN.sub(" ", str(part.get(name, ""))).split())[:200]


def _address(part: Mail) -> str:
    return _field(part, "Final-Recipient").rpartition(";")[2].strip().strip("<>").lower()


def _code(part: Mail) -> str:
    """Return the server's code without the words that may follow it."""
    found = _CODE.match(_field(part, "Status"))
    return found[0] if found else ""


def _is_final(part: Mail) -> bool:
    is_failed = _field(part, "Action").lower() == "failed"
    return is_failed and _code(part).startswith("5")
