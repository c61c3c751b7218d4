"""Checks for work with minors: noting, correcting, who may, the report, reminders."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.diagnosis.tests.factories import make_pal
from podworko.messages.public import Message
from podworko.network.public import UncheckedLeaderError, gates
from podworko.people.public import Person
from podworko.volunteering import operations, policies, tasks
from podworko.volunteering.countries import codes_of
from podworko.volunteering.models import Checked, Declared
from podworko.volunteering.operations import Looked
from podworko.volunteering.queries import checks as queries
from podworko.volunteering.safety import known_of, may_work_with_minors, words_of
from podworko.volunteering.tests.factories import (
    day_in,
    make_application,
    make_checked,
    make_opportunity,
    make_person,
    make_safe,
    make_staff,
    make_volunteer,
)
from podworko.volunteering.tests.safety_factories import make_checker, make_leader, plan

pytestmark = pytest.mark.django_db


def names(rows: tuple[queries.CheckedRow, ...]) -> list[str]:
    return [row.name for row in rows]


def test_art_21_ust_1_the_network_asks_the_checks_before_somebody_leads() -> None:
    leader = make_leader()

    with pytest.raises(UncheckedLeaderError) as refused:
        gates.check([(leader, times.today())])
    make_safe(leader)
    gates.check([(leader, times.today())])

    assert refused.value.lacks[0] == "odpowiedzi na dwa pytania o kraje"
    assert len(refused.value.lacks) == 5
    assert "Praca z dziećmi" in str(refused.value.message)


def test_art_21_ust_3_a_paper_that_lapses_bars_from_the_day_after() -> None:
    leader = make_leader(safe=True)
    make_checked(leader, "krk", valid_to=day_in(5))

    gates.check([(leader, day_in(5))])
    with pytest.raises(UncheckedLeaderError):
        gates.check([(leader, day_in(6))])


def test_art_21_ust_2_a_register_that_shows_an_entry_bars_at_once() -> None:
    leader, actor = make_leader(safe=True), make_staff()
    late = times.today() - timedelta(days=9)

    operations.note_check(leader, Looked(kind="krk", on=late, is_clear=False), actor=actor)

    assert not may_work_with_minors(leader, on=times.today())
    with pytest.raises(UncheckedLeaderError) as refused:
        gates.check([(leader, times.today())])
    assert "wpis" not in str(refused.value.message)


def test_an_entry_of_a_country_that_is_not_asked_any_more_still_bars() -> None:
    leader = make_leader(safe=True)
    make_checked(leader, "abroad", country="DE", is_clear=False)

    assert not may_work_with_minors(leader, on=times.today())
    assert [words_of(each) for each in known_of([leader])[0].entries()] == [
        "informacja z innego kraju albo oświadczenie: Niemcy"
    ]


def test_an_entry_noted_by_mistake_is_struck_out_and_stays_to_be_seen() -> None:
    leader, actor = make_leader(safe=True), make_staff()
    wrong = operations.note_check(leader, Looked(kind="krk", is_clear=False), actor=actor)

    operations.strike_check(wrong, why="inna osoba o tym nazwisku", actor=actor)
    again = operations.strike_check(wrong, why="drugi raz", actor=actor)

    assert again.struck_why == "inna osoba o tym nazwisku"
    assert may_work_with_minors(leader, on=times.today())
    assert Checked.objects.filter(leader=leader).count() == 5
    assert "check.struck" in audit.history(leader)


def test_art_21_ust_4_to_8_two_answers_make_the_list_of_papers() -> None:
    person, actor = make_person(), make_staff()

    operations.declare(person, citizenships=["UA"], lived_in=["DE", "PL"], actor=actor)
    operations.declare(person, citizenships=["PL", "UA"], lived_in=["DE"], actor=actor)

    told = Declared.objects.get(person=person)
    assert (told.citizenships, told.lived_in) == (["PL", "UA"], ["DE"])
    assert [words_of(each) for each in known_of([person])[0].asked()][3:] == [
        "informacja z innego kraju albo oświadczenie: Niemcy",
        "informacja z innego kraju albo oświadczenie: Ukraina",
    ]


def test_without_a_citizenship_nothing_is_written_down() -> None:
    with pytest.raises(DomainError) as refused:
        operations.declare(make_person(), citizenships=[], lived_in=[], actor=make_staff())

    assert refused.value.field == "citizenships"


@pytest.mark.parametrize("act", ["declare", "note", "strike"])
def test_nobody_notes_a_check_of_themselves(act: str) -> None:
    actor = make_staff()
    leader = make_leader(user=actor)
    row = make_checked(leader, "krk")
    acts: dict[str, Callable[[], object]] = {
        "declare": lambda: operations.declare(
            leader, citizenships=["PL"], lived_in=[], actor=actor
        ),
        "note": lambda: operations.note_check(leader, Looked(kind="krk"), actor=actor),
        "strike": lambda: operations.strike_check(row, why="pomyłka", actor=actor),
    }

    with pytest.raises(DomainError, match="siebie"):
        acts[act]()


def test_a_volunteer_with_the_same_address_is_oneself_too() -> None:
    actor = make_staff()
    person = make_person(email=actor.email.upper())

    with pytest.raises(DomainError, match="siebie"):
        operations.note_check(person, Looked(kind="krk"), actor=actor)


@pytest.mark.parametrize(
    ("looked", "field"),
    [
        (Looked(kind="krk", on=day_in(1)), "on"),
        (Looked(kind="krk", valid_to=day_in(-1)), "valid_to"),
        (Looked(kind="abroad"), "country"),
    ],
)
def test_a_look_that_cannot_be_is_refused(looked: Looked, field: str) -> None:
    with pytest.raises(DomainError) as refused:
        operations.note_check(make_leader(), looked, actor=make_staff())

    assert refused.value.field == field


def test_striking_out_asks_why() -> None:
    row = make_checked(make_leader(), "krk")

    with pytest.raises(DomainError) as refused:
        operations.strike_check(row, why="  ", actor=make_staff())

    assert refused.value.field == "why"


@pytest.mark.parametrize("wrong", [{"struck_why": "bo"}, {"struck_at": "2026-01-01T00:00Z"}])
def test_the_database_refuses_a_struck_row_without_its_reason(wrong: dict[str, object]) -> None:
    make_checked(make_leader(), "krk")

    with pytest.raises(IntegrityError), transaction.atomic():
        Checked.objects.update(**wrong)


def test_one_checks_the_people_of_ones_own_pals() -> None:
    mine, other = make_pal(), make_pal()
    user = make_checker(mine)
    near, far, everywhere = make_leader(mine), make_leader(other), make_leader()
    known, unknown = make_volunteer(pal=mine), make_volunteer(pal=other)

    assert set(policies.checked_leaders(user)) == {near, everywhere}
    assert far not in policies.checked_leaders(user)
    assert list(policies.checked_volunteers(user)) == [known]
    assert unknown not in policies.checked_volunteers(user)
    assert not policies.checked_leaders(make_staff()).exists()


def test_the_report_tells_who_is_planned_and_not_cleared_then() -> None:
    pal = make_pal()
    user = make_checker(pal)
    make_leader(pal, name="Nic nie prowadzi")
    plan(pal, make_leader(pal, name="Bez papierów"))
    plan(pal, make_leader(pal, safe=True, name="Sprawdzona"))
    lapses = make_leader(pal, safe=True, name="Straci przedtem")
    make_checked(lapses, "training", valid_to=day_in(2))
    plan(pal, lapses, days=5)
    soon = make_leader(pal, safe=True, name="Straci potem")
    make_checked(soon, "training", valid_to=day_in(20))
    plan(pal, soon, days=5)

    report = queries.report(user)

    assert names(report.unchecked) == ["Bez papierów", "Straci przedtem"]
    assert names(report.lapsing) == ["Straci potem"]
    assert [lack.since for lack in report.unchecked[1].told] == [day_in(3)]


def test_the_report_tells_of_volunteers_who_work_with_minors() -> None:
    pal = make_pal()
    user = make_checker(pal)
    with_minors = make_opportunity(pal=pal, with_minors=True)
    for stage in ("active", "talk"):
        make_application(make_volunteer(pal=pal, stage=stage), with_minors)
    make_application(make_volunteer(pal=pal, stage="active"), make_opportunity(pal=pal))
    safe = make_volunteer(pal=pal, stage="active")
    make_safe(safe.person)
    make_application(safe, with_minors)

    report = queries.report(user)

    assert [row.role for row in report.unchecked] == ["działa"]
    assert len(queries.people_with_minors(user)) == 3


def test_what_is_planned_elsewhere_is_not_in_the_report() -> None:
    mine, other = make_pal(), make_pal()
    plan(other, make_leader(other))

    assert queries.report(make_checker(mine)).is_clear


@pytest.mark.parametrize("read", [queries.report, queries.people_with_minors])
def test_the_lists_cost_the_same_for_one_and_three(
    read: object, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    pal = make_pal()
    user = make_checker(pal)
    read(user)  # type: ignore[operator] # what the account may do is remembered
    found = []
    for _turn in range(2):
        for _number in range(1 + 2 * _turn):
            plan(pal, make_leader(pal))
            make_application(
                make_volunteer(pal=pal, stage="active"),
                make_opportunity(pal=pal, with_minors=True),
            )
        with django_assert_max_num_queries(30) as captured:
            read(user)  # type: ignore[operator]
        found.append(len(captured))

    assert found[0] == found[1]


def test_what_lapses_within_a_month_is_told_once_to_both() -> None:
    pal = make_pal()
    checker = make_checker(pal)
    leader = make_leader(pal, safe=True, email="lidia@example.org")
    make_checked(leader, "krk", valid_to=day_in(29))
    far = make_leader(pal, safe=True, email="daleka@example.org")
    make_checked(far, "krk", valid_to=day_in(31))

    tasks.remind_of_checks()
    tasks.remind_of_checks()

    told = {message.to_email: message.template for message in Message.objects.all()}
    assert told == {
        "lidia@example.org": "volunteering/check_lapses",
        checker.email: "volunteering/check_to_renew",
    }
    assert Message.objects.count() == 2


def test_a_task_goes_to_the_volunteers_coordinator() -> None:
    pal = make_pal()
    coordinator = make_checker(pal)
    make_checker(pal)
    volunteer = make_volunteer(pal=pal, stage="active", coordinator=coordinator)
    make_application(volunteer, make_opportunity(pal=pal, with_minors=True))
    make_safe(volunteer.person)
    make_checked(volunteer.person, "training", valid_to=day_in(3))

    tasks.remind_of_checks()

    told = Message.objects.filter(template="volunteering/check_to_renew")
    assert list(told.values_list("to_email", flat=True)) == [coordinator.email]


@pytest.mark.parametrize("prefers", ["letter", "call"])
def test_who_prefers_a_letter_or_a_call_is_told_so_and_it_is_on_their_card(prefers: str) -> None:
    volunteer = make_volunteer(pal=make_pal(), stage="active")
    Person.objects.update(email="hela@example.org", phone="+48600100200", prefers=prefers)
    make_application(volunteer, make_opportunity(pal=volunteer.pal, with_minors=True))
    make_safe(volunteer.person)
    make_checked(volunteer.person, "training", valid_to=day_in(3))

    tasks.remind_of_checks()

    [told] = Message.objects.filter(template="volunteering/check_lapses")
    assert (told.channel, told.person_id) == (prefers, volunteer.person_id)


def test_codes_of_countries_are_two_letters() -> None:
    assert codes_of(" lk; ZA ") == ["LK", "ZA"]
    assert codes_of("Lanka") is None
