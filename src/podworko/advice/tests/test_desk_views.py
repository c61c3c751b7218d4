"""The desk of the advice point: who sees what, and every page's refusal."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.advice import operations
from podworko.advice.answer_codes import new_nonce
from podworko.advice.models import AdviceLink, KnowledgePage, Question, Topic
from podworko.advice.reading import Contact
from podworko.advice.tests.factories import (
    advice_world,
    make_page,
    make_pal,
    make_question,
    make_staff,
    make_topic,
)
from podworko.audit.models import Access
from podworko.diagnosis.tests.factories import make_need
from podworko.network.public import Pal
from tests.permission_table import TABLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def pal() -> Pal:
    return make_pal()


@pytest.fixture
def user(pal: Pal) -> User:
    return make_staff(pal=pal)


@pytest.fixture
def desk(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def page_of(question: Question, name: str = "desk_question") -> str:
    return reverse(f"advice:{name}", args=[question.public_id])


def test_a_list_says_not_a_word_of_what_was_asked(desk: Client, pal: Pal) -> None:
    make_question(words="Mam dług.", pal=pal)

    html = desk.get(reverse("advice:desk_questions")).content.decode()

    assert "Temat" in html
    assert "dług" not in html
    assert not Access.objects.exists()


def test_a_list_costs_the_same_for_one_question_and_three(
    desk: Client, pal: Pal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    topic = make_topic()
    for _number in range(3):
        make_question(topic=topic, pal=pal)
    path = reverse("advice:desk_questions")
    desk.get(path)

    with django_assert_num_queries(6):  # session, user, grants twice, both lists
        desk.get(path)


def test_a_question_is_read_answered_and_each_look_logged(
    desk: Client, pal: Pal, user: User
) -> None:
    question = make_question(words="Mam dług.", pal=pal, contact=Contact("a@example.org", ""))

    html = desk.get(page_of(question)).content.decode()
    wrong = desk.post(page_of(question), {"words": " "})
    right = desk.post(page_of(question), {"words": "Zadzwoń do poradni."}, follow=True)

    assert "Mam dług." in html
    assert "a@example.org" in html
    assert wrong.status_code == 422
    assert "Zadzwoń do poradni." in right.content.decode()
    assert Question.objects.get().state == Question.State.ANSWERED
    mine = Access.objects.filter(purpose="question.read", actor=f"accounts.user:{user.pk}")
    assert mine.count() == 3


@pytest.mark.parametrize("name", ["desk_question", "desk_page_from", "desk_move", "desk_called"])
def test_what_another_role_answers_is_not_there(desk: Client, pal: Pal, name: str) -> None:
    question = make_question(topic=make_topic(role="specialist"), pal=None)
    method = desk.get if name in ("desk_question", "desk_page_from") else desk.post

    assert method(page_of(question, name)).status_code == 404
    assert pal.pk


def test_a_question_is_handed_over(desk: Client, pal: Pal) -> None:
    make_staff("social-worker", pal=pal)
    question, other = make_question(pal=pal), make_topic(role="social-worker")

    assert desk.post(page_of(question, "desk_move"), {"topic": ""}).status_code == 422
    desk.post(page_of(question, "desk_move"), {"topic": other.slug})

    assert Question.objects.get().topic == other
    assert desk.get(page_of(question)).status_code == 404


def test_who_has_a_landline_is_phoned_from_the_page(desk: Client, pal: Pal) -> None:
    question = make_question(pal=pal, contact=Contact("", "+48126167800"))
    operations.answer(question, words="Tak.", actor=make_staff())

    assert "Już zadzwonione" in desk.get(page_of(question)).content.decode()
    desk.post(page_of(question, "desk_called"))

    assert not Question.objects.get().to_call


def test_who_takes_a_question_for_another_role_never_reads_it_again(desk: Client, pal: Pal) -> None:
    make_staff("specialist", pal=pal)
    topic = make_topic(role="specialist")
    sent = {
        "topic": topic.slug,
        "words": "Mam dług.",
        "came": "phone",
        "pal": pal.slug,
        "language": "pl",
        "stamp": new_nonce(),
    }

    taken = desk.post(reverse("advice:desk_take"), sent)

    question = Question.objects.get()
    assert question.channel == "phone"
    assert "no-store" in taken["Cache-Control"]
    assert "dług" not in taken.content.decode()
    assert desk.get(page_of(question)).status_code == 404
    assert desk.post(reverse("advice:desk_take"), {}).status_code == 422


def test_overdue_questions_stand_on_the_first_page_of_who_may_answer(
    desk: Client, pal: Pal
) -> None:
    make_question(pal=pal)
    assert "Czeka 1 pytanie." in desk.get("/biurko/").content.decode()
    Question.objects.update(due_on="2020-01-01")

    assert "termin minął" in desk.get("/biurko/").content.decode()


def test_the_first_page_says_nothing_to_others(client: Client, pal: Pal) -> None:
    make_question(pal=pal)
    client.force_login(make_staff("network-coordinator"))

    assert "Pytania do porad" not in client.get("/biurko/").content.decode()


def test_a_page_is_written_beside_a_question_and_copies_nothing(desk: Client, pal: Pal) -> None:
    question = make_question(words="Mam dług u pana Iksa.", pal=pal)
    path = page_of(question, "desk_page_from")

    shown = desk.get(path).content.decode()
    form = shown.split('<form class="desk-form"')[1]
    desk.post(
        path,
        {
            "kind": "answer",
            "topic": question.topic_id,
            "question": "Co robić z długiem?",
            "answer": "Idź do poradni.",
        },
    )

    assert "Mam dług u pana Iksa." in shown
    assert "Iksa" not in form
    page = KnowledgePage.objects.get()
    assert page.from_question
    step = reverse("advice:desk_step", args=[page.public_id, "opublikuj"])
    desk.post(step)
    page.refresh_from_db()
    assert page.state == "draft"
    desk.force_login(make_staff())
    desk.post(step)
    page.refresh_from_db()
    assert (page.state, page.reviewed_by_role) == ("published", "animator")


def test_a_page_is_written_changed_checked_and_withdrawn(desk: Client) -> None:
    topic = make_topic()
    sent = {"kind": "letter", "topic": topic.pk, "question": "Wezwanie", "answer": "Idź."}
    assert desk.post(reverse("advice:desk_new_page"), sent | {"answer": ""}).status_code == 422
    desk.post(reverse("advice:desk_new_page"), sent)
    page = KnowledgePage.objects.get()
    edit = reverse("advice:desk_edit_page", args=[page.public_id])

    assert desk.post(edit, sent | {"version": "x", "answer": "Nie idź."}).status_code == 409
    for act, state in (
        ("opublikuj", "published"),
        ("sprawdzone", "published"),
        ("wycofaj", "draft"),
    ):
        desk.post(reverse("advice:desk_step", args=[page.public_id, act]))
        page.refresh_from_db()
        assert page.state == state
    nothing = reverse("advice:desk_step", args=[page.public_id, "nic"])
    assert desk.post(nothing).status_code == 404
    assert desk.get(reverse("advice:desk_page", args=[page.public_id])).status_code == 200


def test_what_expires_stands_on_top_of_the_list(desk: Client) -> None:
    page = make_page()
    KnowledgePage.objects.update(expires_on="2026-01-01")

    html = desk.get(reverse("advice:desk_pages")).content.decode()

    assert "Do sprawdzenia" in html
    assert page.question in html


def test_topics_are_for_who_edits_for_all_pals(desk: Client, client: Client) -> None:
    topic = make_topic()
    paths = [
        reverse("advice:desk_topics"),
        reverse("advice:desk_new_topic"),
        reverse("advice:desk_topic", args=[topic.slug]),
    ]
    assert {desk.get(path).status_code for path in paths} == {404}

    client.force_login(make_staff("network-coordinator"))

    assert {client.get(path).status_code for path in paths} == {200}
    sent = {"name": "Długi", "hint": "raty", "role": "specialist", "days": "3", "position": "1"}
    assert client.post(paths[1], sent | {"days": "0"}).status_code == 422
    client.post(paths[1], sent | {"is_offered": "on"})
    assert Topic.objects.get(name="Długi").slug == "dlugi"
    assert client.post(paths[2], sent | {"version": "x"}).status_code == 409


def test_topics_are_tied_within_ones_pals(desk: Client, pal: Pal) -> None:
    topic, own, other = make_topic(), make_need(pal=pal), make_need(pal=make_pal())
    path = reverse("advice:desk_ties")

    wrong = {"topic": topic.slug, "to": f"n{other.public_id}", "why": "bo pytają"}
    assert desk.post(path, wrong).status_code == 422
    desk.post(path, wrong | {"to": f"n{own.public_id}"})
    link = AdviceLink.objects.get()
    assert link.need == own
    assert own.title in desk.get(path).content.decode()
    desk.post(reverse("advice:desk_untie", args=[link.pk]))

    assert not AdviceLink.objects.exists()


def test_counts_without_a_word_for_coordinators(client: Client) -> None:
    operations.answer(make_question(words="Pożyczka u Iksa."), words="Idź.", actor=make_staff())
    client.force_login(make_staff("network-coordinator"))

    html = client.get(reverse("advice:desk_numbers"), {"od": "x"}).content.decode()

    assert "Cała sieć." in html
    assert "Iksa" not in html


def test_no_page_has_a_hole_in_it(desk: Client, pal: Pal, user: User) -> None:
    """What a template names and no view gives would be empty for people: here it is marked."""
    Grant.objects.create(user=user, role="network-coordinator", pal=None)
    world = advice_world(pal)
    rows = [(name, row) for name, row in TABLE.items() if name.startswith("advice:")]
    paths = [
        reverse(name, kwargs={key: world[value] for key, value in row.kwargs.items()})
        for name, row in rows
        if row.method == "GET" and not row.is_file
    ]

    holes = {
        path: re.findall("⟦[^⟧]*⟧", html)
        for path in [*paths, "/biurko/"]
        if "⟦" in (html := desk.get(path).content.decode())
    }
    searched = [desk.post("/porady/", {"words": words}) for words in ("pismo", "hipopotam")]

    assert len(paths) > 15
    assert holes == {}
    assert all("⟦" not in answer.content.decode() for answer in searched)
