"""The duty log: no person, no time of day; counts, and what of them is told."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import User
from podworko.advice import operations, policies
from podworko.advice.forms.desk import KnowledgeForm, TalkForm, TieForm
from podworko.advice.models import KnowledgePage, Talk, Tally, Topic
from podworko.advice.operations import TalkData
from podworko.advice.operations.topics import Tie, tie, untie
from podworko.advice.queries import (
    AdviceSource,
    counts,
    duty_board,
    found_resources,
    told_counts,
)
from podworko.advice.reading import AdviceError
from podworko.advice.tests.factories import (
    make_page,
    make_pal,
    make_question,
    make_staff,
    make_talk,
    make_topic,
)
from podworko.audit.models import Entry
from podworko.audit.public import SYSTEM, label
from podworko.core import times
from podworko.diagnosis import index
from podworko.diagnosis.public import Resource
from podworko.diagnosis.tests.factories import make_need
from podworko.diagnosis.tests.mapping import make_resource
from podworko.network.public import Pal
from podworko.people.public import Channel
from podworko.planning.public import Ties, Total, sources

pytestmark = pytest.mark.django_db


def on_the_map(**fields: Any) -> Resource:
    """Make a resource that can be found by words."""
    resource = make_resource(**fields)
    index.update_resource(resource)
    return resource


DUTY = "/biurko/porady/dyzur/"


@pytest.fixture
def pal() -> Pal:
    return make_pal()


@pytest.fixture
def keeper(pal: Pal) -> User:
    return make_staff(pal=pal)


@pytest.fixture
def desk(client: Client, keeper: User) -> Client:
    client.force_login(keeper)
    return client


def sent(pal: Pal, **fields: str) -> dict[str, str]:
    made = {
        "pal": pal.slug,
        "topic": make_topic().slug,
        "minutes": "10",
        "age": "seniors",
        "outcome": "told",
        "channel": "desk",
    }
    return made | fields


def test_a_talk_is_noted_with_five_choices_and_no_time(desk: Client, pal: Pal) -> None:
    response = desk.post(DUTY, sent(pal))

    assert response.status_code == 302
    talk = Talk.objects.get()
    assert (talk.pal, talk.on, talk.minutes, talk.age) == (pal, times.today(), 10, "seniors")
    names = {field.name for field in Talk._meta.fields}
    assert names.isdisjoint({"at", "created_at", "person", "actor", "name"})


def test_the_trail_says_that_a_talk_was_noted_and_not_which(pal: Pal) -> None:
    talk = make_talk(pal)

    (entry,) = Entry.objects.filter(verb="talk.noted")

    assert entry.target == label(pal)
    assert str(talk.pk) not in str(entry.details)


def test_without_a_topic_nothing_is_noted_and_what_was_chosen_stays(desk: Client, pal: Pal) -> None:
    response = desk.post(DUTY, sent(pal, topic="", minutes="30"))

    assert response.status_code == 422
    assert not Talk.objects.exists()
    assert re.search(r'value="30"[^>]* checked', response.content.decode())


def test_a_place_chosen_means_sent_on(desk: Client, pal: Pal) -> None:
    place = make_resource(name="Poradnia", address="ul. Długa 1")

    desk.post(DUTY, sent(pal, referred_to=str(place.public_id)))

    talk = Talk.objects.get()
    assert (talk.outcome, talk.referred_to) == ("referred", place)


def test_places_are_shown_with_and_without_script(desk: Client, pal: Pal) -> None:
    on_the_map(
        name="Poradnia rodzinna", address="ul. Długa 1", opening="pn 8–16", phone="+48126167800"
    )
    asked = sent(pal, look="1", where="poradnia", minutes="60")

    page = desk.post(DUTY, asked).content.decode()
    fragment = desk.post(DUTY, asked, headers={"hx-request": "true"}).content.decode()

    for html in (page, fragment):
        assert all(word in html for word in ("Poradnia rodzinna", "ul. Długa 1", "pn 8–16"))
    assert "<html" in page
    assert "<html" not in fragment
    assert not Talk.objects.exists()


def test_a_place_that_was_named_is_shown_before_the_talk_is_noted(desk: Client, pal: Pal) -> None:
    on_the_map(name="Poradnia")
    named = sent(pal, where="poradnia", outcome="referred")

    shown = desk.post(DUTY, named)

    assert "Poradnia" in shown.content.decode()
    assert not Talk.objects.exists()
    desk.post(DUTY, named | {"shown": "poradnia"})
    assert Talk.objects.get().referred_to is None


def test_places_of_the_pal_come_first_and_people_never(pal: Pal) -> None:
    on_the_map(name="Poradnia A")
    own = on_the_map(name="Poradnia B", pal=pal)
    on_the_map(name="Poradnia u sąsiadki", kind="human", category="skill")

    places = found_resources(pal, "poradnia")

    assert [place.name for place in places] == [own.name, "Poradnia A"]


def test_a_slip_says_where_to_go(desk: Client) -> None:
    place = make_resource(name="Poradnia", address="ul. Długa 1", phone="+48126167800")

    printed = desk.get(reverse("advice:desk_referral", args=[place.public_id]))

    assert printed.content.startswith(b"%PDF")


def test_a_talk_is_put_right_the_same_day_and_no_later(desk: Client, pal: Pal) -> None:
    talk = make_talk(pal)
    path = reverse("advice:desk_talk", args=[talk.pk])

    assert desk.get(path).status_code == 200
    desk.post(path, sent(pal, minutes="60"))
    assert Talk.objects.get().minutes == 60
    Talk.objects.update(on=times.today() - timedelta(days=1))

    assert desk.post(path, sent(pal)).status_code == 404
    data = TalkData(talk.topic, 5, "young", "told", Channel.DESK)
    with pytest.raises(AdviceError):
        operations.correct_talk(talk, data=data, actor=SYSTEM)
    with pytest.raises(AdviceError):
        operations.remove_talk(talk, actor=SYSTEM)


def test_a_talk_noted_by_mistake_is_removed(desk: Client, pal: Pal) -> None:
    talk = make_talk(pal)

    desk.post(reverse("advice:desk_remove_talk", args=[talk.pk]))

    assert not Talk.objects.exists()


def test_talks_of_another_pal_are_out_of_sight(keeper: User) -> None:
    other = make_talk(make_pal())

    assert not policies.kept_talks(keeper).filter(pk=other.pk).exists()


def test_a_pal_that_does_not_work_yet_has_no_log(client: Client) -> None:
    closed = make_pal(status="planned")
    client.force_login(make_staff(pal=closed))

    assert "jeszcze nie działa" in client.get(DUTY).content.decode()


def test_the_board_costs_the_same_for_one_talk_and_three(
    pal: Pal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic = make_topic()
    for _number in range(3):
        make_talk(pal, topic=topic)

    with django_assert_num_queries(5):  # today, then the month: talks, tallies, outcomes, topics
        board = duty_board(pal)

    assert (len(board.today), board.minutes, board.month.talks) == (3, 30, 3)


def test_counts_are_of_the_pals_and_days_asked_for(pal: Pal) -> None:
    topic, day = make_topic(), times.today()
    make_talk(pal, topic=topic, minutes=30)
    make_talk(make_pal(), topic=topic)
    question = make_question(topic=topic, pal=pal)
    operations.answer(question, words="Tak.", actor=make_staff())

    found = counts([pal.pk], since=day, until=day)
    past = counts([pal.pk], since=day - timedelta(days=9), until=day - timedelta(days=1))

    assert (found.talks, found.asked, found.answered, found.in_time) == (1, 1, 1, 1)
    assert float(found.hours) == 0.5
    assert ("informacja", 1) in found.outcomes
    assert (past.talks, past.asked) == (0, 0)


def test_few_are_told_nobody_and_not_by_taking_away(pal: Pal) -> None:
    many, few, more = make_topic(), make_topic(), make_topic()
    for topic, number in ((many, 9), (few, 2), (more, 6)):
        for _time in range(number):
            make_talk(pal, topic=topic)
    day = times.today()

    told = told_counts(None, since=day, until=day)

    by_topic = {row.topic: row.talks for row in told.topics}
    assert by_topic[few] is None
    hidden = [row.talks for row in told.topics].count(None) + (told.talks is None)
    assert hidden >= 2
    assert told_counts(None, since=day - timedelta(days=9), until=day - timedelta(days=8)) == (
        type(told)((), 0, 0)
    )


@pytest.mark.parametrize(("number", "told"), [(4, ""), (5, "5"), (9, "5"), (10, "10")])
def test_residents_read_of_talks_in_steps_so_that_no_day_follows_from_two(
    client: Client, pal: Pal, number: int, told: str
) -> None:
    topic = make_topic()
    for _time in range(number):
        make_talk(pal, topic=topic)

    page = client.get(reverse("advice:home")).text

    assert re.findall(r"co najmniej (\d+) rozmów na dyżurach", page) == [told] * bool(told)
    assert (f"{number} rozmów" in page) == (told == str(number))


def test_the_thread_counts_what_was_done_and_nobody(pal: Pal) -> None:
    topic, need = make_topic(), make_need(pal=pal)
    link = tie(Tie(topic, need, "bo pytają"), actor=SYSTEM)
    for _time in range(5):
        make_talk(pal, topic=topic, minutes=30)
    make_talk(make_pal(), topic=topic)

    (answer,) = AdviceSource().answers(Ties(needs=frozenset({need.pk})))

    assert (answer.title, answer.need_id, answer.pal) == (topic.name, need.pk, pal.name)
    assert (answer.total.talks, answer.total.people, answer.total.participations) == (5, 0, 0)
    assert float(answer.total.hours) == 2.5
    assert answer.first == answer.last == times.today()
    assert sources.answered(Ties(needs=frozenset({need.pk}))).needs == {need.pk}
    untie(link, actor=SYSTEM)
    assert sources.answered(Ties(needs=frozenset({need.pk}))).needs == set()


def test_few_are_no_number_in_the_thread(pal: Pal) -> None:
    topic, need = make_topic(), make_need(pal=pal)
    tie(Tie(topic, need, "bo pytają"), actor=SYSTEM)
    for _time in range(4):
        make_talk(pal, topic=topic)
    source, ties = AdviceSource(), Ties(needs=frozenset({need.pk}))

    assert source.total(ties) == Total()
    assert [(a.total, a.first) for a in source.answers(ties)] == [(Total(), None)]
    assert source.untied(None) == []


def test_one_talk_among_answers_tells_neither_its_day_nor_its_minutes(pal: Pal) -> None:
    topic, need = make_topic(), make_need(pal=pal)
    tie(Tie(topic, need, "bo pytają"), actor=SYSTEM)
    make_talk(pal, topic=topic)
    Tally.objects.create(topic=topic, pal=pal, on=times.today(), what="answered", number=4)

    (answer,) = AdviceSource().answers(Ties(needs=frozenset({need.pk})))

    assert (answer.total, answer.first, answer.last) == (Total(talks=5), None, None)


def test_a_year_with_few_is_in_no_sum_of_the_thread(
    pal: Pal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic, need = make_topic(), make_need(pal=pal)
    tie(Tie(topic, need, "bo pytają"), actor=SYSTEM)
    make_talk(pal, topic=topic)
    Talk.objects.update(on=date(2024, 5, 6))
    for _time in range(5):
        make_talk(pal, topic=topic, minutes=30)
    source, ties = AdviceSource(), Ties(needs=frozenset({need.pk}))

    with django_assert_num_queries(3):
        (answer,) = source.answers(ties)

    assert (answer.total.talks, float(answer.total.hours)) == (5, 2.5)
    assert (answer.first, source.total(ties)) == (times.today(), answer.total)


def test_a_tie_is_said_once_and_says_why(pal: Pal) -> None:
    topic, need = make_topic(), make_need(pal=pal)
    tie(Tie(topic, need, "bo pytają"), actor=SYSTEM)

    for why, field in (("bo pytają", "to"), ("  ", "why")):
        with pytest.raises(AdviceError) as caught:
            tie(Tie(topic, need, why), actor=SYSTEM)
        assert caught.value.field == field


@pytest.mark.parametrize(
    "wrong",
    [{"minutes": 7}, {"age": "old"}, {"outcome": "x"}, {"channel": "web"}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_refuses(pal: Pal, wrong: dict[str, str | int]) -> None:
    make_talk(pal)

    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.update(**wrong)


def test_the_database_refuses_a_place_where_nobody_was_sent(pal: Pal) -> None:
    make_talk(pal)

    with pytest.raises(IntegrityError), transaction.atomic():
        Talk.objects.update(referred_to=make_resource())


def test_a_topic_that_is_off_is_offered_nowhere_and_stays_where_it_is(
    desk: Client, pal: Pal
) -> None:
    old, new = make_topic(name="Kartki"), make_topic(name="Rachunki")
    talk, page = make_talk(pal, topic=old), make_page(topic=old)
    Topic.objects.filter(pk=old.pk).update(is_offered=False)

    forms = [TalkForm(), TieForm(pals=Pal.objects.all()), KnowledgeForm(instance=KnowledgePage())]
    offered = [set(form.fields["topic"].queryset) for form in forms]  # type: ignore[attr-defined]
    own = KnowledgeForm(instance=page).fields["topic"].queryset  # type: ignore[attr-defined]

    assert offered == [{new}] * 3
    assert set(own) == {old, new}
    assert "Kartki" in desk.get(reverse("advice:desk_talk", args=[talk.pk])).content.decode()


def test_who_looks_for_a_place_is_offered_no_topic_that_was_switched_off(
    desk: Client, pal: Pal
) -> None:
    make_topic(name="Rachunki")
    chosen = sent(pal, topic=make_topic(name="Kartki").slug, look="1", where="poradnia")
    Topic.objects.filter(name="Kartki").update(is_offered=False)

    page = desk.post(DUTY, chosen).content.decode()

    assert "Rachunki" in page
    assert "Kartki" not in page
