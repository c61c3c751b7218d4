"""Two who act at once on one person's checks, or on one PAL's standards: each act counts once."""

import pytest
from django.db import IntegrityError

from podworko.audit import public as audit
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis.tests.factories import make_pal
from podworko.network.public import Pal
from podworko.volunteering import operations
from podworko.volunteering.models import Acknowledgement, Checked, Declared, Standards
from podworko.volunteering.operations import checks, standards
from podworko.volunteering.tests.factories import make_checked, make_staff
from podworko.volunteering.tests.safety_factories import make_leader, make_standards, text_of

pytestmark = pytest.mark.django_db(transaction=True)


def declared_twice(patch: pytest.MonkeyPatch) -> list[Exception]:
    leader, actor = make_leader(), make_staff()
    meet_after(patch, checks, "_lock")
    declare = lambda: operations.declare(  # noqa: E731
        leader, citizenships=["PL"], lived_in=[], actor=actor
    )
    return at_once([declare, declare], Exception)


def test_two_answers_at_once_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert declared_twice(monkeypatch) == []
    assert Declared.objects.count() == 1


def struck_twice(patch: pytest.MonkeyPatch) -> int:
    leader, actor = make_leader(), make_staff()
    row = make_checked(leader, "krk")
    meet_after(patch, checks, "_lock")
    strike = lambda: operations.strike_check(row, why="pomyłka", actor=actor)  # noqa: E731
    assert at_once([strike, strike]) == []
    assert Checked.objects.get().struck_at is not None
    return audit.history(leader).count("check.struck")


def test_a_row_struck_twice_at_once_is_struck_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert struck_twice(monkeypatch) == 1


def issued_twice(patch: pytest.MonkeyPatch) -> list[Exception]:
    pal, actor = make_pal(), make_staff()
    draft = operations.write_standards(pal, text_of(), actor=actor)
    meet_after(patch, standards, "_check_complete")
    issue = lambda: operations.issue_standards(  # noqa: E731
        pal, actor=actor, seen_version=draft.version
    )
    return at_once([issue, issue], Exception)


def test_a_draft_issued_twice_at_once_is_issued_once(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = issued_twice(monkeypatch)

    assert [str(error) for error in refused] == ["Nie ma szkicu, który można wydać."]
    row = Standards.objects.get()
    assert audit.history(row).count("standards.issued") == 1


def written_twice(patch: pytest.MonkeyPatch) -> list[type[Exception]]:
    pal, actor = make_pal(), make_staff()
    meet_after(patch, standards, "_next_number")
    write = lambda: operations.write_standards(pal, text_of(), actor=actor)  # noqa: E731
    return [type(error) for error in at_once([write, write], Exception)]


def test_of_two_who_begin_a_draft_at_once_the_second_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert written_twice(monkeypatch) == [ChangedMeanwhileError]


def test_an_edition_acknowledged_twice_at_once_is_known_once() -> None:
    row, reader = make_standards(make_pal()), make_staff()
    know = lambda: operations.acknowledge_standards(row, actor=reader)  # noqa: E731

    assert at_once([know, know]) == []
    assert Acknowledgement.objects.count() == 1
    assert audit.history(row).count("standards.acknowledged") == 1


def test_the_races_are_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the tests above: whoever looks without the lock issues, or begins, a second time."""
    needs_row_locks()

    def unlocked(_pal: Pal) -> None:
        """Look without waiting for anybody."""

    monkeypatch.setattr(standards, "_lock_pal", unlocked)

    assert issued_twice(monkeypatch) == []
    assert audit.history(Standards.objects.get()).count("standards.issued") == 2
    assert written_twice(monkeypatch) == [IntegrityError]
