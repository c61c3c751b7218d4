"""Polls and people who vote in them, as tests need them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.debates import operations, roll
from podworko.debates.models import Poll, Voter
from podworko.diagnosis.tests.factories import make_pal
from podworko.network.public import Pal

_numbers = count(1)
OPTIONS = ("Ogród", "Warsztat", "Kino")


def make_poll(*, options: Sequence[str] = OPTIONS, **fields: Any) -> Poll:
    """Prepare a poll of three answers that has been on since yesterday, until tomorrow."""
    now = timezone.now()
    pal = fields.pop("pal", None) or make_pal()
    given = {
        "question": "Co najpierw?",
        "who_decides": "Zespół PAL, do końca stycznia.",
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=1),
        **fields,
    }
    return operations.prepare_poll(Poll(pal=pal, **given), options=options, actor=SYSTEM)


def open_poll(**fields: Any) -> Poll:
    poll = make_poll(**fields)
    operations.announce(poll, actor=SYSTEM)
    return Poll.objects.get(pk=poll.pk)


def make_voter(poll: Poll, name: str = "") -> Voter:
    """Write somebody into the roll by a contact."""
    contact = roll.Contact(email=f"{name or next(_numbers)}@example.org")
    key = roll.contact_keys(poll, contact)[0]
    return Voter.objects.get_or_create(poll=poll, key=key)[0]


def cast(
    poll: Poll, ballot: str = "1", *, voter: Voter | None = None, arrived: datetime | None = None
) -> Voter:
    line = voter or make_voter(poll)
    operations.cast(
        poll, voter=line.pk, ballot=ballot, arrived=arrived or timezone.now(), actor=RESIDENT
    )
    return line


def cast_all(poll: Poll, ballots: Iterable[str]) -> None:
    for ballot in ballots:
        cast(poll, ballot)


def hand_out(poll: Poll, *names: str) -> None:
    for name in names:
        who = [roll.contact_keys(poll, roll.Contact(email=f"{name}@example.org"))]
        operations.hand_out_paper(poll, who=who, actor=SYSTEM)


def close(poll: Poll) -> Poll:
    """Let the time of a poll be over, for so long that nothing waits any more."""
    Poll.objects.filter(pk=poll.pk).update(closes_at=timezone.now() - timedelta(hours=1))
    operations.close_due(actor=SYSTEM)
    return Poll.objects.get(pk=poll.pk)


def publish(poll: Poll, **told: Any) -> Poll:
    told = {"outcome": "Zrobimy ogród.", "drawn": None, "drawn_words": "", **told}
    operations.publish_poll(poll, **told, actor=SYSTEM)
    return Poll.objects.get(pk=poll.pk)


def published_poll(ballots: Iterable[str] = ("1", "1", "1", "2", "2", "3"), **fields: Any) -> Poll:
    poll = open_poll(**fields)
    cast_all(poll, ballots)
    return publish(close(poll))


def make_counter(name: str) -> User:
    return User.objects.create_user(f"{name}@example.org", name=name)


def poll_world(pal: Pal) -> dict[str, Any]:
    """Make polls of a PAL in every state, as addresses name them and their parts."""
    poll, draft = open_poll(pal=pal), make_poll(pal=pal)
    letters = open_poll(pal=pal, electorate="letters")
    operations.make_letters(letters, letters=1, actor=SYSTEM)
    option = draft.options.get(position=1)
    counted = open_poll(pal=pal, kind="ranking", quorum=3)
    cast_all(counted, ["1 2", "1 2", "1 2", "2 1", "2 1"])
    return {
        "poll": poll.public_id,
        "poll_draft": draft.public_id,
        "poll_option": option.pk,
        "poll_letters": letters.public_id,
        "poll_batch": 1,
        "poll_token": roll.token(make_voter(poll).pk),
        "poll_counted": close(counted).public_id,
        "poll_published": published_poll(pal=pal).public_id,
        "poll_act": "nic",
    }
