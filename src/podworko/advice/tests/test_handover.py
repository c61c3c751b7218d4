"""Who leaves is told what waits for them, and whoever grants roles learns what nobody reads."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, Leaving, User
from podworko.advice import operations, policies
from podworko.advice.models import Question
from podworko.advice.queries import questions_in_hand, unheld_questions
from podworko.advice.reading import AdviceError
from podworko.advice.tests.factories import (
    make_pal,
    make_question,
    make_staff,
    make_topic,
    make_unheld,
)
from podworko.audit.models import Access, Entry
from podworko.audit.public import label
from podworko.network.public import Pal

pytestmark = pytest.mark.django_db


@pytest.fixture
def pal() -> Pal:
    return make_pal()


def in_hand(giver: User, pal: Pal, *, reader: User | None = None) -> list[tuple[str, str]]:
    parts = questions_in_hand(Leaving(giver, reader or giver, frozenset({pal.pk})))
    return [(item.what, item.note) for part in parts for item in part.items]


def test_who_leaves_is_told_what_nobody_else_could_read(pal: Pal) -> None:
    animator = make_staff("animator", pal=pal)
    assert in_hand(animator, pal) == []
    make_question(topic=make_topic(name="Pisma"), pal=pal)

    [(what, note)] = in_hand(animator, pal)
    make_staff("animator", pal=pal)
    [(_what, with_another)] = in_hand(animator, pal)

    assert what == "1 pytanie czeka na odpowiedź"
    assert note.startswith("1 nie przeczyta nikt inny")
    assert with_another == "Odpowie też ktoś inny."


def test_others_read_no_small_number_of_questions(pal: Pal) -> None:
    animator, manager = make_staff("animator", pal=pal), make_staff("pal-manager", pal=pal)
    make_question(topic=make_topic(name="Pisma"), pal=pal)

    [(what, note)] = in_hand(animator, pal, reader=manager)

    assert what == "kilka pytań czeka na odpowiedź"
    assert note.startswith("Części nie przeczyta nikt inny")


def test_questions_put_to_no_pal_and_those_of_every_pal_are_told_too(pal: Pal) -> None:
    animator, specialist = make_staff("animator", pal=pal), make_staff("specialist")
    make_question(topic=make_topic(role="animator"))
    make_question(topic=make_topic(role="specialist"), pal=pal)
    administrator = make_staff("administrator")

    [(own, note)] = in_hand(animator, pal)
    parts = questions_in_hand(Leaving(specialist, administrator, frozenset()))

    assert (own, note[:2]) == ("1 pytanie czeka na odpowiedź", "1 ")
    assert [item.note[:6] for part in parts for item in part.items] == ["Części"]


@pytest.mark.parametrize(
    ("number", "told"), [(4, "kilka pytań czeka na odpowiedź"), (5, "5 pytań czeka na odpowiedź")]
)
def test_who_does_not_answer_them_is_told_no_small_number(pal: Pal, number: int, told: str) -> None:
    animator, manager = make_staff("animator", pal=pal), make_staff("pal-manager", pal=pal)
    topic = make_topic()
    for _time in range(number):
        make_question(topic=topic, pal=pal)

    (part,) = questions_in_hand(Leaving(animator, manager, frozenset({pal.pk})))

    assert [(item.what, item.href) for item in part.items] == [(told, "")]


def test_who_reads_a_pack_is_told_of_no_other_pal(pal: Pal) -> None:
    specialist, manager = make_staff("specialist"), make_staff("pal-manager", pal=pal)
    make_question(topic=make_topic(role="specialist"), pal=make_pal())

    assert questions_in_hand(Leaving(specialist, manager, frozenset({pal.pk}))) == []


def test_what_nobody_may_read_is_counted_for_who_gives_roles(client: Client, pal: Pal) -> None:
    animator = make_staff("animator", pal=pal)
    make_question(topic=make_topic(name="Pisma"), pal=pal, words="Bije mnie.")
    before = unheld_questions()
    Grant.objects.filter(user=animator).delete()
    coordinator = make_staff("network-coordinator")
    client.force_login(coordinator)

    page = client.get(reverse("advice:desk_topics")).content.decode()
    first = client.get("/biurko/").content.decode()

    assert before == []
    assert [(row.topic.name, row.pal, row.number) for row in unheld_questions()] == [
        ("Pisma", pal, 1)
    ]
    assert "Nikt nie może przeczytać tych pytań" in page
    assert "1 pytania nikt nie może przeczytać" in first
    assert "Bije mnie." not in page + first


def test_it_costs_the_same_for_one_and_for_many(
    pal: Pal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _time in range(3):
        make_question(topic=make_topic(), pal=pal)
    Grant.objects.all().delete()

    with django_assert_num_queries(4):
        assert len(unheld_questions()) == 3


@pytest.fixture
def coordinator(client: Client) -> User:
    user = make_staff("network-coordinator")
    client.force_login(user)
    return user


def test_who_sets_topics_hands_them_to_another_role_unread(
    client: Client, coordinator: User, pal: Pal
) -> None:
    question = make_unheld(pal=pal, words="Bije mnie.")
    animator, other = make_staff("animator", pal=pal), make_topic(name="Pisma")
    (row,) = unheld_questions()

    page = client.get(row.hand_url).content.decode()
    client.post(row.hand_url, {"topic": other.slug})

    assert "Bije mnie." not in page
    assert list(policies.readable_questions(animator)) == [question]
    assert list(policies.readable_questions(coordinator)) == []
    assert unheld_questions() == []
    assert not Access.objects.filter(purpose="question.read").exists()
    assert Entry.objects.get(verb="question.moved").actor == label(coordinator)


def test_those_put_to_no_pal_are_handed_over_too(
    client: Client, coordinator: User, pal: Pal
) -> None:
    assert coordinator.pk
    make_question(topic=make_topic(role="specialist"))
    Grant.objects.filter(role="specialist").delete()
    make_staff("animator", pal=pal)
    (row,) = unheld_questions()

    client.post(row.hand_url, {"topic": make_topic(name="Pisma").slug})

    assert Question.objects.get().topic.name == "Pisma"


def test_nobody_hands_them_to_themself_or_to_nobody(
    client: Client, coordinator: User, pal: Pal
) -> None:
    question = make_unheld(pal=pal)
    Grant.objects.create(user=coordinator, role="animator", pal=pal)
    own, empty = make_topic(role="animator"), make_topic(role="social-worker")
    make_staff("social-worker", pal=make_pal())
    (row,) = unheld_questions()

    statuses = [
        client.post(row.hand_url, {"topic": to.slug}).status_code
        for to in (own, empty, question.topic)
    ]

    assert statuses == [422] * 3
    assert "nikt tu nie odpowiada" in client.get(row.hand_url).content.decode()
    assert Question.objects.get().topic == question.topic


def test_what_somebody_may_read_is_not_handed_over_unread(
    client: Client, coordinator: User, pal: Pal
) -> None:
    question = make_unheld(pal=pal)
    (row,) = unheld_questions()
    make_staff("specialist", pal=pal)
    make_staff("animator", pal=pal)

    with pytest.raises(AdviceError, match="Ktoś może już przeczytać"):
        operations.hand_unheld(question.topic, pal=pal, to=make_topic(), actor=coordinator)

    assert client.get(row.hand_url).status_code == 404
    assert Question.objects.get().topic == question.topic


def test_who_sets_topics_of_one_pal_alone_hands_nothing_over(client: Client, pal: Pal) -> None:
    make_unheld(pal=pal)
    (row,) = unheld_questions()
    client.force_login(make_staff("animator", pal=pal))

    assert client.get(row.hand_url).status_code == 404
