"""Plans: what is lacking is said, what was approved stays, what came of it is told."""

from decimal import Decimal
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client

from podworko.audit.public import SYSTEM
from podworko.core.times import today
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis.models import Need
from podworko.planning import operations
from podworko.planning.content import content_of, digest_of
from podworko.planning.models import Goal, Plan
from podworko.planning.operations.plans import PlanError, missing
from podworko.planning.queries import public_plan
from podworko.planning.tests.factories import (
    approved,
    make_goal,
    make_indicator,
    make_need,
    make_plan,
    make_task,
    make_whole_goal,
)
from podworko.planning.thread import Total, sources

pytestmark = pytest.mark.django_db


def test_what_a_plan_lacks_is_said_goal_by_goal() -> None:
    plan = make_plan()
    assert missing(plan) == ["Plan nie ma jeszcze żadnego celu."]

    make_goal(plan=plan, title="Bez niczego")

    assert missing(plan) == [
        "Cel „Bez niczego” nie odpowiada na żadną potrzebę.",
        "Cel „Bez niczego” nie ma zadań.",
        "Cel „Bez niczego” nie ma wskaźnika.",
    ]
    with pytest.raises(PlanError):
        operations.submit_plan(plan, actor=SYSTEM)


def test_a_pal_has_one_plan_a_year() -> None:
    plan = make_plan()

    with pytest.raises(PlanError):
        operations.save_plan(Plan(pal=plan.pal, year=plan.year), actor=SYSTEM)


def test_residents_read_what_was_approved_whatever_is_written_since() -> None:
    plan = make_plan()
    goal = make_whole_goal(plan, title="Cel pierwszy")
    approved(plan)
    goal.title = "Cel zmieniony"
    goal.save()
    make_goal(plan=plan, title="Cel nowy")

    approval, rows = public_plan(plan)

    assert approval.number == 1
    assert [row.goal.title for row in rows] == ["Cel pierwszy"]


def test_a_text_that_changed_is_not_approved_unread() -> None:
    plan = make_plan()
    goal = make_whole_goal(plan)
    seen = digest_of(content_of(plan))
    operations.submit_plan(plan, actor=SYSTEM)
    make_task(goal, title="Coś jeszcze")

    with pytest.raises(ChangedMeanwhileError):
        operations.approve_plan(plan, words="", seen=seen, actor=None)  # type: ignore[arg-type]

    assert not plan.approvals.exists()


def test_a_plan_without_news_is_not_sent_again() -> None:
    plan = make_plan()
    goal = make_whole_goal(plan)
    approved(plan)

    with pytest.raises(PlanError):
        operations.submit_plan(plan, actor=SYSTEM)
    make_task(goal, title="Nowe zadanie")
    approval = approved(plan)

    assert approval.number == 2


def test_a_plan_sent_back_says_why_and_is_again_what_it_was() -> None:
    plan = make_plan()
    make_whole_goal(plan)
    operations.submit_plan(plan, actor=SYSTEM)

    with pytest.raises(PlanError):
        operations.return_plan(plan, words="", actor=SYSTEM)
    operations.return_plan(plan, words="Dopisz partnerów.", actor=SYSTEM)

    plan.refresh_from_db()
    assert (plan.state, plan.returned_words) == (Plan.State.DRAFT, "Dopisz partnerów.")


def test_approval_puts_needs_in_the_plan() -> None:
    plan = make_plan()
    need = make_need(pal=plan.pal)
    make_whole_goal(plan, needs=[need])
    need.refresh_from_db()
    assert need.status == Need.Status.CONFIRMED

    approved(plan)

    need.refresh_from_db()
    assert need.status == Need.Status.IN_PLAN


def test_a_goal_answers_needs_of_its_own_pal_alone() -> None:
    plan = make_plan()

    with pytest.raises(PlanError):
        make_goal(plan=plan, needs=[make_need()])


def test_a_goal_residents_have_read_is_dropped_and_not_removed() -> None:
    plan = make_plan()
    need = make_need(pal=plan.pal)
    goal = make_whole_goal(plan, needs=[need])
    approved(plan)

    with pytest.raises(PlanError):
        operations.remove_goal(goal, actor=SYSTEM)
    operations.judge_goal(
        goal, outcome=Goal.Outcome.DROPPED, words="Nikt nie chciał.", actor=SYSTEM
    )

    need.refresh_from_db()
    assert need.status == Need.Status.CONFIRMED


def test_an_outcome_is_told_in_words() -> None:
    goal = make_goal()

    with pytest.raises(PlanError):
        operations.judge_goal(goal, outcome=Goal.Outcome.REACHED, words=" ", actor=SYSTEM)
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.filter(pk=goal.pk).update(outcome="reached")


def test_a_plan_is_judged_when_every_goal_is() -> None:
    plan = make_plan()
    goal = make_whole_goal(plan)
    approved(plan)
    with pytest.raises(PlanError):
        operations.evaluate_plan(plan, evaluation="Udało się.", lessons="", actor=SYSTEM)
    operations.judge_goal(goal, outcome=Goal.Outcome.PARTLY, words="Trochę.", actor=SYSTEM)

    operations.evaluate_plan(plan, evaluation="Udało się.", lessons="", actor=SYSTEM)

    plan.refresh_from_db()
    assert plan.state == Plan.State.EVALUATED
    with pytest.raises(PlanError):
        make_goal(plan=plan)


def test_the_next_year_begins_where_this_one_stands() -> None:
    plan = make_plan()
    need = make_need(pal=plan.pal)
    goal = make_goal(plan=plan, needs=[need])
    noted = make_indicator(goal, actual=Decimal(40), noted_on="2026-11-01")
    make_goal(plan=plan, title="Zostaje")

    following = operations.carry_over(plan, goals=[goal], actor=SYSTEM)

    (copy,) = following.goals.all()
    assert (following.year, list(copy.needs.all())) == (plan.year + 1, [need])
    assert copy.indicators.get().baseline == noted.actual


def test_an_indicator_is_counted_or_written_never_both() -> None:
    goal = make_goal()
    counted = make_indicator(goal, measure="thread.people")

    with pytest.raises(IntegrityError), transaction.atomic():
        operations.write_actual(counted, actual=Decimal(3), noted_on=today(), actor=SYSTEM)


def test_a_need_that_a_goal_answers_cannot_be_deleted() -> None:
    plan = make_plan()
    need = make_need(pal=plan.pal)
    make_goal(plan=plan, needs=[need])

    with pytest.raises(ProtectedError):
        need.delete()


def test_who_saves_a_plan_second_overwrites_nothing() -> None:
    plan = make_plan()
    plan.summary = "Inaczej"

    with pytest.raises(ChangedMeanwhileError):
        operations.save_plan(plan, actor=SYSTEM, seen_version="stara")


def test_few_people_are_no_number_for_residents(client: Client) -> None:
    plan = make_plan()
    goal = make_whole_goal(plan)
    make_indicator(goal, title="Różne osoby", measure="thread.people", target=20)
    approved(plan)
    few = Total(held=1, people=3, participations=3)

    with patch.object(sources, "totals", lambda goals: {each.pk: few for each in goals}):
        page = client.get(plan.get_absolute_url()).content.decode()

    assert "mniej niż 5" in page
    assert "<strong>3</strong>" not in page
