"""Preparing a poll, announcing it, ending it. Locks: the poll, then the roll, then the box."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.text import fold, squeeze
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.debates import electorates, roll
from podworko.debates.models import Box, Option, Poll, Voter
from podworko.debates.tally import Kind
from podworko.diagnosis.public import Need
from podworko.messages import public as messages
from podworko.people.public import Person

__all__ = [
    "POLL_FIELDS",
    "PollError",
    "add_option",
    "announce",
    "call_off",
    "close_due",
    "close_poll",
    "prepare_poll",
    "remove_option",
    "save_poll",
]

POLL_FIELDS = (
    "pal",
    "question",
    "about",
    "who_decides",
    "kind",
    "most_choices",
    "points_each",
    "electorate",
    "opens_at",
    "closes_at",
    "quorum",
    "tie_rule",
)
FEWEST_OPTIONS = 2
MOST_OPTIONS = 50
"""More nobody reads, and of an order of them each ballot would be one of its own."""
LONGEST = 160


class PollError(DomainError):
    """A rule of polls says no."""

    code = "poll"


@transaction.atomic
def prepare_poll(poll: Poll, *, options: Iterable[str], actor: audit.Actor) -> Poll:
    """Store a new poll with the answers it offers, in their order; residents see nothing yet.

    Raises PollError for an end before the beginning, for too many answers and for too long ones.
    """
    _check_times(poll)
    said = [words.strip() for words in options if words.strip()]
    _check_answers(said)
    poll.save()
    Option.objects.bulk_create(
        Option(poll=poll, position=number, words=words)
        for number, words in enumerate(said, start=1)
    )
    audit.record("poll.prepared", actor=actor, target=poll)
    return poll


@transaction.atomic
def save_poll(poll: Poll, *, actor: audit.Actor, seen_version: str) -> None:
    """Store what was changed of a poll that is not announced.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more,
    and PollError once it is announced: nothing that was promised to voters changes.
    """
    stored = _prepared(poll)
    if version_of(stored, POLL_FIELDS) != seen_version:
        raise ChangedMeanwhileError
    _check_times(poll)
    poll.save(update_fields=POLL_FIELDS)
    audit.record("poll.changed", actor=actor, target=poll)


@transaction.atomic
def add_option(poll: Poll, *, words: str, need: Need | None, actor: audit.Actor) -> Option:
    """Offer one answer more.

    Raises PollError once announced, without words, for a need twice, and for too many.
    """
    row = _prepared(poll)
    said = words.strip() or (need.title if need else "")
    if not said:
        raise PollError(_("Wybierz potrzebę albo napisz odpowiedź."), field="words")
    last = row.options.aggregate(last=Max("position"))["last"] or 0
    if last >= MOST_OPTIONS:
        raise PollError(_too_many(), field="words")
    try:
        with transaction.atomic():
            option = Option.objects.create(poll=row, position=last + 1, need=need, words=said[:160])
    except IntegrityError as error:
        raise PollError(_("Ta potrzeba już jest na liście."), field="need") from error
    audit.record("poll.option_added", actor=actor, target=row)
    return option


@transaction.atomic
def remove_option(option: Option, *, actor: audit.Actor) -> None:
    """Take an answer off, and number those after it anew. Raises PollError once announced."""
    poll = _prepared(option.poll)
    option.delete()
    for number, left in enumerate(poll.options.all(), start=1):
        if left.position != number:
            left.position = number
            left.save(update_fields=["position"])
    audit.record("poll.option_removed", actor=actor, target=poll)


@transaction.atomic
def announce(poll: Poll, *, actor: audit.Actor) -> None:
    """Let residents read the poll, and vote once its time comes; nothing of it changes any more.

    Where a list of people votes, it is written into the roll as it is now, and each of them is
    sent a link of their own. Raises PollError for fewer than two answers, two that read the same,
    a need of another PAL, a poll whose time is over, or a list that is offered no more.
    """
    row = _prepared(poll)
    _check_ready(row)
    Box.objects.create(poll=row)
    row.state = Poll.State.OPEN
    row.save(update_fields=["state"])
    audit.record("poll.announced", actor=actor, target=row)
    listed = electorates.listed(row.electorate)
    members = {person.kept.pk: person.kept for person in listed.members(row)} if listed else {}
    for person in members.values():
        _enrol(row, person)


@transaction.atomic
def close_poll(poll: Poll, *, actor: audit.Actor) -> None:
    """Begin to count. Raises PollError before the time is over, and when it is not open.

    A vote that arrived in time and still waits is counted all the same (`Poll.takes_votes_at`).
    """
    row = locked(poll)
    if row.state != Poll.State.OPEN or timezone.now() < row.closes_at:
        raise PollError(_("Czas na głosowanie jeszcze trwa."))
    _close(row, actor=actor)


@transaction.atomic
def close_due(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Begin to count every poll whose time is over; return how many."""
    due = Poll.objects.due(now or timezone.now()).order_by("pk")
    rows = list(due.select_for_update(no_key=True, of=("self",)))
    for row in rows:
        _close(row, actor=actor)
    return len(rows)


