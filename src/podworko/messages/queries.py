"""Questions to the outbox, each in a fixed number of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext

from podworko.accounts.public import MOST, Item, Leaving, Part, User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.tabular import Value
from podworko.core.text import fold
from podworko.messages import policies
from podworko.messages.models import Message, Status

__all__ = [
    "ListPage",
    "MessagePage",
    "Refused",
    "Row",
    "Try",
    "already_written",
    "call_cells",
    "call_list",
    "calls_about",
    "calls_in_hand",
    "message_cells",
    "message_list",
    "message_of",
    "message_page",
    "messages_about",
    "messages_about_all",
    "messages_to",
    "refused_about",
]

LETTERS = 100
MOST_IN_A_FILE = 20_000
PAGE = 50
_USER = audit.label(User(pk=0)).removesuffix("0")


@dataclass(frozen=True, slots=True)
class Row:
    """A message in a list, as one reader may see it."""

    message: Message
    may_read: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of the list; `after` is where the next one begins, None at the end."""

    rows: list[Row]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal of an address: of whose message (the key of what it is about), and by which code.

    `email` is "" once the message was emptied.
    """

    pk: int
    email: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Try:
    """One try as the desk reads it; `who` is "" for a machine."""

    at: datetime
    outcome: str
    error: str
    who: str


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One message with all that was tried, oldest first."""

    message: Message
    may_read: bool
    tries: list[Try]


def already_written(onces: Iterable[str]) -> frozenset[str]:
    """Return which of these keys of `send` a message was written under, in one query."""
    held = Message.objects.filter(once__in=list(onces))
    return frozenset(held.values_list("once", flat=True))


def messages_about(target: models.Model) -> QuerySet[Message]:
    """Return what was written about a thing, newest first."""
    return Message.objects.filter(about=audit.label(target)).order_by("-pk")


def messages_about_all(things: Iterable[models.Model]) -> dict[int, Message]:
    """Return the newest message about each of these, by the thing's key, in one query.

    Of those that have one; without texts.
    """
    keys = {audit.label(thing): thing.pk for thing in things}
    heavy = ("body_text", "body_html", "call_text", "sealed")
    rows = Message.objects.filter(about__in=list(keys)).defer(*heavy).order_by("pk")
    return {keys[row.about]: row for row in rows}


def calls_about(things: Iterable[models.Model]) -> QuerySet[Message]:
    """Return the confidential messages about these that somebody must say by phone, oldest first.

    Those that wait for a call, and those that no machine could hand over.
    """
    labels = [audit.label(thing) for thing in things]
    rows = Message.objects.filter(status__in=(Status.TO_CALL, Status.FAILED), about__in=labels)
    return rows.exclude(sealed="").order_by("pk")


def refused_about(model: type[models.Model], *, since: datetime) -> list[Refused]:
    """Return which addresses a mail server refused for good in what is about rows of `model`."""
    prefix = audit.label(model(pk=0)).removesuffix("0")
    rows = Message.objects.filter(
        about__startswith=prefix, last_error__startswith="SMTPRecipientsRefused 5"
    ).filter(created_at__gte=since)
    told = rows.order_by("pk").values_list("about", "to_email", "last_error", "created_at")
    return [
        Refused(int(about.removeprefix(prefix)), email, why, at) for about, email, why, at in told
    ]


def message_of(message_id: str) -> Message | None:
    """Return the message that an e-mail's Message-ID names, if it is one of ours."""
    name = message_id.strip().strip("<>").partition("@")[0]
    try:
        return Message.objects.filter(public_id=UUID(name)).first()
    except ValueError:
        return None


def messages_to(person_id: int) -> QuerySet[Message]:
    """Return what was written to a person and not yet emptied, newest first."""
    return Message.objects.filter(person_id=person_id).order_by("-pk")


def message_list(
    viewer: User, *, status: str = "", channel: str = "", text: str = "", after: UUID | None = None
) -> ListPage:
    """Read a page of what `viewer` may see, newest first, in one query beyond the grants.

    `text` is looked for in the recipient's name, e-mail and phone. Pages go by key, so the
    thousandth costs what the first does.
    """
    found = _narrowed(viewer, status=status, channel=channel, text=text)
    if after:
        start = Message.objects.filter(public_id=after).values("pk")
        found = found.filter(pk__lt=start)
    heavy = ("body_text", "body_html", "call_text")
    messages = list(found.defer(*heavy).order_by("-pk")[: PAGE + 1])
    rows = [Row(message, policies.may_read(viewer, message)) for message in messages[:PAGE]]
    return ListPage(rows, after=messages[PAGE - 1].public_id if len(messages) > PAGE else None)


