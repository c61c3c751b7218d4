"""Editions of the newsletter: prepared each week, begun once, written in batches, ended.

A batch is one transaction: the rows it takes, the messages it writes and what it notes of them
stay or go together. So a process that dies in the middle leaves nothing half done, the next one
goes on where the last batch ended, and each message's key lets the outbox hold one alone.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import groupby

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.messages import public as messages
from podworko.network.public import Pal
from podworko.promotion import letter_links, letter_notices
from podworko.promotion.letter_writing import OWN_WORD, TEMPLATE, context_of
from podworko.promotion.models import Delivery, Edition, Subscription
from podworko.promotion.queries.letters import Gathered, Issue, Wanted, gather, issue_for

EDITION_FIELDS = ("sends_at", "words", "words_en", "words_uk")
BATCH = 200
WEEK = timedelta(days=7)
FIRST_HOUR = time(7)
State = Edition.State
Row = tuple[Delivery, Subscription]


class EditionError(DomainError):
    """A rule of editions says no."""

    code = "edition"


@transaction.atomic
def prepare_next(*, actor: audit.Actor, now: datetime | None = None) -> Edition | None:
    """Make the edition of the next week when none waits; it keeps the weekday and the hour.

    Return it, or None when one waits already or is on its way.
    """
    now = now or timezone.now()
    if Edition.objects.filter(state__in=(State.PREPARED, State.SENDING)).exists():
        return None
    last = Edition.objects.first()
    sent = Edition.objects.filter(began_at__isnull=False).order_by("-began_at").first()
    edition = Edition(
        sends_at=_next_moment(last, now),
        news_since=sent.began_at if sent and sent.began_at else now - WEEK,
    )
    try:
        with transaction.atomic():
            edition.save()
    except IntegrityError:
        # Another worker made it meanwhile.
        return None
    audit.record("edition.prepared", actor=actor, target=edition)
    return edition


@transaction.atomic
def save_edition(edition: Edition, *, actor: User, seen_version: str) -> Edition:
    """Store when an edition goes and the editor's word.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more, and
    EditionError once it began, and for a moment that is over.
    """
    held = _lock(edition)
    if version_of(held, EDITION_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    _check_waits(held)
    if edition.sends_at != held.sends_at and edition.sends_at < timezone.now():
        raise EditionError(_("Ten moment już minął. Wybierz późniejszy."), field="sends_at")
    edition.save(update_fields=EDITION_FIELDS)
    audit.record("edition.changed", actor=actor, target=edition)
    return edition


@transaction.atomic
def call_off(edition: Edition, *, actor: audit.Actor) -> Edition:
    """Send nothing this week; the next week's edition tells of both."""
    held = _lock(edition)
    _check_waits(held)
    held.state, held.ended_at = State.CALLED_OFF, timezone.now()
    held.save(update_fields=["state", "ended_at"])
    audit.record("edition.called_off", actor=actor, target=held)
    return held


@transaction.atomic
def begin(edition: Edition, *, actor: audit.Actor) -> Edition:
    """Write down who gets an edition, each once; from here on it ends by itself.

    Raises EditionError when it began already or was called off.
    """
    held = _lock(edition)
    _check_waits(held)
    held.state, held.began_at = State.SENDING, timezone.now()
    held.save(update_fields=["state", "began_at"])
    readers = Subscription.objects.active().exclude(way=Subscription.Way.PAPER)
    keys = readers.order_by("pk").values_list("pk", flat=True)
    rows = [Delivery(edition=held, subscription_id=key) for key in keys]
    Delivery.objects.bulk_create(rows, batch_size=1000)
    audit.record("edition.begun", actor=actor, target=held, people=len(rows))
    return held


def begin_due(*, actor: audit.Actor, now: datetime | None = None) -> Edition | None:
    """Begin the edition whose time has come; return it, or None."""
    due = Edition.objects.filter(state=State.PREPARED, sends_at__lte=now or timezone.now())
    edition = due.first()
    if edition is None:
        return None
    try:
        return begin(edition, actor=actor)
    except EditionError:
        return None  # another worker, or a person, was quicker


@transaction.atomic
def write_batch(edition: Edition, *, actor: audit.Actor, size: int = BATCH) -> int:
    """Write the messages of up to `size` who wait for theirs; return how many were looked at.

    Rows that another worker holds are left to it. Nought means that nobody waits any more, or
    that all who do are in another's hands.
    """
    rows = _waiting(edition, size)
    alive = [(row, row.subscription) for row in rows if _is_alive(row)]
    written, empty = _written(edition, [(row, sub) for row, sub in alive if sub])
    gone = {row.pk for row in rows} - written - empty
    for state, keys in (
        (Delivery.State.WRITTEN, written),
        (Delivery.State.EMPTY, empty),
        (Delivery.State.DROPPED, gone),
    ):
        Delivery.objects.filter(pk__in=keys, state=Delivery.State.WAITING).update(state=state)
    if rows:
        audit.record("edition.batch", actor=actor, target=edition, people=len(written))
    return len(rows)


