"""Two at once in a poll: one link counts once, and nothing that came in time is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks
from podworko.debates import operations
from podworko.debates.models import Box, Poll, Voter
from podworko.debates.operations import PollError, polls, polls_counting, polls_voting
from podworko.debates.tests.polls_factories import (
    close,
    hand_out,
    make_counter,
    make_voter,
    open_poll,
)

pytestmark = pytest.mark.django_db(transaction=True)


def box() -> list[list[Any]]:
    return list(Box.objects.get().ballots)


def one_link_twice(patch: pytest.MonkeyPatch) -> list[Exception]:
    poll = open_poll()
    line, now = make_voter(poll), timezone.now()
    meet_after(patch, polls_voting, "_locked_line")
    cast = lambda: operations.cast(  # noqa: E731
        poll, voter=line.pk, ballot="1", arrived=now, actor=RESIDENT
    )
    return at_once([cast, cast], PollError)


def test_one_link_used_twice_at_once_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(one_link_twice(monkeypatch)) == 1
    assert box() == [["1", 1]]


def paper_against_a_late_vote(patch: pytest.MonkeyPatch) -> None:
    """Take the paper into the box while a vote from before the end still waits."""
    poll = open_poll()
    line, arrived = make_voter(poll), timezone.now() - timedelta(hours=2)
    hand_out(poll, "a")
    poll = close(poll)
    ola, jan = make_counter("ola"), make_counter("jan")
    operations.type_count(poll, ballots={"2": 1}, spoilt=0, actor=ola)
    meet_after(patch, polls_voting, "_locked_box")
    refused = at_once(
        [
            lambda: operations.cast(
                poll, voter=line.pk, ballot="1", arrived=arrived, actor=RESIDENT
            ),
            lambda: operations.type_count(poll, ballots={"2": 1}, spoilt=0, actor=jan),
        ],
        PollError,
    )
    assert refused == []


def test_paper_and_a_vote_that_waited_are_both_in_the_box(monkeypatch: pytest.MonkeyPatch) -> None:
    paper_against_a_late_vote(monkeypatch)

    assert box() == [["1", 1], ["2", 1]]


def closed_against_a_vote(patch: pytest.MonkeyPatch) -> Poll:
    """Close the poll while a vote that came in its last second waits."""
    poll = open_poll()
    line, arrived = make_voter(poll), timezone.now()
    Poll.objects.filter(pk=poll.pk).update(closes_at=arrived + timedelta(microseconds=1))
    meet_after(patch, polls_voting, "_locked_line")
    refused = at_once(
        [
            lambda: operations.close_due(actor=SYSTEM),
            lambda: operations.cast(
                poll, voter=line.pk, ballot="1", arrived=arrived, actor=RESIDENT
            ),
        ],
        PollError,
    )
    assert refused == []
    return Poll.objects.get()


def test_a_vote_of_the_last_second_counts_whoever_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert closed_against_a_vote(monkeypatch).state == "counting"
    assert box() == [["1", 1]]
    assert Voter.objects.get().has_voted


def test_the_races_are_real_without_the_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the tests above: whoever looks without a lock votes twice, or loses a vote."""
    needs_row_locks()
    get = Poll.objects.get
    for module in (polls, polls_voting, polls_counting):
        monkeypatch.setattr(module, "locked", lambda poll: get(pk=poll.pk))
    monkeypatch.setattr(
        polls_voting, "_locked_line", lambda poll, pk: poll.voters.filter(pk=pk).first()
    )
    monkeypatch.setattr(polls_voting, "_locked_box", lambda poll: Box.objects.get(poll=poll))

    with monkeypatch.context() as first:  # whose meeting nobody of the second comes to
        assert one_link_twice(first) == []
    Poll.objects.all().delete()
    paper_against_a_late_vote(monkeypatch)
    assert sum(number for _ballot, number in box()) == 1
