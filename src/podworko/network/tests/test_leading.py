"""A leader is never in two places at once: by trigger, whoever writes and however."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.audit import public as audit
from podworko.core.tests.racing import at_once, meet_before, trigger_without_lock
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.network.holds import LeaderHold
from podworko.network.leaders import Leader
from podworko.network.leading import (
    LEADER_FIELDS,
    LeaderBusyError,
    hold_leaders,
    release_leaders,
    save_leader,
)
from podworko.network.models import Pal

pytestmark = pytest.mark.django_db

NOON = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=3)


@pytest.fixture
def leader() -> Leader:
    return Leader.objects.create(name="Lena Sowa", role="instruktorka ceramiki")


def thing(number: int) -> Pal:
    """Give something that can be led; which model it is does not matter."""
    return Pal(pk=number)


def hour(of: float) -> datetime:
    return NOON + timedelta(hours=of)


def take(leaders: list[Leader], number: int, begin: float, end: float) -> None:
    hold_leaders(
        leaders,
        about=thing(number),
        starts_at=hour(begin),
        ends_at=hour(end),
        title=f"Rzecz {number}",
    )


@pytest.mark.parametrize("span", [(0, 2), (-1, 1), (1, 3), (0.5, 1), (-1, 3)])
def test_a_busy_leader_is_refused_and_told_with_what(
    leader: Leader, span: tuple[float, float]
) -> None:
    take([leader], 1, 0, 2)

    with pytest.raises(LeaderBusyError) as refused:
        take([leader], 2, *span)

    assert "Lena Sowa" in str(refused.value.message)
    assert "Rzecz 1" in str(refused.value.message)
    assert LeaderHold.objects.count() == 1


@pytest.mark.parametrize("span", [(-1, 0), (2, 3)])
def test_times_that_touch_are_free(leader: Leader, span: tuple[float, float]) -> None:
    take([leader], 1, 0, 2)

    take([leader], 2, *span)


def test_two_lead_one_thing_and_one_of_them_may_leave_it(leader: Leader) -> None:
    other = Leader.objects.create(name="Jan Lis", role="stolarz")
    take([leader, other], 1, 0, 2)
    take([other], 1, 0, 2)

    take([leader], 2, 0, 2)

    with pytest.raises(LeaderBusyError):
        take([other], 3, 1, 2)


def test_of_two_leaders_one_busy_takes_neither(leader: Leader) -> None:
    other = Leader.objects.create(name="Jan Lis", role="stolarz")
    take([other], 1, 0, 2)

    with pytest.raises(LeaderBusyError):
        take([leader, other], 2, 0, 2)

    take([leader], 3, 0, 2)


def test_what_is_given_back_is_free(leader: Leader) -> None:
    take([leader], 1, 0, 2)

    assert release_leaders([thing(1)]) == 1
    take([leader], 2, 0, 2)


def test_the_database_refuses_what_no_operation_asked(leader: Leader) -> None:
    take([leader], 1, 0, 2)
    take([leader], 2, 2, 3)

    with pytest.raises(IntegrityError), transaction.atomic():
        LeaderHold.objects.filter(about__endswith=":2").update(starts_at=hour(1))


def test_who_saves_second_overwrites_nothing(leader: Leader) -> None:
    seen = version_of(leader, LEADER_FIELDS)
    Leader.objects.filter(pk=leader.pk).update(role="ceramiczka")
    leader.role = "garncarka"

    with pytest.raises(ChangedMeanwhileError):
        save_leader(leader, pals=[], actor=audit.SYSTEM, seen_version=seen)

    assert Leader.objects.get().role == "ceramiczka"


def race(leader: Leader, monkeypatch: pytest.MonkeyPatch) -> int:
    """Take one leader twice at once; return how many were refused."""
    meet_before(monkeypatch, audit, "label")
    acts = [partial(take, [leader], number, 0, 2) for number in (1, 2)]
    return len(at_once(acts, LeaderBusyError))


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_refused(
    leader: Leader, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert race(leader, monkeypatch) == 1
    assert LeaderHold.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_that_race_is_real_without_the_lock(
    leader: Leader, monkeypatch: pytest.MonkeyPatch
) -> None:
    with trigger_without_lock("network_leaderhold", thing="leader_id"):
        assert race(leader, monkeypatch) == 0
    assert LeaderHold.objects.count() == 2
