from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from podworko.audit.public import SYSTEM
from podworko.consultations import operations
from podworko.consultations.models import Appointment, Count, Form, Service, ServiceLink
from podworko.consultations.models.counts import Outcome
from podworko.consultations.operations.closing import AppointmentsAtSeat
from podworko.consultations.operations.thread import tie, untie
from podworko.consultations.queries.thread import ConsultationSource
from podworko.consultations.tests.factories import (
    ANNA,
    make_account,
    make_slots,
    take,
)
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.diagnosis.tests.factories import make_need
from podworko.messages.public import Message
from podworko.network.public import Closure, Decision, Fate, Pal, closing
from podworko.planning.public import Tie, Ties, Total
from podworko.planning.tests.factories import make_goal, make_plan

pytestmark = pytest.mark.django_db


def count(service: Service, pal: Pal, *, month: date, number: int) -> None:
    Count.objects.create(
        service=service,
        pal=pal,
        month=month,
        outcome=Outcome.DONE,
        form=Form.IN_PERSON,
        minutes=30,
        number=number,
    )


def tied() -> tuple[ServiceLink, Ties]:
    first, *_rest = make_slots()
    need = make_need(pal=first.pal)
    link = tie(first.service, first.pal, tie=Tie(need, "bo prosili"), actor=SYSTEM)
    return link, Ties(needs=frozenset({need.pk}))


def test_a_tie_has_a_need_say_that_it_is_answered() -> None:
    link, ties = tied()
    need = link.need
    assert need is not None
    need.refresh_from_db()

    assert (need.status, ConsultationSource().answered(ties)) == ("being_met", ties)
    untie(link, actor=SYSTEM)
    need.refresh_from_db()
    assert need.status != "being_met"


def test_help_that_nobody_gives_any_more_answers_nothing() -> None:
    link, ties = tied()
    duty = link.service.specialists.get().duty_hours.get()

    operations.remove_duty(duty, actor=SYSTEM)

    assert ConsultationSource().answered(ties) == Ties()
    assert link.need is not None
    link.need.refresh_from_db()
    assert link.need.status != "being_met"


def test_a_quarter_with_few_talks_is_told_in_no_sum() -> None:
    link, ties = tied()
    count(link.service, link.pal, month=date(2024, 2, 1), number=3)
    count(link.service, link.pal, month=date(2024, 3, 1), number=4)
    count(link.service, link.pal, month=date(2024, 5, 1), number=4)
    goal = make_goal(plan=make_plan(pal=link.pal, year=2024))
    tie(link.service, link.pal, tie=Tie(goal, "bo prosili"), actor=SYSTEM)
    source = ConsultationSource()

    [answer] = source.answers(ties)

    told = Total(talks=7)
    assert (answer.total, source.total(ties), source.totals([goal])) == (
        told,
        told,
        {goal.pk: told},
    )
    assert (answer.first, answer.last) == (date(2024, 1, 1), date(2024, 3, 31))


@pytest.mark.parametrize(("today", "held"), [(date(2026, 7, 14), 0), (date(2026, 7, 15), 9)])
def test_a_quarter_is_told_when_it_is_settled(
    monkeypatch: pytest.MonkeyPatch, *, today: date, held: int
) -> None:
    link, ties = tied()
    count(link.service, link.pal, month=date(2026, 6, 1), number=9)
    monkeypatch.setattr(times, "today", lambda: today)

    assert ConsultationSource().total(ties) == Total(talks=held)


def test_a_tie_to_another_pal_is_refused() -> None:
    first, *_rest = make_slots()

    with pytest.raises(DomainError):
        tie(first.service, first.pal, tie=Tie(make_need(), "bo tak"), actor=SYSTEM)


def test_what_is_tied_to_nothing_is_told_with_where_to_tie_it() -> None:
    first, *_rest = make_slots()
    source = ConsultationSource()

    before = source.untied(frozenset({first.pal.pk}))
    need = make_need(pal=first.pal)
    tie(first.service, first.pal, tie=Tie(need, "bo prosili"), actor=SYSTEM)

    assert [(row.title, row.pal) for row in before] == [(first.service.name, first.pal.name)]
    assert source.untied(frozenset({first.pal.pk})) == []


def test_answers_cost_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    _link, ties = tied()

    with django_assert_num_queries(2):
        ConsultationSource().answers(ties)


def closure_of(pal: Pal, appointment: Appointment) -> Closure:
    day = times.local(appointment.starts_at).date()
    return Closure(pal, times.day_bounds(day)[0], day, "awaria")


def test_closing_the_building_calls_off_and_tells_without_names() -> None:
    first, *_rest = make_slots()
    appointment = take(first)
    closure = closure_of(first.pal, appointment)
    actor = make_account("animator", first.pal)

    [affected] = closing.affected(closure)
    closing.close_building(closure, {affected.key: Decision(Fate.CANCEL)}, actor=actor)

    assert (affected.title, list(affected.told_by.values())) == ("zajęty termin", ["sms"])
    assert ANNA.name not in repr(affected)
    appointment.refresh_from_db()
    assert appointment.state == "cancelled"
    assert Message.objects.order_by("-pk")[0].template == "consultations/called_off"


def test_a_closed_house_moves_nobody_who_may_choose_themselves() -> None:
    first, *_rest = make_slots()
    appointment = take(first)
    closure = closure_of(first.pal, appointment)
    when = Decision(Fate.MOVE, starts_at=timezone.now() + timedelta(days=30))

    with pytest.raises(DomainError):
        AppointmentsAtSeat().settle(closure, str(appointment.public_id), when, actor=SYSTEM)
