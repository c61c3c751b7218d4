"""What waits today and where things go: against what was made, and who is led where."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.activities.models import Presence, Register, SignUp, SignUpList
from podworko.activities.operations import cancel_sign_up
from podworko.activities.tests.factories import join, make_activity, make_list, make_pal
from podworko.advice.models import Question
from podworko.advice.tests.factories import make_question
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.diagnosis.tests.factories import make_need
from podworko.network.public import Pal
from podworko.planning.models import Plan
from podworko.planning.tests.factories import make_plan
from podworko.reports.catalogue import STANDARD, Indicator
from podworko.reports.pressing import PRESSING
from podworko.reports.queries.pressing import pressing
from podworko.reports.queries.trends import five_years, twelve_months
from podworko.reports.tests.factories import came_on, people, published

pytestmark = pytest.mark.django_db


def told(pals: list[Pal], part: str) -> list[str]:
    """Return the words of one line: of all, then of each PAL."""
    rows = pressing(pals, today=times.today(), with_whole=True, open_to=lambda _row: "")
    row = next(row for row in rows if row.pressing.part == part)
    return [cell.words for cell in row.cells]


def full_list(pal: Pal, *, waiting: int) -> SignUpList:
    """Have a list of two places been full, with so many people waiting."""
    found = make_list(activity=make_activity(pal=pal))
    join(found, "ada", 2)
    for number in range(waiting):
        join(found, f"czeka{number}")
    return found


def desk(role: str, pal: Pal | None) -> Client:
    user = User.objects.create_user(f"{role}@example.org", name=role)
    Grant.objects.create(user=user, role=role, pal=pal)
    client = Client()
    client.force_login(user)
    return client


def late_question(pal: Pal | None) -> None:
    """Have a question waited a day longer than was promised."""
    question = make_question(pal=pal)
    late = times.today() - timedelta(days=1)
    Question.objects.filter(pk=question.pk).update(due_on=late)


def indicator_of(code: str) -> Indicator:
    return next(each for each in STANDARD if each.code == code)


def test_who_waits_now_is_told_and_who_waited_in_vain_apart() -> None:
    one, two = make_pal(), make_pal()
    full_list(one, waiting=3)
    over = full_list(two, waiting=2)
    ended = timezone.now() - timedelta(hours=1)
    SignUpList.objects.filter(pk=over.pk).update(starts_at=ended, ends_at=ended)
    called_off = full_list(two, waiting=1)
    SignUpList.objects.filter(pk=called_off.pk).update(is_cancelled=True)

    assert told([one, two], "waiting") == ["3", "3", "0"]
    assert told([one, two], "full") == ["1", "1", "0"]
    assert told([one, two], "turned_away") == ["2", "0", "2"]


def test_days_of_waiting_are_of_who_got_a_place_they_had_waited_for() -> None:
    pal = make_pal()
    found = full_list(pal, waiting=2)
    now = timezone.now()
    asked = {"czeka0": 50, "czeka1": 10}
    for name, hours in asked.items():
        SignUp.objects.filter(list=found, name=name).update(
            created_at=now - timedelta(hours=hours), confirmed_at=now
        )

    assert told([pal], "days") == ["2 dni", "2 dni"]


def test_a_place_given_back_is_one_that_somebody_had() -> None:
    pal = make_pal()
    found = full_list(pal, waiting=1)
    for name in ("ada", "czeka0"):
        cancel_sign_up(found.sign_ups.get(name=name), actor=SYSTEM)

    assert told([pal], "given_back") == ["2", "2"]


def test_who_did_not_come_is_told_of_a_hundred_who_had_a_place() -> None:
    pal = make_pal()
    found = make_list(activity=make_activity(pal=pal), capacity=9)
    signed = join(found, "ada", 4)
    session = found.sessions.get()
    begins = timezone.now() - timedelta(hours=3)
    type(session).objects.filter(pk=session.pk).update(
        starts_at=begins, ends_at=begins + timedelta(hours=1)
    )
    register = Register.objects.create(session=session)
    states = ("present", "present", "absent", "excused")
    for guest, state in zip(signed.guests.all(), states, strict=True):
        Presence.objects.create(register=register, guest=guest, state=state, state_at=begins)

    assert told([pal], "missed_percent") == ["33%", "33%"]


def test_needs_that_nothing_answers_wait_and_the_oldest_is_told() -> None:
    pal, today = make_pal(), times.today()
    make_need(pal=pal, since=today - timedelta(days=40))
    make_need(pal=pal, since=today - timedelta(days=4))
    make_need(pal=pal, status="reported", since=today - timedelta(days=90))

    assert told([pal], "unanswered") == ["2", "2"]
    assert told([pal], "oldest") == ["40 dni", "40 dni"]


def test_answers_past_their_day_and_what_waits_for_a_yes() -> None:
    pal = make_pal()
    late_question(pal)
    make_question(pal=pal)
    late_question(None)
    make_activity(pal=pal, state="review")
    plan = make_plan(pal=pal)
    Plan.objects.filter(pk=plan.pk).update(state=Plan.State.SUBMITTED)

    assert told([pal], "late") == ["2", "1"]
    assert told([pal], "to_check") == ["1", "1"]
    assert told([pal], "plans") == ["1", "1"]
    assert told([pal], "ideas") == ["0", "0"]


def test_what_waits_costs_the_same_for_one_pal_and_for_three() -> None:
    counts = []
    for number in (1, 2):
        for _pal in range(number):
            full_list(make_pal(), waiting=1)
            make_need(pal=make_pal())
        with CaptureQueriesContext(connection) as queries:
            told(list(Pal.objects.all()), "waiting")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_board_leads_to_lists_that_are_open_to_who_reads() -> None:
    pal = make_pal(slug="nasz")
    full_list(pal, waiting=1)
    late_question(pal)
    board = reverse("reports:desk_board")

    of_network = desk("network-coordinator", None).get(board)
    of_pal = desk("animator", pal).get(board)

    questions = reverse("advice:desk_questions")
    paths = [
        {cell.path for row in page.context["pressing"] for cell in row.cells if cell.path}
        for page in (of_network, of_pal)
    ]
    assert f"{reverse('activities:desk_programme')}?pal=nasz" in paths[0] & paths[1]
    assert questions not in paths[0]
    assert questions in paths[1]


def test_a_year_that_is_over_tells_nothing_of_today() -> None:
    make_pal()
    year = times.today().year - 1

    page = desk("network-coordinator", None).get(f"{reverse('reports:desk_board')}?rok={year}")

    assert "pressing" not in page.context
    assert len({str(each.label) for each in PRESSING}) == len(PRESSING)


def test_twelve_months_end_with_this_one_and_cross_the_year() -> None:
    pal = make_pal()
    came_on(pal, date(2025, 12, 3), *people(4))
    came_on(pal, date(2026, 2, 3), *people(2, name="Ola"))

    trends = twelve_months(pal=pal, today=date(2026, 2, 20))
    participations = next(t for t in trends if t.indicator.code == "participations")

    assert participations.steps[0].label == "Marzec 2025"
    assert [step.value for step in participations.steps[-3:]] == [4, 0, 2]
    assert participations.bars[-1].height * 2 == participations.bars[-3].height


def test_five_years_tell_a_closed_one_as_it_was_closed() -> None:
    pal = make_pal()
    year = times.today().year - 1
    came_on(pal, date(year, 3, 2), *people(6))
    published(year, pal)
    came_on(pal, date(year, 3, 9), *people(7, name="Późna"))
    came_on(pal, times.today() - timedelta(days=1), *people(2, name="Ola"))

    found = five_years(indicator_of("participations"), pal=pal)

    assert [(each.step.value, each.is_closed) for each in found[-2:]] == [(6, True), (2, False)]
    assert [each.step.label for each in found] == [str(year + at) for at in range(-3, 2)]
