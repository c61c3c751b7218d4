"""Two who get one thing at the same moment, and what happens when nothing keeps them apart."""

import pytest
from django.db import IntegrityError, OperationalError, connection

from podworko.audit.public import SYSTEM
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks
from podworko.initiatives import operations
from podworko.initiatives.models import Loan, LoanDay, Thing
from podworko.initiatives.operations import lending
from podworko.initiatives.operations.lending import TakenError
from podworko.initiatives.tests.shelf_factories import ADA, BEA, ask_for, make_thing

pytestmark = pytest.mark.django_db(transaction=True)
DATABASE = (IntegrityError, OperationalError)
"""How the database stops one of two, which must never be how somebody is told."""


def agree_to_both() -> list[Exception]:
    """Agree to two who ask for overlapping days of one thing, at once."""
    thing = make_thing()
    loans = [ask_for(thing, 2, 4, ADA).loan, ask_for(thing, 4, 6, BEA).loan]
    acts = [
        lambda loan=loan: operations.answer_loan(loan, agrees=True, words="", actor=SYSTEM)
        for loan in loans
    ]
    return at_once(acts, TakenError, *DATABASE)


def unlocked(patch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    read = Thing.objects.select_related("pal", "owner")
    patch.setattr(lending, "lock_thing", lambda thing: read.get(pk=thing.pk))


def agreed() -> int:
    return Loan.objects.filter(state="agreed").count()


def test_one_of_two_gets_the_thing_and_the_other_waits_for_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meet_after(monkeypatch, lending, "taken_days")
    [refused] = agree_to_both()
    assert isinstance(refused, TakenError)
    assert (agreed(), LoanDay.objects.count()) == (1, 3)
    assert Loan.objects.filter(state="asked").count() == 1


def test_without_the_lock_the_database_still_keeps_them_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unlocked(monkeypatch)
    meet_after(monkeypatch, lending, "taken_days")
    [refused] = agree_to_both()
    assert isinstance(refused, TakenError)
    assert agreed() == 1


def test_without_both_two_would_have_it_on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    unlocked(monkeypatch)
    meet_after(monkeypatch, lending, "taken_days")
    name = "initiatives_loanday_taken_once"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE initiatives_loanday DROP CONSTRAINT {name}")
    try:
        assert agree_to_both() == []
        assert (agreed(), LoanDay.objects.count()) == (2, 6)
    finally:
        LoanDay.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                f"ALTER TABLE initiatives_loanday ADD CONSTRAINT {name} UNIQUE (thing_id, day)"
            )
