"""Being followed from elsewhere: accounts, followers, what they are told, handing it over."""

import json
from datetime import datetime, timedelta
from time import monotonic
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from podworko.activities.public import Session
from podworko.audit import public as audit
from podworko.core import vault
from podworko.core.errors import DomainError
from podworko.core.web import WebError
from podworko.network.public import Pal
from podworko.opendata import queries
from podworko.opendata.federation import asking, documents, signing
from podworko.opendata.federation.asking import AwayError, GoneError, Remote
from podworko.opendata.federation.documents import Document
from podworko.opendata.models import Account, Announced, Follower, Sending

__all__ = [
    "FullError",
    "announce",
    "deliver",
    "follow",
    "forget_follower",
    "forget_old",
    "open_accounts",
]

NETWORK = "podworko"
"""The account of all PALs together."""
TAKEN = frozenset({NETWORK, "inbox"})
"""Names that no PAL's account may have: the network's, and one that is another address of ours."""
AHEAD = timedelta(days=14)
"""A session is told when it comes this near: a course of a year does not fill anybody's screen."""
AT_ONCE = 20
AT_MOST_SECONDS = 40
"""After so long the rest waits for the next minute: other work stands behind this."""
MOST_TRIES = 9
FIRST_WAIT = timedelta(minutes=5)
"""Doubled with each try: the ninth comes after about a day and a half."""
KEPT = timedelta(days=90)
MOST_FOLLOWERS = 20_000
MOST_OF_A_HOST = 2_000
"""Of one account: no host, and no crowd of hosts, makes the table as large as it likes."""


class FullError(DomainError):
    """As many follow as there is room for."""

    code = "followed-enough"


@transaction.atomic
def open_accounts(*, actor: audit.Actor) -> int:
    """Give the network, and each PAL that works, an account with a key; return how many are new."""
    known = set(Account.objects.values_list("pal_id", flat=True))
    wanted: list[Pal | None] = [None, *Pal.objects.open_to_people()]
    new = [pal for pal in wanted if (pal and pal.pk) not in known]
    for pal in new:
        name = _name_for(pal)
        private, public = signing.new_key()
        key = vault.sealed({"pem": private})
        made = Account.objects.create(name=name, pal=pal, private_key=key, public_key=public)
        audit.record("federation.opened", actor=actor, target=made)
    return len(new)


@transaction.atomic
def follow(account: Account, remote: Remote, *, letter: Document, actor: audit.Actor) -> Follower:
    """Let somebody follow an account, and write that it is so; twice is the same as once.

    What is on already is not sent to who comes anew; they find it on the PAL's page. Raises
    FullError, and writes nothing, when too many follow, or too many of that host; who follows
    already is taken again.
    """
    held = _locked(account)
    _check_room(held, remote)
    if not held.followers.exists():
        _take_as_told(held)
    found, is_new = held.followers.update_or_create(
        uri=remote.uri, defaults={"inbox": remote.inbox, "shared_inbox": remote.shared_inbox}
    )
    answer = documents.accepted(letter, held, mark=f"{found.pk}-{int(timezone.now().timestamp())}")
    _put_out(held, answer, [remote.inbox])
    if is_new:
        audit.record("federation.followed", actor=actor, target=held)
    return found


@transaction.atomic
def forget_follower(account: Account | None, uri: str, *, actor: audit.Actor) -> int:
    """Let go of somebody who follows no more, or, without `account`, who is gone altogether."""
    rows = Follower.objects.filter(uri=uri)
    if account:
        rows = rows.filter(account=account)
    held = list(rows.select_related("account"))
    for row in held:
        audit.record("federation.left", actor=actor, target=row.account)
    Follower.objects.filter(pk__in=[row.pk for row in held]).delete()
    return len(held)


