"""Nobody leads for minors unchecked (protection act, art. 21), whichever way they come to lead."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Passing, User
from podworko.activities import operations
from podworko.activities.importing import storing
from podworko.activities.importing.wanted import WantedActivity, WantedSession
from podworko.activities.kinds import Audience, admits_minors
from podworko.activities.models import Activity, Session, Template
from podworko.activities.operations import ListRules, SeriesPlan, Slot, leading, minors
from podworko.activities.operations.copying import Copied, Term
from podworko.activities.operations.planning import Dates
from podworko.activities.queries.minors import planned_with_minors
from podworko.activities.queries.obstacles import Wanted, planned_dates
from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network import gates
from podworko.network.public import Leader, UncheckedLeaderError

pytestmark = pytest.mark.django_db
UNCHECKED, LAPSING = "Ewa Niesprawdzona", "Jan Wkrótce"
IN = 10
"""In how many days what Jan has lapses."""


@pytest.fixture(autouse=True)
def _gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a gate that knows two people, as a module above would register it."""
    monkeypatch.setattr(gates, "_gates", {})

    def gate(leaders: Any) -> dict[int, list[gates.Lack]]:
        since = {UNCHECKED: date.min, LAPSING: times.today() + timedelta(days=IN)}
        return {
            leader.pk: [gates.Lack("papier", since[leader.name])]
            for leader in leaders
            if leader.name in since
        }

    gates.add("test", gate, mend="Biuro.")


def leader(name: str = UNCHECKED) -> Leader:
    return Leader.objects.create(name=name, role="animator")


def with_minors(**fields: Any) -> Activity:
    return make_activity(includes_minors=True, **fields)


def slot(days: int = 7, **fields: Any) -> Slot:
    starts = timezone.now() + timedelta(days=days)
    return Slot(starts, starts + timedelta(hours=1), outside_hours="klucze ma Ola", **fields)


def add(activity: Activity, *slots: Slot) -> list[Session]:
    return operations.add_sessions(activity, slots, rules=ListRules(), actor=SYSTEM)


def test_art_21_ust_1_an_unchecked_leader_is_not_planned_with_minors() -> None:
    activity, ewa = with_minors(), leader()

    with pytest.raises(UncheckedLeaderError) as refused:
        add(activity, slot(led_by=(ewa,)))

    assert refused.value.field == "led_by"
    assert UNCHECKED in str(refused.value.message)
    assert "papier" not in str(refused.value.message)
    assert refused.value.lacks == ("papier",)
    assert str(refused.value.message).endswith("Biuro.")
    assert not Session.objects.exists()


def test_without_minors_nobody_is_asked_for_papers() -> None:
    assert len(add(make_activity(), slot(led_by=(leader(),)))) == 1


def test_art_21_ust_1_a_check_is_asked_for_the_day_of_the_meeting() -> None:
    activity, jan = with_minors(), leader(LAPSING)

    add(activity, slot(IN - 1, led_by=(jan,)))
    with pytest.raises(UncheckedLeaderError):
        add(activity, slot(IN, led_by=(jan,)))


def test_art_21_ust_1_a_day_without_an_hour_is_no_way_round() -> None:
    begins, ends = times.day_bounds(times.today() + timedelta(days=3))

    with pytest.raises(UncheckedLeaderError):
        add(with_minors(), Slot(begins, ends, is_all_day=True, led_by=(leader(),)))


def test_art_21_ust_1_planning_anew_stores_nothing() -> None:
    activity = Activity(title="Świetlica", pal=make_pal(), includes_minors=True)

    with pytest.raises(UncheckedLeaderError):
        operations.plan_activity(
            activity,
            dates=Dates(slots=(slot(),)),
            rules=ListRules(),
            actor=SYSTEM,
            led_by=[leader()],
        )

    assert not Activity.objects.exists()


def test_art_21_ust_1_a_series_is_planned_whole_or_not_at_all() -> None:
    activity = with_minors()
    activity.led_by.add(leader(LAPSING))
    day = times.today() + timedelta(days=1)
    plan = SeriesPlan("FREQ=WEEKLY;COUNT=3", day, times.local(timezone.now()).time(), 60, (), "Ola")

    with pytest.raises(UncheckedLeaderError):
        operations.add_series(activity, plan, rules=ListRules(), actor=SYSTEM)


def test_art_21_ust_1_nobody_unchecked_takes_a_session_over() -> None:
    session = make_session(activity=with_minors())

    with pytest.raises(UncheckedLeaderError):
        operations.change_session(session, slot(led_by=(leader(),)), actor=SYSTEM)

    assert not session.led_by.exists()


def test_art_21_ust_1_a_session_does_not_move_behind_the_last_day_of_a_check() -> None:
    activity = with_minors()
    [session] = add(activity, slot(5, led_by=(leader(LAPSING),)))

    with pytest.raises(UncheckedLeaderError):
        operations.change_session(session, slot(IN + 5), actor=SYSTEM)


def test_what_stays_where_it_is_may_get_another_note_though_a_check_lapsed() -> None:
    session = make_session(activity=make_activity())
    session.led_by.add(leader())
    Activity.objects.update(includes_minors=True)
    same = Slot(
        session.starts_at, session.ends_at, note="Weź buty.", outside_hours=session.outside_hours
    )

    assert operations.change_session(session, same, actor=SYSTEM).note == "Weź buty."


def test_art_21_ust_1_a_new_leader_of_the_activity_is_asked_before_it_has_dates() -> None:
    with pytest.raises(UncheckedLeaderError):
        operations.save_activity(with_minors(), actor=SYSTEM, led_by=[leader()])


