"""Whether an activity is with minors follows whom it is for, and the desk is told who may not."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.activities import operations, tasks
from podworko.activities.kinds import Audience, is_for_minors
from podworko.activities.models import Activity
from podworko.activities.tests.desk import Desk, hidden
from podworko.activities.tests.factories import make_activity, make_session
from podworko.audit.models import Entry
from podworko.audit.public import SYSTEM
from podworko.network import gates
from podworko.network.public import Leader, UncheckedLeaderError

pytestmark = pytest.mark.django_db
BARRED = ("Ewa Bez", "Jan Bez")


@pytest.fixture(autouse=True)
def _gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bar two people from work with minors, whatever the day."""
    monkeypatch.setattr(gates, "_gates", {})
    gates.add(
        "test",
        lambda leaders: {
            each.pk: [gates.Lack("papier", date.min)] for each in leaders if each.name in BARRED
        },
    )


def leader(name: str) -> Leader:
    return Leader.objects.create(name=name, role="animator")


def saved(activity: Activity, **changes: Any) -> bool:
    """Save an activity with other words; return whether it is with minors then."""
    for name, value in changes.items():
        setattr(activity, name, value)
    operations.save_activity(activity, actor=SYSTEM)
    activity.refresh_from_db()
    return activity.includes_minors


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (("children", None, None), True),
        (("youth", 13, 25), True),
        (("youth", 18, None), False),
        (("everyone", None, 17), True),
        (("everyone", 6, 18), False),
        (("families", None, None), False),
    ],
)
def test_for_minors_alone(
    told: tuple[str, int | None, int | None],
    expected: bool,  # noqa: FBT001 - a case
) -> None:
    assert is_for_minors(*told) is expected


def test_what_becomes_for_children_is_with_minors_and_stays_so() -> None:
    activity = make_activity(audience=Audience.ADULTS)

    assert saved(activity, audience=Audience.CHILDREN)
    assert saved(activity, includes_minors=False)


def test_an_age_limit_that_lets_minors_in_raises_it_too() -> None:
    assert saved(make_activity(audience=Audience.ADULTS), age_min=16)


def test_who_unticks_it_for_everybody_is_not_overruled() -> None:
    activity = make_activity(includes_minors=True)

    assert not saved(activity, includes_minors=False)
    assert not saved(activity, title="Inny tytuł")


def test_a_new_activity_for_youth_is_with_minors() -> None:
    new = Activity(title="Graffiti", pal=make_activity().pal, audience=Audience.YOUTH)

    assert saved(new)


def test_a_flip_is_in_the_trail_and_what_stays_is_not() -> None:
    activity = make_activity(audience=Audience.ADULTS)

    saved(activity, audience=Audience.FAMILIES)
    saved(activity, title="Inny tytuł")
    saved(activity, includes_minors=False)

    verbs = Entry.objects.filter(verb__endswith="_minors").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "activity.with_minors",
        "activity.without_minors",
    ]


def edited(desk: Desk, activity: Activity, **changes: Any) -> Any:
    page = desk.get("desk_edit", activity.slug)
    typed = {
        "pal": activity.pal_id,
        "title": activity.title,
        "kind": activity.kind,
        "audience": activity.audience,
        "languages": ["pl"],
        "cost": "0",
        "sign_up_mode": activity.sign_up_mode,
        "led_by": [each.pk for each in activity.led_by.all()],
        "version": hidden(page, "version"),
        "initial-includes_minors": str(activity.includes_minors),
    }
    url = reverse("activities:desk_edit", args=[activity.slug])
    return desk.client.post(url, {**typed, **changes}, follow=True)


def test_turning_it_on_tells_the_desk_who_is_not_cleared_and_refuses_nothing(
    client: Client,
) -> None:
    desk = Desk(client)
    activity = desk.activity(audience=Audience.ADULTS, state="published")
    session = make_session(activity=activity)
    session.led_by.set([leader("Ewa Bez"), leader("Ola Sprawdzona")])

    told = edited(desk, activity, audience=Audience.CHILDREN).text

    activity.refresh_from_db()
    assert activity.includes_minors
    assert "nie mają sprawdzeń do pracy z dziećmi: Ewa Bez. Są w raporcie." in told


def test_a_draft_tells_of_nobody_yet(client: Client) -> None:
    desk = Desk(client)
    activity = desk.activity(audience=Audience.ADULTS, state="draft")
    make_session(activity=activity).led_by.add(leader("Ewa Bez"))

    told = edited(desk, activity, audience=Audience.CHILDREN).text

    assert "Od teraz to zajęcia z dziećmi lub młodzieżą." in told
    assert "nie mają sprawdzeń" not in told


def test_unticking_what_is_for_children_is_told_at_the_field(client: Client) -> None:
    desk = Desk(client)
    activity = desk.activity(audience=Audience.CHILDREN, includes_minors=True)

    refused = edited(desk, activity)

    activity.refresh_from_db()
    assert refused.status_code == 422
    assert "zawsze są z nimi" in refused.text
    assert activity.includes_minors


def changed_to(*led_by: Leader, before: tuple[Leader, ...], days: int = 0) -> list[Leader]:
    session = make_session(activity=make_activity(includes_minors=True))
    session.led_by.set(before)
    moved = timedelta(days=days)
    slot = operations.Slot(
        session.starts_at + moved,
        session.ends_at + moved,
        led_by=led_by,
        outside_hours="klucze ma Ola",
    )
    operations.change_session(session, slot, actor=SYSTEM)
    return list(session.led_by.all())


def test_who_is_barred_is_taken_off_though_a_colleague_lapsed_too() -> None:
    ewa, jan = leader("Ewa Bez"), leader("Jan Bez")

    assert changed_to(jan, before=(ewa, jan)) == [jan]


def test_who_is_added_or_moves_with_it_is_asked_still() -> None:
    ewa, jan, ola = leader("Ewa Bez"), leader("Jan Bez"), leader("Ola")

    with pytest.raises(UncheckedLeaderError):
        changed_to(jan, ola, before=(ola,))
    with pytest.raises(UncheckedLeaderError):
        changed_to(jan, before=(ewa, jan), days=1)


def test_the_leaders_of_an_activity_change_though_one_who_stays_lapsed() -> None:
    ewa, jan, ola = leader("Ewa Bez"), leader("Jan Bez"), leader("Ola")
    activity = make_activity(includes_minors=True)
    session = make_session(activity=activity)
    activity.led_by.set([ewa, jan])
    session.led_by.set([ewa, jan])

    operations.save_activity(activity, actor=SYSTEM, led_by=[jan, ola])

    assert set(session.led_by.all()) == {jan, ola}


def test_what_nobody_may_lead_any_more_is_a_draft_again_and_says_why() -> None:
    activity = make_activity(state="draft")
    session = make_session(activity=activity)
    operations.schedule(activity, at=timezone.now() + timedelta(days=1), actor=SYSTEM)
    session.led_by.add(leader("Ewa Bez"))
    Activity.objects.update(includes_minors=True, publish_at=timezone.now())

    tasks.publish_scheduled()
    tasks.publish_scheduled()

    activity.refresh_from_db()
    assert (activity.state, activity.publish_at) == ("draft", None)
    assert "Ewa Bez nie ma na ten dzień" in activity.review_words
    assert Entry.objects.filter(verb="activity.draft").count() == 1


def test_what_waits_for_its_time_no_more_is_left_alone() -> None:
    activity = make_activity(state="published")

    operations.unschedule(activity, words="bo", actor=SYSTEM)

    activity.refresh_from_db()
    assert (activity.state, activity.review_words) == ("published", "")