def announce(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Tell followers what comes near, what changed, what is gone; return how many letters.

    Each account in a transaction of its own. Nothing is told twice in the same words.
    """
    del actor  # what is public already is told on; the trail has who made it so
    moment = now or timezone.now()
    rows = Account.objects.filter(followers__isnull=False).distinct()
    return sum(_announce_one(account, moment) for account in rows.order_by("pk"))


def deliver(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Hand over what is due, and return how many letters were taken.

    A letter whose server does not answer is tried again, later each time, and given up after the
    ninth; who is gone is let go of. A letter may arrive twice, under one id, never not at all
    while its server answers.
    """
    moment = now or timezone.now()
    due = Sending.objects.filter(due_at__lte=moment).select_related("account")
    end, taken = monotonic() + AT_MOST_SECONDS, 0
    away: set[str] = set()
    for row in due.order_by("due_at", "pk")[:AT_ONCE]:
        if monotonic() >= end:
            break
        taken += _hand_over(row, moment, away=away, actor=actor)
    return taken


@transaction.atomic
def forget_old(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Let go of what was told of sessions that ended ninety days ago; return of how many."""
    del actor  # nothing of a person, and nothing anybody decided
    moment = now or timezone.now()
    deleted, _each = Announced.objects.filter(ends_at__lt=moment - KEPT).delete()
    return deleted


def _check_room(account: Account, remote: Remote) -> None:
    rows = account.followers.all()
    if rows.filter(uri=remote.uri).exists():
        return
    of_host = rows.filter(uri__startswith=f"https://{urlsplit(remote.uri).netloc}/")
    if rows.count() >= MOST_FOLLOWERS or of_host.count() >= MOST_OF_A_HOST:
        raise FullError(_("Więcej osób nie może już obserwować tego konta."))


def _name_for(pal: Pal | None) -> str:
    """Return a name for a new account; one that is taken gets "pal-" before it."""
    if pal is None:
        return NETWORK
    is_taken = pal.slug in TAKEN or Account.objects.filter(name=pal.slug).exists()
    return f"pal-{pal.slug}"[:80] if is_taken else pal.slug


@transaction.atomic
def _announce_one(account: Account, moment: datetime) -> int:
    held = _locked(account)
    inboxes = sorted({row.best_inbox for row in held.followers.all()})
    known = {row.session_id: row for row in held.announced.filter(ends_at__gte=moment)}
    letters = 0
    near = queries.sessions_to_tell(held, since=moment, until=moment + AHEAD, known=list(known))
    for session in near:
        row = known.pop(session.public_id, None)
        letters += _tell(held, session, row, inboxes=inboxes, now=moment)
    # What is too far away to be told anew may still be there.
    there = queries.still_public(known)
    for row in known.values():
        letters += 0 if row.session_id in there else _tell_gone(held, row, inboxes)
    return letters


def _tell(
    account: Account,
    session: Session,
    row: Announced | None,
    *,
    inboxes: list[str],
    now: datetime,
) -> int:
    told_at = row.told_at if row and not row.is_gone else now
    told, digest = _as_told(account, session, told_at)
    if row and not row.is_gone and row.digest == digest:
        return 0
    kind = "Update" if row and not row.is_gone else "Create"
    is_moved = kind == "Update" and row is not None and row.ends_at != session.ends_at
    _note(account, session, digest, told_at)
    _put_out(account, documents.activity(kind, told, account, mark=digest[:12]), inboxes)
    if session.is_cancelled or is_moved:
        _put_out(account, _answered(account, session, now), inboxes)
    return len(inboxes) * (1 + (session.is_cancelled or is_moved))


def _tell_gone(account: Account, row: Announced, inboxes: list[str]) -> int:
    if row.is_gone:
        return 0
    row.is_gone = True
    row.save(update_fields=["is_gone"])
    stone = documents.gone(row.session_id, account)
    _put_out(account, documents.activity("Delete", stone, account, mark=row.digest[:12]), inboxes)
    return len(inboxes)


def _take_as_told(account: Account) -> None:
    """Begin with what is near already: a first follower is not flooded."""
    moment = timezone.now()
    for session in queries.sessions_to_tell(account, since=moment, until=moment + AHEAD, known=[]):
        _note(account, session, _as_told(account, session, moment)[1], moment)


def _answered(account: Account, session: Session, now: datetime) -> Document:
    """Return what Mastodon shows of a change of an event: an answer to it."""
    told = documents.called_off if session.is_cancelled else documents.moved
    with translation.override("pl"):
        note = told(session, account, now=now)
    return documents.activity("Create", note, account, mark="create")


def _as_told(account: Account, session: Session, told_at: datetime) -> tuple[Document, str]:
    # Whoever follows from elsewhere chose no language here: Polish is what all PALs have.
    with translation.override("pl"):
        told = documents.event(session, account, told_at=told_at)
    return told, documents.digest(told)


def _note(account: Account, session: Session, digest: str, told_at: datetime) -> None:
    kept = {"digest": digest, "told_at": told_at, "ends_at": session.ends_at}
    account.announced.update_or_create(
        session_id=session.public_id, defaults={**kept, "is_gone": False}
    )


def _put_out(account: Account, letter: Document, inboxes: list[str]) -> None:
    _send(account, json.dumps(letter, ensure_ascii=False), inboxes)


def _send(account: Account, body: str, inboxes: list[str]) -> None:
    now = timezone.now()
    Sending.objects.bulk_create(
        [Sending(account=account, inbox=inbox, body=body, due_at=now) for inbox in inboxes]
    )


def _hand_over(row: Sending, moment: datetime, *, away: set[str], actor: audit.Actor) -> int:
    """Hand one letter over; the network is asked outside of any transaction.

    A server that is `away` is asked once: it must not keep others' letters waiting.
    """
    server = urlsplit(row.inbox).netloc
    try:
        if server in away:
            raise AwayError("asked already")
        asking.hand_over(row.inbox, row.body.encode(), by=row.account)
    except GoneError:
        _let_go(row, actor=actor)
        return 0
    except WebError as error:
        if isinstance(error, AwayError):
            away.add(server)
        _try_later(row, moment)
        return 0
    row.delete()
    return 1


@transaction.atomic
def _let_go(row: Sending, *, actor: audit.Actor) -> None:
    """Let go of whose inbox is closed; if it is a whole server's, write to each one's own."""
    gone = row.account.followers.filter(inbox=row.inbox)
    for follower in gone:
        forget_follower(row.account, follower.uri, actor=actor)
    sharing = row.account.followers.filter(shared_inbox=row.inbox)
    _send(row.account, row.body, sorted(sharing.values_list("inbox", flat=True)))
    sharing.update(shared_inbox="")
    row.delete()


def _try_later(row: Sending, moment: datetime) -> None:
    row.tries += 1
    if row.tries >= MOST_TRIES:
        row.delete()
        return
    row.due_at = moment + FIRST_WAIT * 2 ** (row.tries - 1)
    row.save(update_fields=["tries", "due_at"])


def _locked(account: Account) -> Account:
    return Account.objects.select_for_update(no_key=True).get(pk=account.pk)