def test_what_is_planned_stays_when_minors_begin_to_come() -> None:
    activity = make_activity()
    ewa = leader()
    operations.save_activity(activity, actor=SYSTEM, led_by=[ewa])
    add(activity, slot())

    activity.includes_minors = True
    operations.save_activity(activity, actor=SYSTEM, led_by=[ewa])

    [planned] = planned_with_minors(since=times.today(), pal_ids=None)
    assert (planned.leader, planned.title) == (ewa, activity.title)


@pytest.mark.parametrize("later", [False, True], ids=["now", "later"])
def test_art_21_ust_1_what_an_unchecked_leader_leads_is_not_published(later: bool) -> None:  # noqa: FBT001 - a case
    activity = make_activity(state="draft")
    add(activity, slot(led_by=(leader(),)))
    Activity.objects.update(includes_minors=True)
    activity.refresh_from_db()

    at = timezone.now() + timedelta(days=1)
    act = partial(operations.schedule, at=at) if later else operations.publish

    with pytest.raises(UncheckedLeaderError):
        act(activity, actor=SYSTEM)

    activity.refresh_from_db()
    assert activity.state == Activity.State.DRAFT


def test_art_21_ust_1_a_term_is_not_copied_to_an_unchecked_leader() -> None:
    activity = with_minors()
    [session] = add(activity, slot(5, led_by=(leader(LAPSING),)))
    day = times.local(session.starts_at).date()
    term = Term(day, day, day + timedelta(days=14))

    with pytest.raises(UncheckedLeaderError):
        operations.copy_term([Copied(activity, [session])], term, actor=SYSTEM)


def test_art_21_ust_1_what_somebody_unchecked_cannot_take_over_stays() -> None:
    giver = User.objects.create_user("ola@example.org", name="Ola")
    taker = User.objects.create_user("ewa@example.org", name="Ewa")
    gave = Leader.objects.create(name="Ola", role="animatorka", user=giver)
    Leader.objects.create(name=UNCHECKED, role="animatorka", user=taker)
    [session] = add(with_minors(), slot(led_by=(gave,)))
    passing = Passing(giver, taker, giver, frozenset({session.pal_id}))

    assert leading.pass_leading(passing) == 0
    assert list(session.led_by.all()) == [gave]


def test_dates_are_shown_with_who_is_not_cleared_then() -> None:
    jan = leader(LAPSING)
    now = timezone.now()
    spans = [(now + timedelta(days=day), now + timedelta(days=day, hours=1)) for day in (1, IN)]

    shown = planned_dates(spans, Wanted(led_by=(jan,), with_minors=True))

    assert [bool(each.taken) for each in shown] == [False, True]


@pytest.mark.parametrize(
    ("audience", "age_min", "expected"),
    [
        ("everyone", None, True),
        ("families", None, True),
        ("children", None, True),
        ("youth", 18, False),
        ("adults", None, False),
        ("adults", 16, True),
        ("seniors", None, False),
        ("everyone", 18, False),
    ],
)
def test_whom_it_is_for_tells_whether_minors_come(
    audience: str,
    age_min: int | None,
    expected: bool,  # noqa: FBT001 - a case
) -> None:
    assert admits_minors(audience, age_min) is expected


def test_an_activity_of_a_template_follows_to_children_and_stays_so() -> None:
    template = Template.objects.create(
        name="Klub", facts={"audience": Audience.CHILDREN}, fixed=["audience"]
    )
    activity = make_activity(template=template, audience=Audience.ADULTS)

    operations.save_template(template, seen_version=1, actor=SYSTEM)

    activity.refresh_from_db()
    assert activity.includes_minors


def test_what_is_imported_for_everybody_counts_as_with_minors() -> None:
    begins = timezone.now() + timedelta(days=3)
    asked = WantedSession(
        number=1, origin=begins, starts_at=begins, ends_at=begins + timedelta(hours=1)
    )
    wanted = WantedActivity(
        key="k",
        pal=make_pal(),
        source="plik",
        fields={"title": "Spotkanie"},
        first={},
        sessions=[asked],
        numbers=(1,),
    )

    [told] = storing.store(wanted, publish=False)

    activity = Activity.objects.get()
    assert activity.includes_minors
    assert told.message == "Zapisane jako zajęcia z dziećmi lub młodzieżą (dla wszystkich)."
    Activity.objects.update(audience=Audience.ADULTS, includes_minors=False)
    wanted.notes.clear()
    wanted.fields |= {"audience": Audience.SENIORS, "age_min": 15}
    [told] = storing.store(wanted, publish=False)
    assert "(wiek od: 15)" in told.message
    wanted.notes.clear()
    [told] = storing.store(wanted, publish=False)
    assert told.message == ""


def test_many_sessions_ask_as_one_does(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    activity = with_minors()
    ola = leader("Ola")
    sessions = [each for day in (1, 2, 3) for each in add(activity, slot(day, led_by=(ola,)))]
    for held in (sessions[:1], sessions):
        with django_assert_num_queries(2):
            minors.check_sessions(held)


def test_planned_with_minors_costs_the_same_for_one_and_three(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    activity, ola = with_minors(), leader("Ola")
    for number in (1, 3):
        for day in range(number):
            add(activity, slot(10 * number + day, led_by=(ola,)))
        with django_assert_num_queries(2):
            list(planned_with_minors(since=times.today(), pal_ids=None))
