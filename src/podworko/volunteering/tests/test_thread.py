"""What volunteering tells the thread: shifts worked, hours confirmed, each person once."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from podworko.audit.public import SYSTEM
from podworko.diagnosis.models import Need
from podworko.diagnosis.tests.factories import make_need
from podworko.network.models import Pal
from podworko.planning.public import Tie, Ties, Total, sources
from podworko.volunteering import operations
from podworko.volunteering.models import HoursEntry, Opportunity, Volunteer
from podworko.volunteering.queries.thread import VolunteeringSource
from podworko.volunteering.tests.factories import (
    day_in,
    make_active,
    make_opportunity,
    make_staff,
)
from podworko.volunteering.tests.shifts_factories import make_past, make_shift, put

pytestmark = pytest.mark.django_db


def tied(pal: Pal | None = None) -> tuple[Opportunity, Need]:
    opportunity = make_opportunity(**({"pal": pal} if pal else {}))
    need = make_need(pal=opportunity.pal)
    operations.tie(opportunity, Tie(need, "bo prosili"), actor=SYSTEM)
    return opportunity, need


def gave(volunteer: Volunteer, opportunity: Opportunity, minutes: int, state: str) -> None:
    is_done = state == "confirmed"
    HoursEntry.objects.create(
        volunteer=volunteer,
        opportunity=opportunity,
        day=day_in(-1),
        minutes=minutes,
        words="pomoc",
        state=state,
        confirmed_at=timezone.now() if is_done else None,
        confirmed_by=make_staff() if is_done else None,
    )


def test_shifts_worked_and_hours_confirmed_are_counted_each_person_once() -> None:
    opportunity, need = tied()
    volunteer = make_active(pal=opportunity.pal)
    past = make_shift(opportunity)
    put(past, volunteer)
    make_past(past)
    put(make_shift(opportunity, days=3), volunteer)
    gave(volunteer, opportunity, 90, "confirmed")
    gave(volunteer, opportunity, 60, "reported")

    total = VolunteeringSource().total(Ties(needs=frozenset({need.pk})))

    assert total == Total(
        shifts=1,
        coming=1,
        known=frozenset({f"p{volunteer.person_id}"}),
        participations=2,
        given=Decimal("1.50"),
    )


def test_who_volunteers_and_comes_to_a_class_is_one_person() -> None:
    known = frozenset({"p7"})
    class_total = Total(held=1, known=known, participations=1)

    both = class_total + Total(shifts=1, known=known, participations=1)

    assert (both.people, both.participations) == (1, 2)


def test_an_answer_leads_to_its_pages_and_a_draft_to_the_desk_alone() -> None:
    opportunity, need = tied()
    ties = Ties(needs=frozenset({need.pk}))

    [answer] = VolunteeringSource().answers(ties)
    Opportunity.objects.update(state="draft")
    [draft] = VolunteeringSource().answers(ties)

    assert answer.url == opportunity.get_absolute_url()
    assert answer.desk_url == reverse("volunteering:desk_opportunity", args=[opportunity.public_id])
    assert (draft.url, draft.first, draft.last) == ("", None, None)
    assert VolunteeringSource().answered(ties) == Ties()


def test_what_nobody_said_the_reason_of_is_told() -> None:
    tied()
    bare = make_opportunity(title="Bez powodu")
    make_opportunity(title="Szkic", state="draft")

    found = VolunteeringSource().untied(None)
    elsewhere = VolunteeringSource().untied(frozenset())

    assert [(each.title, each.pal) for each in found] == [("Bez powodu", bare.pal.name)]
    assert elsewhere == []


def test_answers_cost_the_same_for_one_and_for_three(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    needs = set()
    for _number in range(3):
        opportunity, need = tied()
        put(make_shift(opportunity), make_active(pal=opportunity.pal))
        needs.add(need.pk)
        with django_assert_num_queries(3):  # ties, turns, hours
            found = VolunteeringSource().answers(Ties(needs=frozenset(needs)))
        assert len(found) == len(needs)


def test_the_thread_asks_volunteering() -> None:
    assert any(isinstance(each, VolunteeringSource) for each in sources.all())
