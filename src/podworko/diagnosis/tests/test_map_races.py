"""Two act on the map at the same moment; each race has its control."""

from functools import partial

import pytest
from django.db import IntegrityError, OperationalError, connection

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks
from podworko.diagnosis.models import Evidence, Proposal, Support
from podworko.diagnosis.operations import ProposalError, proposals
from podworko.diagnosis.tests.factories import make_need
from podworko.diagnosis.tests.mapping import make_proposal

pytestmark = pytest.mark.django_db(transaction=True)


def answer_at_once(patch: pytest.MonkeyPatch) -> list[Exception]:
    """Have one join a proposal and another refuse it; return who was told no."""
    need = make_need()
    proposal = make_proposal(pal=need.pal)
    meet_after(patch, proposals, "_waiting")
    acts = [
        partial(proposals.join, proposal, to=need, actor=SYSTEM),
        partial(proposals.refuse, proposal, reason="Nie tu.", actor=SYSTEM),
    ]
    return at_once(acts, ProposalError, OperationalError)


def test_a_proposal_gets_one_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = answer_at_once(monkeypatch)

    assert len(refused) == 1
    assert not Proposal.objects.get().is_waiting


def test_the_race_for_an_answer_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    monkeypatch.setattr(proposals, "_waiting", lambda row: Proposal.objects.get(pk=row.pk))

    assert answer_at_once(monkeypatch) == []


def press_at_once() -> list[Exception]:
    """Have one browser say "me too" twice at the same moment."""
    need = make_need()
    act = partial(proposals.support, need, digest="ada", actor=RESIDENT)
    return at_once([act, act], IntegrityError, OperationalError)


def test_a_button_pressed_twice_is_one_voice() -> None:
    assert press_at_once() == []
    assert Support.objects.count() == 1


def test_the_race_for_a_voice_is_real_without_the_constraint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Guard the test above: a look before writing alone would count one voice twice."""
    needs_row_locks()
    need = make_need()

    def look_then_write() -> bool:
        is_there = looked()
        if not is_there:
            with connection.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO diagnosis_support (need_id, digest, given_on)"
                    " VALUES (%s, 'ada', CURRENT_DATE)",
                    [need.pk],
                )
        return is_there

    def looked() -> bool:
        return bool(look.exists(need.pk))

    look = _Look()
    meet_after(monkeypatch, look, "exists")
    with _without_constraint():
        at_once([look_then_write, look_then_write], IntegrityError)
        assert Support.objects.count() == 2
        Support.objects.all().delete()


class _Look:
    def exists(self, need_id: int) -> bool:
        return Support.objects.filter(need_id=need_id, digest="ada").exists()


class _without_constraint:  # noqa: N801 - read as a word
    """Take the constraint away, and put it back."""

    _NAME = "diagnosis_support_once_per_person"

    def __enter__(self) -> None:
        self._run(f"ALTER TABLE diagnosis_support DROP CONSTRAINT {self._NAME}")

    def __exit__(self, *_problem: object) -> None:
        self._run(
            f"ALTER TABLE diagnosis_support ADD CONSTRAINT {self._NAME} UNIQUE (need_id, digest)"
        )

    @staticmethod
    def _run(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


def test_two_who_join_at_once_are_two_voices(monkeypatch: pytest.MonkeyPatch) -> None:
    need = make_need()
    acts = [
        partial(proposals.join, make_proposal(pal=need.pal), to=need, actor=SYSTEM)
        for _number in range(2)
    ]
    meet_after(monkeypatch, proposals, "_answer")

    at_once(acts)

    assert Evidence.objects.get(need=need, method="residents").voices == 2