@transaction.atomic
def call_off(poll: Poll, *, words: str, actor: audit.Actor) -> None:
    """End a poll without a result, saying why; what was in the box is thrown away uncounted.

    Raises PollError without words, and for one that is not announced or has its result.
    """
    row = locked(poll)
    if row.state not in (Poll.State.OPEN, Poll.State.COUNTING):
        raise PollError(_("Tego głosowania nie można odwołać."))
    if not words.strip():
        raise PollError(_("Napisz, dlaczego. Przeczytają to mieszkańcy."), field="words")
    row.state, row.called_off_why = Poll.State.CALLED_OFF, words.strip()[:500]
    row.ended_at = timezone.now()
    row.save(update_fields=["state", "called_off_why", "ended_at"])
    Box.objects.filter(poll=row).update(ballots=[])
    row.counts.all().delete()
    audit.record("poll.called_off", actor=actor, target=row)


def locked(poll: Poll) -> Poll:
    """Return the poll as it is stored, kept for this transaction; the first lock of each."""
    return Poll.objects.select_for_update(no_key=True, of=("self",)).get(pk=poll.pk)


def _close(row: Poll, *, actor: audit.Actor) -> None:
    row.state = Poll.State.COUNTING
    row.save(update_fields=["state"])
    audit.record("poll.closed", actor=actor, target=row)


def _enrol(poll: Poll, person: Person) -> None:
    """Write somebody into the roll; whom no message reaches is given paper at the desk."""
    voter = Voter.objects.create(poll=poll, key=roll.person_keys(poll, person)[0])
    to = messages.Recipient(
        person.name, email=person.email, phone=person.phone, language=person.language
    )
    if messages.way_to(to) not in (messages.Channel.EMAIL, messages.Channel.SMS):
        return
    messages.send(
        "debates/poll_link",
        to=to,
        context=words_of(poll) | {"url": roll.ballot_url(voter.pk, language=person.language)},
        about=poll,
        once=f"poll:{uuid.uuid4()}",
        # Sealed: whoever reads the outbox at the desk must not hold the link to a vote.
        sealed=True,
    )


def words_of(poll: Poll) -> dict[str, messages.JSON]:
    """Return what messages about a poll say of it."""
    closes = timezone.localtime(poll.last_minute)
    return {
        "question": poll.question,
        "pal": poll.pal.name if poll.pal else "Podwórko",
        "closes": f"{closes:%d.%m.%Y, %H:%M}",
    }


def _check_times(poll: Poll) -> None:
    # By the clock of the world: in the night an hour comes twice, wall clocks say nothing.
    if poll.closes_at.timestamp() <= poll.opens_at.timestamp():
        raise PollError(_("Głosowanie musi się kończyć później, niż zaczyna."), field="closes_at")


def _check_answers(said: list[str]) -> None:
    if len(said) > MOST_OPTIONS:
        raise PollError(_too_many(), field="options")
    long = next((words for words in said if len(words) > LONGEST), "")
    if long:
        message = _("Ta odpowiedź jest za długa, najwyżej %(most)s znaków: %(words)s…")
        raise PollError(message % {"most": LONGEST, "words": long[:40]}, field="options")


def _too_many() -> str:
    return _("Za dużo odpowiedzi: może ich być najwyżej %(most)s.") % {"most": MOST_OPTIONS}


def _check_options(poll: Poll) -> None:
    """Raise PollError for two answers that read the same, and a need of another PAL."""
    rows = list(poll.options.select_related("need"))
    if len({fold(squeeze(row.words)) for row in rows}) < len(rows):
        raise PollError(_("Dwie odpowiedzi brzmią tak samo. Usuń jedną z nich."))
    if poll.pal_id and any(row.need and row.need.pal_id != poll.pal_id for row in rows):
        raise PollError(_("Jedna z odpowiedzi dotyczy potrzeby innego PAL. Usuń ją."))


def _check_ready(poll: Poll) -> None:
    _check_options(poll)
    options = poll.options.count()
    if options < FEWEST_OPTIONS:
        raise PollError(_("Do wyboru muszą być co najmniej dwie odpowiedzi."))
    if poll.kind == Kind.MULTIPLE and poll.most_choices >= options:
        raise PollError(_("Wybrać można mniej odpowiedzi, niż ich jest. Popraw tę liczbę."))
    if poll.closes_at <= timezone.now():
        raise PollError(_("Czas na to głosowanie już minął. Popraw daty."))
    if poll.electorate not in dict(electorates.choices()):
        raise PollError(_("Wybierz jeszcze raz, kto może głosować."))


def _prepared(poll: Poll) -> Poll:
    row = locked(poll)
    if row.state != Poll.State.PREPARED:
        raise PollError(_("Głosowanie jest ogłoszone, więc nic się w nim nie zmienia."))
    return row
