"""Links to a ballot, votes, letters with codes, paper handed out.

Whoever asks and whoever votes leave two traces that share nothing: a line of the roll, which
knows no vote and no time, and the box, which knows no voter. The order of locks is the poll, a
line of the roll, the box.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import codes
from podworko.debates import electorates, roll, tally
from podworko.debates.models import Batch, Box, Poll, Voter
from podworko.debates.operations.polls import PollError, locked, words_of
from podworko.messages import public as messages

__all__ = [
    "MOST_LETTERS",
    "cast",
    "hand_out_paper",
    "make_letters",
    "note_refused_link",
    "put_in",
    "rules_of",
    "send_link",
    "void_batch",
]

MOST_LETTERS = 300


def rules_of(poll: Poll) -> tally.Rules:
    """Return what a ballot of this poll may say. One query."""
    return tally.Rules(
        kind=tally.Kind(poll.kind),
        numbers=tuple(poll.options.values_list("position", flat=True)),
        most=poll.most_choices,
        points=poll.points_each,
    )


@transaction.atomic
def send_link(
    poll: Poll, *, contact: roll.Contact, language: str, is_crowded: bool, actor: audit.Actor
) -> None:
    """Send somebody the link to their ballot, or word that their vote is in already.

    Whoever asks learns neither from us: the page says the same. Raises PollError when the poll
    takes no votes now, or asks for no contact.
    """
    row = locked(poll)
    if not row.takes_votes or row.electorate != electorates.CONTACT:
        raise PollError(_("To głosowanie nie przyjmuje teraz głosów."))
    voter = _line_of(row, roll.contact_keys(row, contact))
    if is_crowded:
        Poll.objects.filter(pk=row.pk).update(crowded=F("crowded") + 1)
    link = {} if voter.has_voted else {"url": roll.ballot_url(voter.pk, language=language)}
    messages.send(
        "debates/poll_voted" if voter.has_voted else "debates/poll_link",
        to=messages.Recipient("", email=contact.email, phone=contact.phone, language=language),
        context=words_of(row) | link,
        about=row,
        once=f"poll:{uuid.uuid4()}",
        sealed=True,
    )
    audit.record("poll.link_asked", actor=actor, target=row)


@transaction.atomic
def note_refused_link(poll: Poll, *, actor: audit.Actor) -> None:
    """Count that a link was not sent, because too many were asked for from one address."""
    row = locked(poll)
    Poll.objects.filter(pk=row.pk).update(refused=F("refused") + 1)
    audit.record("poll.link_refused", actor=actor, target=row)


@transaction.atomic
def cast(
    poll: Poll, *, voter: uuid.UUID, ballot: str, arrived: datetime, actor: audit.Actor
) -> None:
    """Put one vote in the box and tick its voter; the two are not joined, and there is no receipt.

    A vote counts by the moment its request `arrived`, also when it waits for others past the
    end. Raises PollError outside the time of the poll, for a line of the roll that has voted or
    is not there, and DomainError for what is no ballot.
    """
    row = locked(poll)
    if not row.takes_votes_at(arrived):
        raise PollError(_("To głosowanie nie przyjmuje teraz głosów."))
    said = tally.checked(ballot, rules=rules_of(row))
    line = _locked_line(row, voter)
    if line is None or line.has_voted:
        raise PollError(_("Ta karta do głosowania jest już wykorzystana albo unieważniona."))
    _tick(line, Voter.Way.WEB)
    put_in(row, {said: 1})
    # The poll and the channel alone: not whose line, and not what was said.
    audit.record("poll.voted", actor=actor, target=row, channel=Voter.Way.WEB.value)


@transaction.atomic
def hand_out_paper(poll: Poll, *, who: Sequence[Sequence[str]], actor: audit.Actor) -> None:
    """Tick somebody on the roll, to whom a ballot on paper is given: it is their vote.

    `who` are the digests each of their contacts, codes or names may stand under; the first is
    ticked, by the others nobody votes any more. Raises PollError outside the time of the poll,
    for somebody who is not on the roll, and for whoever has voted or was given paper.
    """
    row = locked(poll)
    if not row.takes_votes:
        raise PollError(_("To głosowanie nie przyjmuje teraz głosów."))
    lines = [_line_to_tick(row, keys) for keys in sorted(who, key=lambda keys: keys[0])]
    if any(line.has_voted for line in lines):
        raise PollError(_("Ta osoba już głosowała albo dostała kartę."))
    first = set(who[0])
    for line in lines:
        _tick(line, Voter.Way.PAPER if line.key in first else Voter.Way.BARRED)
    audit.record("poll.paper_given", actor=actor, target=row, channel=Voter.Way.PAPER.value)


@transaction.atomic
def make_letters(poll: Poll, *, letters: int, actor: audit.Actor) -> list[str]:
    """Return codes for so many letters; only their digests are kept, so that is the only time.

    Raises PollError for a poll without letters, before it is announced, and once it is over.
    """
    row = locked(poll)
    if row.electorate != electorates.LETTERS:
        raise PollError(_("W tym głosowaniu nie ma listów z kodami."))
    if row.state != Poll.State.OPEN or row.is_over:
        raise PollError(_("Listy drukuje się po ogłoszeniu głosowania, a przed jego końcem."))
    if not 0 < letters <= MOST_LETTERS:
        raise PollError(
            _("Jednorazowo od 1 do %(most)s listów.") % {"most": MOST_LETTERS}, field="letters"
        )
    last = row.batches.aggregate(last=Max("number"))["last"] or 0
    batch = Batch.objects.create(poll=row, number=last + 1, letters=letters)
    drawn = [codes.drawn_long() for _letter in range(letters)]
    Voter.objects.bulk_create(
        Voter(poll=row, batch=batch, key=roll.code_keys(code)[0]) for code in drawn
    )
    audit.record(
        "poll.letters_printed", actor=actor, target=row, number=batch.number, codes=letters
    )
    return drawn


@transaction.atomic
def void_batch(batch: Batch, *, actor: audit.Actor) -> int:
    """Make the unused codes of a batch worthless, for letters that were lost; return how many.

    Raises PollError for one that is void already, and once votes are counted.
    """
    row = locked(batch.poll)
    held = Batch.objects.select_for_update(no_key=True, of=("self",)).get(pk=batch.pk)
    if row.state != Poll.State.OPEN or held.voided is not None:
        raise PollError(_("Tej partii nie można już unieważnić."))
    gone, _each = held.voters.filter(has_voted=False).delete()
    held.voided = gone
    held.save(update_fields=["voided"])
    audit.record("poll.letters_voided", actor=actor, target=row, number=held.number, codes=gone)
    return gone


def put_in(poll: Poll, ballots: Mapping[str, int]) -> None:
    """Add ballots to the box: one row for all of them, sorted, so that no order is kept.

    The caller holds the poll's lock.
    """
    box = _locked_box(poll)
    held = dict(box.ballots)
    for ballot, count in ballots.items():
        held[ballot] = held.get(ballot, 0) + count
    box.ballots = [[ballot, count] for ballot, count in sorted(held.items()) if count]
    box.save(update_fields=["ballots"])


def _line_of(poll: Poll, keys: Sequence[str]) -> Voter:
    """Return the line of the roll under one of these digests, a new one if there is none."""
    found = _locked_line_by(poll, keys)
    return found or Voter.objects.create(poll=poll, key=keys[0])


def _line_to_tick(poll: Poll, keys: Sequence[str]) -> Voter:
    if poll.electorate == electorates.CONTACT:
        return _line_of(poll, keys)
    found = _locked_line_by(poll, keys)
    if found is None:
        raise PollError(_("Nie ma tego w spisie głosujących. Sprawdź jeszcze raz."))
    return found


def _tick(line: Voter, way: Voter.Way) -> None:
    line.has_voted, line.channel = True, way
    line.save(update_fields=["has_voted", "channel"])


def _locked_line(poll: Poll, voter: uuid.UUID) -> Voter | None:
    rows = Voter.objects.select_for_update(no_key=True, of=("self",))
    return rows.filter(poll=poll, pk=voter).first()


def _locked_line_by(poll: Poll, keys: Sequence[str]) -> Voter | None:
    rows = Voter.objects.select_for_update(no_key=True, of=("self",))
    # Of two lines that turned out to be one person's, the one that has voted says no.
    return rows.filter(poll=poll, key__in=keys).order_by("-has_voted", "pk").first()


def _locked_box(poll: Poll) -> Box:
    return Box.objects.select_for_update(no_key=True, of=("self",)).get(poll=poll)