def message_cells(
    viewer: User, *, status: str = "", channel: str = "", text: str = ""
) -> Iterator[list[Value]]:
    """Yield a row for each message of the list, newest first; words only to who may read them."""
    found = _narrowed(viewer, status=status, channel=channel, text=text)
    heavy = ("body_text", "body_html", "call_text")
    for message in found.defer(*heavy).order_by("-pk")[:MOST_IN_A_FILE]:
        yield [
            message.to_name,
            message.subject if policies.may_read(viewer, message) else "",
            str(message.get_channel_display()),
            str(message.get_status_display()),
            times.local(message.created_at).replace(tzinfo=None, microsecond=0),
        ]


def call_cells(viewer: User) -> Iterator[list[Value]]:
    """Yield a row for each call that waits, the longest waiting first."""
    for message in call_list(viewer):
        yield [
            message.to_name,
            message.to_phone,
            message.call_text,
            times.local(message.created_at).replace(tzinfo=None, microsecond=0),
            message.attempts,
        ]


def message_page(message: Message, *, viewer: User) -> MessagePage:
    """Read one message and its tries in two queries beyond the grants."""
    tries = list(message.tries.order_by("pk"))
    keys = {_user_key(attempt.actor) for attempt in tries}
    names = dict(User.objects.filter(pk__in=keys).values_list("pk", "name"))
    return MessagePage(
        message=message,
        may_read=policies.may_read(viewer, message),
        tries=[
            Try(
                at=attempt.at,
                outcome=attempt.get_outcome_display(),
                error=attempt.error,
                who=names.get(_user_key(attempt.actor), ""),
            )
            for attempt in tries
        ],
    )


def call_list(viewer: User) -> QuerySet[Message]:
    """Return whom `viewer` should phone, the longest waiting first."""
    return policies.readable_messages(viewer).filter(status="to_call").order_by("next_try_at", "pk")


def letters_to_print(viewer: User, *, through: UUID | None = None) -> QuerySet[Message]:
    """Return the letters that wait and that `viewer` may read: the hundred oldest.

    With `through` only those up to that one: what came since was in nobody's hand yet.
    """
    waiting = policies.readable_messages(viewer).filter(status=Status.TO_PRINT)
    if through:
        last = Message.objects.filter(public_id=through).values("pk")
        waiting = waiting.filter(pk__lte=last)
    return waiting.order_by("pk")[:LETTERS]


def letters_waiting(viewer: User) -> int:
    """Return how many letters wait to be printed and may be read by `viewer`."""
    return policies.readable_messages(viewer).filter(status=Status.TO_PRINT).count()


def calls_in_hand(leaving: Leaving) -> list[Part]:
    """Tell who waits for a call in the PALs of somebody who leaves, to whoever may read it."""
    rows = call_list(leaving.reader).filter(pal_id__in=leaving.pal_ids)[: MOST + 1]
    items = [
        Item(
            what=call.to_name or call.subject,
            href=call.get_absolute_url(),
            when=call.created_at,
            note=call.subject,
        )
        for call in rows
    ]
    return [Part(gettext("Obiecane telefony"), items[:MOST], is_cut=len(items) > MOST)]


def _narrowed(viewer: User, *, status: str, channel: str, text: str) -> QuerySet[Message]:
    wanted = {"status": status, "channel": channel, "to_folded__contains": _needle(text)}
    found = policies.visible_messages(viewer)
    return found.filter(**{name: value for name, value in wanted.items() if value})


def _needle(text: str) -> str:
    """Return `text` as it is kept for searching; a number without its spaces."""
    folded = fold(text).strip()
    digits = folded.replace(" ", "").replace("-", "")
    return digits if digits.lstrip("+").isdigit() else folded


def _user_key(label: str) -> int:
    """Return the key of the user in a label of the audit trail, 0 for a machine."""
    key = label.removeprefix(_USER)
    return int(key) if label.startswith(_USER) and key.isdigit() else 0
