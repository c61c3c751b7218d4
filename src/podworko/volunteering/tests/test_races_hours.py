"""A day filled twice at once, a report sent twice, a number given twice; and each control."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError

from podworko.audit.public import RESIDENT
from podworko.core.errors import DomainError
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks
from podworko.volunteering import operations
from podworko.volunteering.models import Agreement, Certificate, HoursEntry, Volunteer
from podworko.volunteering.operations import (
    DayFullError,
    HoursMovedOnError,
    certificates,
    hours,
    turn_hours,
)
from podworko.volunteering.tests.factories import make_opportunity
from podworko.volunteering.tests.hours_factories import (
    make_coordinator,
    make_entry,
    make_helper,
    make_request,
    make_told,
    make_wording,
)
from podworko.volunteering.tests.shifts_factories import make_past, make_shift, put

pytestmark = pytest.mark.django_db(transaction=True)


def people_unlocked(patch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    patch.setattr(hours, "lock_person", lambda _volunteer: None)


def at_two_pals() -> tuple[Volunteer, Volunteer]:
    """Have one person volunteer at two PALs."""
    one, other = make_helper(), make_helper()
    Volunteer.objects.filter(pk=other.pk).update(person=one.person)
    other.refresh_from_db()
    return one, other


def fill_at_once(patch: pytest.MonkeyPatch) -> tuple[list[Exception], int]:
    """Report 13 hours at each of two PALs at once; return who was refused and the day's hours."""
    meet_after(patch, hours, "_check_day")
    acts = [
        lambda each=each: operations.report_hours(each, make_told(minutes=780), actor=RESIDENT)
        for each in at_two_pals()
    ]
    refused = at_once(acts, DayFullError)
    return refused, sum(HoursEntry.objects.live().values_list("minutes", flat=True)) // 60


def test_a_day_never_has_more_than_24_hours_at_two_pals(monkeypatch: pytest.MonkeyPatch) -> None:
    refused, filled = fill_at_once(monkeypatch)

    assert ([type(error) for error in refused], filled) == ([DayFullError], 13)


def test_without_the_lock_a_day_would_have_26_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above: nothing else keeps the two apart."""
    people_unlocked(monkeypatch)

    assert fill_at_once(monkeypatch) == ([], 26)


def send_twice(patch: pytest.MonkeyPatch) -> tuple[list[Exception], int]:
    helper, told = make_helper(), make_told(key=uuid.uuid4())
    meet_after(patch, hours, "_held")
    send = lambda: operations.report_hours(helper, told, actor=RESIDENT)  # noqa: E731
    return at_once([send, send], IntegrityError), HoursEntry.objects.count()


def test_a_report_sent_twice_at_once_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert send_twice(monkeypatch) == ([], 1)


def test_without_the_lock_the_database_would_refuse_the_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Guard the test above: the first would not be found, and an error shown."""
    people_unlocked(monkeypatch)

    refused, count = send_twice(monkeypatch)

    assert ([type(error) for error in refused], count) == ([IntegrityError], 1)


def confirm_and_refuse(patch: pytest.MonkeyPatch) -> list[Exception]:
    """Confirm and refuse one entry at once; return who came too late."""
    entry, coordinator = make_entry(), make_coordinator()
    meet_after(patch, hours, "_lock_all")
    acts = [
        lambda: operations.confirm_hours([entry], actor=coordinator),
        lambda: operations.refuse_hours(entry, why="Nie.", actor=coordinator),
    ]
    return at_once(acts, HoursMovedOnError, IntegrityError)


def test_hours_are_confirmed_or_refused_never_both(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = confirm_and_refuse(monkeypatch)

    assert [type(error) for error in refused] == [HoursMovedOnError]


def test_without_the_lock_both_would_have_acted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above: whoever comes second would overwrite, or meet a constraint."""
    needs_row_locks()

    def read(entries: Any) -> list[HoursEntry]:
        rows = HoursEntry.objects.filter(pk__in=[entry.pk for entry in entries])
        return list(rows.select_related("volunteer__person", "volunteer__pal").order_by("pk"))

    monkeypatch.setattr(hours, "_lock_all", read)

    assert HoursMovedOnError not in [type(error) for error in confirm_and_refuse(monkeypatch)]


def issue_at_once(patch: pytest.MonkeyPatch) -> list[Exception]:
    """Issue two certificates at once, both with the same next number before their eyes."""
    requests, coordinator = [make_request(), make_request()], make_coordinator()
    meet_after(patch, certificates, "_next_number")
    acts = [
        lambda each=each: operations.issue_certificate(each, make_wording(), actor=coordinator)
        for each in requests
    ]
    return at_once(acts, IntegrityError, DomainError)


def test_two_certificates_issued_at_once_have_two_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    assert issue_at_once(monkeypatch) == []

    numbers = Certificate.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2]


def test_without_another_try_one_would_be_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above: the number is taken when the second one comes to it."""
    needs_row_locks()
    monkeypatch.setattr(certificates, "_TRIES", 1)

    assert len(issue_at_once(monkeypatch)) == 1


# Two shifts confirmed at once


def confirm_crosswise(patch: pytest.MonkeyPatch) -> list[Exception]:
    """Confirm two shifts at once on which the same two were put in another order."""
    of = make_opportunity()
    people = [make_helper(pal=of.pal) for _number in range(2)]
    Agreement.objects.update(begins_on="2020-01-01", signed_on="2020-01-01")
    shifts = [make_shift(of, days=days, needed=2) for days in (7, 9)]
    for shift, order in zip(shifts, (people, people[::-1]), strict=True):
        for each in order:
            put(shift, each)
    past = [make_past(shift, days=days) for shift, days in zip(shifts, (3, 5), strict=True)]
    user = make_coordinator(of.pal)
    meet_after(patch, turn_hours, "report_hours")
    acts = [lambda shift=shift: operations.confirm_shift(shift, actor=user) for shift in past]
    return at_once(acts, OperationalError)


def test_two_shifts_confirmed_at_once_do_not_wait_for_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert confirm_crosswise(monkeypatch) == []
    assert HoursEntry.objects.confirmed().count() == 4


def test_without_their_order_one_would_be_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the one above: whoever comes to both in another order waits for ever."""
    needs_row_locks()
    monkeypatch.setattr(turn_hours, "_lock_people", lambda _turns: None)

    [refused] = confirm_crosswise(monkeypatch)

    assert "deadlock" in str(refused)
