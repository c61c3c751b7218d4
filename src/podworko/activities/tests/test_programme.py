from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from podworko.activities import operations, tasks
from podworko.activities.models import Activity, Answer, Question, Series, Session, SignUp
from podworko.activities.tests.factories import join, make_activity, make_list, make_session
from podworko.audit import public as audit
from podworko.core import times
from podworko.messages.models import Message

pytestmark = pytest.mark.django_db

NO_RULES = operations.ListRules(capacity=5)


def weekly(activity: Activity, *, first: date, count: int = 4) -> Series:
    plan = operations.SeriesPlan(f"FREQ=WEEKLY;COUNT={count}", first, time(17), 90)
    return operations.add_series(activity, plan, rules=NO_RULES, actor=audit.SYSTEM)


def walls(series_activity: Activity) -> list[str]:
    rows = series_activity.sessions.order_by("starts_at")
    return [f"{times.local(row.starts_at):%d.%m %H:%M}" for row in rows]


def templates(name: str) -> list[str]:
    rows = Message.objects.filter(to_name=name).order_by("pk")
    return [row.template.removeprefix("activities/") for row in rows]


def next_year(month: int, day: int) -> date:
    return date(times.today().year + 1, month, day)


def test_series_keeps_its_hour_across_summer_time() -> None:
    activity = make_activity()

    weekly(activity, first=date(2027, 3, 16))

    assert walls(activity) == ["16.03 17:00", "23.03 17:00", "30.03 17:00", "06.04 17:00"]
    utc = [
        row.starts_at.astimezone(timezone.get_default_timezone()).utcoffset()
        for row in activity.sessions.order_by("starts_at")
    ]
    assert len(set(utc)) == 2


def test_each_session_of_a_series_has_a_list_and_a_course_has_one() -> None:
    single, course = make_activity(), make_activity(sign_up_mode="course")

    weekly(single, first=next_year(5, 4))
    weekly(course, first=next_year(5, 4))

    assert single.sign_up_lists.count() == 4
    assert course.sign_up_lists.count() == 1
    assert course.sign_up_lists.get().sessions.count() == 4


def slot_of(session: Session, *, days: int = 0, clock: time | None = None) -> operations.Slot:
    wall = times.local(session.starts_at)
    starts = times.at(wall.date() + timedelta(days=days), clock or wall.time())
    return operations.Slot(starts, starts + (session.ends_at - session.starts_at))


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (operations.Scope.THIS, ["04.05 17:00", "12.05 18:00", "18.05 17:00", "25.05 17:00"]),
        (operations.Scope.FOLLOWING, ["04.05 17:00", "12.05 18:00", "19.05 18:00", "26.05 18:00"]),
        (operations.Scope.ALL, ["05.05 18:00", "12.05 18:00", "19.05 18:00", "26.05 18:00"]),
    ],
)
def test_change_reaches_as_far_as_asked_and_keeps_sign_ups(
    scope: operations.Scope, expected: list[str]
) -> None:
    activity = make_activity()
    weekly(activity, first=date(2027, 5, 4))
    sessions = list(activity.sessions.order_by("starts_at"))
    for session in sessions:
        assert session.sign_up_list
        join(session.sign_up_list, "ada")

    changed = operations.change_sessions(
        sessions[1],
        slot_of(sessions[1], days=1, clock=time(18)),
        scope=scope,
        actor=audit.SYSTEM,
    )

    assert walls(activity) == expected
    assert SignUp.objects.confirmed().count() == 4
    assert templates("ada").count("changed") == len(changed)


def test_one_changed_singly_keeps_its_own_time_when_all_change() -> None:
    activity = make_activity()
    weekly(activity, first=date(2027, 5, 4))
    first, second, *_ = activity.sessions.order_by("starts_at")
    operations.change_session(second, slot_of(second, clock=time(9)), actor=audit.SYSTEM)
    first.refresh_from_db()

    operations.change_sessions(
        first, slot_of(first, clock=time(18)), scope=operations.Scope.ALL, actor=audit.SYSTEM
    )

    assert walls(activity) == ["04.05 18:00", "11.05 09:00", "18.05 18:00", "25.05 18:00"]


def test_following_ones_get_a_rule_of_their_own() -> None:
    activity = make_activity()
    weekly(activity, first=date(2027, 5, 4))
    third = activity.sessions.order_by("starts_at")[2]

    operations.change_sessions(
        third, slot_of(third, days=1), scope=operations.Scope.FOLLOWING, actor=audit.SYSTEM
    )

    assert [series.sessions.count() for series in activity.series.order_by("pk")] == [2, 2]


def test_moving_a_session_moves_its_reminder() -> None:
    session = make_session(days=3)
    assert session.sign_up_list
    ada = join(session.sign_up_list, "ada")
    SignUp.objects.filter(pk=ada.pk).update(confirmed_at=timezone.now() - timedelta(days=5))
    soon = timezone.now() + timedelta(hours=20)
    operations.change_session(
        session, operations.Slot(soon, soon + timedelta(hours=1)), actor=audit.SYSTEM
    )

    tasks.remind()
    tasks.remind()

    assert templates("ada") == ["confirmed", "changed", "reminder"]


