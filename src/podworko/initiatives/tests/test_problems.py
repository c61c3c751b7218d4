"""Local problems: a promised day, each step told, an end, nobody's home on the map."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.activities.tests.factories import make_pal
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.geo import Point, distance_m
from podworko.diagnosis.public import Evidence
from podworko.diagnosis.tests.factories import make_need
from podworko.initiatives import operations, places_near
from podworko.initiatives.models import Problem, ProblemStep, ProblemVoice
from podworko.initiatives.operations import problems
from podworko.initiatives.queries.problems import near, steps_for
from podworko.initiatives.tests.shelf_factories import ADA, BEA, make_problem, step
from podworko.messages.public import messages_to
from podworko.people.public import Card, Channel, Person

pytestmark = pytest.mark.django_db
HERE = Point(50.06, 19.94)


def told(person: Person | None) -> list[str]:
    return [row.template.split("/")[1] for row in messages_to(person.pk)] if person else []


def join(problem: Problem, card: Any = BEA) -> problems.Joined:
    return operations.join_problem(problem, card, channel=Channel.WEB, actor=SYSTEM)


def test_a_report_promises_a_day_and_each_step_is_told_to_the_end() -> None:
    problem = make_problem()
    assert problem.due_on == times.working_day_after(times.today(), days=problems.ANSWER_DAYS)
    joined = join(problem)
    step(problem, "answered")
    step(problem, "passed", office="zarząd dróg", number="12/26")
    assert told(joined.person) == ["own_page"]
    step(problem, "ended", "Świeci.")
    assert told(problem.reporter) == ["problem_step"] * 3 + ["problem_taken"]
    assert told(joined.person) == ["problem_step", "own_page"]
    with pytest.raises(DomainError):
        step(problem, "answered")
    with pytest.raises(DomainError):
        join(problem)


@pytest.mark.parametrize(
    ("state", "words", "field"),
    [
        ("new", "x", "words"),
        ("ended", " ", "words"),
        ("passed", "x", "office"),
        ("tied", "x", "need"),
    ],
)
def test_a_step_says_what_is_done(state: str, words: str, field: str) -> None:
    with pytest.raises(DomainError) as caught:
        step(make_problem(), state, words)
    assert caught.value.field == field


def test_no_step_is_of_a_day_to_come() -> None:
    with pytest.raises(DomainError) as caught:
        step(make_problem(), "answered", taken_on=times.today() + timedelta(days=1))
    assert caught.value.field == "taken_on"


def test_a_problem_tied_to_a_need_is_evidence_that_grows_with_voices() -> None:
    problem = make_problem()
    with pytest.raises(DomainError):
        step(problem, "tied", need=make_need(pal=make_pal(slug="inny")))
    need = make_need(pal=problem.pal)
    step(problem, "tied", need=need)
    evidence = Evidence.objects.get(need=need, about__contains="problem")
    assert evidence.voices == 1
    join(problem)
    evidence.refresh_from_db()
    assert evidence.voices == 2


def test_each_contact_counts_once_and_the_reporter_not_again() -> None:
    problem = make_problem()
    by_email = Card(name="B. Zza Ściany", email=BEA.email)
    by_another = Card(name="Bea", email=BEA.email.upper().replace("@", "+lampa@"))
    for card in (BEA, BEA, ADA, by_email, Card(name=BEA.name, email=BEA.email), by_another):
        join(problem, card)
    assert problem.voices.count() == 1


def test_the_reporter_does_not_count_again_by_another_spelling() -> None:
    problem = make_problem(card=Card(name="Ada", email="ada@example.org"))

    join(problem, Card(name="A.", email="Ada+druga@example.org"))

    assert not problem.voices.exists()


def test_the_place_of_what_may_be_a_home_is_never_kept_exactly() -> None:
    exact = make_problem(point=HERE)
    assert exact.point == HERE
    for fields in ({"category": "other"}, {"may_be_home": True}):
        rounded = make_problem(pal=exact.pal, point=Point(50.06013, 19.94017), **fields)
        assert rounded.is_rounded
        assert rounded.point == places_near.rounded(Point(50.06013, 19.94017))
        assert distance_m(rounded.point, Point(50.06013, 19.94017)) < 50


def test_what_is_near_is_of_the_same_kind_open_and_within_a_hundred_metres() -> None:
    pal = make_pal()
    close = make_problem(pal=pal, point=Point(50.0604, 19.94))
    make_problem(pal=pal, point=Point(50.0612, 19.94))
    make_problem(pal=pal, category="waste")
    step(make_problem(pal=pal), "ended")
    assert [(each.problem, each.metres) for each in near("lighting", HERE)] == [(close, 40)]
    assert near("lighting", None) == []


def test_what_may_be_a_home_is_near_to_nobody_before_it_is_on_the_list() -> None:
    problem = make_problem(category="safety", point=HERE)
    assert near("safety", HERE) == []
    operations.publish_problem(problem, title="Hałas nocą", is_public=True, actor=SYSTEM)
    assert [each.problem for each in near("safety", HERE)] == [problem]


def test_who_joins_reads_the_steps_of_what_is_public_and_else_the_end_alone() -> None:
    problem = make_problem()
    joined = join(problem).person
    step(problem, "answered", "Słowa do Ady.")
    reporter = Person.objects.get(name=ADA.name)
    assert len(steps_for(problem, reporter)) == 1
    assert steps_for(problem, joined) == []
    operations.publish_problem(problem, title="Ciemno", is_public=True, actor=SYSTEM)
    assert len(steps_for(Problem.objects.get(), joined)) == 1
    operations.publish_problem(problem, title="", is_public=False, actor=SYSTEM)
    end = step(problem, "ended", "Świeci.")
    assert steps_for(Problem.objects.get(), joined) == [end]


def test_a_title_for_all_has_no_contact_in_it() -> None:
    problem = make_problem()
    for title in ("", "dzwonić 600 100 200"):
        with pytest.raises(DomainError) as caught:
            operations.publish_problem(problem, title=title, is_public=True, actor=SYSTEM)
        assert caught.value.field == "title"


def test_a_photograph_needs_words() -> None:
    with pytest.raises(DomainError):
        make_problem(photo=ContentFile(b"x", name="x.jpg"))


def test_who_reported_is_forgotten_half_a_year_after_the_end() -> None:
    problem = make_problem(title="Ciemno", where="ul. Lipowa", point=Point(50.06013, 19.94017))
    join(problem)
    step(problem, "ended", "Świeci.")
    assert problems.forget_problems(actor=SYSTEM) == 0
    Problem.objects.update(ended_at=timezone.now() - problems.KEEP - timedelta(days=1))
    assert [problems.forget_problems(actor=SYSTEM) for _ in range(2)] == [1, 0]
    problem.refresh_from_db()
    assert (problem.reporter, problem.words, problem.where) == (None, "", "")
    assert problem.point == places_near.rounded(Point(50.06013, 19.94017))
    assert problem.shown_title == "Ciemno"
    assert ProblemVoice.objects.get().person is None


REFUSED: list[tuple[Any, dict[str, object]]] = [
    (Problem, {"state": "lost"}),
    (Problem, {"category": "noise"}),
    (Problem, {"lat": 99.0}),
    (Problem, {"state": "tied"}),
    (Problem, {"shown_title": "", "is_public": True}),
    (Problem, {"state": "ended"}),
    (Problem, {"photo": "x.jpg"}),
    (ProblemStep, {"state": "lost"}),
    (ProblemStep, {"words": ""}),
    (ProblemStep, {"state": "passed"}),
]


@pytest.mark.parametrize(("model", "fields"), REFUSED)
def test_the_database_refuses(model: Any, fields: dict[str, object]) -> None:
    step(make_problem(), "answered")
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**fields)


def test_the_database_refuses_two_alike() -> None:
    problem = make_problem(card=None)
    voice = problem.voices.create(digest="a")
    twice = [
        ProblemVoice(problem=problem, digest=voice.digest),
        Problem(
            pal=problem.pal,
            category="waste",
            due_on=problem.due_on,
            code_digest=problem.code_digest,
        ),
    ]
    for row in twice:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()
