"""Reports of mail that could not be delivered (RFC 3464), as a mailbox keeps them.

Anybody may write such a report. It counts only when it names a message of ours by its own
Message-ID, which none but its recipient and the servers on its way know, and the address that
message went to.
"""

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
from podworko.promotion.models import Subscription

__all__ = ["Bounce", "import_bounces", "read"]

MOST_BYTES = 2 * 1024 * 1024
_MBOX = b"From "


@dataclass(frozen=True, slots=True)
class Bounce:
    """One address that mail did not reach; `is_final` when it never will."""

    email: str
    message_id: str
    code: str
    is_final: bool


def import_bounces(name: str, data: bytes, *, actor: audit.Actor, dry_run: bool = False) -> Report:
    """Pause the newsletter for addresses a report says are dead; twice is the same as once.

    `data` is one e-mail, or several in a row as mbox files have them. Raises DomainError for what
    is far too large to be a report.
    """
    lines = [
        _taken(number, bounce, actor=actor, dry_run=dry_run)
        for number, mail in enumerate(_mails(data), start=1)
        for bounce in _bounces(mail)
    ]
    return Report(name, tuple(lines))


def read(data: bytes) -> list[Bounce]:
    """Return what one e-mail reports; nothing for one that is no report."""
    if len(data) > MOST_BYTES:
        raise DomainError(_("Ten plik jest za duży na zwrot poczty."))
    mail = message_from_bytes(data, policy=policy.compat32)
    ours = _original_id(mail)
    return [
        Bounce(_address(part), ours, _field(part, "Status"), _is_final(part))
        for report in mail.walk()
        if report.get_content_type() == "message/delivery-status"
        for part in _parts(report)
        if part.get("Final-Recipient")
    ]


def _bounces(mail: bytes) -> list[Bounce] | list[None]:
    return read(mail) or [None]


def _mails(data: bytes) -> Iterator[bytes]:
    if not data.startswith(_MBOX):
        yield data
        return
    for mail in data.split(b"\n\n" + _MBOX):
        _from, _newline, rest = mail.partition(b"\n")
        yield rest


def _taken(number: int, bounce: Bounce | None, *, actor: audit.Actor, dry_run: bool) -> Line:
    if bounce is None:
        return Line(number, Outcome.REFUSED, "", _("to nie jest zwrot poczty"))
    reader = _reader(bounce)
    title = bounce.message_id[:40]
    if not bounce.is_final:
        return Line(number, Outcome.SAME, title, _("poczta spróbuje jeszcze raz"))
    if reader is None:
        return Line(number, Outcome.REFUSED, title, _("nie nasza wiadomość albo inny adres"))
    if reader.state != Subscription.State.ACTIVE:
        return Line(number, Outcome.SAME, title)
    if not dry_run:
        operations.pause(reader, why=f"DSN {bounce.code}", actor=actor)
    return Line(number, Outcome.CHANGED, title, _("biuletyn wstrzymany"))


def _reader(bounce: Bounce) -> Subscription | None:
    message = messages.message_of(bounce.message_id)
    if message is None or message.to_email.lower() != bounce.email:
        return None
    rows = Subscription.objects.filter(way=Subscription.Way.EMAIL, email=bounce.email)
    return next((row for row in rows if audit.label(row) == message.about), None)


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
    return " ".join(str(part.get(name, "")).split())[:200]


def _address(part: Mail) -> str:
    return _field(part, "Final-Recipient").rpartition(";")[2].strip().strip("<>").lower()


def _is_final(part: Mail) -> bool:
    is_failed = _field(part, "Action").lower() == "failed"
    return is_failed and _field(part, "Status").startswith("5")