def test_those_reminded_before_cost_the_same_however_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    session = make_session(days=0.5)
    assert session.sign_up_list
    for name in ("ada", "bob", "eve"):
        join(session.sign_up_list, name)
        SignUp.objects.update(confirmed_at=timezone.now() - timedelta(days=5))
        tasks.remind()

        with django_assert_num_queries(3):
            tasks.remind()


def test_who_signed_up_just_now_is_not_reminded() -> None:
    session = make_session(days=0.5)
    assert session.sign_up_list
    join(session.sign_up_list, "ada")

    tasks.remind()

    assert templates("ada") == ["confirmed"]


def test_course_goes_on_when_one_of_its_sessions_is_called_off() -> None:
    course = make_activity(sign_up_mode="course")
    weekly(course, first=next_year(5, 4))
    session = course.sessions.order_by("starts_at")[1]
    assert session.sign_up_list
    join(session.sign_up_list, "ada")

    operations.cancel_session(session, reason="Święto.", actor=audit.SYSTEM)

    assert templates("ada") == ["confirmed", "session_cancelled"]
    assert SignUp.objects.confirmed().count() == 1


def test_calling_an_activity_off_reaches_everybody() -> None:
    activity = make_activity()
    weekly(activity, first=next_year(5, 4))
    for sign_up_list in activity.sign_up_lists.all():
        join(sign_up_list, "ada")

    operations.call_off(activity, reason="Remont.", actor=audit.SYSTEM)

    assert not activity.sessions.filter(status=Session.Status.PLANNED).exists()
    assert not SignUp.objects.live().exists()
    assert templates("ada").count("called_off") == 4


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_called_off_without_a_reason(reason: str) -> None:
    session = make_session()

    with pytest.raises(operations.ProgrammeError):
        operations.cancel_session(session, reason=reason, actor=audit.SYSTEM)
    with pytest.raises(operations.ProgrammeError):
        operations.call_off(session.activity, reason=reason, actor=audit.SYSTEM)


def test_what_is_scheduled_appears_when_its_time_has_come() -> None:
    session = make_session(activity=make_activity(state="draft"))
    activity = session.activity
    operations.schedule(activity, at=timezone.now() + timedelta(days=1), actor=audit.SYSTEM)
    tasks.publish_scheduled()
    activity.refresh_from_db()
    before = activity.state
    Activity.objects.filter(pk=activity.pk).update(publish_at=timezone.now())

    tasks.publish_scheduled()

    activity.refresh_from_db()
    session.refresh_from_db()
    assert (before, activity.state, session.is_public) == ("scheduled", "published", True)


def test_activity_without_a_date_is_not_published() -> None:
    with pytest.raises(operations.ProgrammeError, match="choć jedno spotkanie"):
        operations.publish(make_activity(state="draft"), actor=audit.SYSTEM)


def test_what_is_over_is_done() -> None:
    session = make_session(days=1)
    past = timezone.now() - timedelta(days=2)
    Session.objects.filter(pk=session.pk).update(starts_at=past, ends_at=past + timedelta(hours=1))

    tasks.finish_past()

    assert Activity.objects.get().state == Activity.State.DONE


def test_offers_lapse_by_themselves() -> None:
    places = make_list(capacity=1)
    ada, bob = join(places, "ada"), join(places, "bob")
    operations.cancel_sign_up(ada, actor=audit.RESIDENT)
    SignUp.objects.filter(pk=bob.pk).update(offer_until=timezone.now() - timedelta(minutes=1))

    tasks.lapse_offers()

    assert templates("bob") == ["waiting", "offered", "lapsed"]


def test_sensitive_answers_go_the_day_after_the_rest_later() -> None:
    places = make_list()
    for is_sensitive in (True, False):
        Question.objects.create(activity=places.activity, text="?", is_sensitive=is_sensitive)
    keys = list(Question.objects.values_list("pk", flat=True))
    join(places, "ada", answers=dict.fromkeys(keys, "tak"))
    type(places).objects.filter(pk=places.pk).update(ends_at=timezone.now() - timedelta(days=2))

    tasks.delete_answers()

    assert [answer.question.is_sensitive for answer in Answer.objects.all()] == [False]
    type(places).objects.filter(pk=places.pk).update(ends_at=timezone.now() - timedelta(days=31))
    tasks.delete_answers()
    assert not Answer.objects.exists()


def at_hour(hour: int) -> datetime:
    return datetime(2026, 11, 24, hour, tzinfo=times.WARSAW)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at_hour(12), "25.11 12:00"),
        (at_hour(22), "26.11 10:00"),
        (at_hour(3), "25.11 10:00"),
    ],
    ids=["by day", "not late at night", "not before morning"],
)
def test_offer_does_not_lapse_while_people_sleep(now: datetime, expected: str) -> None:
    places = make_list(days=60)
    places.starts_at = datetime(2027, 1, 20, 12, tzinfo=times.WARSAW)

    deadline = operations.places.offer_deadline(places, now=now)

    assert deadline is not None
    assert f"{times.local(deadline):%d.%m %H:%M}" == expected


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "nowhere"},
        {"state": "scheduled"},
        {"state": "cancelled"},
        {"age_min": 10, "age_max": 5},
        {"image": "x.png"},
        {"cost": -1},
    ],
)
def test_database_refuses_nonsense(fields: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_activity(**fields)


def test_session_cannot_end_before_it_begins() -> None:
    session = make_session()

    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(ends_at=session.starts_at)
