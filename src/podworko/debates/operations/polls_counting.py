"""Counting paper by two people, publishing what came out, letting go of the roll."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core import times
from podworko.debates import tally
from podworko.debates.models import Count, Option, Poll, Protocol, Voter
from podworko.debates.models.polls import KEEP_DAYS
from podworko.debates.operations.polls import PollError, locked
from podworko.debates.operations.polls_voting import put_in, rules_of
from podworko.debates.queries.polls import Result, is_settled, result_of
from podworko.debates.queries.polls_counts import agree, total_of
from podworko.diagnosis.public import EvidenceData, Method, add_evidence
from podworko.messages import public as messages

__all__ = ["erase_rolls", "publish_poll", "take_count", "type_count"]

FORGOTTEN = timedelta(days=365)
"""How long a roll waits for a result that nobody publishes."""


@transaction.atomic
def type_count(poll: Poll, *, ballots: Mapping[str, int], spoilt: int, actor: User) -> Count:
    """Write down what one of two people counted; the other does so without seeing it.

    When both counted the same, and as many as were handed out, it goes into the box at once.
    When they differ, both count anew. Raises PollError while people vote, once it is settled,
    and for whoever has counted in this turn.
    """
    row = _counting(poll)
    held = list(row.counts.all())
    turn = _turn(held)
    mine = Count(poll=row, turn=turn, counter=actor, spoilt=spoilt, ballots=_sorted(row, ballots))
    try:
        with transaction.atomic():
            mine.save()
    except IntegrityError as error:
        raise PollError(_("Twoje liczenie już jest. Teraz liczy druga osoba.")) from error
    audit.record("poll.paper_typed", actor=actor, target=row, turn=turn)
    pair = [count for count in held if count.turn == turn] + [mine]
    if agree(pair) and total_of(mine) == _handed_out(row):
        _take(row, pair, words="", actor=actor)
    return mine


@transaction.atomic
def take_count(poll: Poll, *, words: str, actor: User) -> None:
    """Take a count on which both agree, with what explains that not all that was given came back.

    Raises PollError without words, and while the two do not agree.
    """
    row = _counting(poll)
    held = list(row.counts.all())
    pair = [count for count in held if held and count.turn == held[-1].turn]
    if not agree(pair):
        raise PollError(_("Najpierw dwie osoby muszą policzyć tak samo."))
    if not words.strip():
        raise PollError(_("Napisz, skąd różnica. Przeczytają to mieszkańcy."), field="words")
    _take(row, pair, words=words.strip()[:500], actor=actor)


@transaction.atomic
def publish_poll(
    poll: Poll, *, outcome: str, drawn: int | None, drawn_words: str, actor: audit.Actor
) -> None:
    """Tell everybody what came out and what follows; votes become evidence of needs.

    Raises PollError before the count is settled, without words on what follows, and where a tie
    was to be broken by lot, without which answer was drawn and how.
    """
    row = locked(poll)
    if row.state != Poll.State.COUNTING or not is_settled(row):
        raise PollError(_("Jeszcze nie wszystko jest policzone."))
    if not outcome.strip():
        raise PollError(_("Napisz, co z tego wynika."), field="outcome")
    result = result_of(row)
    _check_draw(result, drawn, drawn_words)
    row.state, row.outcome, row.ended_at = (
        Poll.State.PUBLISHED,
        outcome.strip()[:4000],
        timezone.now(),
    )
    row.drawn, row.drawn_words = (drawn, drawn_words.strip()[:500]) if drawn else (None, "")
    row.entitled = result.entitled
    row.save(update_fields=["state", "outcome", "ended_at", "drawn", "drawn_words", "entitled"])
    audit.record("poll.published", actor=actor, target=row)
    for line in result.lines if result.is_told else ():
        _say(line.option, row, line.voices, actor=actor)


@transaction.atomic
def erase_rolls(*, actor: audit.Actor, now: datetime | None = None) -> int:
    """Delete the rolls of polls that ended thirty days ago, and what was written to their voters.

    Also those over for a year whose result nobody published. Returns of how many polls.
    """
    now = now or timezone.now()
    ended = Q(ended_at__lt=now - timedelta(days=KEEP_DAYS)) | Q(closes_at__lt=now - FORGOTTEN)
    with_roll = Voter.objects.values("poll")
    rows = Poll.objects.filter(ended, pk__in=with_roll).order_by("pk")
    held = list(rows.select_for_update(no_key=True, of=("self",)))
    Voter.objects.filter(poll__in=held).delete()
    messages.forget_about(held, actor=actor)
    audit.record_many("poll.roll_erased", actor=actor, targets=held)
    return len(held)


def _turn(held: list[Count]) -> int:
    """Return which time it is counted: anew once two differed."""
    if not held:
        return 1
    pair = [count for count in held if count.turn == held[-1].turn]
    if agree(pair):
        raise PollError(_("Dwie osoby policzyły tak samo. Napisz, skąd różnica."))
    return held[-1].turn + (len(pair) > 1)


def _take(poll: Poll, pair: list[Count], *, words: str, actor: audit.Actor) -> None:
    first, second = pair
    Protocol.objects.create(
        poll=poll,
        first=first.counter,
        second=second.counter,
        turns=first.turn,
        handed_out=_handed_out(poll),
        valid=total_of(first) - first.spoilt,
        spoilt=first.spoilt,
        words=words,
        taken_at=timezone.now(),
    )
    put_in(poll, dict(first.ballots))
    # What paper said is in the box among the rest; kept apart it would be a box of few.
    poll.counts.all().delete()
    audit.record("poll.paper_taken", actor=actor, target=poll)


def _sorted(poll: Poll, ballots: Mapping[str, int]) -> list[list[str | int]]:
    rules = rules_of(poll)
    held: dict[str, int] = {}
    for text, count in ballots.items():
        said = tally.checked(text, rules=rules)
        held[said] = held.get(said, 0) + count
    return [[ballot, count] for ballot, count in sorted(held.items()) if count]


def _handed_out(poll: Poll) -> int:
    return poll.voters.filter(channel=Voter.Way.PAPER).count()


def _counting(poll: Poll) -> Poll:
    row = locked(poll)
    if row.state != Poll.State.COUNTING:
        raise PollError(_("Karty liczy się po końcu głosowania, a przed wynikiem."))
    if Protocol.objects.filter(poll=row).exists():
        raise PollError(_("Karty są już policzone i przyjęte."))
    return row


def _check_draw(result: Result, drawn: int | None, words: str) -> None:
    if not result.waits_for_draw:
        return
    if drawn not in {line.option.position for line in result.first}:
        raise PollError(_("Wybierz, którą z odpowiedzi wylosowano."), field="drawn")
    if not words.strip():
        raise PollError(_("Napisz, jak losowano: gdzie, kiedy i przy kim."), field="drawn_words")


def _say(option: Option, poll: Poll, voices: int, *, actor: audit.Actor) -> None:
    if option.need is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        words = _("głosy w głosowaniu „%(question)s”") % {"question": poll.question}
    data = EvidenceData(
        method=Method.DEBATE,
        words=words,
        voices=voices,
        about=option,
        noted_on=times.local(poll.closes_at).date(),
    )
    add_evidence(option.need, data=data, actor=actor)
