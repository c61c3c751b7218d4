"""Nobody works with minors unchecked: what is lacking, of whom, on which day."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from podworko.core import times
from podworko.network.public import Leader
from podworko.people.public import Person
from podworko.volunteering.law import Asked, Paper
from podworko.volunteering.models import Checked, Declared
from podworko.volunteering.safety import Who, lacking_of, may_work_with_minors
from podworko.volunteering.tests.factories import (
    day_in,
    make_checked,
    make_declared,
    make_person,
    make_volunteer,
)

pytestmark = pytest.mark.django_db
ALL = ("sex-offenders", "state-commission", "krk", "training")


def make_leader() -> Leader:
    return Leader.objects.create(name="Ewa", role="lektorka")


def lacks(who: Who, *, days: int = 0) -> list[str]:
    [lacking] = lacking_of([who], on=day_in(days))
    names = [each.paper.value for each in lacking.papers]
    return names if lacking.is_trained else [*names, "training"]


@pytest.mark.parametrize("make", [make_person, make_leader], ids=["volunteer", "leader"])
def test_art_21_ust_2_and_3_each_paper_is_asked_of_volunteers_and_leaders(
    make: Callable[[], Who],
) -> None:
    who = make()
    found = [lacks(who)]
    for kind in ALL:
        make_checked(who, kind)
        found.append(lacks(who))

    assert found == [list(ALL[index:]) for index in range(5)]


def test_art_21_ust_4_to_8_whoever_lived_abroad_brings_a_paper_from_there() -> None:
    volunteer = make_volunteer()
    make_declared(volunteer.person, "PL", "UA", lived_in=("DE",))
    for kind in ALL:
        make_checked(volunteer.person, kind)
    make_checked(volunteer.person, "abroad", country="UA")

    [lacking] = lacking_of([volunteer.person], on=times.today())

    assert lacking.papers == (Asked(Paper.ABROAD, "DE"),)
    assert not may_work_with_minors(volunteer.person, on=times.today())


def test_a_check_that_lapses_tomorrow_holds_today() -> None:
    person = make_person()
    for kind in ALL:
        make_checked(person, kind, valid_to=day_in(1) if kind == "krk" else None)

    assert [lacks(person, days=days) for days in (0, 1, 2)] == [[], [], ["krk"]]


def test_what_was_not_clear_is_no_check() -> None:
    person = make_person()
    for kind in ALL:
        make_checked(person, kind, is_clear=kind != "sex-offenders")

    assert lacks(person) == ["sex-offenders"]


def test_many_cost_what_one_does(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    people: list[Who] = [make_person(), make_person(), make_leader()]

    with django_assert_num_queries(2):
        lacking_of(people, on=times.today())


@pytest.mark.parametrize(
    "wrong",
    [
        {"person": None},
        {"kind": "paper"},
        {"country": "DE"},
        {"valid_to": times.today() - timedelta(days=2)},
    ],
    ids="-".join,
)
def test_the_database_refuses(wrong: dict[str, object]) -> None:
    make_checked(make_person(), "krk")

    with pytest.raises(IntegrityError), transaction.atomic():
        Checked.objects.update(**wrong)


def test_art_21_ust_4_what_was_told_counts_though_its_card_became_part_of_another() -> None:
    kept, gone = make_person(), make_person()
    make_declared(kept)
    make_declared(gone, "PL", "UA")
    Declared.objects.filter(person=kept).update(told_on=day_in(-30))
    for kind in ALL:
        make_checked(kept, kind)
    Person.objects.filter(pk=gone.pk).update(merged_into=kept)
    [lacking] = lacking_of([kept], on=times.today())
    assert lacking.papers == (Asked(Paper.ABROAD, "UA"),)

    Declared.objects.filter(person=kept).update(told_on=day_in(1))

    assert may_work_with_minors(kept, on=times.today())
