"""The thread: from a need to who came, and back; it never dangles."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podworko.activities.models import (
    Activity,
    ActivityLink,
    HeadCount,
    Presence,
    Register,
    Session,
)
from podworko.activities.operations.programme import cancel_session, publish
from podworko.activities.operations.thread import Tie, tie, untie
from podworko.activities.queries.thread import public_ties
from podworko.activities.tests.factories import make_activity, make_session
from podworko.audit.public import SYSTEM
from podworko.core.errors import DomainError
from podworko.core.times import local
from podworko.diagnosis.models import Need
from podworko.diagnosis.operations import close_need
from podworko.people.models import Person
from podworko.planning import measures, operations, queries
from podworko.planning.models import Goal
from podworko.planning.queries import board, need_thread, you_said
from podworko.planning.tests.factories import (
    approved,
    make_goal,
    make_indicator,
    make_need,
    make_plan,
    make_whole_goal,
)

pytestmark = pytest.mark.django_db


def held(activity: Activity, *, people: list[Person], heads: int = 0, days: float = 3) -> Session:
    """Make a session of two hours that was, with who came."""
    session = make_session(days=7, activity=activity)
    starts = timezone.now() - timedelta(days=days)
    Session.objects.filter(pk=session.pk).update(
        starts_at=starts, ends_at=starts + timedelta(hours=2)
    )
    register = Register.objects.create(session=session)
    for person in people:
        Presence.objects.create(
            register=register, person=person, state="present", state_at=starts, state_by="test"
        )
    HeadCount.objects.create(register=register, band="adults", number=heads)
    return session


def person(name: str) -> Person:
    return Person.objects.create(name=name, folded_name=name.lower())


def test_from_a_need_one_walks_to_who_came() -> None:
    need = make_need()
    activity = make_activity(pal=need.pal)
    ada, basia = person("Ada"), person("Basia")
    held(activity, people=[ada, basia], heads=5, days=10)
    held(activity, people=[ada], days=3)
    tie(activity, Tie(need, "bo razem raźniej"), actor=SYSTEM)

    thread = need_thread(need)

    (answer,) = thread.answers
    assert (answer.title, answer.why) == (activity.title, "bo razem raźniej")
    total = thread.total
    assert (total.held, total.people, total.participations) == (2, 2, 8)
    assert total.hours == Decimal(4)


def test_what_is_tied_twice_is_counted_once() -> None:
    plan = make_plan()
    need = make_need(pal=plan.pal)
    goal = make_goal(plan=plan, needs=[need])
    activity = make_activity(pal=plan.pal)
    held(activity, people=[person("Ada")], heads=2)
    for to in (need, goal):
        tie(activity, Tie(to, "bo tak"), actor=SYSTEM)

    thread = need_thread(need)

    assert len(thread.answers) == 1
    assert thread.total.participations == 3


def test_a_whole_and_one_meeting_of_it_are_told_as_the_whole() -> None:
    need = make_need()
    activity = make_activity(pal=need.pal)
    first = held(activity, people=[person("Ada")], days=10)
    last = held(activity, people=[person("Basia"), person("Cela")])
    for session in (None, first, last):
        tie(activity, Tie(need, "bo tak"), session=session, actor=SYSTEM)

    (said,) = you_said(need.pal)

    assert [answer.total.held for answer in said.answers] == [2]
    assert said.total.participations == 3


def test_two_meetings_tied_by_themselves_are_both_counted() -> None:
    need = make_need()
    activity = make_activity(pal=need.pal)
    for days in (10, 3):
        session = held(activity, people=[person(f"Ada {days}")], days=days)
        tie(activity, Tie(need, "bo tak"), session=session, actor=SYSTEM)

    (said,) = you_said(need.pal)

    assert (said.total.held, said.total.participations) == (2, 2)


def test_a_goal_nobody_approved_is_not_told_beside_an_activity() -> None:
    plan = make_plan()
    goal = make_whole_goal(plan, title="Zatwierdzony")
    approved(plan)
    Goal.objects.filter(pk=goal.pk).update(title="Zmieniony potem")
    activity = make_activity(pal=plan.pal)
    for to in (goal, make_goal(plan=plan, title="Dopisany potem")):
        tie(activity, Tie(to, "bo tak"), actor=SYSTEM)

    assert [link.goal and link.goal.title for link in public_ties(activity)] == ["Zatwierdzony"]


def test_a_tie_of_one_session_counts_that_session_alone() -> None:
    need = make_need()
    activity = make_activity(pal=need.pal)
    held(activity, people=[person("Ada")])
    other = held(activity, people=[person("Basia"), person("Cela")])
    tie(activity, Tie(need, "tylko wtedy"), session=other, actor=SYSTEM)

    assert need_thread(need).total.participations == 2


def test_an_answer_moves_the_need_and_its_end_moves_it_back() -> None:
    need = make_need()
    activity = make_session(activity=make_activity(pal=need.pal)).activity

    link = tie(activity, Tie(need, "bo tak"), actor=SYSTEM)
    need.refresh_from_db()
    assert need.status == Need.Status.BEING_MET
    untie(link, actor=SYSTEM)

    need.refresh_from_db()
    assert need.status == Need.Status.CONFIRMED


def test_a_draft_answers_nothing_yet() -> None:
    need = make_need()
    activity = make_session(activity=make_activity(pal=need.pal, state="draft")).activity

    tie(activity, Tie(need, "bo tak"), actor=SYSTEM)

    need.refresh_from_db()
    assert need.status == Need.Status.CONFIRMED
    assert [row.pk for row in board(None).unanswered] == [need.pk]
    (line,) = you_said(need.pal)
    assert line.answers == ()


def test_a_draft_answers_once_it_is_public_and_until_its_last_session_is_called_off() -> None:
    need = make_need()
    first = make_session(activity=make_activity(pal=need.pal, state="draft"))
    last = make_session(activity=first.activity, days=9)
    tie(first.activity, Tie(need, "bo tak"), actor=SYSTEM)
    told = []

    steps: tuple[Callable[[], None], ...] = (
        lambda: publish(first.activity, actor=SYSTEM),
        lambda: cancel_session(first, reason="Remont", actor=SYSTEM),
        lambda: cancel_session(last, reason="Remont", actor=SYSTEM),
    )
    for step in steps:
        step()
        need.refresh_from_db()
        told.append(need.status)

    assert told == [Need.Status.BEING_MET, Need.Status.BEING_MET, Need.Status.CONFIRMED]


@pytest.mark.parametrize("why", ["", "   "])
def test_a_tie_says_why(why: str) -> None:
    need = make_need()

    with pytest.raises(DomainError):
        tie(make_activity(pal=need.pal), Tie(need, why), actor=SYSTEM)


def test_a_tie_stays_in_its_pal_and_is_said_once() -> None:
    need = make_need()
    activity = make_activity(pal=need.pal)
    with pytest.raises(DomainError):
        tie(make_activity(), Tie(need, "bo tak"), actor=SYSTEM)
    tie(activity, Tie(need, "bo tak"), actor=SYSTEM)

    with pytest.raises(DomainError):
        tie(activity, Tie(need, "bo tak znowu"), actor=SYSTEM)


def test_the_database_refuses_a_tie_to_nothing_or_to_two() -> None:
    need, goal = make_need(), make_goal()
    activity = make_activity(pal=need.pal)

    for ends in ({}, {"need": need, "goal": goal}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActivityLink.objects.create(activity=activity, why="bo tak", **ends)


def test_the_board_tells_what_asks_for_attention() -> None:
    plan = make_plan()
    waiting = make_need(pal=plan.pal, title="Czeka")
    answered = make_need(pal=plan.pal, title="Ma odpowiedź")
    late = make_whole_goal(plan, title="Spóźniony", needs=[answered])
    late.tasks.update(begins_on="2020-01-01", ends_on="2020-02-01")
    loose = make_session(activity=make_activity(pal=plan.pal, title="Luźne")).activity
    tied = make_session(activity=make_activity(pal=plan.pal, title="Powiązane")).activity
    tie(tied, Tie(late, "bo tak"), actor=SYSTEM)

    page = board(frozenset({plan.pal_id}))

    assert [need.pk for need in page.unanswered] == [waiting.pk]
    assert [each.title for each in page.untied] == [loose.title]
    assert [(row.goal.title, row.behind[0]) for row in page.behind] == [("Spóźniony", "task")]
    assert (page.needs, page.answered) == (2, 1)


def test_a_measured_indicator_counts_the_year_of_its_plan() -> None:
    lately = local(timezone.now() - timedelta(hours=3))
    plan = make_plan(year=lately.year)
    goal = make_goal(plan=plan)
    activity = make_activity(pal=plan.pal)
    held(activity, people=[person("Ada")], heads=4, days=0.125)
    held(activity, people=[person("Basia")], heads=9, days=800)
    tie(activity, Tie(goal, "bo tak"), actor=SYSTEM)
    times = make_indicator(goal, measure="thread.participations")
    people = make_indicator(goal, measure="thread.people")

    found = measures.actuals([times, people])

    assert found == {times.pk: Decimal(5), people.pk: Decimal(1)}


def test_pages_of_the_thread_cost_the_same_for_one_and_for_three() -> None:
    plan = make_plan()
    need = make_need(pal=plan.pal)

    def answer_it() -> None:
        goal = make_whole_goal(plan, needs=[need])
        activity = make_activity(pal=plan.pal)
        held(activity, people=[Person.objects.create(name="Ada", folded_name="ada")])
        for to in (need, goal):
            tie(activity, Tie(to, "bo tak"), actor=SYSTEM)

    def bill() -> list[int]:
        found = []
        for ask in (lambda: need_thread(need), lambda: board(None), lambda: you_said(plan.pal)):
            with CaptureQueriesContext(connection) as counted:
                ask()
            found.append(len(counted))
        return found

    answer_it()
    one = bill()
    answer_it()
    answer_it()

    assert bill() == one


@pytest.mark.parametrize("path", ["/pal/{slug}/", "/pal/{slug}/plan/{year}/"])
def test_residents_read_what_was_done_with_their_words(client: Client, path: str) -> None:
    plan = make_plan()
    need = make_need(pal=plan.pal, title="Nie ma gdzie usiąść")
    make_whole_goal(plan, needs=[need])
    approved(plan)
    activity = make_session(activity=make_activity(pal=plan.pal, title="Ławki w ruch")).activity
    tie(
        activity,
        Tie(queries.need_thread(need).goals[0].goal, "żeby było gdzie usiąść"),
        actor=SYSTEM,
    )

    page = client.get(path.format(slug=plan.pal.slug, year=plan.year)).content.decode()

    assert "Nie ma gdzie usiąść" in page
    assert "żeby było gdzie usiąść" in page


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(["tie", "untie", "drop", "remove", "close"]), max_size=8))
def test_in_any_order_the_thread_never_dangles(steps: list[str]) -> None:
    with transaction.atomic():
        plan = make_plan()
        need = make_need(pal=plan.pal)
        activity = make_session(activity=make_activity(pal=plan.pal)).activity
        goals = [make_goal(plan=plan, needs=[need])]
        for step in steps:
            _take(step, activity, need, goals)
        links = ActivityLink.objects.filter(activity=activity).select_related("need", "goal__plan")
        for link in links:
            assert (link.need is None) != (link.goal is None)
            assert link.goal is None or Goal.objects.filter(pk=link.goal.pk).exists()
        walked = {answer.desk_url for answer in need_thread(need).answers}
        told = any(link.need_id == need.pk or _answers(link.goal, need) for link in links)
        assert bool(walked) == told
        transaction.set_rollback(True)


def _answers(goal: Goal | None, need: Need) -> bool:
    return bool(goal and goal.need_ties.filter(need=need).exists())


def _take(step: str, activity: Activity, need: Need, goals: list[Goal]) -> None:
    ends: list[Need | Goal] = [*goals, need]
    acts: dict[str, Callable[[], object]] = {
        "tie": lambda: tie(activity, Tie(ends[0], "bo tak"), actor=SYSTEM),
        "untie": lambda: [untie(link, actor=SYSTEM) for link in activity_links(activity)],
        "drop": lambda: [
            operations.judge_goal(goal, outcome=Goal.Outcome.DROPPED, words="nie", actor=SYSTEM)
            for goal in goals
        ],
        "remove": lambda: [operations.remove_goal(goal, actor=SYSTEM) for goal in goals],
        "close": lambda: close_need(need, why="już nie", actor=SYSTEM),
    }
    with suppress(DomainError):
        acts[step]()
        if step == "remove":
            goals.clear()


def activity_links(activity: Activity) -> list[ActivityLink]:
    return list(ActivityLink.objects.filter(activity=activity))
