"""What staff change: one transaction, nothing lost, everybody told, everything in the trail."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from podworko.activities import links, operations
from podworko.activities.models import (
    Activity,
    Answer,
    Question,
    Session,
    SignUp,
    SignUpList,
)
from podworko.activities.operations import (
    Asked,
    Dates,
    ListRules,
    OfferGoneError,
    ProgrammeError,
    Scope,
    SeriesPlan,
    Slot,
    pictures,
)
from podworko.activities.tests.factories import (
    join,
    make_activity,
    make_list,
    make_pal,
    make_session,
    names_with,
)
from podworko.audit import public as audit
from podworko.audit.models import Entry
from podworko.core import times
from podworko.core.versions import ChangedMeanwhileError
from podworko.messages.models import Message

pytestmark = pytest.mark.django_db

STAFF = "accounts.user:7"
NOBODY_ASKED = ListRules()


def draft() -> Activity:
    return Activity(title="Szachy pod lipą", pal=make_pal())


def weekly(first: date, rule: str = "FREQ=WEEKLY;BYDAY=TU;COUNT=3") -> SeriesPlan:
    return SeriesPlan(rule, first_day=first, starts=time(17), minutes=90)


def in_days(number: int, hour: int = 17) -> Slot:
    starts = times.at(times.today() + timedelta(days=number), time(hour))
    return Slot(starts, starts + timedelta(hours=2))


def series_of(activity: Activity, *, first: date | None = None) -> list[Session]:
    """Make three weekly sessions with a place for two each."""
    day = first or times.today() + timedelta(days=7)
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[day.weekday()]
    plan = weekly(day, f"FREQ=WEEKLY;BYDAY={weekday};COUNT=3")
    operations.add_series(activity, plan, rules=ListRules(capacity=2), actor=STAFF)
    return list(activity.sessions.order_by("starts_at"))


def test_an_activity_is_planned_with_its_dates() -> None:
    activity = operations.plan_activity(
        draft(), dates=Dates(slots=(in_days(3),)), rules=ListRules(capacity=8), actor=STAFF
    )

    (session,) = activity.sessions.all()
    assert session.sign_up_list is not None
    assert (session.is_public, session.sign_up_list.capacity) == (False, 8)
    assert audit.history(activity) == ["activity.created"]
    assert audit.history(session) == ["session.created"]


def test_a_plan_without_a_date_stores_no_activity() -> None:
    never = weekly(date(2026, 12, 1), "FREQ=WEEKLY;BYDAY=TU;UNTIL=20200101")

    with pytest.raises(ProgrammeError):
        operations.plan_activity(
            draft(), dates=Dates(series=never), rules=NOBODY_ASKED, actor=STAFF
        )

    assert Activity.objects.count() == 0


def test_a_weekly_series_stays_at_its_hour_across_summer_time() -> None:
    plan = weekly(date(2027, 3, 23))

    activity = operations.plan_activity(
        draft(), dates=Dates(series=plan), rules=NOBODY_ASKED, actor=STAFF
    )

    starts = [session.starts_at for session in activity.sessions.all()]
    assert [times.local(moment).time() for moment in starts] == [time(17)] * 3
    assert [moment.astimezone(UTC).hour for moment in starts] == [16, 15, 15]


def test_moving_a_series_keeps_the_hour_across_summer_time() -> None:
    first, *_ = series_of(make_activity(), first=date(2027, 3, 23))
    slot = Slot(times.at(date(2027, 3, 24), time(18)), times.at(date(2027, 3, 24), time(19)))

    moved = operations.change_sessions(first, slot, scope=Scope.ALL, actor=STAFF)

    assert [times.local(s.starts_at).strftime("%d.%m %H:%M") for s in moved] == [
        "24.03 18:00",
        "31.03 18:00",
        "07.04 18:00",
    ]


def test_closing_and_decision_are_reckoned_from_each_beginning() -> None:
    rules = ListRules(minimum=3, closes_hours_before=2, decision_hours_before=48)

    activity = operations.plan_activity(
        draft(), dates=Dates(slots=(in_days(5), in_days(9))), rules=rules, actor=STAFF
    )

    for session in activity.sessions.select_related("sign_up_list"):
        assert session.sign_up_list is not None
        assert session.sign_up_list.closes_at == session.starts_at - timedelta(hours=2)
        assert session.sign_up_list.decision_at == session.starts_at - timedelta(hours=48)


def test_without_a_least_number_nothing_is_decided() -> None:
    rules = ListRules(decision_hours_before=48).for_start(datetime(2027, 1, 1, tzinfo=UTC))

    assert rules.decision_at is None


def test_dates_are_added_to_what_is_there() -> None:
    activity = make_session().activity

    added = operations.add_dates(
        activity, Dates(slots=(in_days(20), in_days(21))), rules=NOBODY_ASKED, actor=STAFF
    )

    assert (added, activity.sessions.count()) == (2, 3)


def test_no_date_is_added_to_what_was_called_off() -> None:
    activity = make_activity(state="cancelled", cancel_reason="Remont.")

    with pytest.raises(ProgrammeError):
        operations.add_dates(activity, Dates(slots=(in_days(2),)), rules=NOBODY_ASKED, actor=STAFF)


def test_of_two_who_edit_the_second_is_told_and_nothing_is_stored() -> None:
    first = make_activity(title="Szachy")
    second = Activity.objects.get(pk=first.pk)
    first.title = "Szachy dla dorosłych"
    second.title = "Szachy i warcaby"

    operations.edit_activity(first, seen_version=1, actor=STAFF)
    with pytest.raises(ChangedMeanwhileError):
        operations.edit_activity(second, seen_version=1, actor=STAFF)

    stored = Activity.objects.get(pk=first.pk)
    assert (stored.title, stored.version) == ("Szachy dla dorosłych", 2)
    assert audit.history(first) == ["activity.changed"]


def test_who_edits_an_activity_does_not_put_back_a_picture_taken_down_meanwhile() -> None:
    activity = make_activity(image="activities/x.jpg", image_alt="Ludzie.")
    read_before = Activity.objects.get(pk=activity.pk)
    pictures.drop_image("activities/x.jpg", actor=STAFF)

    with pytest.raises(ChangedMeanwhileError):
        operations.edit_activity(read_before, seen_version=1, actor=STAFF)

    activity.refresh_from_db()
    assert (activity.image.name, activity.image_alt) == ("", "")


def test_publishing_meanwhile_is_no_conflict_and_stays() -> None:
    activity = make_session(activity=make_activity(state="draft")).activity
    read_before = Activity.objects.get(pk=activity.pk)
    operations.publish(activity, actor=STAFF)

    operations.edit_activity(read_before, seen_version=1, actor=STAFF)

    assert Activity.objects.get(pk=activity.pk).state == "published"


def test_a_publication_set_for_later_can_be_taken_back() -> None:
    activity = make_session(activity=make_activity(state="draft")).activity
    operations.schedule(activity, at=timezone.now() + timedelta(days=1), actor=STAFF)

    operations.withdraw_schedule(activity, actor=STAFF)
    operations.withdraw_schedule(activity, actor=STAFF)

    assert (activity.state, activity.publish_at) == ("draft", None)
    assert audit.history(activity) == ["activity.scheduled", "activity.draft"]


def test_what_is_public_is_neither_hidden_nor_scheduled() -> None:
    activity = make_activity()

    with pytest.raises(ProgrammeError):
        operations.withdraw_schedule(activity, actor=STAFF)
    with pytest.raises(ProgrammeError):
        operations.schedule(activity, at=timezone.now() + timedelta(days=1), actor=STAFF)


def test_calling_off_twice_tells_once() -> None:
    session = make_session()
    assert session.sign_up_list is not None
    join(session.sign_up_list, "ada")

    for _ in range(2):
        operations.call_off(session.activity, reason="Remont.", actor=STAFF)

    assert audit.history(session.activity) == ["activity.cancelled"]
    assert Message.objects.filter(template="activities/called_off").count() == 1


def test_a_question_is_added_worded_anew_and_removed() -> None:
    places = make_list()
    activity = places.activity
    first = operations.ask_more(activity, Asked("Czy masz matę?"), actor=STAFF)
    second = operations.ask_more(
        activity,
        Asked("Dieta?", form="choice", options=("wegetariańska", "inna"), is_sensitive=True),
        actor=STAFF,
    )
    join(places, "ada", answers={first.pk: "tak"})

    operations.change_question(first, Asked("Czy przyniesiesz matę?"), actor=STAFF)
    operations.drop_question(second, actor=STAFF)

    assert list(activity.questions.values_list("text", "position")) == [
        ("Czy przyniesiesz matę?", 1)
    ]
    assert Answer.objects.get().text == "tak"
    verbs = Entry.objects.filter(verb__startswith="question.").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "question.added",
        "question.added",
        "question.changed",
        "question.removed",
    ]


def test_removing_a_question_removes_its_answers() -> None:
    places = make_list()
    question = operations.ask_more(places.activity, Asked("Alergie?"), actor=STAFF)
    join(places, "ada", answers={question.pk: "orzechy"})

    operations.drop_question(question, actor=STAFF)

    assert (Question.objects.count(), Answer.objects.count()) == (0, 0)


def test_more_places_go_to_the_queue_and_the_rules_change_with_them() -> None:
    places = make_list(capacity=1)
    for name in ("ada", "bob", "cyd"):
        join(places, name)

    moved = operations.change_list(
        places, ListRules(capacity=2, household_limit=2, offer_hours=6), actor=STAFF
    )

    assert [sign_up.name for sign_up in moved] == ["bob"]
    assert (places.capacity, places.household_limit, places.offer_hours) == (2, 2, 6)
    assert audit.history(places) == ["list.changed", "list.places"]


def test_fewer_places_take_none_away() -> None:
    places = make_list(capacity=2)
    join(places, "ada", 2)

    operations.change_list(places, ListRules(capacity=1), actor=STAFF)

    assert names_with(places, SignUp.Status.CONFIRMED) == ["ada"]


@pytest.mark.parametrize(
    ("scope", "changed"), [(Scope.THIS, [1]), (Scope.FOLLOWING, [1, 2]), (Scope.ALL, [0, 1, 2])]
)
def test_a_scope_keeps_sign_ups_and_tells_their_people(scope: Scope, changed: list[int]) -> None:
    sessions = series_of(make_activity())
    for number, session in enumerate(sessions):
        assert session.sign_up_list is not None
        join(session.sign_up_list, f"osoba{number}")
    middle = sessions[1]
    slot = Slot(
        middle.starts_at + timedelta(hours=1), middle.ends_at + timedelta(hours=1), title="Debiuty"
    )

    operations.change_sessions(middle, slot, scope=scope, actor=STAFF)

    told = Message.objects.filter(template="activities/changed").order_by("to_name")
    assert list(told.values_list("to_name", flat=True)) == [f"osoba{n}" for n in changed]
    assert SignUp.objects.confirmed().count() == 3
    titles = [Session.objects.get(pk=session.pk).title for session in sessions]
    assert titles == ["", "Debiuty", ""]


@pytest.mark.parametrize(("scope", "left"), [("this", 2), ("following", 1), ("all", 0)])
def test_a_scope_of_calling_off_ends_only_its_own(scope: str, left: int) -> None:
    sessions = series_of(make_activity())
    for session in sessions:
        assert session.sign_up_list is not None
        join(session.sign_up_list, "ada")

    operations.cancel_sessions(sessions[1], reason="Awaria.", scope=Scope(scope), actor=STAFF)

    assert SignUp.objects.confirmed().count() == left
    assert Message.objects.filter(template="activities/called_off").count() == 3 - left


def test_a_session_that_is_over_is_not_moved_in_any_scope() -> None:
    (first, *_) = series_of(make_activity(), first=date(2025, 3, 4))
    slot = Slot(first.starts_at + timedelta(hours=1), first.ends_at + timedelta(hours=1))

    for scope in Scope:
        with pytest.raises(ProgrammeError):
            operations.change_sessions(first, slot, scope=scope, actor=STAFF)


def test_what_is_done_for_a_caller_keeps_the_channel() -> None:
    places = make_list(capacity=1)
    ada, bob = join(places, "ada"), join(places, "bob")

    operations.cancel_sign_up(ada, actor=STAFF, reason="by-staff", channel="phone")
    bob.refresh_from_db()
    operations.accept_offer(bob, actor=STAFF, channel="phone")

    rows = Entry.objects.filter(channel="phone").order_by("pk")
    assert list(rows.values_list("verb", "actor")) == [
        ("signup.cancelled", STAFF),
        ("signup.accepted", STAFF),
    ]


def test_declining_for_a_caller_passes_the_offer_on() -> None:
    places = make_list(capacity=1)
    ada, bob = join(places, "ada"), join(places, "bob")
    cyd = join(places, "cyd")
    operations.cancel_sign_up(ada, actor=STAFF)
    bob.refresh_from_db()

    operations.decline_offer(bob, actor=STAFF, channel="desk")

    assert names_with(places, SignUp.Status.OFFERED) == ["cyd"]
    assert Entry.objects.filter(channel="desk").get().verb == "signup.declined"
    operations.accept_offer(cyd, actor=STAFF)
    with pytest.raises(OfferGoneError):
        operations.decline_offer(cyd, actor=STAFF)


def test_those_to_come_hear_once_that_it_costs_otherwise() -> None:
    activity = make_activity(cost=0)
    soon, later, over = (make_list(activity=activity, days=days) for days in (2, 9, 16))
    for held in (soon, later, over):
        join(held, "ada")
    join(later, "ela")
    gone = timezone.now() - timedelta(days=1)
    SignUpList.objects.filter(pk=over.pk).update(starts_at=gone, ends_at=gone)

    operations.save_activity(activity, actor=STAFF)
    activity.cost = Decimal(20)
    operations.save_activity(activity, actor=STAFF)

    told = Message.objects.filter(template="activities/cost_changed").order_by("to_name")
    assert [each.to_name for each in told] == ["ada", "ela"]
    assert "Teraz: 20,00 zł. Dotąd: bezpłatnie." in told[0].body_text
    assert links.manage_url(soon.sign_ups.get()) in told[0].body_text