@transaction.atomic
def finish(edition: Edition, *, actor: audit.Actor) -> bool:
    """End an edition when nobody waits for theirs any more; tell whether it ended now."""
    held = _lock(edition)
    waiting = held.deliveries.filter(state=Delivery.State.WAITING)
    if held.state != State.SENDING or waiting.exists():
        return False
    was_told = held.deliveries.filter(state=Delivery.State.WRITTEN).exists()
    held.state = State.SENT if was_told else State.EMPTY
    held.ended_at = timezone.now()
    held.save(update_fields=["state", "ended_at"])
    audit.record("edition.ended", actor=actor, target=held)
    return True


def carry_on(*, actor: audit.Actor, batches: int = 100) -> int:
    """Go on with editions on their way; return how many who wait for theirs were looked at.

    It ends after so many batches, for a worker has other things to do, and goes on next time.
    """
    looked = 0
    for edition in Edition.objects.filter(state=State.SENDING).order_by("pk"):
        for _turn in range(batches):
            count = write_batch(edition, actor=actor)
            looked += count
            if not count:
                break
        finish(edition, actor=actor)
    return looked


@transaction.atomic
def send_try(edition: Edition, *, language: str, actor: User) -> None:
    """Send the edition to whoever prepares it, as somebody who chose everything gets it."""
    issue = issue_for(
        gather(edition, language=language),
        Wanted(language=language),
        words=edition.local_words(language),
    )
    messages.send(
        TEMPLATE,
        to=messages.Recipient(actor.name, email=actor.email, language=language, prefers="email"),
        context=context_of(issue, language=language, is_try=True),
        about=edition,
        once=f"edition:{edition.pk}:try:{uuid.uuid4()}",
    )
    audit.record("edition.tried", actor=actor, target=edition)


def _lock(edition: Edition) -> Edition:
    return Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)


def _check_waits(held: Edition) -> None:
    if held.state != State.PREPARED:
        raise EditionError(_("To wydanie już wyszło albo jest odwołane."))


def _next_moment(last: Edition | None, now: datetime) -> datetime:
    """Return a week after the last edition's moment by the clock on the wall, or a Monday."""
    today = times.local(now).date()
    if last is None:
        day = today + timedelta(days=7 - today.weekday())
        return times.at(day, FIRST_HOUR)
    was = times.local(last.sends_at)
    weeks = max((today - was.date()).days // 7, 0) + 1
    return times.at(was.date() + timedelta(weeks=weeks), was.time())


def _waiting(edition: Edition, size: int) -> list[Delivery]:
    rows = Delivery.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
    waiting = rows.filter(edition=edition, state=Delivery.State.WAITING)
    with_people = waiting.select_related("subscription__pal").order_by("pk")
    return list(with_people.prefetch_related("subscription__pals")[:size])


def _is_alive(row: Delivery) -> bool:
    sub = row.subscription
    return sub is not None and sub.state == Subscription.State.ACTIVE


def _written(edition: Edition, rows: list[Row]) -> tuple[set[int], set[int]]:
    """Write each one's message; return the keys of those written, and of those with nothing."""
    written: set[int] = set()
    empty: set[int] = set()
    gathered: dict[str, Gathered] = {}
    for (wanted, pal), alike in _alike(rows):
        if wanted.language not in gathered:
            gathered[wanted.language] = gather(edition, language=wanted.language)
        words = edition.local_words(wanted.language)
        issue = issue_for(gathered[wanted.language], wanted, words=words)
        keys = {row.pk for row, _sub in alike}
        if issue.is_empty:
            empty |= keys
            continue
        _send(edition, issue, [sub for _row, sub in alike], pal=pal)
        written |= keys
    return written, empty


def _alike(rows: list[Row]) -> Iterator[tuple[tuple[Wanted, Pal | None], list[Row]]]:
    """Give those who get the very same words together: a text is made once for all of them."""

    def key(row: Row) -> tuple[str, list[int], list[str], int]:
        wanted = _wanted(row[1])
        of_pal = row[1].pal_id if row[1].way == Subscription.Way.SMS else None
        return wanted.language, sorted(wanted.pals), sorted(wanted.kinds), of_pal or 0

    for (*_rest, of_pal), group in groupby(sorted(rows, key=key), key=key):
        alike = list(group)
        first = alike[0][1]
        yield (_wanted(first), first.pal if of_pal else None), alike


def _wanted(sub: Subscription) -> Wanted:
    pals = frozenset(pal.pk for pal in sub.pals.all())
    return Wanted(pals, frozenset(sub.kinds), sub.language)


def _send(edition: Edition, issue: Issue, readers: list[Subscription], *, pal: Pal | None) -> None:
    copies = [
        messages.Copy(
            to=letter_notices.recipient(sub),
            about=sub,
            once=f"edition:{edition.pk}:{sub.public_id}",
            own={OWN_WORD: letter_links.token(sub)},
            unsubscribe_url=letter_links.end_url(sub) if sub.email else "",
        )
        for sub in readers
    ]
    context = context_of(issue, language=readers[0].language, pal=pal)
    messages.send_copies(TEMPLATE, copies, context=context)
