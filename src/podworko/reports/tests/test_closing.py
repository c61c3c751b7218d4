"""Closing a year: what it came to is kept whatever happens later, and told as safely ever after."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from threading import Event
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from podworko.activities.models import Presence, Register
from podworko.audit.public import SYSTEM, history
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.tests.racing import (
    SURELY,
    at_once,
    meet_before,
    needs_row_locks,
    wait_unless_kept,
)
from podworko.people.public import Person
from podworko.reports import operations
from podworko.reports.catalogue import STANDARD, Definition
from podworko.reports.models import Edition, Figure
from podworko.reports.operations import ClosingError, closing
from podworko.reports.queries import local
from podworko.reports.queries.told import NETWORK, WHOLE, YearTold, edition_of, of_edition
from podworko.reports.queries.year import read_year
from podworko.reports.tests import plain_sql
from podworko.reports.tests.adversary import Key, derived_groups, small_groups
from podworko.reports.tests.factories import came_on, last_year, made_of, make_pal, people

pytestmark = pytest.mark.django_db


def told(year: int) -> YearTold:
    edition = edition_of(year)
    assert edition is not None
    return of_edition(edition)


def numbers_of(edition: Edition) -> dict[Key, int]:
    """Return every number of people, held back or not."""
    codes = {each.code for each in STANDARD if each.is_people} - {"consultations"}
    return {
        key: int(each.now.value or 0)
        for key, each in of_edition(edition).told.items()
        if key[0] in codes
    }


def hidden_in(edition: Edition) -> set[Key]:
    return {key for key, each in of_edition(edition).told.items() if each.is_held}


def test_a_closed_year_equals_a_count_in_plain_sql_of_every_place_and_of_all() -> None:
    year = last_year()
    one, two = make_pal(name="A"), make_pal(name="B")
    made_of(year, one, two)
    operations.close_year(year, actor=SYSTEM)
    counted = plain_sql.counted(date(year, 1, 1), date(year, 12, 31))

    found = told(year).told

    for code, (by_pal, whole) in counted.items():
        assert (found[code, WHOLE].now.value or 0) == whole, code
        for pal in (one, two):
            assert (found[code, pal.pk].now.value or 0) == by_pal.get(pal.pk, 0), code


def test_what_is_merged_erased_or_mended_later_changes_no_closed_number() -> None:
    year, pal = last_year(), make_pal()
    came_on(pal, date(year, 3, 2), *people(8))
    operations.close_year(year, actor=SYSTEM)
    keep, *others = Person.objects.order_by("pk")
    Presence.objects.filter(person=others[0]).update(person=keep)
    Presence.objects.filter(person=others[1]).update(person=None, name="", card="")
    Person.objects.filter(pk=others[1].pk).delete()
    Register.objects.all()[0].presences.all()[0].delete()

    line = told(year).line("people", pal.pk)

    assert line.now is not None
    assert line.now.value == 8
    assert read_year(year).told["people", pal.pk].now.value != 8


@pytest.mark.parametrize("years_on", [0, 1])
def test_a_year_that_is_not_over_is_not_closed(years_on: int) -> None:
    with pytest.raises(ClosingError):
        operations.close_year(times.today().year + years_on, actor=SYSTEM)


def test_a_year_is_closed_once_and_none_before_one_that_was_compared_with_it() -> None:
    operations.close_year(last_year(), actor=SYSTEM)

    for year in (last_year(), last_year() - 1):
        with pytest.raises(ClosingError):
            operations.close_year(year, actor=SYSTEM)
    assert history(Edition.objects.get()) == ["year.closed"]


def test_the_year_before_is_told_as_its_own_report_told_it() -> None:
    """What was held back then is held back now, though by itself it would be told today."""
    year, pal, other = last_year(), make_pal(name="A"), make_pal(name="B")
    came_on(pal, date(year - 1, 3, 2), *people(3))
    came_on(other, date(year - 1, 3, 2), *people(9, name="Ola"))
    operations.close_year(year - 1, actor=SYSTEM)
    came_on(pal, date(year - 1, 3, 3), *people(9, name="Iga"))
    operations.close_year(year, actor=SYSTEM)

    then, now = told(year - 1), told(year)

    for code, scope in then.told:
        assert now.told[code, scope].is_before_held == then.told[code, scope].is_held
        assert now.told[code, scope].before.value == then.told[code, scope].now.value
    assert now.line("people", pal.pk).before is None


def test_a_correction_tells_nothing_new_of_what_either_edition_holds_back() -> None:
    year, one, two = last_year(), make_pal(name="A"), make_pal(name="B")
    came_on(one, date(year, 3, 2), *people(3))
    came_on(two, date(year, 3, 2), *people(30, name="Ola"))
    first = operations.close_year(year, actor=SYSTEM)
    came_on(one, date(year, 3, 3), *people(9, name="Iga"))
    second = operations.correct_year(year, reason="Zgubiona lista.", seen=1, actor=SYSTEM)

    before, after = of_edition(first), of_edition(second)
    hung = ("participations", "participations-named", "people", "newcomers")

    assert before.line("people", one.pk).now is None
    assert all(after.line(code, one.pk).now is None for code in hung)
    assert all(after.line(code, WHOLE).now is None for code in hung)
    assert after.told["people", one.pk].now.value == 12
    assert (first.reason, second.reason) == ("", "Zgubiona lista.")
    held = after.line("sessions-held", one.pk).now
    assert held is not None
    assert held.value == 2


def test_a_correction_leaves_a_year_before_that_was_never_closed_as_it_was_told() -> None:
    year, one, two = last_year(), make_pal(name="A"), make_pal(name="B")
    came_on(one, date(year - 1, 3, 2), *people(3))
    came_on(two, date(year - 1, 3, 2), *people(30, name="Ola"))
    first = operations.close_year(year, actor=SYSTEM)
    came_on(one, date(year - 1, 3, 3), *people(9, name="Iga"))

    second = operations.correct_year(year, reason="Zgubiona lista.", seen=1, actor=SYSTEM)

    before, after = of_edition(first), of_edition(second)
    assert before.line("people", one.pk).before is None
    for code, scope in before.told:
        assert after.line(code, scope).before == before.line(code, scope).before


def test_hours_that_are_rounded_leave_nothing_of_no_place() -> None:
    make_pal()
    operations.close_year(last_year(), actor=SYSTEM)

    assert ("volunteer-hours", NETWORK) not in told(last_year()).told


def test_what_was_and_is_large_is_corrected_and_what_is_as_it_was_is_told_as_it_was() -> None:
    year, pal = last_year(), make_pal()
    came_on(pal, date(year, 3, 2), heads=10)
    first = operations.close_year(year, actor=SYSTEM)
    came_on(pal, date(year, 3, 3), heads=10)

    second = operations.correct_year(year, reason="Zgubiona lista.", seen=1, actor=SYSTEM)

    assert of_edition(second).line("participations", pal.pk).now_words == "20"
    assert of_edition(first).line("participations", pal.pk).now_words == "10"


@pytest.mark.parametrize(("reason", "seen"), [("", 1), ("Zgubiona lista.", 2)])
def test_a_correction_needs_words_and_the_edition_that_was_looked_at(
    reason: str, seen: int
) -> None:
    operations.close_year(last_year(), actor=SYSTEM)

    with pytest.raises(ClosingError):
        operations.correct_year(last_year(), reason=reason, seen=seen, actor=SYSTEM)


def test_a_definition_changed_within_a_year_says_so_and_an_old_report_keeps_its_own() -> None:
    year = last_year()
    operations.close_year(year - 1, actor=SYSTEM)
    with changed_definition("people", date(year, 7, 1)):
        operations.close_year(year, actor=SYSTEM)

    old, new = told(year - 1).line("people", WHOLE), told(year).line("people", WHOLE)

    assert (old.meaning.version, old.meaning.earlier) == (1, "")
    assert (new.meaning.version, new.meaning.words, new.meaning.since.month) == (2, "Inaczej.", 7)
    assert new.meaning.earlier == old.meaning.words
    assert new.change is None, "two definitions are not compared"


def changed_definition(code: str, since: date) -> AbstractContextManager[object]:
    def changed() -> Iterator[object]:
        for each in STANDARD:
            more = (*each.definitions, Definition(2, since, "Inaczej."))
            yield replace(each, definitions=more) if each.code == code else each

    return mock.patch.object(local, "STANDARD", tuple(changed()))


def test_a_place_that_did_not_open_till_later_is_not_in_the_year() -> None:
    year = last_year()
    make_pal(name="Nowy", slug="nowy", opened_on=date(year + 1, 2, 1))
    half = make_pal(name="Pół", slug="pol", opened_on=date(year, 6, 1))
    operations.close_year(year, actor=SYSTEM)

    assert [pal.key for pal in told(year).pals] == [half.pk]


def test_somebody_who_reads_all_of_a_closed_year_finds_no_small_group() -> None:
    year = last_year()
    pals = [make_pal(name=name) for name in "ABC"]
    made_of(year, *pals)
    edition = operations.close_year(year, actor=SYSTEM)
    values, hidden = numbers_of(edition), hidden_in(edition)

    assert hidden
    assert small_groups(values, hidden) == []
    assert derived_groups(values, hidden) == []


def test_closing_costs_the_same_whatever_the_number_of_places() -> None:
    def cost(year: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            operations.close_year(year, actor=SYSTEM)
        # How many rows an INSERT takes is the database's business.
        return sum(not each["sql"].startswith("INSERT") for each in queries.captured_queries)

    make_pal(name="A")
    operations.close_year(last_year() - 2, actor=SYSTEM)
    one = cost(last_year() - 1)
    for name in "BCD":
        make_pal(name=name)

    assert cost(last_year()) == one


def close() -> None:
    operations.close_year(last_year(), actor=SYSTEM)


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_close_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    meet_before(monkeypatch, closing, "_stored")

    refused = at_once([close, close], DomainError)

    assert len(refused) == 1
    assert Edition.objects.count() == 1
    assert Figure.objects.filter(scope="whole").count() == len(STANDARD)


@pytest.mark.django_db(transaction=True)
def test_without_its_constraint_a_year_is_closed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the constraint is what keeps the second one out."""
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite the transaction itself is the lock.")
    meet_before(monkeypatch, closing, "_stored")
    constraint = Edition._meta.constraints[0]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Edition, constraint)

    refused = at_once([close, close], DomainError)

    assert (len(refused), Edition.objects.count()) == (0, 2)
    Edition.objects.all()[0].delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Edition, constraint)


