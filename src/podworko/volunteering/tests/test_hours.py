"""Hours: who reports and who confirms, what a day holds, how they are put right with a trace."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from podworko.audit import public as audit
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.diagnosis.tests.factories import make_pal
from podworko.messages.public import Message
from podworko.people.public import Person
from podworko.volunteering import operations
from podworko.volunteering.models import HoursEntry, Volunteer
from podworko.volunteering.operations import (
    DayFullError,
    HoursMovedOnError,
    NotSupervisorError,
    RowError,
    UnexplainedError,
)
from podworko.volunteering.tests.factories import (
    day_in,
    make_agreement,
    make_opportunity,
    make_staff,
    make_volunteer,
)
from podworko.volunteering.tests.hours_factories import (
    make_confirmed,
    make_coordinator,
    make_entry,
    make_helper,
    make_told,
)

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(HoursEntry.objects.order_by("pk").values_list("state", flat=True))


def elsewhere(volunteer: Volunteer) -> Volunteer:
    """Have the same person volunteer at another PAL too."""
    other = make_helper()
    Volunteer.objects.filter(pk=other.pk).update(person=volunteer.person)
    other.refresh_from_db()
    return other


# Reporting


def test_what_is_reported_waits_and_says_who_told_it() -> None:
    own = make_entry()
    staff = make_staff()
    called = operations.report_hours(make_helper(), make_told(channel="phone"), actor=staff)

    assert (own.state, own.reported_by) == ("reported", None)
    assert (called.channel, called.reported_by) == ("phone", staff)
    assert audit.history(own) == ["hours.reported"]


def test_the_same_report_twice_is_one() -> None:
    helper, told = make_helper(), make_told(key=uuid.uuid4())

    first = operations.report_hours(helper, told, actor=RESIDENT)
    second = operations.report_hours(helper, told, actor=RESIDENT)

    assert first == second
    assert HoursEntry.objects.count() == 1


def test_a_turn_of_a_shift_is_reported_once_and_again_after_it_was_refused() -> None:
    helper, told = make_helper(), make_told(about="volunteering.turn:7")
    first = operations.report_hours(helper, told, actor=RESIDENT)

    assert operations.report_hours(helper, told, actor=SYSTEM) == first

    operations.refuse_hours(first, why="Nie było Cię.", actor=make_coordinator())
    again = operations.report_hours(helper, told, actor=RESIDENT)
    assert (again.state, states()) == ("reported", ["refused", "reported"])


@pytest.mark.parametrize(
    ("days", "told"), [(1, "dopiero"), (-31, "jeszcze się nie"), (-40000, "jeszcze się nie")]
)
def test_hours_are_of_days_that_were_and_not_before_they_began(days: int, told: str) -> None:
    with pytest.raises(DomainError, match=told) as refused:
        make_entry(day=day_in(days))

    assert refused.value.field == "day"
    assert make_entry(day=day_in(-30)).state == "reported"


def test_after_the_end_only_days_before_it_are_reported() -> None:
    helper = make_helper()
    Volunteer.objects.filter(pk=helper.pk).update(stage="ended", ended_on=day_in(-3))
    helper.refresh_from_db()

    make_entry(helper, day=day_in(-3))
    with pytest.raises(DomainError, match="zakończony"):
        make_entry(helper, day=day_in(-2))


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_a_report_is_of_a_minute_to_a_day(minutes: int) -> None:
    with pytest.raises(DomainError) as refused:
        make_entry(minutes=minutes)

    assert refused.value.field == "length"


def test_one_persons_day_has_24_hours_at_all_pals_together() -> None:
    helper = make_helper()
    other = elsewhere(helper)
    make_entry(helper, minutes=14 * 60)

    with pytest.raises(DayFullError, match="600"):
        make_entry(other, minutes=601)
    make_entry(other, minutes=600)
    with pytest.raises(DayFullError, match=": 0"):
        make_entry(helper, minutes=1)
    make_entry(helper, minutes=1440, day=day_in(-1))
    make_entry(minutes=1440)


def test_what_was_refused_or_replaced_leaves_room() -> None:
    helper = make_helper()
    entry = make_entry(helper, minutes=1440)

    fixed = operations.correct_hours(entry, make_told(minutes=1000), why="pomyłka", actor=RESIDENT)
    operations.refuse_hours(fixed, why="Za długo.", actor=make_coordinator())

    with pytest.raises(DayFullError):
        make_entry(helper, minutes=1)
    operations.refuse_hours(entry, why="Za długo.", actor=make_coordinator())
    assert make_entry(helper, minutes=1440).state == "reported"


def test_a_sheet_is_taken_whole_or_not_at_all() -> None:
    helper = make_helper()
    rows = [make_told(day=day_in(-days)) for days in (3, 2, -1)]

    with pytest.raises(RowError, match="dopiero") as refused:
        operations.report_sheet(helper, rows, actor=make_staff())

    assert refused.value.row == 2
    assert not HoursEntry.objects.exists()
    assert len(operations.report_sheet(helper, rows[:2], actor=make_staff())) == 2


# Confirming


def test_many_are_confirmed_at_once_and_twice_is_the_same_as_once() -> None:
    pal = make_pal()
    entries = [make_entry(make_helper(pal=pal)), make_entry(make_helper(pal=pal))]
    coordinator = make_coordinator(pal)

    assert operations.confirm_hours(entries, actor=coordinator) == 2
    assert operations.confirm_hours(entries, actor=coordinator) == 0

    assert states() == ["confirmed", "confirmed"]
    assert audit.history(entries[0]) == ["hours.reported", "hours.confirmed"]


def test_art_44_ust_1_a_day_without_an_agreement_is_confirmed_with_a_reason_alone() -> None:
    volunteer = make_volunteer(stage="active")
    entry, coordinator = make_entry(volunteer), make_coordinator()

    with pytest.raises(UnexplainedError, match=volunteer.person.name):
        operations.confirm_hours([entry], actor=coordinator)
    with pytest.raises(UnexplainedError):
        operations.confirm_hours([entry], whys={entry.pk: "  "}, actor=coordinator)
    operations.confirm_hours([entry], whys={entry.pk: "podpis był w drodze"}, actor=coordinator)

    entry.refresh_from_db()
    assert (entry.state, entry.allowed_why) == ("confirmed", "podpis był w drodze")


def test_a_reason_nobody_needs_is_not_kept() -> None:
    entry = make_confirmed()

    assert entry.allowed_why == ""


def test_one_of_many_that_may_not_be_keeps_all_of_them_waiting() -> None:
    pal = make_pal()
    mine, others = make_entry(make_helper(pal=pal)), make_entry()

    with pytest.raises(NotSupervisorError):
        operations.confirm_hours([mine, others], actor=make_coordinator(pal))

    assert states() == ["reported", "reported"]


def test_the_supervisor_of_an_agreement_confirms_the_days_on_which_it_held() -> None:
    helper = make_helper(begins_on=day_in(-30))
    supervisor = helper.agreements.get().supervisor
    Person.objects.filter(pk=helper.person_id).update(email="ada@example.org")

    operations.confirm_hours([make_entry(helper)], actor=supervisor)
    helper.agreements.update(state="ended", ended_on=day_in(-5))
    with pytest.raises(NotSupervisorError):
        operations.confirm_hours([make_entry(helper, day=day_in(-4))], actor=supervisor)
    with pytest.raises(NotSupervisorError):
        operations.refuse_hours(make_entry(helper, day=day_in(-3)), why="Nie.", actor=supervisor)

    assert states() == ["confirmed", "reported", "reported"]


def test_nobody_confirms_their_own_hours() -> None:
    entry, coordinator = make_entry(), make_coordinator()
    Person.objects.update(email=coordinator.email.upper())

    with pytest.raises(NotSupervisorError):
        operations.confirm_hours([entry], actor=coordinator)
    with pytest.raises(NotSupervisorError):
        operations.refuse_hours(entry, why="Nie.", actor=coordinator)


def test_staff_without_any_part_in_it_confirm_nothing() -> None:
    with pytest.raises(NotSupervisorError):
        operations.confirm_hours([make_entry()], actor=make_staff())


def test_what_was_refused_is_not_confirmed_and_the_volunteer_is_told_once() -> None:
    entry, coordinator = make_entry(), make_coordinator()

    operations.refuse_hours(entry, why="Tego dnia PAL był zamknięty.", actor=coordinator)
    operations.refuse_hours(entry, why="Inny powód.", actor=coordinator)

    entry.refresh_from_db()
    assert (entry.state, entry.refused_why) == ("refused", "Tego dnia PAL był zamknięty.")
    message = Message.objects.get(template="volunteering/hours_refused")
    assert "zamknięty" not in message.body_text
    with pytest.raises(HoursMovedOnError):
        operations.confirm_hours([entry], actor=coordinator)


def test_what_is_confirmed_is_not_refused_but_corrected() -> None:
    with pytest.raises(HoursMovedOnError):
        operations.refuse_hours(make_confirmed(), why="Jednak nie.", actor=make_coordinator())


def test_a_refusal_says_why() -> None:
    with pytest.raises(HoursMovedOnError):
        operations.refuse_hours(make_entry(), why="", actor=make_coordinator())


# Correcting


def test_a_correction_replaces_and_must_be_confirmed_again() -> None:
    entry = make_confirmed(about="volunteering.turn:7")
    told = make_told(minutes=60, key=uuid.uuid4())

    made = operations.correct_hours(entry, told, why="było krócej", actor=RESIDENT)
    again = operations.correct_hours(entry, told, why="było krócej", actor=RESIDENT)

    entry.refresh_from_db()
    assert made == again
    assert (made.state, made.minutes, made.about) == ("reported", 60, "volunteering.turn:7")
    assert (made.corrects, made.corrected_why) == (entry, "było krócej")
    assert entry.state == "replaced"
    assert entry.confirmed_at
    assert audit.history(made) == ["hours.corrected"]


def test_an_entry_is_corrected_once() -> None:
    entry = make_entry()
    operations.correct_hours(entry, make_told(minutes=60), why="było krócej", actor=RESIDENT)

    with pytest.raises(HoursMovedOnError):
        operations.correct_hours(entry, make_told(minutes=90), why="jednak nie", actor=RESIDENT)
    with pytest.raises(HoursMovedOnError):
        operations.correct_hours(make_entry(), make_told(minutes=90), why="", actor=RESIDENT)


def test_a_correction_counts_instead_of_what_it_replaces() -> None:
    helper = make_helper()
    entry = make_entry(helper, minutes=1000)
    make_entry(helper, minutes=400)

    with pytest.raises(DayFullError):
        operations.correct_hours(entry, make_told(minutes=1041), why="dłużej", actor=RESIDENT)
    operations.correct_hours(entry, make_told(minutes=1040), why="dłużej", actor=RESIDENT)

    assert states() == ["replaced", "reported", "reported"]


@pytest.mark.parametrize(
    ("make", "back"), [(make_confirmed, "confirmed"), (make_entry, "reported")]
)
def test_what_a_refused_correction_had_replaced_counts_again(make: object, back: str) -> None:
    entry = make()  # type: ignore[operator]
    fixed = operations.correct_hours(entry, make_told(minutes=600), why="dłużej", actor=RESIDENT)

    operations.refuse_hours(fixed, why="Wtedy nikogo nie było.", actor=make_coordinator())
    better = operations.correct_hours(entry, make_told(minutes=130), why="lepiej", actor=RESIDENT)

    assert better.corrects == entry
    assert states() == ["replaced", "refused", "reported"]
    operations.refuse_hours(better, why="Nie.", actor=make_coordinator())
    entry.refresh_from_db()
    assert entry.state == back


def test_a_correction_is_not_refused_while_the_day_has_no_room_for_what_it_replaced() -> None:
    helper = make_helper()
    entry = make_entry(helper, minutes=1440)
    fixed = operations.correct_hours(entry, make_told(minutes=60), why="krócej", actor=RESIDENT)
    make_entry(helper, minutes=60)

    with pytest.raises(DayFullError):
        operations.refuse_hours(fixed, why="Nie.", actor=make_coordinator())


# The database


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"channel": "smoke"},
        {"minutes": 0},
        {"minutes": 1441},
        {"state": "confirmed"},
        {"confirmed_at": times.at(day_in(0), times.local(times.day_bounds(day_in(0))[0]).time())},
        {"state": "refused"},
        {"refused_why": "nie"},
        {"corrected_why": "bo tak"},
    ],
    ids="-".join,
)
def test_the_database_refuses(wrong: dict[str, object]) -> None:
    make_entry()

    with pytest.raises(IntegrityError), transaction.atomic():
        HoursEntry.objects.update(**wrong)


def test_the_database_refuses_a_second_correction() -> None:
    entry = make_entry()
    fixed = operations.correct_hours(entry, make_told(), why="pomyłka", actor=RESIDENT)
    other = make_entry()

    with pytest.raises(IntegrityError), transaction.atomic():
        HoursEntry.objects.filter(pk=other.pk).update(corrects=entry, corrected_why="pomyłka")
    assert fixed.corrects_id == entry.pk


def test_the_database_refuses_a_turn_twice() -> None:
    helper = make_helper()
    make_entry(helper, about="volunteering.turn:7")
    other = make_entry(helper)

    with pytest.raises(IntegrityError), transaction.atomic():
        HoursEntry.objects.filter(pk=other.pk).update(about="volunteering.turn:7")


def test_unsigned_agreements_do_not_make_a_supervisor() -> None:
    volunteer = make_volunteer(stage="active")
    agreement = make_agreement(volunteer, begins_on=times.today() - timedelta(days=3))

    with pytest.raises(NotSupervisorError):
        operations.confirm_hours([make_entry(volunteer)], actor=agreement.supervisor)
    assert make_opportunity().hours.count() == 0