def close_the_year_before_meanwhile(patch: pytest.MonkeyPatch) -> list[Exception]:
    """Close a year, and the one before it in between looking and storing, unless it is kept out."""
    looked, ended, act = Event(), Event(), closing._stored

    def store_late(year: int, *rest: Any, **more: Any) -> Edition:
        if year == last_year():
            looked.set()
            wait_unless_kept(ended.wait)
        return act(year, *rest, **more)

    def close_before() -> None:
        looked.wait(SURELY)
        operations.close_year(last_year() - 1, actor=SYSTEM)
        ended.set()

    patch.setattr(closing, "_stored", store_late)
    return at_once([close, close_before], DomainError)


@pytest.mark.django_db(transaction=True)
def test_a_year_is_not_closed_beside_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    make_pal()

    refused = close_the_year_before_meanwhile(monkeypatch)

    assert len(refused) == 1
    assert Edition.objects.get().year == last_year()


@pytest.mark.django_db(transaction=True)
def test_without_the_queue_a_year_is_closed_beside_the_next_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control."""
    needs_row_locks()
    make_pal()
    monkeypatch.setattr(closing, "_hold_closing", lambda: None)

    refused = close_the_year_before_meanwhile(monkeypatch)

    assert (len(refused), Edition.objects.count()) == (0, 2)


def test_what_is_of_no_place_is_told_apart() -> None:
    year = last_year()
    make_pal()
    operations.close_year(year, actor=SYSTEM)

    found = told(year)

    assert ("advice-questions", NETWORK) in found.told
    assert ("people", NETWORK) not in found.told
